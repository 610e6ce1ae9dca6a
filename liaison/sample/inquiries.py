"""Requests: who asked whom, when an answer was due, when it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.timeline import LAST_DAY, YEAR, iso

if TYPE_CHECKING:
    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.organisations import Body
    from liaison.sample.register import Register
    from liaison.sample.truth import Truth

_DUE = (14, 30, 30, 30, 60)
_UNANSWERED, _WITHDRAWN = 0.12, 0.15
_OWN_RESPONSE = 12
_BASES = ("police cooperation agreement", "protocol of 2020", "mutual legal assistance", "Prüm decision", "")
_LEAST_FACTOR = 0.3


@dataclass(frozen=True, slots=True)
class Inquiry:
    """
    A request that will be answered.

    Attributes
    ----------
    request_id
        Identifier.
    asking, asked
        Organisations.
    acquaintance
        Through whom it went.
    theme
        Subject.
    """

    request_id: str
    asking: str
    asked: str
    acquaintance: Acquaintance
    theme: str


def response_days(chance: Chance, body: Body, day: int) -> int:
    """Draw how long a service takes: its own mean in the first year, growing or shrinking by a share each year."""
    factor = max(_LEAST_FACTOR, 1 + body.trend * day / YEAR)
    return max(1, round(body.response * factor * (0.5 + chance.random())))


def ask(
    chance: Chance,
    register: Register,
    truth: Truth,
    acquaintance: Acquaintance,
    *,
    body: Body,
    day: int,
    given: bool,
    theme: str,
) -> tuple[Inquiry, int] | None:
    """
    Write a request that goes with an exchange.

    Parameters
    ----------
    body
        The contact's organisation on that day.
    given
        True when the own officer asks, False when the contact does.

    Returns
    -------
    inquiry, closed
        What is to be answered and on which day, or None when no answer comes within the world.
    """
    own = acquaintance.officer.organisation
    asking, asked = (own, body.org_id) if given else (body.org_id, own)
    due = day + chance.pick(_DUE)
    fate = chance.random()
    closed: int | None = None
    if fate >= _WITHDRAWN:
        took = response_days(chance, body, day) if given else chance.gap(_OWN_RESPONSE)
        closed = day + took if day + took <= LAST_DAY else None
    state = "withdrawn" if _UNANSWERED <= fate < _WITHDRAWN else ""
    request_id = register.request(
        day,
        due,
        closed,
        (asking, asked),
        officer=acquaintance.officer.officer_id,
        theme=theme,
        basis=chance.pick(_BASES),
        state=state,
    )
    known = {"request": request_id, "opened": iso(day), "due": iso(due), "direction": "given" if given else "received"}
    if closed is None:
        if not state:
            truth.add("unanswered_requests", known)
        return None
    if closed > due:
        truth.add("late_requests", {**known, "closed": iso(closed)})
    return Inquiry(request_id, asking, asked, acquaintance, theme), closed
