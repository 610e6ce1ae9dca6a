"""What the unit wants: themes to be briefed on before leaving for a country, and services it wants access to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.sample.themes import SHARED

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.population import Population

_PRIORITIES = (0, 1, 1, 2, 2, 3)
_HIGHEST = 3


def make_requirements(chance: Chance, population: Population) -> tuple[list[list[str]], dict[str, list[str]]]:
    """
    Draw the themes of every accredited country: two to four required, one merely advised.

    Returns
    -------
    rows, required
        Rows of `theme_requirements`, and the required themes by country.
    """
    rows, required = [], {}
    for country in dict.fromkeys(country for seat in population.seats for country in seat.countries):
        *wanted, advised = chance.some(SHARED, chance.whole(3, 5))
        required[country] = wanted
        rows += [[country, theme, "true"] for theme in wanted]
        rows.append([country, advised, "false"])
    return rows, required


def make_priorities(chance: Chance, population: Population) -> list[list[str]]:
    """Draw a priority for the services of accredited countries; the highest where nobody is known by plan."""
    countries = set(population.gaps)
    countries.update(country for seat in population.seats for country in seat.countries)
    having = sorted({(body.country, body.org_type) for body in population.bodies if body.country in countries})
    rows = []
    for country, org_type in having:
        planted = (country, org_type) in population.empty_cells or (country in population.gaps and org_type == "police")
        priority = _HIGHEST if planted else chance.pick(_PRIORITIES)
        rows.append([country, org_type, str(priority)])
    return rows
