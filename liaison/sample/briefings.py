"""Exchanges of expertise: before departure, after six months, at the end of the tour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.organisations import POLICE, STATE_SECURITY
from liaison.sample.timeline import LAST_DAY, iso

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.chronicle import Chronicle
    from liaison.sample.officers import Agent
    from liaison.sample.population import Population
    from liaison.sample.postings import Tour
    from liaison.sample.register import Register
    from liaison.sample.scale import Scale
    from liaison.sample.truth import Truth

PRE_DEPARTURE, SIX_MONTHS, END_OF_TOUR = "pre_departure", "plus_6m", "end_of_tour"
_HALF_YEAR = 182
_FATES = ("missing", "after departure", "shortly before")


@dataclass(frozen=True, slots=True)
class Session:
    """One briefing, as in the table."""

    officer: Agent
    tour: Tour
    day: int
    stage: str
    themes: tuple[str, ...]

    def row(self, number: int) -> list[str]:
        """Write it as a row of `briefings`."""
        given_by = STATE_SECURITY if self.stage == PRE_DEPARTURE else POLICE
        who = [f"B-{number + 1:04}", self.officer.officer_id, self.tour.posting_id, iso(self.day)]
        return [*who, self.stage, given_by, ";".join(self.themes)]


def make_briefings(
    chance: Chance,
    population: Population,
    scale: Scale,
    *,
    required: dict[str, list[str]],
    chronicle: Chronicle,
    register: Register,
    truth: Truth,
) -> list[Session]:
    """
    Brief every officer for every posting, except where something is planted.

    Each briefing before departure is also an exchange of expertise between the two own services on the same day.

    Parameters
    ----------
    required
        Required themes by country.
    """
    tours = list(population.tours)
    postings_of: dict[int, int] = {}
    for tour in tours:
        postings_of[tour.officer] = postings_of.get(tour.officer, 0) + 1
    alone = [tour for tour in tours if postings_of[tour.officer] == 1]
    unprepared = dict(
        zip((tour.number for tour in chance.some(alone, scale.several(3, 6))), _FATES * scale.officers, strict=False)
    )
    feedback = [tour for tour in tours if tour.number not in unprepared and tour.last - tour.start > _HALF_YEAR]
    silent_after = {tour.number for tour in chance.some(feedback, scale.several(2, 6))}
    silent_end = {tour.number for tour in chance.some([tour for tour in feedback if tour.end], scale.several(2, 6))}
    sketchy = [tour for tour in feedback if required.get(population.seats[tour.seat].country)]
    uncovered = {tour.number for tour in chance.some(sketchy, scale.several(2, 6))}
    sessions: list[Session] = []
    for tour in tours:
        officer = population.officers[tour.officer]
        seat = population.seats[tour.seat]
        themes = tuple(sorted({theme for country in seat.countries for theme in required.get(country, [])}))
        if tour.number in uncovered:
            left_out = required[seat.country][0]
            themes = tuple(theme for theme in themes if theme != left_out)
            truth.add(
                "uncovered_themes",
                {"posting": tour.posting_id, "country": seat.country, "themes": [left_out]},
            )
        day = _departure(chance, tour, officer, unprepared.get(tour.number), truth)
        if day is not None:
            sessions.append(Session(officer, tour, day, PRE_DEPARTURE, themes))
            _exchange_expertise(chronicle, register, officer, day)
        due = tour.start + _HALF_YEAR
        if due <= tour.last:
            _feed_back(
                chance,
                sessions,
                truth,
                Session(officer, tour, due, SIX_MONTHS, themes),
                missing=tour.number in silent_after,
            )
        if tour.end is not None:
            _feed_back(
                chance,
                sessions,
                truth,
                Session(officer, tour, tour.end, END_OF_TOUR, themes),
                missing=tour.number in silent_end,
            )
    return sessions


def _departure(chance: Chance, tour: Tour, officer: Agent, fate: str | None, truth: Truth) -> int | None:
    """Give the day of the briefing before departure, or None when there is none; tell what is planted."""
    day: int | None
    match fate:
        case "missing":
            day = None
        case "after departure":
            day = min(tour.start + chance.whole(5, 40), tour.last)
        case "shortly before":
            day = tour.start - chance.whole(1, 6)
        case _:
            return tour.start - chance.whole(15, 60)
    entry: dict[str, object] = {
        "rule": "C08",
        "posting": tour.posting_id,
        "officer": officer.officer_id,
        "departure": iso(tour.start),
        "expertise_exchange": iso(day) or None,
        "reason": fate,
    }
    # A few days before departure is before departure: only who asks for more notice finds fault with it.
    truth.add("late_preparations" if fate == "shortly before" else "breaches", entry)
    return day


def _exchange_expertise(chronicle: Chronicle, register: Register, officer: Agent, day: int) -> None:
    chronicle.plan(
        day,
        lambda on: register.exchange(
            on,
            STATE_SECURITY,
            POLICE,
            "internal",
            "expertise",
            officer=officer.officer_id,
            channel="in_person",
            handling="H0",
        ),
    )


def _feed_back(chance: Chance, sessions: list[Session], truth: Truth, due: Session, *, missing: bool) -> None:
    if missing:
        truth.add(
            "missing_feedback",
            {
                "posting": due.tour.posting_id,
                "officer": due.officer.officer_id,
                "stage": due.stage,
                "due": iso(due.day),
            },
        )
        return
    day = min(LAST_DAY, due.day + chance.whole(-15, 15))
    sessions.append(Session(due.officer, due.tour, day, due.stage, due.themes))
