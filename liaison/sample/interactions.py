"""Meetings, calls and other work of officers with contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.register import Register

_KINDS = (
    ("meeting",) * 6 + ("call",) * 7 + ("message",) * 6 + ("visit", "visit", "social", "training", "joint_operation")
)  # fmt: skip
_MINUTES = {
    "meeting": (30, 45, 60, 60, 90, 120),
    "call": (5, 10, 10, 15, 20, 30),
    "message": (),
    "joint_operation": (240, 480),
    "training": (180, 360),
    "visit": (90, 180, 240),
    "social": (60, 120),
    "introduction": (45, 60, 90),
}
_INITIATIVES = ("own", "own", "own", "counterpart", "counterpart", "mutual", "unknown", "")
_LEVELS = ("0",) * 16 + ("1",) * 3 + ("",)
_IN_PERSON = frozenset({"meeting", "visit", "social", "training", "introduction"})


def interact(
    chance: Chance,
    register: Register,
    acquaintance: Acquaintance,
    day: int,
    city: str,
    *,
    kind: str = "",
    together_with: str = "",
) -> str:
    """
    Write an interaction.

    Parameters
    ----------
    city
        The officer's city.
    kind
        Kind, or empty to draw one. For an introduction the predecessor takes part as well.
    together_with
        Identifier of a second contact.

    Returns
    -------
    interaction_id
        Identifier.
    """
    kind = kind or chance.pick(_KINDS)
    officers = acquaintance.officer.officer_id
    if kind == "introduction" and acquaintance.predecessor is not None:
        officers = f"{acquaintance.predecessor.officer_id};{officers}"
    contacts = acquaintance.contact.contact_id
    if together_with:
        contacts += chance.pick((";", "|", "; ")) + together_with
    minutes = _MINUTES[kind]
    return register.interaction(
        day,
        officers,
        contacts,
        kind,
        initiative="own" if kind == "introduction" else chance.pick(_INITIATIVES),
        minutes=str(chance.pick(minutes)) if minutes else "",
        place=city if kind in _IN_PERSON else "",
        level=chance.pick(_LEVELS),
        caveats="",
    )
