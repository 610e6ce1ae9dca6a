"""Whole numbers and yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.shown import quoted
from ingest.values.reading import CellError, Reading

if TYPE_CHECKING:
    from ingest.values.reading import Remark

_YES = frozenset({"true", "yes", "y", "1", "oui", "vrai", "ja", "waar", "wahr"})
_NO = frozenset({"false", "no", "n", "0", "non", "faux", "nee", "onwaar", "nein", "falsch"})
_MOST_DIGITS = 9


def whole(low: int | None = None, high: int | None = None) -> Reading:
    """
    Give the reading of a whole number within inclusive bounds.

    Thousands separators, decimals and units are refused, because they mean different things in different countries.
    """
    bounds = _bounds(low, high)

    def convert(cell: str, remarks: list[Remark]) -> int:
        del remarks
        digits = cell[1:] if cell[0] in "+-" else cell
        if not (digits.isascii() and digits.isdigit()):
            raise CellError("number", f"{quoted(cell)} is not a whole number; write digits only, {bounds}.")
        if len(digits) > _MOST_DIGITS:
            raise CellError("range", f"The number {quoted(cell)} is too large; it must be {bounds}.")
        number = int(cell)
        if (low is not None and number < low) or (high is not None and number > high):
            raise CellError("range", f"The number {number} is out of range; it must be {bounds}.")
        return number

    return Reading(f"whole number, {bounds}", convert)


def _bounds(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"from {low} to {high}"
    if low is not None:
        return f"{low} or more"
    return f"{high} or less" if high is not None else "such as 12"


def _boolean(cell: str, remarks: list[Remark]) -> bool:
    del remarks
    folded = cell.casefold()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    raise CellError("boolean", f"{quoted(cell)} is neither yes nor no; write `true` or `false`.")


BOOLEAN = Reading("yes or no", _boolean)
