"""Services of the countries in reach, the own ones, and international bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model.countries import COUNTRIES
from graph.model.vocabularies import INTELLIGENCE_TYPES
from liaison.sample import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison.sample.chance import Chance
    from liaison.sample.scale import Scale

POLICE, STATE_SECURITY, PROSECUTION = "BE-FP", "BE-VSSE", "BE-PRO"
_OWN_COUNTRY = "BE"
_CONTACTS_PER_UNIT = 12
_UNITS = ("Counter-Terrorism Unit", "Organised Crime Unit", "Drugs Unit", "Cybercrime Unit", "Fugitives Unit")
_KINDS_BY_SIZE = ((0.05, 5), (0.5, 8), (1000.0, 13))


@dataclass(frozen=True, slots=True)
class Body:
    """
    One organisation of the world.

    Attributes
    ----------
    org_id, name, native_name, country, org_type, parent
        As in the table.
    response, trend
        Days it takes to answer, on average in the first year; and the share by which that grows each year.
    """

    org_id: str
    name: str
    native_name: str
    country: str
    org_type: str
    parent: str = ""
    response: int = 20
    trend: float = 0.0

    @property
    def intelligence(self) -> bool:
        """Tell whether it is an intelligence service."""
        return self.org_type in INTELLIGENCE_TYPES

    def row(self) -> list[str]:
        """Write it as a row of `organisations`."""
        return [self.org_id, self.name, self.native_name, self.country, self.org_type, self.parent, "0"]


def _own() -> list[Body]:
    return [
        Body(POLICE, "Federal Police", "Federale Politie / Police fédérale", _OWN_COUNTRY, "police"),
        Body(
            STATE_SECURITY,
            "State Security",
            "Veiligheid van de Staat / Sûreté de l'État",
            _OWN_COUNTRY,
            "intel_civil",
        ),
        Body(
            PROSECUTION,
            "Federal Prosecutor's Office",
            "Federaal parket / Parquet fédéral",
            _OWN_COUNTRY,
            "prosecution",
        ),
    ]


def make_organisations(chance: Chance, scale: Scale, countries: Iterable[str]) -> list[Body]:
    """
    Make the services of the countries, the own ones first.

    The first country has every kind of service; others have more kinds the larger the world is.
    """
    kinds = next(count for largest, count in _KINDS_BY_SIZE if scale.factor < largest)
    result = _own()
    result += [Body(code, name, name, country, "international_org") for code, name, country in bodies.INTERNATIONAL]
    parents = []
    for position, country in enumerate(countries):
        had = list(bodies.KINDS)[: None if position == 0 else kinds]
        for org_type in had:
            code, term, _ = bodies.KINDS[org_type]
            parent = f"{country}-MOI" if org_type in bodies.UNDER_MINISTRY and "ministry" in had else ""
            body = Body(
                f"{country}-{code}",
                f"{term} of {COUNTRIES[country].name_en}",
                bodies.native_name(country, org_type),
                country,
                org_type,
                parent,
                chance.whole(4, 35),
                chance.pick((-0.1, -0.05, 0.0, 0.0, 0.05, 0.1, 0.2)),
            )
            result.append(body)
            if org_type == "police":
                parents.append(body)
    return result + _units(chance, parents, scale.contacts // _CONTACTS_PER_UNIT)


def _units(chance: Chance, parents: list[Body], count: int) -> list[Body]:
    units = []
    for index in range(count):
        parent, lap = parents[index % len(parents)], index // len(parents)
        region = lap // len(_UNITS)
        name = f"{_UNITS[lap % len(_UNITS)]}{f' {region + 1}' if region else ''}, {parent.name}"
        units.append(
            Body(
                f"{parent.org_id}-{lap + 1:02}",
                name,
                "",
                parent.country,
                parent.org_type,
                parent.org_id,
                chance.whole(4, 35),
                parent.trend,
            )
        )
    return units
