"""Official counterparts: who they are, where they work, and since when they are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison.sample.names import PersonName, as_cells, mailbox, person_name
from liaison.sample.timeline import YEAR, iso

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.organisations import Body

_FUNCTIONS = (
    "head of unit", "deputy head of unit", "liaison officer", "analyst", "desk officer", "investigator", "duty officer",
    "director", "magistrate", "attaché", "head of international cooperation", "contact point",
)  # fmt: skip
_LEVELS = ("0",) * 13 + ("1",) * 6 + ("",)
_INTELLIGENCE_LEVELS = ("2",) * 4 + ("3",)
_RETENTION = 10 * YEAR
_SOURCE_CAVEAT = "SOURCE-7"


@dataclass(slots=True)
class Person:
    """
    One contact. Roles are added while the world is made.

    Attributes
    ----------
    number, name, cells
        Who, and how the name stands in the two cells.
    seat
        Number of the seat through which the contact became known.
    known
        First day known.
    roles
        Organisation, function, first and last day (None = still), oldest first.
    level, caveats
        Marking; an empty level means the ceiling of the source.
    left
        Last day in function, or None.
    planted
        True when something is planted on the contact, so that nothing else may be.
    """

    number: int
    name: PersonName
    cells: tuple[str, str]
    seat: int
    known: int
    roles: list[tuple[Body, str, int, int | None]]
    level: str
    caveats: str
    phone: str
    left: int | None = None
    planted: bool = False
    introducer: str = ""
    releasable_to: str = ""
    holders: set[int] = field(default_factory=set)

    @property
    def contact_id(self) -> str:
        """Identifier."""
        return f"C-{self.number + 1:05}"

    @property
    def body(self) -> Body:
        """Present organisation."""
        return self.roles[-1][0]

    def body_on(self, day: int) -> Body:
        """Give the organisation on a day."""
        for body, _, start, _ in reversed(self.roles):
            if start <= day:
                return body
        return self.roles[0][0]

    def move(self, body: Body, function: str, day: int) -> None:
        """Change the organisation from a day on."""
        old, before, start, _ = self.roles[-1]
        self.roles[-1] = (old, before, start, day - 1)
        self.roles.append((body, function, day, None))

    def leave(self, day: int) -> None:
        """Leave the function after a day."""
        body, function, start, _ = self.roles[-1]
        self.roles[-1] = (body, function, start, day)
        self.left = day

    def row(self) -> list[str]:
        """
        Write it as a row of `contacts`.

        The organisation stays empty for those who changed it: `known_since` is not the first day of their present role,
        which stands in `contact_roles`, where every role of every contact is.
        """
        body, function, _, _ = self.roles[-1]
        org_id = body.org_id if len(self.roles) == 1 else ""
        email = f"{mailbox(self.name)}.{self.number + 1}@{self.roles[0][0].org_id.lower()}.example"
        status = "active" if self.left is None else "left"
        known = [self.phone, iso(self.known), self.level, self.introducer, status, iso(self.known + _RETENTION)]
        who = [self.contact_id, *self.cells, self.name.native]
        return [*who, org_id, function, body.country, email, *known, self.caveats, self.releasable_to]

    def role_rows(self) -> list[list[str]]:
        """Write the roles as rows of `contact_roles`."""
        return [
            [self.contact_id, body.org_id, function, iso(start), iso(end), self.level]
            for body, function, start, end in self.roles
        ]


def make_person(chance: Chance, number: int, body: Body, seat: int, known: int) -> Person:
    """Make up a contact at an organisation; contacts in intelligence services are protected by a higher level."""
    name = person_name(chance, body.country)
    level = chance.pick(_INTELLIGENCE_LEVELS if body.intelligence else _LEVELS)
    caveats = _SOURCE_CAVEAT if body.intelligence and chance.happens(0.3) else ""
    releasable = "BE;NL;LU" if level == "1" and chance.happens(0.1) else ""
    # +999 is assigned to nobody.
    phone = f"+999 {chance.whole(10, 99)} {chance.whole(100, 999)} {chance.whole(10, 99)} {number % 100:02}"
    role = (body, chance.pick(_FUNCTIONS), known, None)
    person = Person(number, name, as_cells(chance, name), seat, known, [role], level, caveats, phone)
    person.releasable_to = releasable
    return person


def other_function(chance: Chance) -> str:
    """Draw a function."""
    return chance.pick(_FUNCTIONS)
