"""Exchanges of acquaintances: direction, kind, channel, grade, handling, marking, item."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.markings import draw_caveats, draw_level, draw_releases
from liaison.sample.officers import FEDERAL_POLICE
from liaison.sample.themes import KEPT_APART, SHARED

if TYPE_CHECKING:
    from liaison.sample.acquaintances import Acquaintance
    from liaison.sample.chance import Chance
    from liaison.sample.officers import Agent
    from liaison.sample.organisations import Body
    from liaison.sample.register import Register

_RECEIVED_KINDS = (
    ("operational_info",) * 11 + ("context_analysis",) * 3 + ("verification",) * 3 + ("expertise", "logistics_support")
    + ("request", "request")
)  # fmt: skip
_GIVEN_KINDS = (
    ("operational_info",) * 9 + ("verification",) * 4 + ("context_analysis",) * 2 + ("expertise", "logistics_support")
    + ("request", "request", "request")
)  # fmt: skip
_WITHOUT_ITEM = frozenset({"request", "logistics_support"})
_EU_MEMBERS = "AT BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_EU = frozenset(_EU_MEMBERS.split())
_EU_CHANNELS = (
    ("siena",) * 6 + ("sirene",) * 2 + ("lo_bilateral", "lo_bilateral", "phone", "in_person", "secure_mail", "")
)
_OTHER_CHANNELS = ("lo_bilateral",) * 6 + ("i247",) * 3 + ("embassy", "phone", "in_person", "secure_mail", "other", "")
_GRADES = ("A1", "A2", "B1", "B2", "B2", "B2", "B3", "B3", "C2", "C3", "C3", "D4", "E5", "F6", "B6", "")
_EUROPOL_GRADES = ("4x4:A1", "4x4:A2", "4x4:B1", "4x4:B2", "4x4:B2", "4x4:B3", "4x4:C3", "X4", "")
_HANDLING = (
    ("H0",) * 12 + ("H1",) * 4 + ("H2",) * 2 + ("H0;H1", "H1;H2", "H3:not for the press", "H1;H3:ask before use")
    + ("", "")
)  # fmt: skip
_PURPOSES = ("prevention", "investigation", "investigation", "situational_awareness", "prosecution")
_NOT_JUDICIAL = ("prevention", "investigation", "situational_awareness")
_ITEM_SHARE, _GIVEN_GRADED, _NO_ORIGINATOR = 0.35, 0.55, 0.05
_FAVOURITES, _FAVOURITE_SHARE, _APART_SHARE = 5, 0.6, 0.3
_KEPT_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Item:
    """An item of information that may be worked into others: its reference and level."""

    reference: str
    level: int


class Exchanges:
    """
    Draws and writes the exchanges of acquaintances.

    Parameters
    ----------
    chance, register
        Draws, and where they are written.
    apart
        Numbers of the officers who each work on a theme of their own.
    """

    def __init__(self, chance: Chance, register: Register, apart: dict[int, str]) -> None:
        self._chance = chance
        self._register = register
        self._apart = apart
        self._favourites: dict[int, list[str]] = {}
        self.recent: deque[Item] = deque(maxlen=_KEPT_ITEMS)
        self.theme_holders: dict[str, set[str]] = {}

    def theme(self, officer: Agent) -> str:
        """Draw a theme: officers have favourites, and a few a theme of their own."""
        chance = self._chance
        if officer.number in self._apart and chance.happens(_APART_SHARE):
            return self._apart[officer.number]
        if not chance.happens(_FAVOURITE_SHARE):
            return chance.pick(SHARED)
        favourites = self._favourites.get(officer.number)
        if favourites is None:
            favourites = self._favourites[officer.number] = chance.some(SHARED, _FAVOURITES)
        return chance.pick(favourites)

    def note_theme(self, theme: str, officer: Agent) -> None:
        """Note that an officer works on a theme."""
        self.theme_holders.setdefault(theme, set()).add(officer.officer_id)

    def write(
        self, acquaintance: Acquaintance, body: Body, day: int, interaction: str = "", *, kinds: bool = True
    ) -> tuple[bool, str, str]:
        """
        Write one exchange between an officer and a contact.

        Parameters
        ----------
        body
            The contact's organisation on that day.
        interaction
            Interaction during which it happened.
        kinds
            False to leave out requests, which call for an answer.

        Returns
        -------
        given, kind, theme
            True when it went abroad; the kind; the subject.
        """
        chance, officer, contact = self._chance, acquaintance.officer, acquaintance.contact
        given = chance.random() >= acquaintance.received
        kind = chance.pick(_GIVEN_KINDS if given else _RECEIVED_KINDS)
        if not kinds and kind == "request":
            kind = "operational_info"
        theme = self.theme(officer)
        self.note_theme(theme, officer)
        own, police = officer.organisation, officer.service == FEDERAL_POLICE
        # Classified items of intelligence services reach the police only by way of State Security: see passes.
        guarded = police and body.intelligence and not given
        level = "0" if guarded else draw_level(chance, officer.cleared(day), intelligence=body.intelligence)
        caveats = draw_caveats(chance, level, given=given, intelligence=body.intelligence)
        releases = draw_releases(chance, level, given=given, country=body.country)
        handling = chance.pick(_HANDLING)
        channel = "in_person" if interaction else chance.pick(_EU_CHANNELS if body.country in _EU else _OTHER_CHANNELS)
        item = originator = purpose = ""
        if kind not in _WITHOUT_ITEM and not guarded and chance.happens(_ITEM_SHARE):
            item = self._register.item("N")
            originator = "" if chance.happens(_NO_ORIGINATOR) else (own if given else body.org_id)
            purpose = chance.pick(_NOT_JUDICIAL if "H1" in handling else _PURPOSES)
            open_hands = handling == "H0" and not caveats and not releases and not body.intelligence
            if police and not given and originator and open_hands and level in ("0", "1"):
                self.recent.append(Item(item, int(level)))
        self._register.exchange(
            day,
            own if given else body.org_id,
            body.org_id if given else own,
            "given" if given else "received",
            kind,
            officer=officer.officer_id,
            contact=contact.contact_id,
            theme=theme if chance.random() > 0.08 else f"{theme};{self._second(theme)}",  # noqa: PLR2004  one in twelve
            channel=channel,
            grade=self._grade(channel, given=given),
            handling=handling,
            level=level,
            originator=originator,
            item=item,
            interaction=interaction,
            purpose=purpose,
            caveats=caveats,
            releasable_to=releases,
        )
        return given, kind, theme

    def _second(self, theme: str) -> str:
        return SHARED[0] if theme != SHARED[0] else SHARED[1]

    def _grade(self, channel: str, *, given: bool) -> str:
        if given and not self._chance.happens(_GIVEN_GRADED):
            return ""
        return self._chance.pick(_EUROPOL_GRADES if channel == "siena" else _GRADES)


def own_themes(officers: list[int]) -> dict[int, str]:
    """Give each of the first officers a theme that nobody else works on."""
    return dict(zip(officers, KEPT_APART, strict=False))
