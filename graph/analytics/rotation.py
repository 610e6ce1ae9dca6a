"""The posting on which an officer is, until when, and who comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.postings import running_postings

if TYPE_CHECKING:
    import datetime as dt

    from graph.visible.network import VisibleNetwork


@dataclass(frozen=True, slots=True)
class RunningPosting:
    """
    One posting that runs on a day.

    Attributes
    ----------
    posting_id, start
        The posting, and its first day.
    last
        Last day, as it is known or else as planned; None when neither lies on the day or later.
    successor, next_start
        Row of the officer who holds the next posting, and its first day; None where not known.
    """

    posting_id: str
    start: dt.date
    last: dt.date | None
    successor: int | None
    next_start: dt.date | None


def running_posting(network: VisibleNetwork, officer: int, day: dt.date) -> RunningPosting | None:
    """
    Give the posting that an officer, by row, holds on a day; of several the one that began last, then first by key.

    The successor is the holder of the posting that succeeds it and begins first, other than the officer.
    """
    rows = network.node_table("Posting").to_pylist()
    officers, postings, _ = network.links("HELD_POSTING", "Officer", "Posting")
    holders = list(zip(officers.tolist(), postings.tolist(), strict=True))
    runs = running_postings(network, day)
    running = [at for who, at in holders if who == officer and runs[at]]
    if not running:
        return None
    chosen = min(running, key=lambda at: (-_number(rows[at]["start_date"]), rows[at]["posting_id"]))
    before, after, _ = network.links("SUCCEEDED_BY", "Posting", "Posting")
    following = {new for old, new in zip(before.tolist(), after.tolist(), strict=True) if old == chosen}
    coming = sorted((_number(rows[at]["start_date"]), at, who) for who, at in holders if at in following)
    at, successor = next(((at, who) for _, at, who in coming if who != officer), (None, None))
    return RunningPosting(
        rows[chosen]["posting_id"],
        rows[chosen]["start_date"],
        last_day(rows[chosen], day),
        successor,
        None if at is None else rows[at]["start_date"],
    )


def last_day(posting: dict[str, dt.date | None], as_of: dt.date) -> dt.date | None:
    """Give the last day of a posting, as it is known or else as planned; None once a plan was passed by."""
    planned = posting["planned_end"]
    return posting["end_date"] or (planned if planned is not None and planned >= as_of else None)


def _number(day: dt.date | None) -> int:
    return 0 if day is None else day.toordinal()
