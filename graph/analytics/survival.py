"""How much of an officer's network survived the rotation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import ACTIVE
from graph.analytics.results import Column, Table, table
from graph.errors import InputError
from graph.model.days import add_months
from graph.ties.compute import tie_table
from graph.ties.events import encounters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork

    Strengths = NDArray[np.float64]
    Interval = tuple[float, float]
    Held = list[tuple[Strengths, Strengths, Strengths] | None]

MONTHS = (3, 6, 12)

DRAWS = 500
"""Times the contacts of a rotation are drawn anew for an interval."""

_INTERVAL = (0.05, 0.95)


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
    successor_interval, anyone_interval
        For each share the bounds between which it lay in nine of ten draws of the contacts; None with the share.
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
    successor_interval: tuple[Interval | None, ...]
    anyone_interval: tuple[Interval | None, ...]


@dataclass(frozen=True, slots=True)
class Retention:
    """
    How much was held over all rotations.

    Attributes
    ----------
    months
        After so many months.
    rotations
        Rotations for which that day is over and there was something to survive.
    successor, anyone
        Sum of the strengths held later as a share of the sum before; None without rotations.
    successor_low, successor_high, anyone_low, anyone_high
        Bounds between which the share lay in nine of ten draws of whole rotations.
    """

    months: int
    rotations: int
    successor: float | None
    successor_low: float | None
    successor_high: float | None
    anyone: float | None
    anyone_low: float | None
    anyone_high: float | None


@dataclass(frozen=True, slots=True)
class Survival:
    """Rotations, latest first, the months after which they were looked at, all together, and how bounds were drawn."""

    rotations: tuple[Rotation, ...]
    months: tuple[int, ...]
    overall: tuple[Retention, ...]
    draws: int
    seed: int

    def caption(self) -> str:
        """Say in one sentence how the intervals came about."""
        return (
            f"Intervals hold nine of ten shares when the contacts of a rotation, or over all the rotations, are drawn "
            f"anew {self.draws} times with replacement (seed {self.seed})."
        )

    def table(self) -> Table:
        """Give one row a rotation."""
        shares, bounds = [], []
        for who, text in (("successor", "the successor"), ("anyone", "whoever holds it best")):
            for month in self.months:
                name = f"{who}_{month}m"
                shares.append(Column(name, "share", f"strength held by {text} after {month} months"))
                bounds.append(Column(f"{name}_low", "share", "lower bound of the interval"))
                bounds.append(Column(f"{name}_high", "share", "upper bound of the interval"))
        rows = tuple(
            (
                *(getattr(rotation, column.name) for column in _COLUMNS),
                *rotation.successor,
                *rotation.anyone,
                *(
                    bound
                    for pair in (*rotation.successor_interval, *rotation.anyone_interval)
                    for bound in pair or (None, None)
                ),
            )
            for rotation in self.rotations
        )
        return Table("tie survival", (*_COLUMNS, *shares, *bounds), rows)

    def overall_table(self) -> Table:
        """Give one row a number of months, over all rotations."""
        return table("tie survival over all rotations", _OVERALL, self.overall)


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
_OVERALL = (
    Column("months", "months", "after so many months"),
    Column("rotations", "rotations", "rotations so long ago"),
    Column("successor", "share", "strength held by the successors"),
    Column("successor_low", "share", "lower bound of the interval"),
    Column("successor_high", "share", "upper bound of the interval"),
    Column("anyone", "share", "strength held by whoever holds it best"),
    Column("anyone_low", "share", "lower bound of the interval"),
    Column("anyone_high", "share", "upper bound of the interval"),
)


def survival(
    network: VisibleNetwork,
    as_of: dt.date,
    *,
    months: Sequence[int] = MONTHS,
    active: float = ACTIVE,
    draws: int = DRAWS,
    seed: int = 1,
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
    draws, seed
        How often contacts and rotations are drawn anew for the intervals, and with which seed.

    Returns
    -------
    survival
        One rotation per posting that ended and was taken over by another officer; a posting without an end, or
        continued by the same officer, is none.

    Raises
    ------
    InputError
        A number of months, or of draws, is below 1.

    Notes
    -----
    Formula: share = sum of the successor's strengths with the contacts, later / sum of the strengths of the one who
    left, on the last day. The interval is the bootstrap's: as many contacts as there are, drawn with replacement, the
    share taken anew each time, and of all those the 5th and 95th in 100. Over all rotations, whole rotations are drawn,
    because the contacts of one share its fate.
    Unit: share.
    Range: 0 and more; above 1 when the successor holds more than the one who left.
    Reading: high = the handover worked; a wide interval = a few contacts decide.
    Cost: one search for encounters; per rotation one pass over the encounters up to the day, and its contacts times the
    draws.

    References
    ----------
    Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 8 and 13; Davison and Hinkley, Bootstrap
    Methods and their Application, 1997, section 3.8, for drawing whole groups.
    """
    if min(months, default=1) < 1:
        raise InputError("Tie survival is looked at after 1 month or more.")
    if draws < 1:
        raise InputError("The intervals of tie survival need at least 1 draw.")
    met = encounters(network)
    holder = _holders(network)
    ended = network.node_table("Posting")["end_date"].to_pylist()
    postings = network.keys("Posting").to_pylist()
    keys, names = network.keys("Officer").to_pylist(), network.titles("Officer").to_pylist()
    before, after, _ = network.links("SUCCEEDED_BY", "Posting", "Posting")
    found: list[tuple[Rotation, Held]] = []
    for old, new in zip(before.tolist(), after.tolist(), strict=True):
        left, came, day = holder.get(old), holder.get(new), ended[old]
        if left is None or came is None or left == came or day is None or day > as_of:
            continue
        ties = tie_table(network, met.on(network, day), day)
        mine = (ties.officer == left) & (ties.strength >= active)
        contacts, strengths = ties.contact[mine], ties.strength[mine]
        held: Held = [
            (strengths, *_held(network, met.on(network, later, contacts=contacts), later, (left, came), contacts))
            if strengths.any() and later <= as_of
            else None
            for later in (add_months(day, month) for month in months)
        ]
        successor, anyone = (
            [None if one is None else _share(one[0], one[who], draws, seed) for one in held] for who in (1, 2)
        )
        rotation = Rotation(
            postings[old],
            postings[new],
            keys[left],
            names[left],
            keys[came],
            names[came],
            day,
            len(contacts),
            float(strengths.sum()),
            tuple(None if one is None else one[0] for one in successor),
            tuple(None if one is None else one[0] for one in anyone),
            successor_interval=tuple(None if one is None else one[1] for one in successor),
            anyone_interval=tuple(None if one is None else one[1] for one in anyone),
        )
        found.append((rotation, held))
    found.sort(key=lambda one: (-one[0].ended.toordinal(), one[0].posting_id, one[0].next_posting_id))
    overall = tuple(_overall(month, [held[at] for _, held in found], draws, seed) for at, month in enumerate(months))
    return Survival(tuple(rotation for rotation, _ in found), tuple(months), overall, draws, seed)


