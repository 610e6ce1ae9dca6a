"""The package around a workbook: limits against files that unpack without end, and what only its XML tells."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LARGEST_UNPACKED = 4 << 30
LARGEST_STRINGS = 256 << 20
"""Bytes that a workbook, and its table of texts, which is held in memory, may take when unpacked."""
LARGEST_RATIO = 250
MOST_ENTRIES = 5_000
MOST_MERGES = 20_000
_RATIO_FROM = 20 << 20
_BLOCK = 1 << 20
_OVERLAP = 512
_STRINGS = "xl/sharedStrings.xml"
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ROW = re.compile(rb'<(?:\w+:)?row\s[^>]*?r="(\d{1,7})"')

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,  # what both XML parsers that it may use derive theirs from
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
)
"""What the library raises for a damaged package; it has no exception of its own."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """
    What a pass over a sheet's XML tells before it is read row by row.

    Attributes
    ----------
    formulas
        Whether any cell is a formula.
    merges
        Left, top, right and bottom of each merged range, from 1.
    last_row
        Highest row number seen.
    """

    formulas: bool
    merges: tuple[tuple[int, int, int, int], ...]
    last_row: int


def examine(path: Path) -> Mapping[str, zipfile.ZipInfo]:
    """
    Check a package before anything in it is unpacked.

    Raises
    ------
    InputError
        It is damaged or encrypted, is no workbook, or would unpack to more than the limits.
    """
    try:
        with zipfile.ZipFile(path) as package:
            entries = {info.filename: info for info in package.infolist()}
    except BROKEN as error:
        raise InputError(f"{path.name} is a damaged workbook; open it in a spreadsheet and save it again.") from error
    if "xl/workbook.xml" not in entries:
        raise InputError(
            f"{path.name} is an archive or another office format, not an .xlsx workbook; unpack it or save it as .xlsx."
        )
    unpacked = sum(info.file_size for info in entries.values())
    packed = max(path.stat().st_size, 1)
    strings = entries.get(_STRINGS)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > LARGEST_UNPACKED
        or (unpacked > _RATIO_FROM and unpacked > packed * LARGEST_RATIO)
        or (strings is not None and strings.file_size > LARGEST_STRINGS)
    ):
        raise InputError(
            f"{path.name} would unpack to {unpacked >> 20} MiB in {len(entries)} parts, more than is safe; save its "
            "sheets as CSV and load those."
        )
    for name, info in entries.items():
        if info.flag_bits & 1:
            raise InputError(f"{path.name} is encrypted; save it without a password.")
        if name.endswith((".xml", ".rels")) and not name.startswith("xl/worksheets/"):
            _refuse_definitions(path, name)
    return entries


def _refuse_definitions(path: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(path) as package, package.open(name) as part:
            head = part.read(_BLOCK)
    except BROKEN as error:
        raise InputError(f"{path.name} is a damaged workbook; open it in a spreadsheet and save it again.") from error
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise InputError(f"{path.name} defines XML entities, which no spreadsheet program does; it was refused.")


def sheet_facts(path: Path, place: str, entries: Mapping[str, zipfile.ZipInfo]) -> SheetFacts:
    """
    Read a sheet's XML once, in blocks.

    Raises
    ------
    InputError
        It is damaged, defines entities, or has more merged ranges than anybody makes by hand.
    """
    name = place.lstrip("/")
    if name not in entries:
        raise InputError(f"{path.name} lacks a sheet that it lists; open it in a spreadsheet and save it again.")
    formulas, last_row = False, 1
    merges: set[bytes] = set()
    try:
        with zipfile.ZipFile(path) as package, package.open(name) as part:
            tail = b""
            while block := part.read(_BLOCK):
                window = tail + block
                if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                    raise InputError(
                        f"{path.name} defines XML entities, which no spreadsheet program does; it was refused."
                    )
                formulas = formulas or _FORMULA.search(window) is not None
                if b"mergeCell" in window:
                    merges.update(match[1] for match in _MERGE.finditer(window))
                last = window.rfind(b"<row ")
                if last >= 0 and (row := _ROW.match(window, last)):
                    last_row = max(last_row, int(row[1]))
                tail = window[-_OVERLAP:]
    except BROKEN as error:
        raise InputError(f"{path.name} is a damaged workbook; open it in a spreadsheet and save it again.") from error
    if len(merges) > MOST_MERGES:
        raise InputError(f"{path.name} has more than {MOST_MERGES} merged ranges; unmerge the cells and load it again.")
    return SheetFacts(formulas, tuple(sorted(range_boundaries(merge.decode()) for merge in merges)), last_row)
