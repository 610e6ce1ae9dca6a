"""The files that take the rows of the fourteen input tables."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from liaison.sample.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from liaison.sample.dirt import Dirt

FIRST_ROW = 2
"""Number of the first row below the header, as a spreadsheet shows it."""


class TableFile:
    """
    A comma-separated file of one table, written row by row.

    Parameters
    ----------
    folder
        Where it goes; the file bears the table's name.
    table
        Which table.
    dirt
        Broken rows to lay between the sound ones, or None.
    """

    def __init__(self, folder: Path, table: str, dirt: Dirt | None) -> None:
        self.table = table
        self.path = folder / f"{table}.csv"
        self.rows = 0
        self._sound = 0
        self._dirt = dirt
        self._next = dirt.first(table) if dirt is not None else None
        self._latest: Sequence[str] = ()
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._write = csv.writer(self._file, lineterminator="\n").writerow
        self._write(COLUMNS[table])

    def write(self, row: Sequence[str]) -> None:
        """Write a sound row, and a broken one behind it when its place has come."""
        self._write(row)
        self.rows += 1
        self._latest = row
        self._sound += 1
        if self._next is not None and self._sound >= self._next:
            self._soil()

    def write_all(self, rows: Iterable[Sequence[str]]) -> None:
        """Write sound rows."""
        for row in rows:
            self.write(row)

    def close(self) -> None:
        """Write the broken rows whose place never came, and close the file."""
        while self._next is not None and self._latest:
            self._soil()
        self._file.close()

    def _soil(self) -> None:
        if self._dirt is None:
            return
        row, self._next = self._dirt.broken(self.table, self._latest, self.rows + FIRST_ROW)
        self._write(row)
        self.rows += 1
