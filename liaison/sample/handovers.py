"""What becomes of an officer's contacts when a successor comes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison.sample.acquaintances import acquaint
from liaison.sample.timeline import LAST_DAY, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.officers import Agent
    from liaison.sample.postings import Tour

_MET, _MET_LATE = 0.7, 0.8
_SOON, _LATE = (0, 45), (130, 300)


@dataclass(slots=True)
class Handover:
    """
    One change of officers on a seat.

    Attributes
    ----------
    before, after
        The two postings.
    contacts
        The predecessor's acquaintances at the end, each with the successor's, or None when they never meet.
    """

    before: Tour
    after: Tour
    contacts: list[tuple[Acquaintance, Acquaintance | None]] = field(default_factory=list)

    @property
    def overlap(self) -> int:
        """Days on which both were there; 0 when the seat was vacant or changed hands overnight."""
        return max(0, self.before.last - self.after.start + 1)

    @property
    def vacancy(self) -> int:
        """Days on which nobody was there."""
        return max(0, self.after.start - self.before.last - 1)

    def truth(self, officers: Sequence[Agent]) -> dict[str, object]:
        """Write what was planted; to be called once the world is made, when first meetings are known."""
        handed = [
            {
                "contact": old.contact.contact_id,
                "first_met": iso(new.first) if new is not None and new.first >= 0 else None,
                "introduced": iso(new.first) if new is not None and new.predecessor and new.first >= 0 else None,
            }
            for old, new in self.contacts
            if old.count
        ]
        return {
            "predecessor_posting": self.before.posting_id,
            "successor_posting": self.after.posting_id,
            "predecessor": officers[self.before.officer].officer_id,
            "successor": officers[self.after.officer].officer_id,
            "predecessor_end": iso(self.before.end),
            "successor_start": iso(self.after.start),
            "overlap_days": self.overlap,
            "vacancy_days": self.vacancy,
            "handed_over": handed,
        }


def hand_over(
    chance: Chance, handover: Handover, held: Sequence[Acquaintance], successor: Agent, *, all_met: bool = False
) -> list[Acquaintance]:
    """
    Pass contacts on: most are met soon, some only after months, some never.

    Parameters
    ----------
    held
        The predecessor's acquaintances on the seat.
    all_met
        True when every contact must be met, because something planted depends on it.

    Returns
    -------
    taken
        The successor's acquaintances; also noted in the handover.
    """
    before, after = handover.before, handover.after
    taken = []
    for old in held:
        if old.end < before.last:
            continue
        fate = 0.0 if all_met or old.protected else chance.random()
        new = None
        if fate < _MET_LATE:
            start = after.start + chance.whole(*(_SOON if fate < _MET else _LATE))
            introduced = fate < _MET and start <= before.last and chance.happens(0.8)
            if start < min(after.last, LAST_DAY) and (old.contact.left is None or start < old.contact.left):
                new = acquaint(chance, successor, old.contact, after, start)
                new.predecessor = old.officer if introduced else None
                taken.append(new)
        handover.contacts.append((old, new))
    return taken
