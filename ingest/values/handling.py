"""Handling codes, and the text that H3 needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model import vocabularies as v
from ingest.shown import quoted
from ingest.values.reading import CellError, Reading
from ingest.values.text import refuse_broken, text

if TYPE_CHECKING:
    from ingest.values.reading import Remark

_NEXT_CODE = re.compile(r"\s*[;|]\s*(?=[Hh]\d\b)")
_CODE = re.compile(r"([Hh]\d)\s*(?::\s*(.*))?", re.DOTALL)
_WITH_TEXT = "H3"


@dataclass(frozen=True, slots=True)
class Handling:
    """Handling codes in order, and the restriction that H3 stands for."""

    codes: tuple[str, ...]
    restriction: str | None

    def __str__(self) -> str:
        """Write them in one cell; equal only for equal codes and text."""
        return ";".join(self.codes) + (f":{self.restriction}" if self.restriction else "")


def _handling(cell: str, remarks: list[Remark]) -> Handling:
    refuse_broken(cell)
    codes: list[str] = []
    restriction = None
    for part in _NEXT_CODE.split(cell.rstrip("; |")):
        match = _CODE.fullmatch(part)
        code = match[1].upper() if match else ""
        if match is None or code not in v.HANDLING:
            raise CellError(
                "handling",
                f"{quoted(part)} is not a handling code; write H0, H1, H2 or 'H3:restriction', parted by ';'.",
            )
        codes.append(code)
        meaning = (match[2] or "").strip()
        if code == _WITH_TEXT:
            if not meaning:
                raise CellError("handling_text", "H3 stands without its restriction; write it as 'H3:restriction'.")
            restriction = text(meaning, remarks)
        elif meaning:
            raise CellError("handling_text", f"Only H3 takes a text, but {quoted(part)} has one; move it to H3.")
    return Handling(tuple(sorted(set(codes))), restriction)


HANDLING = Reading("handling codes, parted by `;`; H3 with its restriction, such as `H1;H3:not for court`", _handling)
