"""What every source gives: sheets of rows, every cell a text, in blocks of bounded size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from ingest.values.reading import Remark

LONGEST_LINE = 1_000_000
"""Characters of one line; a longer one is refused, so that no row can fill the memory."""
LARGEST_BLOCK = 8_000_000
"""Characters after which a block ends early."""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """
    A row that could not even be parted into cells.

    Attributes
    ----------
    row
        Its number.
    cells
        What could be read of it; any number of cells.
    rule, message
        Code of the rule, and a full sentence with the remedy.
    """

    row: int
    cells: tuple[str, ...]
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Block:
    """
    Consecutive rows of a sheet, without blank ones.

    Attributes
    ----------
    numbers
        Row numbers of `rows`, rising. CSV: physical line on which the row begins, so the same as in a spreadsheet as
        long as no cell before it holds a line break. XLSX: as the spreadsheet shows. JSON Lines: line. JSON and
        Parquet: position, the first one being 2, as if a header stood above.
    rows
        Rows with exactly as many cells as the header.
    spoilt
        The others.
    done
        Share of the sheet read so far, 0 to 1.
    """

    numbers: Sequence[int]
    rows: Sequence[Sequence[str]]
    spoilt: tuple[Spoilt, ...]
    done: float


class Sheet(Protocol):
    """
    One table-shaped part of a file.

    Attributes
    ----------
    name
        Name of the sheet in a workbook; empty for any other file.
    header
        Column names as written; empty when the sheet holds nothing.
    header_row
        Row of the header; 0 where there is none.
    delimiter
        Sign that parts cells, for writing rejected rows alike.
    serial_epoch
        Day 0 of bare day numbers; None where a number cannot be a day.
    remarks
        What a person should know about how the sheet was read.
    """

    @property
    def name(self) -> str:
        """Name of the sheet."""
        ...

    @property
    def header(self) -> tuple[str, ...]:
        """Column names as written."""
        ...

    @property
    def header_row(self) -> int:
        """Row of the header."""
        ...

    @property
    def delimiter(self) -> str:
        """Sign that parts cells."""
        ...

    @property
    def serial_epoch(self) -> dt.date | None:
        """Day 0 of bare day numbers."""
        ...

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What a person should know."""
        ...

    def blocks(self, size: int) -> Iterator[Block]:
        """Give the rows in blocks of at most `size`; every row that is not blank comes exactly once."""
        ...
