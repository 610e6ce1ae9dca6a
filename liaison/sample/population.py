"""The contacts of every seat and the officers who deal with them, posting after posting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison.sample import bodies
from liaison.sample.acquaintances import acquaint
from liaison.sample.contacts import make_person
from liaison.sample.handovers import Handover, hand_over
from liaison.sample.timeline import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.contacts import Person
    from liaison.sample.officers import Agent
    from liaison.sample.organisations import Body
    from liaison.sample.postings import Tour
    from liaison.sample.scale import Scale
    from liaison.sample.seats import Seat

_MANY_SEATS = 8
_RESIDENT_WEIGHT = 3
_LEAVING_SHARE, _LEAVING = 0.12, (300, 1500)
_LEAST_TIME = 60
_SHARED_SHARE = 0.02
_SHARED_LEAST = 2
_MISSION_CONTACTS = (8, 14)
_GAP_EVERY = 2
_CELL_TYPES = ("customs", "prosecution", "border", "fiu")


def apart(seats: int) -> int:
    """Give how many of the last seats are joined to the others by one planted contact each."""
    return 2 if seats >= _MANY_SEATS else 1


@dataclass(slots=True)
class Population:
    """
    People, acquaintances and handovers of a world in the making.

    Attributes
    ----------
    seats, tours, officers, bodies
        What was made before.
    gaps
        Countries in which nobody is known, though postings are accredited there.
    empty_cells
        Country and type of service where nobody is known.
    """

    seats: tuple[Seat, ...]
    tours: Sequence[Tour]
    officers: Sequence[Agent]
    bodies: Sequence[Body]
    gaps: tuple[str, ...] = ()
    empty_cells: tuple[tuple[str, str], ...] = ()
    people: list[Person] = field(default_factory=list)
    acquaintances: list[Acquaintance] = field(default_factory=list)
    handovers: list[Handover] = field(default_factory=list)
    _weighted: dict[str, list[Body]] = field(default_factory=dict)

    def at(self, country: str) -> list[Body]:
        """Give the services of a country where contacts may work, each as often as its weight."""
        if country not in self._weighted:
            self._weighted[country] = [
                body
                for body in self.bodies
                if body.country == country and body.org_type in bodies.KINDS
                if (country, body.org_type) not in self.empty_cells
                for _ in range(bodies.KINDS[body.org_type][2])
            ]
        return self._weighted[country]

    def add_person(self, chance: Chance, body: Body, seat: int, known: int) -> Person:
        """Make up a contact and keep it."""
        person = make_person(chance, len(self.people), body, seat, known)
        self.people.append(person)
        return person

    def add_acquaintance(self, chance: Chance, person: Person, tour: Tour, start: int) -> Acquaintance:
        """Let the officer of a posting get to know a contact, and keep that."""
        made = acquaint(chance, self.officers[tour.officer], person, tour, start)
        self.acquaintances.append(made)
        return made

    def chain(self, seat: int) -> list[Tour]:
        """Give the postings on a seat in order, without short missions."""
        return [tour for tour in self.tours if tour.seat == seat and tour.kind != "temporary"]

    @property
    def main_seats(self) -> range:
        """Numbers of the seats that are joined to one another."""
        return range(len(self.seats) - apart(len(self.seats)))

    def running(self) -> list[Tour]:
        """Give the regular postings that run at the end of the world."""
        return [tour for tour in self.tours if tour.end is None and tour.kind != "temporary"]


def choose_gaps(population: Population, scale: Scale) -> None:
    """Choose the countries where nobody is known, and the cells of country and type where nobody is."""
    everywhere = [country for seat in population.seats for country in seat.countries]
    running = {tour.seat for tour in population.running()}
    alone = [
        seat.others[0][0]
        for index, seat in enumerate(population.seats)
        if index in running and seat.others and everywhere.count(seat.others[0][0]) == 1
    ]
    population.gaps = tuple(alone[::_GAP_EVERY][: scale.several(2, 3)])
    residences = list(dict.fromkeys(population.seats[index].country for index in sorted(running)))
    having = {(body.country, body.org_type) for body in population.bodies}
    cells = [
        (country, _CELL_TYPES[position % len(_CELL_TYPES)])
        for position, country in enumerate(residences)
        if (country, _CELL_TYPES[position % len(_CELL_TYPES)]) in having
    ]
    population.empty_cells = tuple(cells[: scale.several(2, 4)])


def settle(chance: Chance, population: Population, count: int) -> None:
    """Make the contacts of every seat, and pass them on from posting to posting."""
    share = max(1, count // len(population.seats))
    for index, seat in enumerate(population.seats):
        chain = population.chain(index)
        countries = [seat.country] * _RESIDENT_WEIGHT + [country for country, _ in seat.others]
        open_countries = [country for country in countries if country not in population.gaps]
        found: dict[int, list[Acquaintance]] = {tour.number: [] for tour in chain}
        for _ in range(share):
            tour = chance.pick(chain)
            if tour.start >= LAST_DAY - _LEAST_TIME:
                tour = chain[0]
            known = chance.whole(tour.start + 3, max(tour.start + 3, min(tour.last, LAST_DAY) - _LEAST_TIME))
            person = population.add_person(
                chance, chance.pick(population.at(chance.pick(open_countries))), index, known
            )
            if chance.happens(_LEAVING_SHARE) and known + _LEAVING[1] < LAST_DAY:
                person.leave(known + chance.whole(*_LEAVING))
            found[tour.number].append(population.add_acquaintance(chance, person, tour, known))
            if chance.happens(0.1):
                person.introducer = population.officers[tour.officer].officer_id
        pass_on(chance, population, chain, found)


def pass_on(
    chance: Chance,
    population: Population,
    chain: Sequence[Tour],
    found: dict[int, list[Acquaintance]],
    *,
    all_met: bool = False,
) -> None:
    """Hand each posting's acquaintances over to the next one."""
    held: list[Acquaintance] = []
    known = {(handover.before.number, handover.after.number): handover for handover in population.handovers}
    for before, after in zip([None, *chain], [*chain, None], strict=True):
        if before is not None:
            held += found.get(before.number, [])
        if before is None or after is None:
            continue
        handover = known.get((before.number, after.number))
        if handover is None:
            handover = Handover(before, after)
            population.handovers.append(handover)
        taken = hand_over(chance, handover, held, population.officers[after.officer], all_met=all_met)
        population.acquaintances += taken
        held = list(taken)


