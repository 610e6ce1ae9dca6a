"""The plan of a handover: whom to hand over first, to whom, by which day, and how far that has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.change import ACTIVE
from graph.analytics.handover import ORDER, handover
from graph.analytics.handover_bands import order_bands
from graph.analytics.handover_progress import STATUSES, share_begun, statuses
from graph.analytics.handover_roles import ROLES, roles
from graph.analytics.results import Column, Table, table
from graph.analytics.rotation import RunningPosting, running_posting
from graph.analytics.successors import CANDIDATE, LOAD, Candidate, Candidates
from graph.errors import InputError
from graph.ties.events import encounters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

MEETINGS_A_DAY = 2
"""Joint meetings planned on one working day, as long as there are days enough."""

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class PlanItem:
    """
    One contact to hand over.

    Attributes
    ----------
    rank, contact_id, contact_name, organisation, strength, holders, priority, score
        As in `handover`.
    best, worst
        Ranks between which it stands in nine of ten networks that lost ties of other officers at random.
    role, action
        What the leaving officer is to the contact, one of `ROLES`, and what that asks for.
    redundancy
        0 to 1: share of the constraint from this contact that comes through others; see `handover_roles.roles`.
    successor_id, successor_name, successor_reason
        Who is proposed and why; empty, and why nobody is.
    introducer_id, introducer_name
        Who introduces.
    meet_by
        Latest day for a joint meeting; None once the two have met, the contact is taken over or lost.
    status
        One of `STATUSES`, measured from the records.
    reason
        Why in this place and by this introducer.
    """

    rank: int
    contact_id: str
    contact_name: str
    organisation: str
    strength: float
    holders: int
    priority: int
    score: float
    best: int
    worst: int
    role: str
    action: str
    redundancy: float
    successor_id: str
    successor_name: str
    successor_reason: str
    introducer_id: str
    introducer_name: str
    meet_by: dt.date | None
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """
    The plan of one officer's handover.

    Attributes
    ----------
    officer_id, officer_name
        Who leaves.
    as_of, departure
        Day of the plan, and last day of the officer.
    posting_id
        Posting that runs on the day of the plan; empty without one.
    successor_id, successor_name
        Successor who was given or is known from the next posting; empty without one.
    overlap
        First and last day on which the successor's posting and the leaving officer's both run; None without such days.
    languages
        Leaving officer's languages that stand for those of the contacts' countries, which no record names.
    most_ties, load
        Active ties up to which a candidate's workload is accepted, and how many times the median that is.
    items
        Most important first.
    candidates
        Every other officer for every item, in the order of the items, the proposed one first.
    done
        Share of the items that are introduced, met together or taken over; None without items.
    """

    officer_id: str
    officer_name: str
    as_of: dt.date
    departure: dt.date
    posting_id: str
    successor_id: str
    successor_name: str
    overlap: tuple[dt.date, dt.date] | None
    languages: tuple[str, ...]
    most_ties: float
    load: float
    items: tuple[PlanItem, ...]
    candidates: tuple[Candidate, ...]
    done: float | None

    def caption(self) -> str:
        """Say in one sentence on what the plan rests."""
        overlap = (
            f"successor and {self.officer_name} overlap from {self.overlap[0].isoformat()} to "
            f"{self.overlap[1].isoformat()}"
            if self.overlap
            else "no overlap with a successor is known"
        )
        spoken = ", ".join(self.languages) or "none recorded"
        return (
            f"Plan of {self.as_of.isoformat()} for the departure of {self.officer_name} on "
            f"{self.departure.isoformat()}: {overlap}; no record says which languages a country speaks, so the leaving "
            f"officer's ({spoken}) stand for them; a candidate may hold up to {self.most_ties:g} active "
            f"ties, {self.load:g} times the median; best and worst rank hold nine of ten draws in which ties of others "
            "were left out at random, badly graded and recorded ones most (seed 1)."
        )

    def table(self) -> Table:
        """Give one row a contact, the most important first."""
        return table("handover plan", _COLUMNS, self.items)

    def candidates_table(self) -> Table:
        """Give one row a contact and officer, with every check and the reason."""
        return table("successors", CANDIDATE, self.candidates)


_COLUMNS = (
    *ORDER,
    Column("best", "number", "best rank in nine of ten resampled networks"),
    Column("worst", "number", "worst rank in nine of ten resampled networks"),
    Column("role", "", f"what the leaving officer is to the contact: {', '.join(ROLES)}"),
    Column("action", "", "what the role asks for"),
    Column("redundancy", "0 to 1", "how far others lead to the contact"),
    Column("successor_id", "", "officer who is proposed; empty = nobody meets every check"),
    Column("successor_name", "", "name of that officer"),
    Column("successor_reason", "", "why this one, or why nobody"),
    Column("introducer_id", "", "who should introduce the successor"),
    Column("introducer_name", "", "name of the introducer"),
    Column("meet_by", "date", "latest day for a joint meeting"),
    Column("status", "", ", ".join(STATUSES)),
    Column("reason", "", "why in this place"),
)


def plan_handover(
    network: VisibleNetwork,
    ties: TieTable,
    officer_id: str,
    *,
    departure: dt.date | None = None,
    successor: str | None = None,
    active: float = ACTIVE,
    load: float = LOAD,
) -> HandoverPlan:
    """
    Plan how an officer who leaves hands over the contacts.

    Parameters
    ----------
    network, ties
        What may be seen, and its ties as of the day of the plan.
    officer_id
        Who leaves.
    departure
        Last day; by default the last day of the posting that runs, as it is known or else as planned.
    successor
        Who follows; by default who holds the posting that succeeds. Is checked like everybody else.
    active
        Strength from which a tie counts, 0 to 100.
    load
        Times the median of active ties up to which a candidate's workload is accepted.

    Returns
    -------
    plan
        Without items for an officer without active ties.

    Raises
    ------
    NotFoundError
        There is no such officer or successor, or not for this viewer.
    InputError
        The successor is the leaving officer, the departure lies before the day of the plan, or it is not given and no
        running posting tells it.

    Notes
    -----
    Formula: score = strength / holders * (1 + priority) / 4, its band by `handover_bands.order_bands` (30 draws, seed
    1). Roles: `handover_roles.roles`. A candidate must be cleared
    on the departure day for the highest level of the contact's record and events with the leaving officer; speak one of
    the leaving officer's languages that not everybody speaks; hold a posting, accredited to the contact's country, that
    goes on after the departure or begins within 183 days; not be there on a short mission only, and serve in the
    leaving officer's service or the one whose mandate the contact's service is; hold at most `load` times the median of
    active ties of officers with any. The successor on the posting comes first if every check is met, then who leaves
    fewer checks open, knows the contact better, holds fewer ties. Meetings lie on the last working days of the overlap,
    or else up to the departure: the least important on the last, two a day or as many more as it takes; never before
    the day of the plan.
    Unit: points for the score.
    Range: 0 to 100.
    Reading: a high score = a strong tie that nobody else holds, to a service that matters; hand it over first.
    Cost: that of a tie table, plus the officer's contacts times all officers.

    References
    ----------
    Parise, Cross and Davenport, Strategies for preventing a knowledge-loss crisis, MIT Sloan Management Review 47(4),
    2006; the checks and their bounds are Liaison's.
    """
    leaving = network.position("Officer", officer_id)
    post = running_posting(network, leaving, ties.as_of)
    last = _departure(officer_id, ties.as_of, departure, post)
    named = post.successor if post is not None and successor is None else None
    if successor is not None:
        named = network.position("Officer", successor)
    if named == leaving:
        raise InputError(f"{officer_id} cannot be their own successor; name another officer.")
    met = encounters(network).on(network, ties.as_of)
    among = Candidates(network, ties, met, leaving, last, active=active, load=load)
    order = handover(network, ties, officer_id, active=active).items
    contacts = [network.position("Contact", item.contact_id) for item in order]
    checked = [among.of(contact, named) for contact in contacts]
    takers = [network.position("Officer", one[0].officer_id) if one and one[0].proposed else None for one in checked]
    measured = [named if taker is None else taker for taker in takers]
    found = statuses(network, ties, met, leaving, list(zip(contacts, measured, strict=True)),
                     departed=False, active=active)  # fmt: skip
    overlap = _overlap(network, post, named, ties.as_of, last)
    open_items = [at for at, status in enumerate(found) if status in STATUSES[:2]]
    days = dict(zip(open_items, meeting_days(len(open_items), *(overlap or (ties.as_of, last))), strict=True))
    of_contact = roles(network, ties, met, leaving, active=active)
    bands = order_bands(network, ties, leaving, dict(zip(contacts, order, strict=True)), active=active)
    items = []
    for at, item in enumerate(order):
        best = checked[at][0] if checked[at] else None
        part = of_contact[contacts[at]]
        items.append(
            PlanItem(
                item.rank,
                item.contact_id,
                item.contact_name,
                item.organisation,
                item.strength,
                item.holders,
                item.priority,
                item.score,
                *bands[at],
                part.role,
                ROLES[part.role],
                part.redundancy,
                *_proposed(best),
                item.introducer_id,
                item.introducer_name,
                days.get(at),
                found[at],
                item.reason,
            )
        )
    keys, names = network.keys("Officer").to_pylist(), network.titles("Officer").to_pylist()
    return HandoverPlan(
        officer_id,
        names[leaving],
        ties.as_of,
        last,
        "" if post is None else post.posting_id,
        "" if named is None else keys[named],
        "" if named is None else names[named],
        overlap,
        among.languages,
        among.most_ties,
        load,
        tuple(items),
        tuple(one for of_one in checked for one in of_one),
        share_begun(found),
    )


def _departure(officer_id: str, as_of: dt.date, given: dt.date | None, post: RunningPosting | None) -> dt.date:
    if given is not None:
        if given < as_of:
            raise InputError(
                f"The departure of {officer_id} on {given.isoformat()} lies before the day of the plan, "
                f"{as_of.isoformat()}; give a later day."
            )
        return given
    if post is None:
        raise InputError(f"{officer_id} has no posting that runs on {as_of.isoformat()}; give the day of departure.")
    if post.last is None:
        raise InputError(
            f"The posting {post.posting_id} of {officer_id} has no planned end on {as_of.isoformat()} or later; give "
            "the day of departure."
        )
    return post.last


def _overlap(
    network: VisibleNetwork, post: RunningPosting | None, named: int | None, as_of: dt.date, last: dt.date
) -> tuple[dt.date, dt.date] | None:
    """Give the days, from that of the plan on, on which the successor is there and the leaving officer is too."""
    if named is None:
        return None
    start = post.next_start if post is not None and named == post.successor else None
    if start is None:
        own = running_posting(network, named, last)
        start = None if own is None else own.start
    return None if start is None or start > last else (max(start, as_of), last)


def _proposed(best: Candidate | None) -> tuple[str, str, str]:
    if best is None:
        return "", "", "no other officer is visible on this day"
    if best.proposed:
        return best.officer_id, best.officer_name, best.reason
    return "", "", f"nobody meets every check; {best.officer_name}: {best.reason}"


def meeting_days(count: int, first: dt.date, last: dt.date) -> Sequence[dt.date]:
    """
    Spread meetings over the last working days of a span, the last meeting on the last of them.

    Parameters
    ----------
    count
        Number of meetings, the most important first.
    first, last
        The span; at weekends nobody meets unless it holds no other day.

    Returns
    -------
    days
        One a meeting, in order.
    """
    span = [first + dt.timedelta(days=at) for at in range((last - first).days + 1)]
    days = [day for day in span if day.weekday() < _SATURDAY] or span
    a_day = max(MEETINGS_A_DAY, -(-count // len(days)))
    return [days[-1 - (count - 1 - at) // a_day] for at in range(count)]
