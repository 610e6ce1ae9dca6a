"""Rejected rows as files that can be mended and fed back."""

from __future__ import annotations

import csv
import os
import re
from itertools import count
from typing import TYPE_CHECKING, Self

from ingest.guard import guarded
from ingest.shown import shown
from ingest.tables import column_of
from ingest.tables.marking import PROBLEM, SOURCE_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import TracebackType
    from typing import TextIO

    from graph.model.records import Rejection
    from ingest.chunks import ReadChunk

_REJECTED = re.compile(r"\.rejected(-\d+)?$")
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_PROBLEM = 1_000


class RejectWriter:
    """
    Writes rejected rows, one file for each source that has any.

    A file has the columns of its source, as they stood there, and two more: `problem` says what is wrong, `source_row`
    where the row stood. A later load ignores both, so the file can be mended and loaded as it is. Cells that a
    spreadsheet would run as a formula get an apostrophe, which the load takes away again. Files are readable by their
    owner alone, because they hold the rows as they were, telephone numbers included.

    Parameters
    ----------
    folder
        Where the files go; made when the first row comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, TextIO] = {}
        self._paths: dict[int, Path] = {}

    @property
    def paths(self) -> tuple[Path, ...]:
        """Files written so far, in the order of their sources."""
        return tuple(self._paths[number] for number in sorted(self._paths))

    def write(self, read: ReadChunk, rejections: Iterable[Rejection]) -> int:
        """
        Write the rows of a chunk that were rejected, by ingest or by the store.

        Parameters
        ----------
        read
            The chunk with its raw rows.
        rejections
            As in the chunk's outcome; several for one row are joined.

        Returns
        -------
        count
            How many rows were written.
        """
        problems: dict[int, list[str]] = {}
        for rejection in rejections:
            column = column_of(read.chunk.source.table, rejection.column)
            sentence = f"{column}: {rejection.message}" if column else rejection.message
            problems.setdefault(rejection.row, []).append(sentence)
        if not problems:
            return 0
        number = read.chunk.source.file_number
        if number not in self._files:
            self._begin(read)
        extra = self._extra_places(read.header)
        width = len(read.header) - len(extra)
        written = csv.writer(self._files[number], delimiter=read.delimiter)
        for row, said in sorted(problems.items()):
            cells = [cell for at, cell in enumerate(read.raw_rows.get(row, ())) if at not in extra]
            kept = [guarded(cell) for cell in cells[:width]] + [""] * (width - len(cells))
            problem = shown(" ".join(said), longest=_LONGEST_PROBLEM)
            if len(cells) > width:
                problem += f" Surplus: {' | '.join(cells[width:])}"
            written.writerow([*kept, guarded(problem), str(row)])
        return len(problems)

    @staticmethod
    def _extra_places(header: tuple[str, ...]) -> frozenset[int]:
        """Give the places of the two columns when the source is itself such a file; they are written anew."""
        return frozenset(at for at, name in enumerate(header) if name.strip().casefold() in (PROBLEM, SOURCE_ROW))

    def _begin(self, read: ReadChunk) -> None:
        source = read.chunk.source
        self._folder.mkdir(parents=True, exist_ok=True)
        stem = _REJECTED.sub("", source.name.rsplit(".", 1)[0])
        name = _UNSAFE.sub("_", ".".join(filter(None, (stem, source.sheet))))
        path, descriptor = self._new_file(f"{name}.rejected", "tsv" if read.delimiter == "\t" else "csv")
        # The mark lets spreadsheet programs see that it is UTF-8.
        file = os.fdopen(descriptor, "w", encoding="utf-8-sig", errors="backslashreplace", newline="")
        extra = self._extra_places(read.header)
        columns = [name for at, name in enumerate(read.header) if at not in extra]
        csv.writer(file, delimiter=read.delimiter).writerow([*columns, PROBLEM, SOURCE_ROW])
        self._files[source.file_number] = file
        self._paths[source.file_number] = path

    def _new_file(self, stem: str, ending: str) -> tuple[Path, int]:
        """Make a file that did not exist: an older one may hold rows that somebody is mending."""
        for number in count(1):
            path = self._folder / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
            try:
                return path, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
        raise AssertionError  # counting never ends

    def close(self) -> None:
        """Close all files."""
        for file in self._files.values():
            file.close()
        self._files.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
