"""Who could take over a contact: every officer is checked alike, and whoever is not proposed is told why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import organisations
from graph.analytics.results import Column
from graph.analytics.rotation import last_day
from graph.analytics.workload import active_ties
from graph.model.vocabularies import INTELLIGENCE_TYPES
from graph.ties.events import EVENT_LABELS
from graph.visible.network import valid_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.ties.compute import TieTable
    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork

BEGINS = 183
"""Days after the departure within which a candidate's posting must have begun."""

LOAD = 1.5
"""A candidate may hold up to so many times the median of active ties of officers who hold any."""

CHECKS = ("level", "language", "country", "mandate", "workload")


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    One officer as a successor for one contact.

    Attributes
    ----------
    contact_id, contact_name, officer_id, officer_name
        Who for whom.
    proposed
        True for the one officer who is proposed.
    level, language, country, mandate, workload
        Whether each check is met; None = the records do not tell, which excludes nobody.
    strength
        Of the candidate's tie to the contact, 0 to 100.
    active_ties
        The candidate's own active ties.
    reason
        Why proposed, or why not.
    """

    contact_id: str
    contact_name: str
    officer_id: str
    officer_name: str
    proposed: bool
    level: bool | None
    language: bool | None
    country: bool | None
    mandate: bool | None
    workload: bool | None
    strength: float
    active_ties: int
    reason: str

    @property
    def failed(self) -> int:
        """Count the checks that speak against the officer."""
        return sum(getattr(self, name) is False for name in CHECKS)


CANDIDATE = (
    Column("contact_id", "", "contact"),
    Column("contact_name", "", "name of the contact"),
    Column("officer_id", "", "candidate"),
    Column("officer_name", "", "name of the candidate"),
    Column("proposed", "", "is proposed"),
    Column("level", "", "cleared on the day of departure for the records of the contact; empty = not known"),
    Column("language", "", "speaks a language that the leaving officer used there; empty = not known"),
    Column("country", "", "accredited to the contact's country; empty = not known"),
    Column("mandate", "", "service and kind of posting fit the contact's service; empty = not known"),
    Column("workload", "", "holds not too many active ties"),
    Column("strength", "0 to 100", "strength of the candidate's tie to the contact"),
    Column("active_ties", "ties", "active ties of the candidate"),
    Column("reason", "", "why proposed, or why not"),
)


@dataclass(frozen=True, slots=True)
class _Officer:
    """One officer on the day of departure; `postings` gives the kinds of those to a country that go on or begin."""

    row: int
    key: str
    name: str
    service: str | None
    cleared: int
    languages: frozenset[str]
    postings: dict[str, set[str | None]]
    active_ties: int


class Candidates:
    """
    The officers who could take over from one who leaves.

    Attributes
    ----------
    languages
        The leaving officer's languages but those that every officer speaks; all of them when nothing is left.
    most_ties
        Active ties up to which a candidate's workload is accepted.
    """

    def __init__(
        self,
        network: VisibleNetwork,
        ties: TieTable,
        met: Encounters,
        leaving: int,
        departure: dt.date,
        *,
        active: float,
        load: float,
    ) -> None:
        self._network, self._ties, self._leaving, self._departure = network, ties, leaving, departure
        counts = active_ties(network, ties, active)
        self.most_ties = float(load * np.median(counts[counts > 0])) if counts.any() else 0.0
        self._load = load
        officers = _officers(network, ties.as_of, departure, counts.tolist())
        self._left = officers[leaving]
        there = valid_on(network.node_table("Officer"), ties.as_of)
        self._others = [one for one in officers if one.row != leaving and there[one.row]]
        spoken = [one.languages for one in (self._left, *self._others) if one.languages]
        shared = frozenset.intersection(*spoken) if spoken else frozenset()
        self.languages = tuple(sorted(self._left.languages - shared or self._left.languages))
        self._levels = _levels(network, met, leaving)
        self._types = network.node_table("Organisation")["org_type"].to_pylist()
        self._places = organisations(network, ties.as_of)
        self._countries = network.node_table("Contact")["country"].to_pylist()
        self._keys, self._names = (got("Contact").to_pylist() for got in (network.keys, network.titles))
        self._strengths = {
            (contact, officer): strength
            for officer, contact, strength in zip(
                ties.officer.tolist(), ties.contact.tolist(), ties.strength.tolist(), strict=True
            )
        }

    def of(self, contact: int, named: int | None) -> tuple[Candidate, ...]:
        """Check every other officer for a contact, by rows: the proposed one first, who fails most checks last."""
        found = sorted(
            ((self._candidate(contact, one), one.row == named) for one in self._others),
            key=lambda pair: (pair[0].failed, not pair[1], *_preference(pair[0])),
        )
        if not found or found[0][0].failed:
            return tuple(_told(one, successor=successor, chosen=None, by_post=False) for one, successor in found)
        chosen, by_post = found[0]
        return tuple(_told(one, successor=successor, chosen=chosen, by_post=by_post) for one, successor in found)

    def _candidate(self, contact: int, one: _Officer) -> Candidate:
        against: list[str] = []
        return Candidate(
            contact_id=self._keys[contact],
            contact_name=self._names[contact],
            officer_id=one.key,
            officer_name=one.name,
            proposed=False,
            level=self._level(contact, one, against),
            language=self._language(one, against),
            country=self._country(contact, one, against),
            mandate=self._mandate(contact, one, against),
            workload=self._workload(one, against),
            strength=self._strengths.get((contact, one.row), 0.0),
            active_ties=one.active_ties,
            reason="; ".join(against),
        )

    def _level(self, contact: int, one: _Officer, against: list[str]) -> bool:
        wanted = int(self._levels[contact])
        if one.cleared < wanted:
            against.append(f"cleared for level {one.cleared} on the day, the records are of level {wanted}")
        return one.cleared >= wanted

    def _language(self, one: _Officer, against: list[str]) -> bool | None:
        if not self.languages or not one.languages:
            return None
        if not one.languages & set(self.languages):
            against.append(f"speaks none of {', '.join(self.languages)}")
            return False
        return True

    def _country(self, contact: int, one: _Officer, against: list[str]) -> bool | None:
        country = self._countries[contact]
        if country is None:
            return None
        if country not in one.postings:
            against.append(f"no posting to {country} goes on or begins within {BEGINS} days after the departure")
        return country in one.postings

    def _mandate(self, contact: int, one: _Officer, against: list[str]) -> bool | None:
        if one.postings.get(self._countries[contact]) == {"temporary"}:
            against.append("there on a short mission only")
            return False
        if one.service is None:
            return None
        if one.service == self._left.service:
            return True
        types = {self._types[row] for row in self._places.get(contact, ())} - {None}
        if not types:
            return None
        fits = (one.service == "state_security") == bool(types & INTELLIGENCE_TYPES)
        if not fits:
            against.append(f"serves {one.service}, outside whose mandate the contact's service lies")
        return fits

    def _workload(self, one: _Officer, against: list[str]) -> bool:
        if one.active_ties > self.most_ties:
            against.append(
                f"holds {one.active_ties} active ties, more than {self._load:g} times the median ({self.most_ties:g})"
            )
        return one.active_ties <= self.most_ties


def _preference(one: Candidate) -> tuple[int, float, int, str]:
    unknown = sum(getattr(one, name) is None for name in CHECKS)
    return unknown, -one.strength, one.active_ties, one.officer_id


def _told(one: Candidate, *, successor: bool, chosen: Candidate | None, by_post: bool) -> Candidate:
    """Complete the reason: of the proposed one, of those who would do too, and of those who fail a check."""
    role = "successor on the posting; " if successor else ""
    unknown = ", ".join(name for name in CHECKS if getattr(one, name) is None)
    doubt = f" (not known: {unknown})" if unknown else ""
    if one is chosen:
        known = f", knows the contact (strength {one.strength:.0f})" if one.strength else ""
        return replace(one, proposed=True, reason=f"{role}meets every check{doubt}{known}")
    if one.failed or chosen is None:
        return replace(one, reason=f"{role}{one.reason}")
    if by_post:
        why = "is the successor on the posting"
    elif _preference(chosen)[0] < _preference(one)[0]:
        why = "leaves fewer checks open"
    elif chosen.strength > one.strength:
        why = "knows the contact better"
    elif chosen.active_ties < one.active_ties:
        why = "holds fewer ties"
    else:
        why = "comes first by identifier"
    return replace(one, reason=f"meets every check{doubt}, but {chosen.officer_name} {why}")


def _officers(network: VisibleNetwork, as_of: dt.date, departure: dt.date, counts: Sequence[int]) -> list[_Officer]:
    """Give all officers, as they are on the day of departure."""
    rows = network.node_table("Officer").to_pylist()
    names = network.titles("Officer").to_pylist()
    postings = _postings(network, as_of, departure)
    return [
        _Officer(
            row,
            one["officer_id"],
            names[row],
            one["service"],
            _cleared(one["clearance_level"], one["clearance_until"], departure),
            frozenset(one["languages"] or ()),
            postings.get(row, {}),
            counts[row],
        )
        for row, one in enumerate(rows)
    ]


def _cleared(level: int | None, until: dt.date | None, day: dt.date) -> int:
    """Give the highest level on a day: none once the clearance has lapsed, or where none is recorded."""
    return 0 if level is None or (until is not None and until < day) else level


def _postings(network: VisibleNetwork, as_of: dt.date, departure: dt.date) -> dict[int, dict[str, set[str | None]]]:
    """Give, by officer and country, the kinds of the postings that go on after the departure or begin soon after."""
    rows = network.node_table("Posting").to_pylist()
    countries: dict[int, set[str]] = {}
    posting, country, links = network.links("ACCREDITED_TO", "Posting", "Country")
    codes = network.keys("Country").to_pylist()
    for at, to, end in zip(posting.tolist(), country.tolist(), links["valid_to"].to_pylist(), strict=True):
        if end is None or end > departure:
            countries.setdefault(at, set()).add(codes[to])
    latest = departure + dt.timedelta(days=BEGINS)
    found: dict[int, dict[str, set[str | None]]] = {}
    officers, held, _ = network.links("HELD_POSTING", "Officer", "Posting")
    for officer, at in zip(officers.tolist(), held.tolist(), strict=True):
        start, last = rows[at]["start_date"], last_day(rows[at], as_of)
        if (start is None or start <= latest) and (last is None or last > departure):
            for code in countries.get(at, ()):
                found.setdefault(officer, {}).setdefault(code, set()).add(rows[at]["kind"])
    return found


def _levels(network: VisibleNetwork, met: Encounters, leaving: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Give, by contact, the highest level of its own record and of its events with the leaving officer."""
    levels = np.array(network.node_table("Contact")["level"].to_numpy(), dtype=np.int64)
    mine = met.officer == leaving
    for number, label in enumerate(EVENT_LABELS):
        of_event = np.asarray(network.node_table(label)["level"].to_numpy(), dtype=np.int64)
        chosen = mine & (met.events.label[met.event] == number)
        np.maximum.at(levels, met.contact[chosen], of_event[met.events.row[met.event[chosen]]])
    return levels
