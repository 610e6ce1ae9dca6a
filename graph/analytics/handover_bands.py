"""How far the order of a handover can be trusted when some ties are missing from the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.uncertainty import KEEP, ROUNDS, places
from graph.ties.sureness import sureness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.analytics.handover import HandoverItem
    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork


def order_bands(
    network: VisibleNetwork,
    ties: TieTable,
    officer: int,
    order: Mapping[int, HandoverItem],
    *,
    active: float,
    rounds: int = ROUNDS,
    keep: float = KEEP,
    seed: int = 1,
) -> list[tuple[int, int]]:
    """
    Give, for each contact in the order of a handover, the ranks between which it stands in nine of ten draws.

    Parameters
    ----------
    network, ties
        What may be seen, and its ties as of the day of the order.
    officer, order
        Row of the leaving officer, and the order, by row of the contact.
    active
        Strength from which a tie counts, 0 to 100.
    rounds, keep, seed
        As in `uncertainty.rank_bands`.

    Returns
    -------
    bands
        Best and worst rank of each; equal scores share the better rank.

    Notes
    -----
    Formula: in each draw a tie of another officer stays with probability keep + (1 - keep) * sureness, and the score is
    taken anew with the holders who are left. The leaving officer's own ties stay: it is about their order.
    Unit: rank.
    Range: 1 to the number of contacts.
    Reading: a wide band = the place rests on others' ties that are badly recorded.
    Cost: rounds times the active ties.
    """
    if not order:
        return []
    current = ties.strength >= active
    stays = (keep + (1 - keep) * sureness(network, ties))[current]
    known = ties.contact[current]
    mine = ties.officer[current] == officer
    rows = np.array(list(order), dtype=np.int64)
    # Score times holders is what the contact would score if the leaving officer alone held it.
    alone = np.array([item.score * item.holders for item in order.values()])
    draw = np.random.default_rng(seed)
    drawn = np.empty((rounds, len(order)), dtype=np.int64)
    for number in range(rounds):
        kept = mine | (draw.random(len(stays)) < stays)
        holders = np.bincount(known[kept], minlength=network.node_table("Contact").num_rows)[rows]
        drawn[number] = places(-alone / holders)
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0, method="nearest")
    return list(zip(low.tolist(), high.tolist(), strict=True))
