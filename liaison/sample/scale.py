"""How large a world is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from graph.errors import InputError

SMALLEST, LARGEST = 0.01, 100.0
_OFFICERS, _OFFICER_GROWTH, _FEWEST_OFFICERS = 60, 0.35, 8
_CONTACTS, _CONTACT_GROWTH = 6_000, 0.7
_EXCHANGES = 100_000
_SEATS_PER_OFFICER = 0.36
_COUNTRIES = 80


@dataclass(frozen=True, slots=True)
class Scale:
    """
    What a scale means in numbers. Scale 1 is the size of a real unit.

    Attributes
    ----------
    factor
        0.01 to 100.
    officers, seats, contacts, exchanges, countries
        How many there are; exchanges only about, within a few per cent.
    """

    factor: float
    officers: int
    seats: int
    contacts: int
    exchanges: int
    countries: int

    def several(self, least: int, at_one: int) -> int:
        """Give how often something is planted: never less than `least`, growing with the root of the scale."""
        return max(least, round(at_one * math.sqrt(self.factor)))


def scale_of(factor: float) -> Scale:
    """
    Work out a world's size.

    Officers and contacts grow more slowly than exchanges: a larger unit exchanges more with each contact.

    Raises
    ------
    InputError
        The scale is outside 0.01 to 100.
    """
    if not SMALLEST <= factor <= LARGEST:
        raise InputError(
            f"The scale {factor} is outside {SMALLEST} to {LARGEST:g}; 1 means 60 officers and 100 000 exchanges."
        )
    officers = max(_FEWEST_OFFICERS, round(_OFFICERS * factor**_OFFICER_GROWTH))
    return Scale(
        factor,
        officers,
        max(4, round(officers * _SEATS_PER_OFFICER)),
        round(_CONTACTS * factor**_CONTACT_GROWTH),
        round(_EXCHANGES * factor),
        _COUNTRIES,
    )
