"""What gives the unit access and what it wants: postings, accreditations, functions, exchanges, priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from graph.model.vocabularies import ACCREDITATION_MODE, ORG_TYPE
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork

_Rows = tuple["NDArray[np.int64]", "NDArray[np.int64]"]

NO_MODE = "none"
MODES = (*ACCREDITATION_MODE.values, NO_MODE)
"""Modes of accreditation from the nearest to the farthest, as the vocabulary orders them."""


def running(network: VisibleNetwork, day: dt.date) -> NDArray[np.bool_]:
    """Tell for each posting whether it runs on the day, its first and last day included."""
    postings = network.node_table("Posting")
    begun = pc.fill_null(pc.less_equal(postings["start_date"], day), fill_value=False)
    not_over = pc.fill_null(pc.greater_equal(postings["end_date"], day), fill_value=True)
    return np.asarray(pc.and_(begun, not_over).to_numpy(), dtype=bool)


def accreditations(network: VisibleNetwork, day: dt.date) -> dict[str, tuple[tuple[str, ...], tuple[int, ...]]]:
    """Give the modes, nearest first, and the officers, by row, that give access to each country on a day."""
    officer, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    serving = valid_on(network.node_table("Officer"), day)[officer] & running(network, day)[posting]
    holders: dict[int, set[int]] = {}
    for one, tour in zip(officer[serving].tolist(), posting[serving].tolist(), strict=True):
        holders.setdefault(tour, set()).add(one)
    posting, country, rows = network.links("ACCREDITED_TO", "Posting", "Country")
    holds = valid_on(rows, day)
    codes, modes = network.keys("Country").to_pylist(), rows["mode"].to_pylist()
    found: dict[str, tuple[set[str], set[int]]] = {}
    for at in np.flatnonzero(holds).tolist():
        if modes[at] in ACCREDITATION_MODE and (officers := holders.get(int(posting[at]))):
            there = found.setdefault(codes[country[at]], (set(), set()))
            there[0].add(modes[at])
            there[1].update(officers)
    return {
        code: (tuple(sorted(how, key=MODES.index)), tuple(sorted(officers)))
        for code, (how, officers) in sorted(found.items())
    }


def priorities(network: VisibleNetwork, day: dt.date) -> dict[tuple[str, str], int]:
    """Give the highest priority of each country and type of service that has one on a day."""
    rows = network.node_table("Priority")
    columns = (rows[name].to_pylist() for name in ("country", "org_type", "priority"))
    found: dict[tuple[str, str], int] = {}
    for holds, country, org_type, priority in zip(valid_on(rows, day).tolist(), *columns, strict=True):
        if holds and country and org_type in ORG_TYPE:
            found[country, org_type] = max(found.get((country, org_type), 0), priority or 0)
    return found


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
