"""What leaves ingest: chunks for the writer, with the raw rows beside them until their outcome is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.model.records import Chunk


@dataclass(frozen=True, slots=True)
class Notice:
    """
    Something to tell about a row, or about a whole source, that was taken nevertheless.

    Attributes
    ----------
    row
        Number of the row; 0 for the source as a whole.
    column, value
        Where, and what stood there; may be empty.
    rule, message
        Short code for grouping, and a full sentence.
    """

    row: int
    column: str
    value: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadChunk:
    """
    A chunk and what a file of rejected rows needs.

    Attributes
    ----------
    chunk
        For the writer.
    header
        Column names as the file writes them.
    delimiter
        Sign that parts cells in the file; a comma for formats without one.
    raw_rows
        Cells as they stand in the file, by row number, for every row of the chunk.
    notices
        What to tell about rows that were taken.
    """

    chunk: Chunk
    header: tuple[str, ...]
    delimiter: str
    raw_rows: Mapping[int, Sequence[str]]
    notices: tuple[Notice, ...] = ()
