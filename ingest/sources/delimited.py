"""CSV, TSV and their kin. Quotes are read strictly, and an unclosed one never swallows a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from ingest.shown import quoted
from ingest.sources.lines import Lines
from ingest.sources.sheet import Block, Spoilt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ingest.sources.encoding import Encoding
    from ingest.values.reading import Remark

DELIMITERS = (",", ";", "\t", "|")
MOST_LINES = 200
"""Physical lines that one row may span; beyond, its quote is taken for unclosed."""
_HEADER_SEARCH = 100
_QUOTE = '"'
_MARKER = "sep="


@dataclass(frozen=True, slots=True)
class DelimitedSheet:
    """A delimited text file; the fields are those of a sheet."""

    path: Path
    encoding: Encoding
    header: tuple[str, ...]
    header_row: int
    delimiter: str
    remarks: tuple[Remark, ...] = ()
    name: str = ""
    serial_epoch: None = None

    def blocks(self, size: int) -> Iterator[Block]:
        """Give the rows below the header."""
        total = max(self.path.stat().st_size, 1)
        with self.path.open(encoding=self.encoding.name, errors=self.encoding.errors, newline="") as file:
            lines = Lines(file)
            lines.skip(self.header_row)
            while taken := lines.take(size):
                first = lines.next_number - len(taken)
                block = self._plain(taken, first, lines) or self._careful(taken, first, lines)
                yield Block(*block, done=min(lines.position() / total, 1.0))

    def _plain(self, taken: list[str], first: int, lines: Lines) -> _Parts | None:
        """Part lines that are one row each, as nearly all are; None when any may not be."""
        if lines.cut:
            return None
        try:
            rows = list(csv.reader(taken, delimiter=self.delimiter, strict=True))
        except csv.Error:
            return None
        width = len(self.header)
        if len(rows) != len(taken):
            return None
        numbers = range(first, first + len(rows))
        if all(len(row) == width and any(row) for row in rows):
            return numbers, rows, ()
        return sorted_out(zip(numbers, rows, strict=True), self.header)

    def _careful(self, taken: list[str], first: int, lines: Lines) -> _Parts:
        """Part lines one row at a time: rows may span lines, or be broken."""
        spoilt: list[Spoilt] = []
        good: list[tuple[int, list[str]]] = []
        at, goal = 0, len(taken)
        while at < goal:
            number = first + at
            row: list[str] | Spoilt
            if number in lines.cut:
                row, spanned = _too_long(number, taken[at]), 1
            else:
                row, spanned = self._one(taken, at, number, lines)
            if isinstance(row, Spoilt):
                spoilt.append(row)
            else:
                good.append((number, row))
            at += spanned
        lines.give_back(taken[at:])
        lines.cut = {number for number in lines.cut if number >= first + at}
        numbers, rows, uneven = sorted_out(good, self.header)
        return numbers, rows, tuple(sorted((*spoilt, *uneven), key=lambda one: one.row))

    def _one(self, taken: list[str], at: int, number: int, lines: Lines) -> tuple[list[str] | Spoilt, int]:
        """Give the row that begins at a line and the lines it spans; a broken one spans only its first line."""
        try:
            row, spanned = self._parse(taken, at)
        except csv.Error as error:
            if "field larger" in str(error):
                return _too_long(number, taken[at]), 1
            if len(taken) - at >= MOST_LINES or not (more := lines.take(MOST_LINES)):
                return self._unclosed(number, taken[at]), 1
            taken += more
            return self._one(taken, at, number, lines)
        if spanned > 1 and (self._swallowed(row) or any(number + step in lines.cut for step in range(spanned))):
            return self._unclosed(number, taken[at]), 1
        return row, spanned

    def _parse(self, taken: list[str], at: int) -> tuple[list[str], int]:
        reader = csv.reader(taken[at : at + MOST_LINES], delimiter=self.delimiter, strict=True)
        return next(reader, []), max(reader.line_num, 1)

    def _swallowed(self, row: list[str]) -> bool:
        """Tell whether a cell with line breaks holds as many delimiters as a row: then it most likely holds one."""
        width = len(self.header)
        inside = sum(cell.count(self.delimiter) for cell in row if "\n" in cell or "\r" in cell)
        return len(row) < width or any(row[width:]) or inside >= width - 1

    def _unclosed(self, number: int, line: str) -> Spoilt:
        return Spoilt(
            number,
            tuple(line.rstrip("\r\n").split(self.delimiter)),
            "quote",
            f'The row that begins on line {number} has a quotation mark (") that is not closed or not doubled; close '
            "it, or double each one inside a cell. The lines after it were read as rows of their own.",
        )


_Parts = tuple[Sequence[int], list[list[str]], tuple[Spoilt, ...]]


def sorted_out(rows: Iterable[tuple[int, list[str]]], header: tuple[str, ...]) -> _Parts:
    """Part rows with as many cells as the header from those with more or fewer; leave out blank ones."""
    width = len(header)
    numbers: list[int] = []
    kept: list[list[str]] = []
    spoilt: list[Spoilt] = []
    for number, row in rows:
        if not any(row):
            continue
        if len(row) == width or (len(row) > width and not any(row[width:])):
            numbers.append(number)
            kept.append(row[:width])
        else:
            spoilt.append(ragged(number, row, header))
    return numbers, kept, tuple(spoilt)


def ragged(number: int, row: list[str], header: tuple[str, ...]) -> Spoilt:
    """Describe a row with more or fewer cells than the header."""
    surplus = (
        f" Beyond the last column stands {quoted(' '.join(row[len(header) :]))}." if len(row) > len(header) else ""
    )
    return Spoilt(
        number,
        tuple(row),
        "ragged",
        f"The row has {len(row)} cells, but the header has {len(header)}; add or remove cells, or put quotation marks "
        f"around a cell that holds the separator.{surplus}",
    )


def _too_long(number: int, line: str) -> Spoilt:
    return Spoilt(
        number,
        (line[:1000],),
        "line_length",
        f"Line {number} is longer than {len(line)} characters; such a row cannot be metadata. Shorten or remove it.",
    )


def open_delimited(path: Path, encoding: Encoding, known: Callable[[list[str]], int]) -> DelimitedSheet:
    """
    Find the header of a delimited file and the sign that parts its cells.

    Parameters
    ----------
    path, encoding
        The file and how to read it.
    known
        Counts how many of some column names any table knows: the sign with the most known columns wins.

    Raises
    ------
    InputError
        The header itself cannot be read.
    """
    with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
        lines = Lines(file)
        head = lines.take(_HEADER_SEARCH)
    at = next((position for position, line in enumerate(head) if line.strip(' \t\r\n,;|"\ufeff')), None)
    if at is None:
        return DelimitedSheet(path, encoding, (), 0, ",", encoding.remarks)
    if head[at].casefold().startswith(_MARKER):
        at += 1
    if at >= len(head):
        return DelimitedSheet(path, encoding, (), 0, ",", encoding.remarks)
    candidates = [(delimiter, cells) for delimiter in DELIMITERS if (cells := _header(head[at], delimiter)) is not None]
    if not candidates or at + 1 in lines.cut or head[at].count(_QUOTE) % 2:
        raise InputError(
            f"{path.name} has a header on line {at + 1} that cannot be read: {quoted(head[at].strip())}. Write one "
            "line of column names, without line breaks in them."
        )
    delimiter, cells = max(candidates, key=lambda one: (known(one[1]), len(one[1])))
    while cells and not cells[-1].strip():
        cells.pop()
    return DelimitedSheet(path, encoding, tuple(cells), at + 1, delimiter, encoding.remarks)


def _header(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return None
