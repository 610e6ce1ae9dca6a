"""Which countries and services the unit reaches, by which accreditation, and how much it wants to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.analytics.access import MODES, NO_MODE, accreditations, functions, nearest_first
from graph.analytics.change import ACTIVE
from graph.analytics.priorities import stated_priorities
from graph.analytics.results import Column, Table, table
from graph.model.vocabularies import ORG_TYPE, OWN_ORGANISATIONS
from graph.ties.compute import ties
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

GAP, NO_CONTACT, UNACCREDITED, COVERED = (
    "gap",
    "accredited without contact",
    "reached without accreditation",
    "covered",
)
STATUSES = (GAP, NO_CONTACT, UNACCREDITED, COVERED)
"""By whether an active tie and an accreditation are there; the worst first."""


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """
    One type of service in one country.

    Attributes
    ----------
    country, country_name, org_type
        Which cell.
    priority
        0 to 3, the highest that the unit gave it on the day; 0 without any.
    mode, officers
        Nearest mode of accreditation to the country on the day, "none" without any, and how many officers hold one.
    services
        Foreign organisations of that type there.
    known
        Contacts with a function in one of them who have met an officer.
    active, strength, officer_id, contact_id
        Number of active ties with such contacts; the strongest tie and its two ends (0 and None without any).
    status
        One of `STATUSES`.
    """

    country: str
    country_name: str
    org_type: str
    priority: int
    mode: str
    officers: int
    services: int
    known: int
    active: int
    strength: float
    officer_id: str | None
    contact_id: str | None
    status: str


@dataclass(frozen=True, slots=True)
class CoverageCountry:
    """
    One country; what is not told here is as in `CoverageCell`.

    Attributes
    ----------
    modes
        All modes that hold on the day, the nearest first, joined by commas.
    priority
        The highest of its cells.
    known, active, strength, officer_id, contact_id
        Over the contacts who work there or hold a function in a service of the country.
    cells, covered, empty
        Types of service there, those of them that are covered, and those with a priority where nobody is known.
    """

    country: str
    country_name: str
    priority: int
    mode: str
    modes: str
    officers: int
    known: int
    active: int
    strength: float
    officer_id: str | None
    contact_id: str | None
    cells: int
    covered: int
    empty: int
    status: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    Coverage on a day.

    Attributes
    ----------
    as_of, active
        The day, and the strength from which a tie counted as active.
    cells, countries
        Highest priority first, then the worst status.
    """

    as_of: dt.date
    active: float
    cells: tuple[CoverageCell, ...]
    countries: tuple[CoverageCountry, ...]

    def caption(self) -> str:
        """Say in one sentence what the words of the table mean."""
        return (
            f"On {self.as_of.isoformat()}: a tie is active from a strength of {self.active:g}; accreditations count "
            f"from the nearest ({', '.join(MODES[:-1])}) to none; a cell is a type of service on record, or with a "
            "priority, in a country."
        )

    def table(self) -> Table:
        """Give one row a cell."""
        return table("coverage", _CELL, self.cells)

    def country_table(self) -> Table:
        """Give one row a country."""
        return table("coverage by country", _COUNTRY, self.countries)


_PLACE = (Column("country", "", "ISO 3166-1 alpha-2"), Column("country_name", "", "name of the country"))
_PRIORITY = Column("priority", "0 to 3", "how much the unit wants access")
_MODE = Column("mode", "", "nearest mode of accreditation on the day")
_OFFICERS = Column("officers", "officers", "officers accredited on the day")
_REACH = (
    Column("known", "contacts", "contacts who have met an officer"),
    Column("active", "ties", "active ties with them"),
    Column("strength", "0 to 100", "strength of the strongest tie"),
    Column("officer_id", "", "officer of that tie"),
    Column("contact_id", "", "contact of that tie"),
)
_STATUS = Column("status", "", ", ".join(STATUSES))
_CELL = (
    *_PLACE,
    Column("org_type", "", "type of service"),
    _PRIORITY,
    _MODE,
    _OFFICERS,
    Column("services", "services", "organisations of that type there"),
    *_REACH,
    _STATUS,
)
_COUNTRY = (
    *_PLACE,
    _PRIORITY,
    _MODE,
    Column("modes", "", "all modes of accreditation on the day"),
    _OFFICERS,
    *_REACH,
    Column("cells", "types", "types of service on record or with a priority"),
    Column("covered", "types", "those that are covered"),
    Column("empty", "types", "those with a priority where nobody is known"),
    _STATUS,
)


