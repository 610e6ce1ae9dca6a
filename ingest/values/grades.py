"""Grades of source and information, in the scheme they were given in; never converted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError
from graph.model import vocabularies as v
from ingest.shown import quoted
from ingest.values.reading import CellError, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.values.reading import Remark

SCHEMES: Mapping[str, tuple[str, str]] = {"6x6": ("ABCDEF", "123456"), "4x4": ("ABCX", "1234")}
"""Letters and digits of each scheme."""

_GRADE = re.compile(r"(?:(4x4|6x6)\s*[: ]\s*)?([A-Z])?[\s/.-]*([0-9])?", re.IGNORECASE)

for _scheme, (_letters, _digits) in SCHEMES.items():
    if _scheme not in v.GRADE_SCHEME or any(letter not in v.SOURCE_GRADE for letter in _letters):
        raise DeclarationError(f"The grade scheme {_scheme!r} has letters that the model does not know.")
    if any(digit not in v.INFO_GRADE for digit in _digits):
        raise DeclarationError(f"The grade scheme {_scheme!r} has digits that the model does not know.")


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade: scheme, reliability of the source, reliability of the information; either part may be missing."""

    scheme: str
    source: str | None
    info: str | None

    def __str__(self) -> str:
        """Write it in one cell."""
        return f"{self.scheme}:{self.source or ''}{self.info or ''}"


def scheme_of(letter: str | None) -> str:
    """Give the scheme of a grade that does not name it: 4x4 for X, which only that one knows, else 6x6."""
    return "4x4" if letter == "X" else "6x6"


def fits(scheme: str, letter: str | None, digit: str | None) -> bool:
    """Tell whether the scheme knows both parts."""
    letters, digits = SCHEMES[scheme]
    return (letter is None or letter in letters) and (digit is None or digit in digits)


def _grade(cell: str, remarks: list[Remark]) -> Grade:
    del remarks
    match = _GRADE.fullmatch(cell)
    if match is None or not (match[2] or match[3]):
        raise CellError("grade", f"{quoted(cell)} is not a grade; write it as 'B2', or '4x4:B2' in the Europol scheme.")
    letter, digit = match[2] and match[2].upper(), match[3]
    scheme = match[1].lower() if match[1] else scheme_of(letter)
    if not fits(scheme, letter, digit):
        letters, digits = SCHEMES[scheme]
        raise CellError(
            "grade",
            f"{quoted(cell)} is not a grade of the scheme {scheme}, which has the letters {', '.join(letters)} and the "
            f"digits {digits[0]} to {digits[-1]}.",
        )
    return Grade(scheme, letter, digit)


GRADE = Reading("grade: letter and digit, such as B2; a scheme may stand before, such as 4x4:B2", _grade)
