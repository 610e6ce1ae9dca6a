"""Items of foreign intelligence services that State Security passes to the police: with consent, or planted without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.consents import OTHER_PURPOSE, PURPOSES, TO_POLICE, Decision, Decisions
from liaison.sample.officers import FEDERAL_POLICE
from liaison.sample.organisations import POLICE, PROSECUTION, STATE_SECURITY
from liaison.sample.themes import SHARED
from liaison.sample.timeline import LAST_DAY, iso

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.chronicle import Chronicle
    from liaison.sample.organisations import Body
    from liaison.sample.population import Population
    from liaison.sample.postings import Tour
    from liaison.sample.register import Register
    from liaison.sample.scale import Scale
    from liaison.sample.truth import Truth

WITHOUT_CONSENT = (
    "none", "lapsed", "expired", "withdrawn", "refused", "requested", "granted_later", "other_recipient",
    "other_purpose",
)  # fmt: skip
"""Why a consent does not hold for a passed item."""
JUST_IN_ORDER = ("granted_same_day", "expires_same_day", "with_conditions")
"""Why a passed item is in order though it lies on the edge."""
_LEGAL_PER_BREACH = 2
_LATEST_START = LAST_DAY - 120


@dataclass(frozen=True, slots=True)
class Passed:
    """An item on its way: from the originator to State Security, and from there to an officer of the police."""

    item: str
    body: Body
    level: int
    purpose: str
    received: int
    passed: int
    tour: Tour
    case: str


class Passes:
    """
    Plans passed items in a chronicle.

    Attributes
    ----------
    decisions
        Consents made for them.
    legal
        Originator, reference and level of the items whose passing is in order.
    """

    def __init__(
        self, chance: Chance, population: Population, register: Register, chronicle: Chronicle, truth: Truth
    ) -> None:
        self._chance, self._population, self._register = chance, population, register
        self._chronicle, self._truth = chronicle, truth
        self._services = [body for body in population.bodies if body.intelligence and body.country != "BE"]
        self.decisions = Decisions()
        self.legal: list[tuple[str, str, int]] = []

    def plant(self, scale: Scale) -> None:
        """Plan all cases: each way of breaking the rule, each edge, and twice as many in order."""
        times = scale.several(1, 4)
        breaches = WITHOUT_CONSENT * times
        for case in (*breaches, *JUST_IN_ORDER * times, *("in_order",) * (_LEGAL_PER_BREACH * len(breaches))):
            self._plan(case)
        for number in range(scale.several(2, 6)):
            self._plan_derived(with_consent=number % 2 == 0)

    def _draw(self, case: str) -> Passed:
        chance, population = self._chance, self._population
        tours = [
            tour
            for tour in population.tours
            if population.officers[tour.officer].service == FEDERAL_POLICE
            and tour.start < _LATEST_START
            and population.officers[tour.officer].cleared(tour.last)
        ]
        tour = chance.pick(tours)
        passed = chance.whole(tour.start + 1, min(tour.last, LAST_DAY - 25))
        received = max(0, passed - chance.whole(20, 60))
        level = chance.whole(1, population.officers[tour.officer].clearance)
        body, purpose = chance.pick(self._services), chance.pick(PURPOSES[:3])
        return Passed(self._register.item("S"), body, level, purpose, received, passed, tour, case)

    def _plan(self, case: str) -> None:
        item = self._draw(case)
        decision = self._decide(item)
        if case == "in_order":
            self.legal.append((item.body.org_id, item.item, item.level))
        used = "prosecution" if case == "other_purpose" else item.purpose
        self._plan_receipt(item)
        self._chronicle.plan(item.passed, lambda day: self._pass(item, decision, used, day))

    def _decide(self, item: Passed) -> Decision | None:
        """Write the consent that the case asks for."""
        chance, day = self._chance, item.passed
        status, recipient = "granted", POLICE
        granted: int | None = day - chance.whole(1, 15)
        until: int | None = day + chance.whole(30, 700)
        match item.case:
            case "none":
                return None
            case "lapsed" | "expired" as case:
                until = day - 1
                status = "granted" if case == "lapsed" else case
            case "withdrawn" | "refused" as case:
                status = case
            case "requested":
                status, granted, until = "requested", None, None
            case "granted_later":
                granted = day + 1
            case "other_recipient":
                recipient = PROSECUTION
            case "granted_same_day":
                granted = day
            case "expires_same_day":
                until = day
            case "with_conditions":
                status = "granted_with_conditions"
        return self.decisions.add(
            item.body.org_id,
            item.item,
            TO_POLICE,
            recipient,
            purpose=item.purpose,
            days=(granted, until),
            status=status,
            level=item.level,
        )

    def _plan_receipt(self, item: Passed) -> None:
        self._chronicle.plan(
            item.received,
            lambda day: self._register.exchange(
                day,
                item.body.org_id,
                STATE_SECURITY,
                "received",
                "operational_info",
                theme=self._chance.pick(SHARED),
                channel="vsse",
                grade=self._chance.pick(("B2", "B3", "C3", "A2")),
                handling="H0",
                level=str(item.level),
                originator=item.body.org_id,
                item=item.item,
                purpose=item.purpose,
            ),
        )

    def _pass(self, item: Passed, decision: Decision | None, purpose: str, day: int) -> None:
        exchange = self._hand_on(item, day, item.item, item.body.org_id, purpose)
        entry: dict[str, object] = {
            "rule": "C01",
            "exchange": exchange,
            "date": iso(day),
            "item": item.item,
            "originator": item.body.org_id,
            "officer": self._population.officers[item.tour.officer].officer_id,
            "level": item.level,
            "reason": item.case,
            "consent": decision.consent_id if decision else None,
        }
        if item.case in WITHOUT_CONSENT:
            self._truth.add("breaches", entry)
            if item.case == OTHER_PURPOSE:
                self._truth.add("breaches", {**entry, "rule": "C11", "reason": "passed on for another purpose"})
        else:
            self._truth.add("in_order", entry)

    def _hand_on(
        self, item: Passed, day: int, reference: str, originator: str, purpose: str, *, derived_from: str = ""
    ) -> str:
        officer = self._population.officers[item.tour.officer]
        return self._register.exchange(
            day,
            STATE_SECURITY,
            POLICE,
            "internal",
            "context_analysis" if derived_from else "operational_info",
            officer=officer.officer_id,
            theme=self._chance.pick(SHARED),
            channel="vsse",
            grade="B2",
            handling="H0",
            level=str(item.level),
            originator=originator,
            item=reference,
            derived_from=derived_from,
            purpose=purpose,
        )

    def _plan_derived(self, *, with_consent: bool) -> None:
        """Plan an analysis made from a foreign item and passed on, and another made from that one by the police."""
        item = self._draw("derived")
        first, second = self._register.item("D"), self._register.item("D")
        consents = []
        if with_consent:
            granted, until = item.passed - 5, item.passed + 200
            for reference in (item.item, first):
                made = self.decisions.add(
                    item.body.org_id,
                    reference,
                    TO_POLICE,
                    POLICE,
                    purpose=item.purpose,
                    days=(granted, until),
                    level=item.level,
                )
                consents.append(made.consent_id)
        self._plan_receipt(item)

        def pass_on(day: int) -> None:
            one = self._hand_on(item, day, first, STATE_SECURITY, item.purpose, derived_from=item.item)
            other = self._register.exchange(
                day,
                POLICE,
                STATE_SECURITY,
                "internal",
                "context_analysis",
                officer=self._population.officers[item.tour.officer].officer_id,
                theme=SHARED[0],
                channel="vsse",
                handling="H0",
                level=str(item.level),
                originator=POLICE,
                item=second,
                derived_from=first,
                purpose=item.purpose,
            )
            self._truth.add(
                "derivations",
                {
                    "originator": item.body.org_id,
                    "item": item.item,
                    "derived": [first, second],
                    "exchanges": [one, other],
                    "consents": consents,
                },
            )

        self._chronicle.plan(item.passed, pass_on)