def coverage(network: VisibleNetwork, as_of: dt.date, *, active: float = ACTIVE) -> Coverage:
    """
    Tell for each country and type of service by which accreditation it is reached, and whether anybody is known.

    A country is listed if an officer is accredited to it, if it has a priority, or if a foreign organisation lies in
    it; a type of service in it if an organisation or a priority names it. Accreditations are those that hold on the
    day of postings that run on it and whose officer is visible, as in the questions q11 and q13. A contact belongs to
    the services where it holds a function on the day, as in q12, and to a country as well by working there, as in q11
    and q14. Unlike q11, which asks for an event within some months, a contact counts as active by the strength of a
    tie, which is what every other measure goes by.

    Parameters
    ----------
    network
        What may be seen.
    as_of
        The day.
    active
        Strength from which a tie is active, 0 to 100.

    Returns
    -------
    coverage
        Empty without accreditations, priorities and foreign organisations.

    Notes
    -----
    Formula: status by two facts, accredited on the day and active tie: both = covered, the first alone = accredited
        without contact, the second alone = reached without accreditation, neither = gap.
    Unit: cells and countries; strengths 0 to 100.
    Range: each listed country and each listed cell has exactly one status.
    Reading: a gap or an accreditation without contact of high priority is where the unit is blind; what is reached
        without accreditation rests on an officer who has no formal access there.
    Cost: that of the ties, and n log n in the functions held; a quarter of a second for 100 000 exchanges.

    References
    ----------
    Council Decision 2003/170/JHA, and the Benelux treaty of 2004, articles 16 and 17: officers of others may be used.
    """
    held = ties(network, as_of)
    access, wanted = accreditations(network, as_of), stated_priorities(network, as_of)
    places = _places(network, as_of)
    names = dict(zip(network.keys("Country").to_pylist(), network.titles("Country").to_pylist(), strict=True))
    cells = sorted({*wanted, *(place for place in places if place is not None)})
    countries = sorted({*access, *(country for country, _ in cells)})
    at_cell, at_country = _memberships(network, as_of, places, cells, countries)
    in_cells, in_countries = (
        _reached(held, *members, count=len(slots), active=active)
        for members, slots in ((at_cell, cells), (at_country, countries))
    )
    services = dict.fromkeys(cells, 0)
    for place in places:
        if place is not None:
            services[place] += 1
    found = []
    for at, (country, org_type) in enumerate(cells):
        officers = access.get(country, {})
        modes = nearest_first(mode for held in officers.values() for mode in held)
        reach = in_cells[at]
        found.append(
            CoverageCell(
                country,
                names.get(country, country),
                org_type,
                wanted.get((country, org_type), 0),
                modes[0] if modes else NO_MODE,
                len(officers),
                services[country, org_type],
                *reach,
                _status(accredited=bool(officers), active=reach.active),
            )
        )
    by_country: dict[str, list[CoverageCell]] = {country: [] for country in countries}
    for cell in found:
        by_country[cell.country].append(cell)
    lands = []
    for at, (country, inside) in enumerate(by_country.items()):
        officers = access.get(country, {})
        modes = nearest_first(mode for held in officers.values() for mode in held)
        reach = in_countries[at]
        lands.append(
            CoverageCountry(
                country,
                names.get(country, country),
                max((cell.priority for cell in inside), default=0),
                modes[0] if modes else NO_MODE,
                ", ".join(modes),
                len(officers),
                *reach,
                len(inside),
                sum(cell.status == COVERED for cell in inside),
                sum(cell.priority > 0 and cell.known == 0 for cell in inside),
                _status(accredited=bool(officers), active=reach.active),
            )
        )
    return Coverage(
        as_of,
        active,
        tuple(sorted(found, key=lambda cell: (*_urgency(cell), cell.country, cell.org_type))),
        tuple(sorted(lands, key=lambda land: (*_urgency(land), land.country))),
    )


