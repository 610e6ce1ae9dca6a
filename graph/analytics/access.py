"""What gives the unit access: postings, accreditations, functions, exchanges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.postings import running_postings
from graph.model.vocabularies import ACCREDITATION_MODE
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork

_Rows = tuple["NDArray[np.int64]", "NDArray[np.int64]"]

NO_MODE = "none"
MODES = (*ACCREDITATION_MODE.values, NO_MODE)
"""Modes of accreditation from the nearest to the farthest, as the vocabulary orders them."""


def accreditations(network: VisibleNetwork, day: dt.date) -> dict[str, dict[int, tuple[str, ...]]]:
    """Give, by country and officer row, the modes of the accreditations that hold on a day, nearest first."""
    officer, posting, held = network.links("HELD_POSTING", "Officer", "Posting")
    serving = (
        valid_on(held, day)
        & valid_on(network.node_table("Officer"), day)[officer]
        & running_postings(network, day)[posting]
    )
    holders: dict[int, list[int]] = {}
    for one, tour in zip(officer[serving].tolist(), posting[serving].tolist(), strict=True):
        holders.setdefault(tour, []).append(one)
    posting, country, rows = network.links("ACCREDITED_TO", "Posting", "Country")
    codes, modes = network.keys("Country").to_pylist(), rows["mode"].to_pylist()
    found: dict[str, dict[int, set[str]]] = {}
    for at in np.flatnonzero(valid_on(rows, day)).tolist():
        if modes[at] in ACCREDITATION_MODE:
            for one in holders.get(int(posting[at]), ()):
                found.setdefault(codes[country[at]], {}).setdefault(one, set()).add(modes[at])
    return {
        code: {one: nearest_first(how) for one, how in sorted(there.items())} for code, there in sorted(found.items())
    }


def nearest_first(modes: Iterable[str]) -> tuple[str, ...]:
    """Order modes of accreditation, each once."""
    return tuple(sorted(set(modes), key=MODES.index))


def functions(network: VisibleNetwork, day: dt.date) -> _Rows:
    """Give the rows of each contact and organisation where it holds a function on a day, each pair once, in order."""
    contact, organisation, rows = network.links("HOLDS_ROLE", "Contact", "Organisation")
    held = valid_on(rows, day) & valid_on(network.node_table("Organisation"), day)[organisation]
    count = max(network.node_table("Organisation").num_rows, 1)
    return np.divmod(np.unique(contact[held] * count + organisation[held]), count)


def sides(network: VisibleNetwork) -> tuple[_Rows, _Rows]:
    """Give the rows of organisation and exchange of each giving, and of each receiving."""
    giver, gave, _ = network.links("GAVE", "Organisation", "Exchange")
    received, receiver, _ = network.links("RECEIVED", "Exchange", "Organisation")
    return (giver, gave), (receiver, received)
