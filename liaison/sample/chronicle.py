"""What happens day after day: each acquaintance in its rhythm, answers when they come, planned things on their day."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from liaison.sample.inquiries import Inquiry, ask
from liaison.sample.interactions import interact
from liaison.sample.timeline import ISO, LAST_DAY, PROTOCOL, number

if TYPE_CHECKING:
    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.exchanges import Exchanges
    from liaison.sample.planted import Planted
    from liaison.sample.population import Population
    from liaison.sample.postings import Tour
    from liaison.sample.register import Register
    from liaison.sample.truth import Truth

Action = Callable[[int], object]

_ONLY_INTERACTION, _BOTH = 0.26, 0.36
EXCHANGE_SHARE = 1 - _ONLY_INTERACTION
_PAIR_SHARE = 0.06
_SUPPORT_SHARE = 0.6
_SUPPORT_KINDS = ("operational_info", "operational_info", "logistics_support", "context_analysis", "verification")
_CONTEXT_KINDS = ("context_analysis", "context_analysis", "context_analysis", "operational_info")
_DERIVED_SHARE = 0.15
_PROTOCOL_DAY = number(PROTOCOL)


class Chronicle:
    """
    Runs through the days of the world and writes what happens.

    Parameters
    ----------
    chance, population, register, exchanges, truth
        What it works with.
    internal_gap
        Mean days between two exchanges of an officer with State Security.
    """

    def __init__(
        self,
        chance: Chance,
        population: Population,
        register: Register,
        *,
        exchanges: Exchanges,
        truth: Truth,
        internal_gap: float,
    ) -> None:
        self._chance = chance
        self._population = population
        self._register = register
        self._exchanges = exchanges
        self._truth = truth
        self._internal_gap = internal_gap
        self._plans: dict[int, list[Action]] = {}
        self._present: dict[int, list[Acquaintance]] = {}

    def plan(self, day: int, action: Action) -> None:
        """Have something done on a day; days outside the world are ignored."""
        if 0 <= day <= LAST_DAY:
            self._plans.setdefault(day, []).append(action)

    def run(self, planted: Planted, progress: Callable[[float, str], None] | None) -> None:
        """Live through all days."""
        waiting: list[list[Acquaintance]] = [[] for _ in range(LAST_DAY + 1)]
        for acquaintance in self._population.acquaintances:
            if acquaintance.start <= min(acquaintance.end, LAST_DAY):
                waiting[acquaintance.start].append(acquaintance)
        for tour in self._population.tours:
            if tour.kind != "temporary":
                self._wait_for_internal(tour, max(tour.start, _PROTOCOL_DAY))
        next_day = self._chance
        for day in range(LAST_DAY + 1):
            for action in self._plans.pop(day, ()):
                action(day)
            for acquaintance in waiting[day]:
                self._live(acquaintance, day)
                follows = acquaintance.next_day(next_day, day)
                if follows <= acquaintance.end and follows <= LAST_DAY:
                    waiting[follows].append(acquaintance)
            waiting[day] = []
            for acquaintance in planted.events.get(day, ()):
                self._meet(acquaintance, day, "meeting")
            if progress is not None:
                progress(day / LAST_DAY, f"writing {ISO[day][:4]}")

    def _live(self, acquaintance: Acquaintance, day: int) -> None:
        if acquaintance.first < 0:
            self._present.setdefault(acquaintance.tour.number, []).append(acquaintance)
            before = acquaintance.predecessor
            self._meet(acquaintance, day, "meeting" if before is None else "introduction")
            return
        acquaintance.happened(day)
        draw = self._chance.random()
        interaction = ""
        if draw < _BOTH:
            second = self._companion(acquaintance, day)
            city = self._population.seats[acquaintance.tour.seat].city
            interaction = interact(self._chance, self._register, acquaintance, day, city, together_with=second)
            if draw < _ONLY_INTERACTION:
                return
        body = acquaintance.contact.body_on(day)
        given, kind, theme = self._exchanges.write(acquaintance, body, day, interaction)
        if kind == "request":
            asked = ask(
                self._chance, self._register, self._truth, acquaintance, body=body, day=day, given=given, theme=theme
            )
            if asked is not None:
                inquiry, closed = asked
                self.plan(closed, partial(self._reply, inquiry))

    def _meet(self, acquaintance: Acquaintance, day: int, kind: str) -> None:
        acquaintance.happened(day)
        city = self._population.seats[acquaintance.tour.seat].city
        interact(self._chance, self._register, acquaintance, day, city, kind=kind)

    def _companion(self, acquaintance: Acquaintance, day: int) -> str:
        """Find a second contact for an interaction, or nobody."""
        if not self._chance.happens(_PAIR_SHARE):
            return ""
        other = self._chance.pick(self._present[acquaintance.tour.number])
        if other is acquaintance or other.protected or other.contact.planted or not other.start <= day <= other.end:
            return ""
        other.happened(day)
        return other.contact.contact_id

    def _reply(self, inquiry: Inquiry, day: int) -> None:
        acquaintance = inquiry.acquaintance
        own = acquaintance.officer.organisation
        foreign = inquiry.asking if inquiry.asked == own else inquiry.asked
        there = day <= acquaintance.end
        by_contact = there and acquaintance.contact.body_on(day).org_id == foreign
        if by_contact:
            acquaintance.happened(day)
        if there:
            self._exchanges.note_theme(inquiry.theme, acquaintance.officer)
        self._register.exchange(
            day,
            inquiry.asked,
            inquiry.asking,
            "given" if inquiry.asked == own else "received",
            "reply",
            officer=acquaintance.officer.officer_id if there else "",
            contact=acquaintance.contact.contact_id if by_contact else "",
            theme=inquiry.theme,
            channel="lo_bilateral",
            grade="B2" if inquiry.asked != own else "",
            handling="H0",
            request=inquiry.request_id,
        )

    def _wait_for_internal(self, tour: Tour, after: int) -> None:
        day = after + self._chance.gap(self._internal_gap)
        if day <= min(tour.last, LAST_DAY):
            self.plan(day, lambda on: self._internal(tour, on))

    def _internal(self, tour: Tour, day: int) -> None:
        """Write what the police support State Security with, or what State Security gives back."""
        chance, officer = self._chance, self._population.officers[tour.officer]
        support = chance.happens(_SUPPORT_SHARE)
        giver, receiver = ("BE-FP", "BE-VSSE") if support else ("BE-VSSE", "BE-FP")
        theme = self._exchanges.theme(officer)
        self._exchanges.note_theme(theme, officer)
        item = derived = ""
        level = 0
        recent = self._exchanges.recent
        if recent and chance.happens(_DERIVED_SHARE):
            sources = chance.some(recent, chance.whole(1, 2))
            level = max(source.level for source in sources)
            if level <= officer.cleared(day):
                item, derived = self._register.item("A"), ";".join(source.reference for source in sources)
            else:
                level = 0
        self._register.exchange(
            day,
            giver,
            receiver,
            "internal",
            chance.pick(_SUPPORT_KINDS if support else _CONTEXT_KINDS),
            officer=officer.officer_id,
            theme=theme,
            channel=chance.pick(("vsse", "vsse", "secure_mail", "in_person")),
            grade="B2" if support else "",
            handling="H0",
            level=str(level),
            originator=giver if item else "",
            item=item,
            derived_from=derived,
        )
        self._wait_for_internal(tour, day)
