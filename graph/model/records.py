"""Records that travel from ingest to the writer, and the outcomes that come back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.shapes import Shape


class Outcome(Enum):
    """What became of a row; the value is its letter in the ledger."""

    LOADED = "L"
    UPDATED = "U"
    UNCHANGED = "N"
    REJECTED = "R"


@dataclass(frozen=True, slots=True)
class LinkRecord:
    """
    One relationship of a row's node.

    Attributes
    ----------
    link
        Name of the link in the row's shape.
    target
        Key of the node at the other end.
    properties
        Own properties of the relationship; marking, times and source come from the row.
    target_properties
        Properties given to the other node if the link creates it.
    """

    link: str
    target: str
    properties: Mapping[str, object] = field(default_factory=dict)
    target_properties: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowRecord:
    """
    One valid row.

    Attributes
    ----------
    row
        Number as a spreadsheet shows it; the header is row 1.
    key
        Key of the node; for a relationship shape the start's key, the end's key and the key properties' values, each
        after a tab.
    row_hash
        SHA-256 of the row's content in canonical form; equal content means nothing to write.
    properties
        Own and marking properties and valid time; the writer adds recorded time, batch and source row.
    links
        Relationships written with the node; empty for a relationship shape.
    start, end
        Keys of the two nodes of a relationship shape.
    """

    row: int
    key: str
    row_hash: str
    properties: Mapping[str, object]
    links: tuple[LinkRecord, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """
    Why one row was not taken.

    Attributes
    ----------
    row
        Number as a spreadsheet shows it.
    column, value
        Where, and what stood there; empty when the row as a whole is at fault.
    rule
        Short code of the rule, for grouping.
    message
        Full sentence with the remedy.
    """

    row: int
    column: str
    value: str
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where rows come from.

    Attributes
    ----------
    file_number
        Position of the file or sheet in its load, from 1.
    name, sheet
        File name without folder; sheet of a workbook or empty.
    table
        Input table it is read as.
    sha256
        Digest of the file's bytes.
    """

    file_number: int
    name: str
    sheet: str
    table: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """
    Consecutive rows of one source that are written in one transaction.

    Attributes
    ----------
    shape
        What each row becomes.
    source
        Where they come from.
    records, rejections
        Valid rows and refused ones; together every row from `first_row` to `last_row`, without blank lines.
    """

    shape: Shape
    source: Source
    first_row: int
    last_row: int
    records: tuple[RowRecord, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """
    What became of a chunk.

    Attributes
    ----------
    outcomes
        Outcome by row number, rejected rows included.
    rejections
        Those of the chunk and those that the store added, such as an unknown reference.
    """

    outcomes: Mapping[int, Outcome]
    rejections: tuple[Rejection, ...]