def _status(*, accredited: bool, active: int) -> str:
    return STATUSES[2 * bool(active) + accredited]


def _urgency(item: CoverageCell | CoverageCountry) -> tuple[int, int]:
    return -item.priority, STATUSES.index(item.status)


def _places(network: VisibleNetwork, day: dt.date) -> list[tuple[str, str] | None]:
    """Give the cell of each organisation; None for own ones, and those not valid or without country or type."""
    rows = network.node_table("Organisation")
    columns = (rows[name].to_pylist() for name in ("org_id", "country", "org_type"))
    own = frozenset(OWN_ORGANISATIONS.values())
    return [
        (country, org_type) if holds and key not in own and country and org_type in ORG_TYPE else None
        for holds, key, country, org_type in zip(valid_on(rows, day).tolist(), *columns, strict=True)
    ]


_Members = tuple["NDArray[np.int64]", "NDArray[np.int64]"]


def _memberships(
    network: VisibleNetwork,
    day: dt.date,
    places: list[tuple[str, str] | None],
    cells: list[tuple[str, str]],
    countries: list[str],
) -> tuple[_Members, _Members]:
    """Give the contacts that belong to each cell and to each country, by position."""
    cell_at: Mapping[object, int] = {cell: at for at, cell in enumerate(cells)}
    country_at = {country: at for at, country in enumerate(countries)}
    of_cell = np.array([cell_at.get(place, -1) for place in places], dtype=np.int64)
    of_country = np.array([-1 if place is None else country_at[place[0]] for place in places], dtype=np.int64)
    contact, organisation = functions(network, day)
    home = network.node_table("Contact")["country"].to_pylist()
    works = np.array([country_at.get(code, -1) for code in home], dtype=np.int64)
    here = np.concatenate((contact, np.arange(len(works)))), np.concatenate((of_country[organisation], works))
    return _once(contact, of_cell[organisation], len(cells)), _once(*here, len(countries))


def _once(contact: NDArray[np.int64], slot: NDArray[np.int64], count: int) -> _Members:
    kept = slot >= 0
    return np.divmod(np.unique(contact[kept] * max(count, 1) + slot[kept]), max(count, 1))


class _Reach(NamedTuple):
    known: int
    active: int
    strength: float
    officer_id: str | None
    contact_id: str | None


def _reached(
    held: TieTable, contact: NDArray[np.int64], slot: NDArray[np.int64], *, count: int, active: float
) -> list[_Reach]:
    """Sum up the ties of each slot; `contact` is in order."""
    first, last = (np.searchsorted(contact, held.contact, side=side) for side in ("left", "right"))
    copies = last - first
    tie = np.repeat(np.arange(len(held)), copies)
    nth = np.arange(len(tie)) - np.repeat(np.cumsum(copies) - copies, copies)
    where = slot[first[tie] + nth]
    known = np.bincount(_once(held.contact[tie], where, count)[1], minlength=count).tolist()
    strong = np.bincount(where[held.strength[tie] >= active], minlength=count).tolist()
    # Of equals the first by officer and contact, as in q14, which rounds for the same reason.
    by_strength = np.lexsort((tie, -np.round(held.strength[tie], 6), where))
    found = [_Reach(0, 0, 0.0, None, None)] * count
    for at in by_strength[np.flatnonzero(np.diff(where[by_strength], prepend=-1))].tolist():
        best, here = int(tie[at]), int(where[at])
        officer, met = held.officer_keys[held.officer[best]], held.contact_keys[held.contact[best]]
        found[here] = _Reach(known[here], strong[here], float(held.strength[best]), officer.as_py(), met.as_py())
    return found
