"""Officers of the two own services: languages, clearances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.names import person_name
from liaison.sample.timeline import LAST_DAY, YEAR, iso

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.postings import Tour
    from liaison.sample.scale import Scale
    from liaison.sample.seats import Seat

FEDERAL_POLICE, STATE_SECURITY = "federal_police", "state_security"
SPOKEN_BY_ONE = ("ka", "sw", "hy")
"""Languages of which each is spoken by one officer only: that is planted."""
_SECURITY_SHARE, _ABROAD_SHARE = 0.15, 0.04
_FEWEST_SECURITY = 2
_EVERYBODY = ("nl", "fr", "en")
_LAPSING_EVERY = 9


@dataclass(frozen=True, slots=True)
class Agent:
    """
    One officer.

    Attributes
    ----------
    number, last, first, service
        Who.
    languages
        ISO 639-1.
    clearance, cleared_until
        Level 1 to 3, and number of the last day on which it holds.
    """

    number: int
    last: str
    first: str
    service: str
    languages: tuple[str, ...]
    clearance: int
    cleared_until: int

    @property
    def officer_id(self) -> str:
        """Identifier."""
        return f"O-{self.number + 1:03}"

    @property
    def organisation(self) -> str:
        """Own service as an organisation."""
        return "BE-FP" if self.service == FEDERAL_POLICE else "BE-VSSE"

    @property
    def level(self) -> int:
        """Marking of the officer's own records: those of State Security are protected."""
        return 0 if self.service == FEDERAL_POLICE else 2

    def cleared(self, day: int) -> int:
        """Give the highest level that may be handled on a day."""
        return self.clearance if day <= self.cleared_until else 0

    def row(self) -> list[str]:
        """Write it as a row of `officers`."""
        spoken = ";".join(self.languages)
        who = [self.officer_id, self.last, self.first, self.service]
        return [*who, spoken, str(self.clearance), iso(self.cleared_until), str(self.level)]


def services(scale: Scale) -> tuple[list[int], list[int], list[int]]:
    """Give the numbers of the police officers, of those of State Security sent abroad, and of its others."""
    security = max(_FEWEST_SECURITY, round(scale.officers * _SECURITY_SHARE))
    abroad = max(1, round(scale.officers * _ABROAD_SHARE))
    police = scale.officers - security
    return (
        list(range(police)),
        list(range(police, police + abroad)),
        list(range(police + abroad, scale.officers)),
    )


def make_officers(chance: Chance, scale: Scale, tours: list[Tour], seats: tuple[Seat, ...]) -> list[Agent]:
    """Make the officers: everybody speaks what the posts ask, and a few a language that nobody else does."""
    police, _, _ = services(scale)
    asked: dict[int, list[str]] = {}
    for tour in tours:
        asked.setdefault(tour.officer, []).extend(seats[tour.seat].languages)
    running = {tour.officer for tour in tours if tour.end is None and tour.officer in set(police)}
    alone = dict(zip(sorted(running), SPOKEN_BY_ONE, strict=False))
    result = []
    for number in range(scale.officers):
        name = person_name(chance, chance.pick(("NL", "FR")))
        tongues = [tongue for tongue in asked.get(number, []) if tongue not in SPOKEN_BY_ONE]
        spoken = dict.fromkeys((*_EVERYBODY, *tongues, *([alone[number]] if number in alone else [])))
        service = FEDERAL_POLICE if number in set(police) else STATE_SECURITY
        clearance = 3 if service == STATE_SECURITY else chance.pick((1, 2, 2, 2, 3))
        until = LAST_DAY + chance.whole(60, 5 * YEAR)
        if number % _LAPSING_EVERY == 1:
            until = LAST_DAY - chance.whole(100, 2 * YEAR)
        result.append(Agent(number, name.last, name.first, service, tuple(spoken), clearance, until))
    return result
