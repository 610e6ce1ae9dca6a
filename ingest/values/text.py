"""Identifiers, codes, names and other text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ingest.shown import quoted
from ingest.values.reading import CellError, Reading, Remark

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_IDENTIFIER = 200
LONGEST_TEXT = 2_000
"""A longer text is content, not metadata."""

_SEPARATORS = re.compile(r"[;|]")
_SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#DIV/0!", "#VALUE!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "GEORGIAN", "CJK", "HANGUL", "CHEROKEE")
_JOINERS = frozenset("\u200c\u200d")


def plain(cell: str) -> bool:
    """Tell whether a text is printable ASCII, as nearly all are: nothing more to look at."""
    return cell.isascii() and cell.isprintable() and not cell.startswith("#")


def refuse_broken(cell: str) -> None:
    """
    Refuse text that no store or file could hold or that is a spreadsheet's error.

    Raises
    ------
    CellError
        The text has a NUL, a byte that its encoding does not know, or is a spreadsheet's error value.
    """
    if cell in _SPREADSHEET_ERRORS:
        raise CellError("formula", f"The cell holds the spreadsheet error {cell}; mend its formula or write the value.")
    if "\x00" in cell:
        raise CellError("nul", f"The value {quoted(cell)} holds a NUL character; write the value anew without it.")
    if any("\ud800" <= sign <= "\udfff" for sign in cell):
        raise CellError(
            "encoding",
            f"The value {quoted(cell)} has bytes that are not text in the file's encoding; save it as UTF-8.",
        )


def identifier(cell: str, remarks: list[Remark]) -> str:
    """
    Read an identifier: canonical composition, without invisible characters, and without list separators.

    Raises
    ------
    CellError
        It is broken, longer than 200 characters, empty once cleaned, or holds `;` or `|`.
    """
    if not plain(cell):
        refuse_broken(cell)
        cell = _cleaned(cell, remarks)
    if len(cell) > LONGEST_IDENTIFIER:
        raise CellError(
            "length",
            f"The identifier {quoted(cell)} is longer than {LONGEST_IDENTIFIER} characters; give the shorter one that "
            "the unit uses.",
        )
    if ";" in cell or "|" in cell:
        raise CellError(
            "identifier",
            f"The identifier {quoted(cell)} holds ';' or '|', which part lists; give exactly one identifier.",
        )
    return cell


def _cleaned(cell: str, remarks: list[Remark]) -> str:
    kept = "".join(sign for sign in cell if unicodedata.category(sign) not in ("Cc", "Cf"))
    if kept != cell:
        remarks.append(
            Remark(
                "invisible", f"Invisible characters were taken out of {quoted(cell)}; check that it is the same one."
            )
        )
    kept = unicodedata.normalize("NFC", kept).strip()
    if not kept:
        raise CellError("missing", f"The value {quoted(cell)} has no visible character; fill it in.")
    scripts = {script for sign in kept if sign.isalpha() and (script := _script(sign))}
    if len(scripts) > 1:
        listed = " and ".join(sorted(script.capitalize() for script in scripts))
        remarks.append(
            Remark("scripts", f"The identifier {quoted(kept)} mixes letters of {listed}; look-alikes may be a mistake.")
        )
    return kept


def _script(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return next((script for script in _SCRIPTS if name.startswith(script)), "")


def text(cell: str, remarks: list[Remark]) -> str:
    """
    Read a name or other text: kept as written, in canonical composition; what cannot be seen is remarked on.

    Raises
    ------
    CellError
        It is broken or longer than 2 000 characters.
    """
    if len(cell) > LONGEST_TEXT:
        raise CellError(
            "length",
            f"The text {quoted(cell)} is longer than {LONGEST_TEXT} characters; content is not held here, shorten it "
            "to a name or reference.",
        )
    if plain(cell):
        return cell
    refuse_broken(cell)
    if any(unicodedata.category(sign) in ("Cc", "Cf") and sign not in _JOINERS and sign != "\n" for sign in cell):
        remarks.append(
            Remark("invisible", f"The text {quoted(cell)} has characters that cannot be seen; it was kept as written.")
        )
    if "\ufffd" in cell:
        remarks.append(
            Remark("encoding", f"The text {quoted(cell)} lost characters before it came here; it was kept as written.")
        )
    return unicodedata.normalize("NFC", cell)


def code(cell: str, remarks: list[Remark]) -> str:
    """Read a code, such as a caveat: an identifier in upper case with single spaces."""
    return " ".join(identifier(cell, remarks).upper().split())


def listed(one: Callable[[str, list[Remark]], object]) -> Callable[[str, list[Remark]], list[object]]:
    """Make a converter of cells with several values, parted by `;` or `|`, out of one for a single value."""

    def several(cell: str, remarks: list[Remark]) -> list[object]:
        parts = (part.strip() for part in _SEPARATORS.split(cell)) if ";" in cell or "|" in cell else (cell,)
        return list(dict.fromkeys(one(part, remarks) for part in parts if part))

    return several


IDENTIFIER = Reading("identifier", identifier)
IDENTIFIERS = Reading("identifiers, parted by `;`", listed(identifier), many=True)
TEXT = Reading("text", text)
TEXTS = Reading("texts, parted by `;`", listed(text), many=True)
CODES = Reading("codes, parted by `;`", listed(code), many=True)