def share_between_seats(chance: Chance, population: Population) -> None:
    """Let officers of neighbouring main seats know some of the same contacts, at least two."""
    by_seat: dict[int, list[Acquaintance]] = {}
    for acquaintance in population.acquaintances:
        by_seat.setdefault(acquaintance.tour.seat, []).append(acquaintance)
    for index in population.main_seats[1:]:
        neighbours = by_seat[index - 1]
        wanted = max(_SHARED_LEAST, round(len(neighbours) * _SHARED_SHARE))
        made = 0
        for old in chance.some(neighbours, len(neighbours)):
            if made == wanted:
                break
            tour = _during(population.chain(index), old)
            if tour is not None and tour.officer not in old.contact.holders:
                start = max(tour.start, old.start) + chance.whole(5, _LEAST_TIME - 10)
                population.add_acquaintance(chance, old.contact, tour, start)
                made += 1


def _during(chain: Sequence[Tour], old: Acquaintance) -> Tour | None:
    for tour in reversed(chain):
        if min(tour.last, old.end) - max(tour.start, old.start) > _LEAST_TIME:
            return tour
    return None


def send_missions(chance: Chance, population: Population) -> None:
    """Give the officers of State Security on missions contacts in intelligence services, some known to the police."""
    for tour in population.tours:
        if tour.kind != "temporary":
            continue
        country = population.seats[tour.seat].country
        services = [body for body in population.bodies if body.country == country and body.intelligence]
        colleague = population.chain(tour.seat)[-1]
        for position in range(chance.whole(*_MISSION_CONTACTS)):
            known = tour.start + chance.whole(2, 150)
            person = population.add_person(chance, chance.pick(services), tour.seat, known)
            population.add_acquaintance(chance, person, tour, known)
            if position < _SHARED_LEAST:
                start = max(known, colleague.start) + chance.whole(5, 50)
                population.add_acquaintance(chance, person, colleague, start)
