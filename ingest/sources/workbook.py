"""XLSX workbooks: every sheet, read row by row."""

from __future__ import annotations

import datetime as dt
import warnings
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from graph.errors import InputError
from ingest.sources.delimited import sorted_out
from ingest.sources.package import BROKEN, SheetFacts, examine, sheet_facts
from ingest.sources.sheet import LARGEST_BLOCK, Block, Spoilt
from ingest.values.reading import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The library warns on standard error of what it leaves out, such as validation rules, which no table needs.
warnings.filterwarnings("ignore", module="openpyxl")

MOST_ROWS = 1_048_576
_HEADER_SEARCH = 100
_EPOCH_1900 = dt.date(1899, 12, 30)
_EPOCH_1904 = dt.date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of a workbook; the fields are those of a sheet."""

    path: Path
    name: str
    header: tuple[str, ...]
    header_row: int
    serial_epoch: dt.date
    facts: SheetFacts
    remarks: tuple[Remark, ...] = ()
    delimiter: str = ","

    def blocks(self, size: int) -> Iterator[Block]:
        """Give the rows below the header; of a merged column, each row gets the value that is shown for it."""
        merges = _Merges(self.facts)
        rows: list[tuple[int, list[str]]] = []
        spoilt: list[Spoilt] = []
        weight = 0
        for number, row, problem in _rows(self.path, self.name, formulas=self.facts.formulas):
            filled = merges.fill(number, row)
            if number <= self.header_row or not any(row):
                continue
            if problem or merges.wide(number):
                rule, message = ("formula", problem) if problem else ("merged", _WIDE)
                spoilt.append(Spoilt(number, tuple(filled), rule, message))
            else:
                rows.append((number, filled + [""] * (len(self.header) - len(filled))))
            weight += sum(map(len, filled))
            if len(rows) + len(spoilt) >= size or weight > LARGEST_BLOCK:
                yield self._block(rows, spoilt, number)
                rows, spoilt, weight = [], [], 0
        if rows or spoilt:
            yield self._block(rows, spoilt, self.facts.last_row)

    def _block(self, rows: list[tuple[int, list[str]]], spoilt: list[Spoilt], number: int) -> Block:
        numbers, kept, uneven = sorted_out(rows, self.header)
        both = sorted((*spoilt, *uneven), key=lambda one: one.row)
        return Block(numbers, kept, tuple(both), min(number / max(self.facts.last_row, 1), 1.0))


_WIDE = "The row has cells merged across columns, so it is uncertain where its values belong; unmerge the cells."


class _Merges:
    """Merged cells of a sheet, followed row by row."""

    def __init__(self, facts: SheetFacts) -> None:
        self._starting: dict[int, list[tuple[int, int, int]]] = {}
        for left, top, right, bottom in facts.merges:
            self._starting.setdefault(top, []).append((left, right, bottom))
        self._filling: dict[int, tuple[str, int]] = {}
        self._wide_until = 0

    def fill(self, number: int, row: list[str]) -> list[str]:
        for column, (value, last) in list(self._filling.items()):
            if number > last:
                del self._filling[column]
            elif any(row):
                row = row + [""] * (column + 1 - len(row))
                row[column] = value
        for left, right, bottom in self._starting.get(number, ()):
            if left == right:
                self._filling[left - 1] = (row[left - 1] if left <= len(row) else "", bottom)
            else:
                self._wide_until = max(self._wide_until, bottom)
        return row

    def wide(self, number: int) -> bool:
        return number <= self._wide_until


def open_workbook(path: Path) -> list[WorkbookSheet]:
    """
    Open a workbook and find the header of each sheet: its first row that is not blank.

    Raises
    ------
    InputError
        It is not a workbook, is damaged, or unpacks to more than is reasonable.
    """
    entries = examine(path)
    try:
        with _book(path, results=True) as book:
            epoch = _EPOCH_1904 if book.epoch == CALENDAR_MAC_1904 else _EPOCH_1900
            # The library keeps the sheet's place in the package to itself.
            listed = [(sheet.title, sheet.sheet_state, sheet._worksheet_path) for sheet in book.worksheets]  # noqa: SLF001
    except BROKEN as error:
        raise _damaged(path, error) from error
    sheets = []
    for name, state, place in listed:
        facts = sheet_facts(path, place, entries)
        header, header_row = _header(path, name)
        for left, top, right, _ in facts.merges:
            if left < right and top <= header_row <= _ and header:
                raise InputError(f"{path.name}, sheet '{name}', has merged cells in its header; unmerge them.")
        remarks = []
        if header and state != "visible":
            remarks.append(Remark("hidden", f"The sheet '{name}' is hidden; it was read like any other."))
        if header and facts.merges:
            remarks.append(
                Remark("merged", f"The sheet '{name}' has merged cells; each row of one got the value shown for it.")
            )
        sheets.append(WorkbookSheet(path, name, header, header_row, epoch, facts, tuple(remarks)))
    return sheets


def _header(path: Path, name: str) -> tuple[tuple[str, ...], int]:
    for number, row, _ in islice(_rows(path, name, formulas=False), _HEADER_SEARCH):
        if any(cell.strip() for cell in row):
            while not row[-1].strip():
                row.pop()
            return tuple(row), number
    return (), 0


@contextmanager
def _book(path: Path, *, results: bool) -> Iterator[Any]:
    # Opened here: given a path, the library goes by the ending of its name.
    with (
        path.open("rb") as file,
        closing(
            openpyxl.load_workbook(file, read_only=True, data_only=results, keep_links=False, rich_text=False)
        ) as book,
    ):
        yield book


def _rows(path: Path, name: str, *, formulas: bool) -> Iterator[tuple[int, list[str], str]]:
    """Give number, cells and, for a formula without a stored result, what is wrong."""
    try:
        with (
            _book(path, results=True) as book,
            _book(path, results=False) if formulas else nullcontext(book) as raw,
        ):
            values = _values(book, name)
            written = _values(raw, name) if formulas else repeat(())
            for number, (row, formula) in enumerate(zip(values, written, strict=False), start=1):
                if number > MOST_ROWS:
                    raise InputError(
                        f"{path.name}, sheet '{name}', has more rows than a spreadsheet can; it is damaged."
                    )
                yield number, [cell_text(value) for value in row], _uncomputed(row, formula)
    except BROKEN as error:
        raise _damaged(path, error) from error


def _values(book: Any, name: str) -> Iterator[tuple[object, ...]]:
    sheet = book[name]
    sheet.reset_dimensions()
    rows: Iterator[tuple[object, ...]] = sheet.iter_rows(values_only=True)
    return rows


def _uncomputed(row: tuple[object, ...], formula: tuple[object, ...]) -> str:
    for value, written in zip(row, formula, strict=False):
        if value is None and isinstance(written, str) and written.startswith("="):
            return (
                "A formula in the row has no stored result; open the workbook in a spreadsheet program and save it, "
                "or replace the formula by its value."
            )
    return ""


def cell_text(value: object) -> str:
    """Write a typed value as text: days as 2020-09-10, whole numbers without decimals, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time() and value.tzinfo is None
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    return str(value)


def _damaged(path: Path, error: Exception) -> InputError:
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return InputError(
        f"{path.name} cannot be read as a workbook ({reason}); open it in a spreadsheet program and save it as .xlsx."
    )
