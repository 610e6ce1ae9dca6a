"""How much of the foreign reach that state security needs exists only through officers of the police."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import ACTIVE
from graph.analytics.foreign_reach import foreign_services, reach_on
from graph.analytics.results import Column, Table, table
from graph.errors import InputError, near
from graph.model.days import add_months
from graph.model.vocabularies import INTELLIGENCE_TYPES, ORG_TYPE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from numpy.typing import NDArray

    from graph.analytics.foreign_reach import ForeignServices, Reach
    from graph.visible.network import VisibleNetwork

MONTHS, WINDOW = 24, 12
"""Months of the series, and months for which an own exchange counts as reach."""

POLICE_ONLY, BOTH, SECURITY_ONLY, NOT_REACHED = "police only", "both", "state security only", "not reached"
WAYS = (POLICE_ONLY, BOTH, SECURITY_ONLY, NOT_REACHED)


@dataclass(frozen=True, slots=True)
class ServiceReach:
    """
    One foreign service on the day.

    Attributes
    ----------
    country, org_id, name, org_type
        Which service; the country is None for one without a seat in a country.
    police, security
        Strength of the strongest tie of an officer of the police and of state security, 0 to 100; 0 = none.
    own_exchanges
        Exchanges that state security itself gave to it or received from it in the window.
    way
        One of `WAYS`.
    """

    country: str | None
    org_id: str
    name: str
    org_type: str
    police: float
    security: float
    own_exchanges: int
    way: str


@dataclass(frozen=True, slots=True)
class ReliancePoint:
    """
    One country on one day.

    Attributes
    ----------
    day
        The day.
    country, country_name
        Which country; both None for all together. Services without a country have a name, "no country", and no code.
    services
        Services looked at.
    police_only, both, security_only
        How many of them are reached in which way.
    reached
        Sum of the three.
    share
        police_only / reached; None where nothing is reached.
    """

    day: dt.date
    country: str | None
    country_name: str | None
    services: int
    police_only: int
    both: int
    security_only: int
    reached: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Reliance:
    """
    The gauge on a day and in the months before.

    Attributes
    ----------
    as_of, active, window, org_types
        The day, the strength from which a tie is active, the months for which own exchanges count, and the types.
    overall
        All countries together.
    services
        Each service, those reached by the police only first.
    countries
        Each country, the highest share first.
    series
        All countries together, month by month up to the day.
    country_series
        Each country, month by month.
    """

    as_of: dt.date
    active: float
    window: int
    org_types: tuple[str, ...]
    overall: ReliancePoint
    services: tuple[ServiceReach, ...]
    countries: tuple[ReliancePoint, ...]
    series: tuple[ReliancePoint, ...]
    country_series: tuple[ReliancePoint, ...]

    def caption(self) -> str:
        """Say in one or two sentences what counts as reach."""
        kinds = ", ".join(ORG_TYPE.values[one] for one in self.org_types)
        return (
            f"Of the foreign services of these types that are reached: {kinds}, the share reached by police officers "
            f"only. Reached = a tie of strength {self.active:g} or more with a contact in function there, or an "
            f"exchange that State Security itself gave or received in the last {self.window} months."
        )

    def table(self) -> Table:
        """Give one row a country, on the day."""
        return table("reliance by country", _POINT, self.countries)

    def service_table(self) -> Table:
        """Give one row a service, on the day."""
        return table("reach of services", _SERVICE, self.services)

    def series_table(self) -> Table:
        """Give one row a month, all countries together."""
        return table("reliance by month", (_POINT[0], *_POINT[3:]), self.series)

    def country_series_table(self) -> Table:
        """Give one row a month and country."""
        return table("reliance by month and country", _POINT, self.country_series)


_POINT = (
    Column("day", "date", "the day"),
    Column("country", "", "ISO 3166-1 alpha-2"),
    Column("country_name", "", "name of the country"),
    Column("services", "services", "services of the chosen types on record"),
    Column("police_only", "services", "reached by the police only"),
    Column("both", "services", "reached by the police and by state security"),
    Column("security_only", "services", "reached by state security only"),
    Column("reached", "services", "reached by either"),
    Column("share", "0 to 1", "reached by the police only, of those reached; empty = none is reached"),
)
_SERVICE = (
    Column("country", "", "ISO 3166-1 alpha-2"),
    Column("org_id", "", "the service"),
    Column("name", "", "name of the service"),
    Column("org_type", "", "type of service"),
    Column("police", "0 to 100", "strongest tie of an officer of the police"),
    Column("security", "0 to 100", "strongest tie of an officer of state security"),
    Column("own_exchanges", "exchanges", "given or received by state security itself in the window"),
    Column("way", "", ", ".join(WAYS)),
)
_NOWHERE = "no country"


def reliance(
    network: VisibleNetwork,
    as_of: dt.date,
    *,
    org_types: Collection[str] | None = INTELLIGENCE_TYPES,
    months: int = MONTHS,
    window: int = WINDOW,
    active: float = ACTIVE,
) -> Reliance:
    """
    Measure how far state security depends on the police abroad: the gauge of a solution that was called provisional.

    What counts, for each foreign service of the chosen types that is valid on the day:

    - It is reached by the police if an officer of the federal police has an active tie with a contact who holds a
      function in it on the day.
    - It is reached by state security if an officer of state security has such a tie, or if state security itself gave
      to it or received from it in the months of the window, whoever carried the exchange.
    - It relies on the police if it is reached by the police and not by state security.

    Not counted are contacts who merely work in the country, officers whose own service is not recorded, and exchanges
    that the police gave or received. A service that nobody reaches is a matter of coverage, not of reliance.

    Parameters
    ----------
    network
        What may be seen.
    as_of
        The day.
    org_types
        Types of foreign services that state security needs; None = all types.
    months
        How many months back the series goes, one point a month as of its own day, 0 or more.
    window
        Months up to the day in which an own exchange counts as reach, 1 or more.
    active
        Strength from which a tie is active, 0 to 100.

    Returns
    -------
    reliance
        A share is None where nothing is reached.

    Raises
    ------
    InputError
        A type of service is not known, or a number of months is out of its range.

    Notes
    -----
    Formula: share = services reached by the police only / services reached by either.
    Unit: share of 1.
    Range: 0 to 1; None where nothing is reached.
    Reading: near 1, the reach of state security in that country ends with the postings of the police; near 0, the
        provisional solution is no longer needed there. A fall over the months says that own contacts take over.
    Cost: per month one pass over the encounters with contacts of such services; a second for 24 months of 100 000
        exchanges.

    References
    ----------
    The protocol of 10 September 2020 between the Federal Police and State Security, called a provisional solution.
    """
    kinds = (
        tuple(ORG_TYPE.values) if org_types is None else tuple(kind for kind in ORG_TYPE.values if kind in org_types)
    )
    for kind in sorted(org_types or ()):
        if kind not in ORG_TYPE:
            raise InputError(f"There is no type of service {kind!r}. {near(kind, ORG_TYPE.values)}")
    if months < 0 or window < 1:
        raise InputError("Reliance is looked at over 0 months or more, with a window of 1 month or more.")
    foreign = foreign_services(network, kinds)
    days = [add_months(as_of, -back) for back in range(months, -1, -1)]
    found = [reach_on(network, foreign, day, window) for day in days]
    series = [_points(network, foreign, day, _ways(one, active)) for day, one in zip(days, found, strict=True)]
    overall, *countries = series[-1]
    return Reliance(
        as_of,
        active,
        window,
        kinds,
        overall,
        _services(network, foreign, found[-1], active),
        tuple(sorted(countries, key=lambda one: (one.share is None, -(one.share or 0.0), -one.police_only))),
        tuple(points[0] for points in series),
        tuple(point for points in series for point in points[1:]),
    )


def _ways(reach: Reach, active: float) -> NDArray[np.int64]:
    """Give the position in `WAYS` by which each organisation is reached, -1 for one that does not count."""
    police, security = ((best > 0) & (best >= active) for best in (reach.police, reach.security))
    security |= reach.own > 0
    way = np.select([police & ~security, police, security], [0, 1, 2], 3)
    return np.where(reach.counts, way, -1)


def _points(
    network: VisibleNetwork, foreign: ForeignServices, day: dt.date, way: NDArray[np.int64]
) -> list[ReliancePoint]:
    """Count all countries together, then each country with a service that counts."""
    names = dict(zip(network.keys("Country").to_pylist(), network.titles("Country").to_pylist(), strict=True))
    cell = foreign.country[way >= 0] * len(WAYS) + way[way >= 0]
    counts = np.bincount(cell, minlength=len(foreign.countries) * len(WAYS)).reshape(-1, len(WAYS))
    points = [_point(day, None, None, counts.sum(axis=0).tolist())]
    for country, count in zip(foreign.countries, counts.tolist(), strict=True):
        if any(count):
            name = _NOWHERE if country is None else names.get(country, country)
            points.append(_point(day, country, name, count))
    return points


def _point(day: dt.date, country: str | None, name: str | None, count: list[int]) -> ReliancePoint:
    police, both, security, _ = count
    reached = police + both + security
    share = police / reached if reached else None
    return ReliancePoint(day, country, name, sum(count), police, both, security, reached, share)


def _services(
    network: VisibleNetwork, foreign: ForeignServices, reach: Reach, active: float
) -> tuple[ServiceReach, ...]:
    way = _ways(reach, active)
    rows = np.flatnonzero(way >= 0)
    keys, names = network.keys("Organisation").to_pylist(), network.titles("Organisation").to_pylist()
    kinds = network.node_table("Organisation")["org_type"].to_pylist()
    return tuple(
        ServiceReach(
            foreign.countries[foreign.country[row]],
            keys[row],
            names[row],
            kinds[row],
            float(reach.police[row]),
            float(reach.security[row]),
            int(reach.own[row]),
            WAYS[way[row]],
        )
        for row in rows[np.lexsort((rows, foreign.country[rows], way[rows]))].tolist()
    )