def _share(before: Strengths, later: Strengths, draws: int, seed: int) -> tuple[float, Interval]:
    """Give the share of a sum that is held later, and its interval."""
    # Weighing by how often each was drawn sums the same as drawing, without copying the strengths.
    times = np.random.default_rng(seed).multinomial(len(before), np.full(len(before), 1 / len(before)), size=draws)
    low, high = np.quantile((times @ later) / (times @ before), _INTERVAL)
    return float(later.sum() / before.sum()), (float(low), float(high))


def _overall(
    month: int, held: Sequence[tuple[Strengths, Strengths, Strengths] | None], draws: int, seed: int
) -> Retention:
    sums = np.array([[float(part.sum()) for part in one] for one in held if one is not None]).reshape(-1, 3)
    if not len(sums):
        return Retention(month, 0, *(None,) * 6)
    successor, successor_bounds = _share(sums[:, 0], sums[:, 1], draws, seed)
    anyone, anyone_bounds = _share(sums[:, 0], sums[:, 2], draws, seed)
    return Retention(month, len(sums), successor, *successor_bounds, anyone, *anyone_bounds)


def _holders(network: VisibleNetwork) -> dict[int, int]:
    """Give the officer of each posting, by row; of several, the first by key."""
    officer, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    return dict(sorted(zip(posting.tolist(), officer.tolist(), strict=True), reverse=True))


def _held(
    network: VisibleNetwork, met: Encounters, day: dt.date, officers: tuple[int, int], contacts: NDArray[np.int64]
) -> tuple[Strengths, Strengths]:
    """Give, for each contact, the strength held by the successor, and by whoever holds most but the one who left."""
    left, came = officers
    ties = tie_table(network, met, day)
    own, best = (np.zeros(network.node_table("Contact").num_rows) for _ in range(2))
    theirs, others = ties.officer == came, ties.officer != left
    own[ties.contact[theirs]] = ties.strength[theirs]
    np.maximum.at(best, ties.contact[others], ties.strength[others])
    return own[contacts], best[contacts]
