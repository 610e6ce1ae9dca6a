"""What is planted on people: brokers, silences, movers, anchors, duplicates. Each is told in the truth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison.sample.contacts import other_function
from liaison.sample.names import as_cells, respelled
from liaison.sample.population import pass_on
from liaison.sample.timeline import LAST_DAY, YEAR

if TYPE_CHECKING:
    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.contacts import Person
    from liaison.sample.organisations import Body
    from liaison.sample.population import Population
    from liaison.sample.postings import Tour
    from liaison.sample.scale import Scale

_BROKER_RHYTHM = 45.0
_SILENT_RHYTHM, _SILENT_SINCE, _SILENT_BEFORE = (8, 14), (100, 160), 330
_OLD_MOVE_SHARE = 0.12


@dataclass(frozen=True, slots=True)
class Move:
    """A contact's change of organisation; `followed` False when nobody has anything to do with the contact since."""

    person: Person
    before: Body
    after: Body
    day: int
    followed: bool


@dataclass(slots=True)
class Planted:
    """
    What was planted.

    Attributes
    ----------
    brokers
        Contacts that alone join a seat to the others, with the seat's number.
    silences
        Acquaintances with an even rhythm that stop well before the end of the world.
    moves
        Changes of organisation, recent and old.
    duplicates, namesakes
        Two records of one person; two persons of one name.
    events
        Acquaintances on which something surely happens on a day, by its number.
    """

    brokers: list[tuple[Person, int]] = field(default_factory=list)
    silences: list[Acquaintance] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    duplicates: list[tuple[Person, Person]] = field(default_factory=list)
    namesakes: list[tuple[Person, Person]] = field(default_factory=list)
    events: dict[int, list[Acquaintance]] = field(default_factory=dict)

    def ensure(self, acquaintance: Acquaintance, day: int) -> None:
        """Make sure that something happens on a day."""
        self.events.setdefault(day, []).append(acquaintance)


def plant(chance: Chance, population: Population, scale: Scale) -> Planted:
    """Plant everything; the order matters, because nobody bears two."""
    planted = Planted()
    _plant_brokers(chance, population, planted)
    _plant_anchors(chance, population, planted)
    _plant_silences(chance, population, planted, scale.several(3, 12))
    _plant_moves(chance, population, planted, scale.several(5, 40))
    _plant_single_holder(chance, population, planted)
    _plant_duplicates(chance, population, planted, scale.several(4, 25))
    return planted


def _plant_brokers(chance: Chance, population: Population, planted: Planted) -> None:
    hub = next(tour for tour in population.running() if tour.seat in population.main_seats)
    for index in range(len(population.main_seats), len(population.seats)):
        chain = population.chain(index)
        body = population.at(population.seats[index].country)[0]
        person = population.add_person(chance, body, index, chain[0].start + 20)
        person.planted = True
        first = population.add_acquaintance(chance, person, chain[0], person.known)
        _even(first, _BROKER_RHYTHM)
        before = len(population.acquaintances)
        pass_on(chance, population, chain, {chain[0].number: [first]}, all_met=True)
        for taken in population.acquaintances[before:]:
            _even(taken, _BROKER_RHYTHM)
        start = max(hub.start, person.known) + 30
        _even(population.add_acquaintance(chance, person, hub, start), _BROKER_RHYTHM)
        planted.brokers.append((person, index))


def _even(acquaintance: Acquaintance, rhythm: float) -> None:
    acquaintance.rhythm, acquaintance.regular, acquaintance.protected = rhythm, True, True


def _present(population: Population) -> list[tuple[Tour, list[Acquaintance]]]:
    running = population.running()
    found: dict[int, list[Acquaintance]] = {tour.number: [] for tour in running}
    for acquaintance in population.acquaintances:
        here = found.get(acquaintance.tour.number)
        if here is not None and acquaintance.contact.left is None and not acquaintance.contact.planted:
            here.append(acquaintance)
    return [(tour, found[tour.number]) for tour in running]


def _plant_anchors(chance: Chance, population: Population, planted: Planted) -> None:
    """Make sure that in every accredited country without a planted gap somebody was in touch lately."""
    for tour, present in _present(population):
        here: dict[str, Acquaintance] = {}
        for acquaintance in present:
            here.setdefault(acquaintance.contact.body.country, acquaintance)
        for country in population.seats[tour.seat].countries:
            if country in population.gaps:
                continue
            anchor = here.get(country)
            day = LAST_DAY - chance.whole(3, 50)
            if anchor is None:
                start = max(tour.start, day - 200)
                person = population.add_person(chance, chance.pick(population.at(country)), tour.seat, start)
                anchor = population.add_acquaintance(chance, person, tour, start)
            anchor.contact.planted = True
            planted.ensure(anchor, max(day, anchor.start))


