"""What was planted on people and postings, told once the world is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.sample.timeline import LAST_DAY, WORLD_END, WORLD_START, YEAR, iso

if TYPE_CHECKING:
    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.consents import Decisions
    from liaison.sample.dirt import Dirt
    from liaison.sample.exchanges import Exchanges
    from liaison.sample.planted import Planted
    from liaison.sample.population import Population
    from liaison.sample.scale import Scale
    from liaison.sample.truth import Truth

_RECENT = 2 * YEAR


def tell(
    truth: Truth,
    scale: Scale,
    population: Population,
    *,
    planted: Planted,
    exchanges: Exchanges,
    decisions: Decisions,
    dirt: Dirt,
) -> None:
    """Tell everything that is not told where it is planted."""
    officers = population.officers
    truth.tell("scale", scale.factor)
    truth.tell("world_start", WORLD_START.isoformat())
    truth.tell("world_end", WORLD_END.isoformat())
    truth.tell("fictional", "All persons are fictional.")
    truth.tell("countries_without_contact", _gaps(population))
    truth.tell("empty_priority_cells", [list(cell) for cell in population.empty_cells])
    truth.tell("languages_of_one", _languages(population))
    truth.tell(
        "themes_of_one",
        {theme: min(held) for theme, held in sorted(exchanges.theme_holders.items()) if len(held) == 1},
    )
    vacant = [
        seat.city
        for index, seat in enumerate(population.seats)
        if all(tour.end is not None for tour in population.chain(index))
    ]
    truth.tell("vacant_seats", vacant)
    by_contact = _by_contact(population)
    truth.add_all("brokers", _brokers(population, planted, by_contact))
    truth.add_all("silences", _silences(planted))
    truth.add_all("rotations", [handover.truth(officers) for handover in population.handovers])
    truth.add_all("moves", _moves(planted, by_contact))
    truth.add_all("single_holders", _single_holders(population, by_contact))
    truth.add_all("duplicates", _pairs(planted, same=True))
    truth.add_all("namesakes", _pairs(planted, same=False))
    for kind, entries in decisions.truth().items():
        truth.add_all(kind, entries)
    for kind in ("breaches", "in_order", "late_preparations", "derivations", "missing_feedback", "uncovered_themes",
                 "late_requests", "unanswered_requests"):  # fmt: skip
        truth.add_all(kind, [])
    truth.add_all("response_trends", _trends(population))
    truth.add_all("dirty_rows", dirt.found)


def _by_contact(population: Population) -> dict[int, list[Acquaintance]]:
    found: dict[int, list[Acquaintance]] = {}
    for one in population.acquaintances:
        if one.count:
            found.setdefault(one.contact.number, []).append(one)
    return found


def _gaps(population: Population) -> list[dict[str, object]]:
    return [
        {
            "country": country,
            "postings": [
                tour.posting_id for tour in population.running() if country in population.seats[tour.seat].countries
            ],
        }
        for country in population.gaps
    ]


def _languages(population: Population) -> dict[str, str]:
    spoken: dict[str, list[str]] = {}
    for officer in population.officers:
        for language in officer.languages:
            spoken.setdefault(language, []).append(officer.officer_id)
    return {language: held[0] for language, held in sorted(spoken.items()) if len(held) == 1}


def _brokers(
    population: Population, planted: Planted, by_contact: dict[int, list[Acquaintance]]
) -> list[dict[str, object]]:
    return [
        {
            "contact": person.contact_id,
            "joins": population.seats[seat].city,
            "officers_there": sorted(
                {one.officer.officer_id for one in by_contact[person.number] if one.tour.seat == seat}
            ),
            "officers_elsewhere": sorted(
                {one.officer.officer_id for one in by_contact[person.number] if one.tour.seat != seat}
            ),
        }
        for person, seat in planted.brokers
    ]


def _silences(planted: Planted) -> list[dict[str, object]]:
    return [
        {
            "officer": one.officer.officer_id,
            "contact": one.contact.contact_id,
            "first_date": iso(one.first),
            "last_date": iso(one.last),
            "events": one.count,
            "cadence_days": one.rhythm,
            "silent_days": LAST_DAY - one.last,
        }
        for one in planted.silences
    ]


def _moves(planted: Planted, by_contact: dict[int, list[Acquaintance]]) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = []
    for move in sorted(planted.moves, key=lambda move: (move.day, move.person.number)):
        if move.day < LAST_DAY - _RECENT:
            continue
        since = [one for one in by_contact.get(move.person.number, []) if one.last >= move.day]
        entries.append(
            {
                "contact": move.person.contact_id,
                "from_org": move.before.org_id,
                "to_org": move.after.org_id,
                "date": iso(move.day),
                "followed_up_by": {one.officer.officer_id: iso(one.last) for one in since},
            }
        )
    return entries


def _single_holders(population: Population, by_contact: dict[int, list[Acquaintance]]) -> list[dict[str, object]]:
    """Tell which contacts lose their only holder with each posting that ends within a year of the world's end."""
    ending = {tour.number: tour for tour in population.running() if tour.planned_end <= LAST_DAY + YEAR}
    lost: dict[int, list[str]] = {posting: [] for posting in ending}
    for dealings in by_contact.values():
        one = dealings[-1]
        if one.tour.number in ending and len({other.officer.number for other in dealings}) == 1:
            lost[one.tour.number].append(one.contact.contact_id)
    entries: list[dict[str, object]] = []
    for number, tour in ending.items():
        officer = population.officers[tour.officer].officer_id
        end = iso(tour.planned_end)
        contacts = sorted(lost[number])
        entries.append({"posting": tour.posting_id, "officer": officer, "planned_end": end, "contacts": contacts})
    return entries


def _pairs(planted: Planted, *, same: bool) -> list[dict[str, object]]:
    return [
        {
            "contacts": [one.contact_id, other.contact_id],
            "spellings": [" | ".join(filter(None, one.cells)), " | ".join(filter(None, other.cells))],
        }
        for one, other in (planted.duplicates if same else planted.namesakes)
    ]


def _trends(population: Population) -> list[dict[str, object]]:
    asked = {one.contact.body.org_id for one in population.acquaintances if one.count}
    return [
        {"organisation": body.org_id, "days_at_start": body.response, "change_a_year": body.trend}
        for body in population.bodies
        if body.org_id in asked
    ]
