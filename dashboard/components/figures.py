"""How the numbers of a column are written, so that small ones do not all read 0."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS = 3  # of the largest number of a column, or of each where a column mixes counts and shares
_MOST_DECIMALS = 9
_LARGE = 10.0  # from here on one decimal says enough


@dataclass(frozen=True, slots=True)
class Figures:
    """
    A way to write the numbers of a column.

    Attributes
    ----------
    format
        As the page's table takes it; None = whole numbers as they are.
    mixed
        The column holds counts and shares, so each number is rounded on its own.
    """

    format: str | None
    mixed: bool = False

    def shown(self, value: object) -> object:
        """Round a number of a mixed column to what is worth reading."""
        if not self.mixed or not isinstance(value, float) or not math.isfinite(value):
            return value
        return round(value, 1) if abs(value) >= _LARGE else float(f"{value:.{_DIGITS}g}")


def figures(values: Sequence[object]) -> Figures:
    """
    Choose how to write a column's numbers.

    Whole numbers stay whole; a largest number from 10 on leaves one decimal; below, it shows three digits, and so do
    the others in as many decimals. A column with whole numbers and shares below 1 writes each with its own digits.

    >>> figures([0.25, 0.0013]).format, figures([0.00213, 0.0001]).format, figures([94.0, 12.5]).format
    ('%.3f', '%.5f', '%.1f')
    >>> figures([1997.0, 0.43121]).shown(0.43121)
    0.431
    """
    fractions = [value for value in values if isinstance(value, float) and math.isfinite(value)]
    sizes = [abs(value) for value in fractions if value]
    if not sizes:
        return Figures("%.3f" if fractions else None)
    if any(size >= 1 and size.is_integer() for size in sizes) and min(sizes) < 1:
        return Figures("%.10g", mixed=True)
    if all(size.is_integer() for size in sizes) and max(sizes) >= _LARGE:
        return Figures("%.0f")
    if max(sizes) >= _LARGE:
        return Figures("%.1f")
    decimals = _DIGITS - 1 - math.floor(math.log10(max(sizes)))
    return Figures(f"%.{min(max(decimals, _DIGITS), _MOST_DECIMALS)}f")
