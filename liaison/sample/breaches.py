"""Planted breaches of the rules on release, clearance, deployment, handling and purpose, with cases just in order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from liaison.sample.consents import OTHER_PURPOSE, TO_POLICE
from liaison.sample.officers import FEDERAL_POLICE
from liaison.sample.organisations import POLICE, PROSECUTION, STATE_SECURITY
from liaison.sample.themes import SHARED
from liaison.sample.timeline import LAST_DAY, iso

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.chronicle import Chronicle
    from liaison.sample.consents import Decisions
    from liaison.sample.organisations import Body
    from liaison.sample.population import Population
    from liaison.sample.register import Register
    from liaison.sample.scale import Scale
    from liaison.sample.truth import Truth

_BENELUX = frozenset({"BE", "NL", "LU"})
_HIGH = 3
_TRIES = 2_000
_LEAST_TIME = 60
_AT_HOME = 40
_LAPSED_FOR = 30


class Breaches:
    """Plans breaches in a chronicle; each breaks one rule only."""

    def __init__(
        self,
        chance: Chance,
        population: Population,
        *,
        register: Register,
        chronicle: Chronicle,
        decisions: Decisions,
        truth: Truth,
    ) -> None:
        self._chance, self._population, self._register = chance, population, register
        self._chronicle, self._decisions, self._truth = chronicle, decisions, truth
        self._dealings = [
            one
            for one in population.acquaintances
            if one.officer.service == FEDERAL_POLICE
            and not one.protected
            and not one.contact.planted
            and one.contact.left is None
            and len(one.contact.roles) == 1
            and not one.contact.body.intelligence
            and min(one.end, LAST_DAY) - one.start > _LEAST_TIME
        ]

    def plant(self, scale: Scale) -> None:
        """Plan all of them."""
        for _ in range(scale.several(3, 8)):
            self._release(allowed=False)
            self._below_clearance()
            self._outside_posting()
        self._lapsed_clearance(scale.several(1, 5))
        for _ in range(scale.several(2, 6)):
            self._judicial_use()
            self._further("H2", consent=False)
            self._misuse(consent=False)
        for _ in range(scale.several(1, 4)):
            self._release(allowed=True)
            self._further("H2", consent=True)
            self._misuse(consent=True)

    def _choose(self, fits: Callable[[Acquaintance], bool]) -> tuple[Acquaintance, int] | None:
        for one in self._chance.some(self._dealings, _TRIES):
            if fits(one):
                return one, self._chance.whole(one.start + 30, min(one.end, LAST_DAY) - 25)
        return None

    def _note(self, rule: str, exchange: str, day: int, one: Acquaintance, reason: str, *, breach: bool = True) -> None:
        entry: dict[str, object] = {
            "rule": rule,
            "exchange": exchange,
            "date": iso(day),
            "officer": one.officer.officer_id,
            "reason": reason,
        }
        self._truth.add("breaches" if breach else "in_order", entry)

    def _received(self, one: Acquaintance, day: int, level: str, *, handling: str = "H0", **item: str) -> str:
        one.happened(day)
        return self._register.exchange(
            day,
            one.contact.body.org_id,
            POLICE,
            "received",
            "operational_info",
            officer=one.officer.officer_id,
            contact=one.contact.contact_id,
            theme=self._chance.pick(SHARED),
            channel="lo_bilateral",
            grade="B2",
            handling=handling,
            level=level,
            originator=one.contact.body.org_id,
            **item,
        )

    def _release(self, *, allowed: bool) -> None:
        """Give something abroad that may be released to others only."""
        found = self._choose(
            lambda one: bool(one.officer.cleared(one.end)) and one.contact.body.country not in _BENELUX
        )
        if found is None:
            return
        one, day = found

        def give(on: int) -> None:
            one.happened(on)
            body = one.contact.body
            exchange = self._register.exchange(
                on,
                POLICE,
                body.org_id,
                "given",
                "operational_info",
                officer=one.officer.officer_id,
                contact=one.contact.contact_id,
                theme=self._chance.pick(SHARED),
                channel="lo_bilateral",
                grade="B2",
                handling="H0",
                level="1",
                originator=POLICE,
                item=self._register.item("N"),
                purpose="investigation",
                releasable_to=f"BE;NL;LU;{body.country}" if allowed else "BE;NL;LU",
            )
            reason = "recipient among the releases" if allowed else f"{body.country} not among BE, NL, LU"
            self._note("C03", exchange, on, one, reason, breach=not allowed)

        self._chronicle.plan(day, give)

    def _below_clearance(self) -> None:
        found = self._choose(lambda one: 0 < one.officer.cleared(one.end) < _HIGH)
        if found is not None:
            one, day = found
            level = one.officer.clearance + 1
            reason = f"level {level} above clearance {one.officer.clearance}"
            self._chronicle.plan(
                day, lambda on: self._note("C04", self._received(one, on, str(level)), on, one, reason)
            )

    def _lapsed_clearance(self, count: int) -> None:
        lapsed = [one for one in self._dealings if one.officer.cleared_until < min(one.end, LAST_DAY) - _LAPSED_FOR]
        for one in self._chance.some(lapsed, count):
            day = self._chance.whole(max(one.start, one.officer.cleared_until) + 1, min(one.end, LAST_DAY) - 1)
            self._chronicle.plan(day, partial(self._receive_too_late, one))

    def _receive_too_late(self, one: Acquaintance, day: int) -> None:
        self._note("C04", self._received(one, day, "1"), day, one, "clearance lapsed")

    def _outside_posting(self) -> None:
        """Let an officer who has come home still receive something classified from a contact there."""
        away: dict[int, list[tuple[int, int]]] = {}
        for tour in self._population.tours:
            away.setdefault(tour.officer, []).append((tour.start, tour.last))

        def at_home(one: Acquaintance) -> bool:
            end = one.tour.end
            if end is None or one.end < end or end + _AT_HOME > LAST_DAY or not one.officer.cleared(end + _AT_HOME):
                return False
            return not any(start <= end + _AT_HOME and end < last for start, last in away[one.officer.number])

        found = self._choose(at_home)
        if found is not None:
            one, _ = found
            day = one.tour.last + self._chance.whole(1, _AT_HOME)
            self._chronicle.plan(
                day, lambda on: self._note("C09", self._received(one, on, "1"), on, one, "after the posting")
            )

    def _judicial_use(self) -> None:
        """Receive something that is not for judicial use, and give it to the prosecutor all the same."""
        found = self._choose(lambda _: True)
        if found is None:
            return
        one, day = found
        item = self._register.item("N")
        self._chronicle.plan(day, lambda on: self._received(one, on, "0", handling="H1", item=item))
        self._chronicle.plan(
            day + 20,
            lambda on: self._note(
                "C10",
                self._give_on(one, on, item, to_org=PROSECUTION, purpose="prosecution", handling="H1"),
                on,
                one,
                "H1 used in court",
            ),
        )

    def _give_on(self, one: Acquaintance, day: int, item: str, *, to_org: str, purpose: str, handling: str) -> str:
        internal = to_org == STATE_SECURITY
        return self._register.exchange(
            day,
            POLICE,
            to_org,
            "internal" if internal else "given",
            "operational_info",
            officer=one.officer.officer_id,
            theme=self._chance.pick(SHARED),
            channel="secure_mail",
            grade="B2",
            handling=handling,
            originator=one.contact.body.org_id,
            item=item,
            purpose=purpose,
        )

    def _further(self, handling: str, *, consent: bool) -> None:
        """Give on to a third service what was not to be disseminated, with or without the provider's consent."""
        found = self._choose(lambda _: True)
        if found is None:
            return
        one, day = found
        provider = one.contact.body
        third = self._chance.pick([body for body in self._thirds() if body.country != provider.country])
        item, purpose = self._register.item("N"), "investigation"
        if consent:
            self._decisions.add(
                provider.org_id, item, TO_POLICE, third.org_id, purpose=purpose, days=(day + 1, day + 400)
            )
        self._chronicle.plan(
            day, lambda on: self._received(one, on, "0", handling=handling, item=item, purpose=purpose)
        )
        reason = f"{handling} disseminated with consent" if consent else f"{handling} disseminated"
        self._chronicle.plan(
            day + 20,
            lambda on: self._note(
                "C10",
                self._give_on(one, on, item, to_org=third.org_id, purpose=purpose, handling=handling),
                on,
                one,
                reason,
                breach=not consent,
            ),
        )

    def _thirds(self) -> list[Body]:
        return [body for body in self._population.bodies if body.org_type == "police" and body.country != "BE"]

    def _misuse(self, *, consent: bool) -> None:
        """Use something for another purpose than that of its transmission, with or without consent to that."""
        found = self._choose(lambda _: True)
        if found is None:
            return
        one, day = found
        item = self._register.item("N")
        if consent:
            self._decisions.add(
                one.contact.body.org_id,
                item,
                OTHER_PURPOSE,
                STATE_SECURITY,
                purpose="situational_awareness",
                days=(day + 1, day + 400),
            )
        self._chronicle.plan(day, lambda on: self._received(one, on, "0", item=item, purpose="investigation"))
        reason = "another purpose with consent" if consent else "another purpose"
        self._chronicle.plan(
            day + 20,
            lambda on: self._note(
                "C11",
                self._give_on(one, on, item, to_org=STATE_SECURITY, purpose="situational_awareness", handling="H0"),
                on,
                one,
                reason,
                breach=not consent,
            ),
        )
