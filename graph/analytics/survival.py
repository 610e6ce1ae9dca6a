"""How much of an officer's network survived the rotation."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import ACTIVE
from graph.analytics.results import Column, Table
from graph.errors import InputError
from graph.ties.compute import tie_table
from graph.ties.events import encounters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork

MONTHS = (6, 12)


@dataclass(frozen=True, slots=True)
class Rotation:
    """
    One posting taken over by another officer.

    Attributes
    ----------
    posting_id, next_posting_id
        The posting that ended and the one that followed.
    officer_id, officer_name, successor_id, successor_name
        Who left and who came.
    ended
        Last day of the posting.
    contacts
        Number of active ties of the one who left, on that day.
    strength
        Sum of their strengths, each 0 to 100.
    successor
        For each number of months, the successor's strength with the same contacts as a share of it, 0 and more; None
        when that day is not over yet, or there was nothing to survive.
    anyone
        The same for the strongest tie of anyone but the one who left.
    """

    posting_id: str
    next_posting_id: str
    officer_id: str
    officer_name: str
    successor_id: str
    successor_name: str
    ended: dt.date
    contacts: int
    strength: float
    successor: tuple[float | None, ...]
    anyone: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Survival:
    """Rotations, latest first, and the months after which they were looked at."""

    rotations: tuple[Rotation, ...]
    months: tuple[int, ...]

    def table(self) -> Table:
        """Give one row a rotation."""
        shares = [
            Column(f"{who}_{month}m", "share", f"strength held by {text} after {month} months")
            for who, text in (("successor", "the successor"), ("anyone", "whoever holds it best"))
            for month in self.months
        ]
        rows = tuple(
            (*(getattr(rotation, column.name) for column in _COLUMNS), *rotation.successor, *rotation.anyone)
            for rotation in self.rotations
        )
        return Table("tie survival", (*_COLUMNS, *shares), rows)


_COLUMNS = (
    Column("posting_id", "", "posting that ended"),
    Column("officer_id", "", "officer who left"),
    Column("officer_name", "", "name of the officer who left"),
    Column("successor_id", "", "officer who came"),
    Column("successor_name", "", "name of the officer who came"),
    Column("ended", "date", "last day of the posting"),
    Column("contacts", "contacts", "active ties on that day"),
    Column("strength", "sum of 0 to 100", "their strength on that day"),
)


def survival(
    network: VisibleNetwork, as_of: dt.date, *, months: Sequence[int] = MONTHS, active: float = ACTIVE
) -> Survival:
    """
    Measure, for each rotation up to a day, how much tie strength was held later.

    Parameters
    ----------
    network
        What may be seen.
    as_of
        Last day that is known; shares of later days are None.
    months
        After how many months to look.
    active
        Strength from which a tie of the one who left counts, 0 to 100.

    Returns
    -------
    survival
        One rotation per posting that ended and was taken over by another officer; a posting without an end, or
        continued by the same officer, is none.

    Raises
    ------
    InputError
        A number of months is below 1.

    Notes
    -----
    Cost: one search for encounters; per rotation one pass over the encounters up to the day.
    """
    if min(months, default=1) < 1:
        raise InputError("Tie survival is looked at after 1 month or more.")
    met = encounters(network)
    holder = _holders(network)
    ended = network.node_table("Posting")["end_date"].to_pylist()
    postings = network.keys("Posting").to_pylist()
    keys, names = network.keys("Officer").to_pylist(), network.titles("Officer").to_pylist()
    before, after, _ = network.links("SUCCEEDED_BY", "Posting", "Posting")
    found = []
    for old, new in zip(before.tolist(), after.tolist(), strict=True):
        left, came, day = holder.get(old), holder.get(new), ended[old]
        if left is None or came is None or left == came or day is None or day > as_of:
            continue
        ties = tie_table(network, met.on(network, day), day)
        mine = (ties.officer == left) & (ties.strength >= active)
        contacts, strength = ties.contact[mine], float(ties.strength[mine].sum())
        shares = [
            tuple(
                held / strength
                for held in _held(network, met.on(network, later, contacts=contacts), later, (left, came))
            )
            if strength > 0 and later <= as_of
            else (None, None)
            for later in (add_months(day, month) for month in months)
        ]
        found.append(
            Rotation(
                postings[old],
                postings[new],
                keys[left],
                names[left],
                keys[came],
                names[came],
                day,
                len(contacts),
                strength,
                tuple(share[0] for share in shares),
                tuple(share[1] for share in shares),
            )
        )
    ordered = sorted(found, key=lambda row: (-row.ended.toordinal(), row.posting_id, row.next_posting_id))
    return Survival(tuple(ordered), tuple(months))


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the same day some months later, or the last day of that month if it is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _holders(network: VisibleNetwork) -> dict[int, int]:
    """Give the officer of each posting, by row; of several, the first by key."""
    officer, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    return dict(sorted(zip(posting.tolist(), officer.tolist(), strict=True), reverse=True))


def _held(network: VisibleNetwork, met: Encounters, day: dt.date, officers: tuple[int, int]) -> tuple[float, float]:
    """Sum the strengths held by the successor, and by whoever holds most but the one who left."""
    left, came = officers
    ties = tie_table(network, met, day)
    best = np.zeros(network.node_table("Contact").num_rows)
    others = ties.officer != left
    np.maximum.at(best, ties.contact[others], ties.strength[others])
    return float(ties.strength[ties.officer == came].sum()), float(best.sum())
