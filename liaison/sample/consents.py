"""Written decisions of originators: those on which passed items rest, and others of every kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import vocabularies as v
from liaison.sample.timeline import LAST_DAY, YEAR, iso

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison.sample.chance import Chance

TO_POLICE = "disclose_outside"
OTHER_PURPOSE = "other_purpose"
PURPOSES = ("prevention", "investigation", "situational_awareness", "prosecution")
_HOLDING = frozenset({"granted", "granted_with_conditions"})
_EXPIRING_WITHIN = 90


@dataclass(frozen=True, slots=True)
class Decision:
    """
    One consent. Days are numbers, None = not stated.

    Attributes
    ----------
    number
        Running number.
    originator, item, operation, recipient, purpose, status
        As in the table.
    granted_on, valid_until
        First and last day.
    level
        Marking.
    """

    number: int
    originator: str
    item: str
    operation: str
    recipient: str
    purpose: str
    status: str
    granted_on: int | None
    valid_until: int | None
    level: int

    @property
    def consent_id(self) -> str:
        """Identifier."""
        return f"K-{self.number + 1:05}"

    def row(self) -> list[str]:
        """Write it as a row of `consents`."""
        granted, until = iso(self.granted_on), iso(self.valid_until)
        letter = f"L/{granted[:4]}/{self.number + 1:05}" if granted else ""
        what = [self.consent_id, self.originator, self.item, self.operation, self.recipient, self.purpose]
        return [*what, self.status, granted, until, letter, str(self.level)]


class Decisions:
    """Keeps the consents and numbers them."""

    def __init__(self) -> None:
        self.all: list[Decision] = []

    def add(
        self,
        originator: str,
        item: str,
        operation: str,
        recipient: str,
        *,
        purpose: str,
        days: tuple[int | None, int | None],
        status: str = "granted",
        level: int = 0,
    ) -> Decision:
        """Make a consent and keep it; `days` are the one it was granted on and the last on which it holds."""
        made = Decision(len(self.all), originator, item, operation, recipient, purpose, status, *days, level)
        self.all.append(made)
        return made

    def truth(self) -> dict[str, list[dict[str, object]]]:
        """Tell which run out within 90 days of the end of the world, which did before, and which were withdrawn."""
        found: dict[str, list[dict[str, object]]] = {
            "consents_expiring": [],
            "consents_expired": [],
            "consents_withdrawn": [],
        }
        for one in self.all:
            entry: dict[str, object] = {
                "consent": one.consent_id,
                "item": one.item,
                "status": one.status,
                "valid_until": iso(one.valid_until) or None,
            }
            holding, until = one.status in _HOLDING, one.valid_until
            if one.status == "withdrawn":
                found["consents_withdrawn"].append(entry)
            elif one.status == "expired" or (holding and until is not None and until < LAST_DAY):
                found["consents_expired"].append(entry)
            elif holding and until is not None and until <= LAST_DAY + _EXPIRING_WITHIN:
                found["consents_expiring"].append(entry)
        return found


def add_others(
    chance: Chance, decisions: Decisions, items: Sequence[tuple[str, str, int]], recipients: Sequence[str], count: int
) -> None:
    """
    Add consents of every operation and status on items whose passing is in order.

    They concern foreign recipients only, so that none allows or forbids what was passed to the police.

    Parameters
    ----------
    items
        Originator, reference and level of each item.
    recipients
        Foreign organisations.
    """
    operations, statuses = list(v.CONSENT_OPERATION.values), list(v.CONSENT_STATUS.values)
    for position in range(count):
        originator, item, level = items[position % len(items)]
        operation, status = operations[position % len(operations)], statuses[position % len(statuses)]
        granted: int | None = LAST_DAY - chance.whole(100, 3 * YEAR)
        until: int | None = LAST_DAY + chance.whole(1, _EXPIRING_WITHIN if position % 2 else 2 * YEAR)
        if status == "expired":
            until = LAST_DAY - chance.whole(1, 90)
        elif status in ("not_required", "requested"):
            granted = until = None
        recipient = chance.pick([one for one in recipients if one != originator])
        decisions.add(
            originator,
            item,
            operation,
            recipient,
            purpose=chance.pick(PURPOSES),
            days=(granted, until),
            status=status,
            level=level,
        )