def _plant_silences(chance: Chance, population: Population, planted: Planted, count: int) -> None:
    times = Counter((one.officer.number, one.contact.number) for one in population.acquaintances)
    candidates = [
        acquaintance
        for _, present in _present(population)
        for acquaintance in present
        if acquaintance.start < LAST_DAY - _SILENT_BEFORE
        and acquaintance.predecessor is None
        # An officer who came back to a seat knows the contact from before: the rhythm would not be the only one.
        and times[acquaintance.officer.number, acquaintance.contact.number] == 1
    ]
    chosen: list[Acquaintance] = []
    for acquaintance in chance.some(candidates, len(candidates)):
        if len(chosen) == count:
            break
        if acquaintance.contact.planted:
            continue
        _even(acquaintance, chance.whole(*_SILENT_RHYTHM))
        acquaintance.end = LAST_DAY - chance.whole(*_SILENT_SINCE)
        acquaintance.contact.planted = True
        chosen.append(acquaintance)
    planted.silences = chosen


def _plant_single_holder(chance: Chance, population: Population, planted: Planted) -> None:
    """Make sure that somebody is known to one officer alone whose posting soon ends: rarely chance leaves nobody."""
    ending = {tour.number: tour for tour in population.running() if tour.planned_end <= LAST_DAY + YEAR}
    holders: dict[int, set[int]] = {}
    for one in population.acquaintances:
        holders.setdefault(one.contact.number, set()).add(one.officer.number)
    known = any(one.tour.number in ending and len(holders[one.contact.number]) == 1 for one in population.acquaintances)
    if known or not ending:
        return
    tour = next(iter(ending.values()))
    start = max(tour.start, LAST_DAY - YEAR // 2)
    body = population.at(population.seats[tour.seat].country)[0]
    person = population.add_person(chance, body, tour.seat, start)
    person.planted = True
    planted.ensure(population.add_acquaintance(chance, person, tour, start), min(start + 30, LAST_DAY))


def _plant_moves(chance: Chance, population: Population, planted: Planted, count: int) -> None:
    by_person: dict[int, list[Acquaintance]] = {}
    for acquaintance in population.acquaintances:
        by_person.setdefault(acquaintance.contact.number, []).append(acquaintance)
    left = count
    for person in chance.some(population.people, len(population.people)):
        others = [
            body
            for body in population.at(person.body.country)
            if body.org_type != person.body.org_type and not body.intelligence
        ]
        dealings = by_person.get(person.number, [])
        if person.planted or person.left is not None or person.body.intelligence or not others or not dealings:
            continue
        current = next((one for one in dealings if one.tour.end is None and one.end == LAST_DAY), None)
        recent = left > 0 and current is not None and current.start < LAST_DAY - YEAR
        if not recent and not (person.known < LAST_DAY - 3 * YEAR and chance.happens(_OLD_MOVE_SHARE)):
            continue
        before, after = person.body, chance.pick(others)
        if not recent:
            day = chance.whole(person.known + 200, LAST_DAY - 2 * YEAR - 30)
            person.move(after, other_function(chance), day)
            planted.moves.append(Move(person, before, after, day, followed=True))
            continue
        left -= 1
        person.planted = True
        day = LAST_DAY - chance.whole(60, 330)
        person.move(after, other_function(chance), day)
        followed = left % 3 != 0
        planted.moves.append(Move(person, before, after, day, followed=followed))
        for one in dealings:
            if not followed:
                one.end = min(one.end, day - 1)
            elif one is current:
                planted.ensure(one, day + chance.whole(5, 40))


def _plant_duplicates(chance: Chance, population: Population, planted: Planted, count: int) -> None:
    main = [tour for tour in population.running() if tour.seat in population.main_seats]
    candidates = [
        person
        for person in population.people
        if person.seat in population.main_seats
        and not person.planted
        and person.left is None
        and len(person.roles) == 1
    ]
    for position, person in enumerate(chance.some(candidates, 2 * count)):
        tour = next((tour for tour in main if tour.officer not in person.holders), None)
        if tour is None:
            continue
        start = max(tour.start, LAST_DAY - chance.whole(200, 600))
        same = position % 2 == 0
        body = person.body if same else _elsewhere(chance, population, tour, person)
        if body is None:
            continue
        twin = population.add_person(chance, body, tour.seat, start)
        twin.name = respelled(person.name) if same else person.name
        twin.cells = as_cells(chance, twin.name)
        twin.roles[0] = (body, person.roles[0][1], start, None)
        person.planted = twin.planted = True
        population.add_acquaintance(chance, twin, tour, start)
        (planted.duplicates if same else planted.namesakes).append((person, twin))


def _elsewhere(chance: Chance, population: Population, tour: Tour, person: Person) -> Body | None:
    seat = population.seats[tour.seat]
    for country in seat.countries:
        if country != person.body.country and country not in population.gaps:
            return chance.pick(population.at(country))
    return None
