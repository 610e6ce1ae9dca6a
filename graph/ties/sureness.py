"""
How sure it is that a tie is as recorded: from the number and grades of its events and how fully its officer records.

    sureness     = (n + 1) / (n + 2) * mean grade of the n events * completeness of the officer's records
    completeness = mean share of channel, grade, handling and originator that the officer's exchanges to date state

The first factor is Laplace's rule of succession: what was seen n times is seen again with that probability. Grades are
those of the tie formula: an interaction counts 1, a part without a grade its `missing_grade`. An exchange is complete
when it states what the question on incomplete exchanges asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork


def sureness(network: VisibleNetwork, ties: TieTable) -> NDArray[np.float64]:
    """
    Give the sureness of each tie.

    Parameters
    ----------
    network, ties
        What may be seen, and its ties as of a day.

    Returns
    -------
    sureness
        0 to 1, above 0 unless the officer's records state nothing at all, below 1 always.

    Notes
    -----
    Formula: (n + 1) / (n + 2) * mean grade * completeness, as at the head of this module.
    Unit: a probability.
    Range: 0 to 1.
    Reading: high = many well graded events in the records of an officer who leaves little out; low = few, badly graded
    or badly recorded ones.
    Cost: linear in the participations in exchanges.

    References
    ----------
    Laplace, Essai philosophique sur les probabilites, 1814: rule of succession. Missing and doubtful data mislead
    rankings: Yeung 2025.
    """
    evidence = (ties.events + 1) / (ties.events + 2)
    return evidence * ties.grade * completeness(network, ties.as_of)[ties.officer]


def completeness(network: VisibleNetwork, as_of: dt.date) -> NDArray[np.float64]:
    """
    Give, for each officer, how much of what an exchange should state is stated in the officer's exchanges up to a day.

    Returns
    -------
    shares
        0 to 1 by row of the officers; who has no exchange gets the share of all officers together, and 1 if there is
        no exchange at all.
    """
    officer, exchange, _ = network.links("TOOK_PART", "Officer", "Exchange")
    table = network.node_table("Exchange")
    known = pc.fill_null(pc.less_equal(table["date"], pa.scalar(as_of, pa.date32())), fill_value=False)
    counts = np.asarray(known.to_numpy(), dtype=bool)[exchange]
    stated = (
        table["channel"].is_valid(),
        pc.and_(table["source_grade"].is_valid(), table["info_grade"].is_valid()),
        pc.fill_null(pc.greater(pc.list_value_length(table["handling"]), 0), fill_value=False),
        table["originator"].is_valid(),
    )
    of_exchange = np.mean([np.asarray(part.to_numpy(), dtype=float) for part in stated], axis=0)
    officer, share = officer[counts], of_exchange[exchange[counts]]
    people = network.node_table("Officer").num_rows
    number = np.bincount(officer, minlength=people)
    total = np.bincount(officer, weights=share, minlength=people)
    anyone = float(share.mean()) if len(share) else 1.0
    found: NDArray[np.float64] = np.where(number > 0, total / np.maximum(number, 1), anyone)
    return found
