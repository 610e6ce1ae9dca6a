"""What an export holds, whatever its format: two tables with declared columns, and the facts about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError, InputError
from reports.text import plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from graph.model.fields import Kind
    from graph.model.marking import Marking

NODE_COLUMNS = ("id", "label", "node_type")
EDGE_COLUMNS = ("id", "source", "target", "relationship", "directed", "weight")

# Names with a meaning of their own in GEXF or in networkx' writers: a column of that name would be lost or worse.
_TAKEN = frozenset({"type", "start", "end", "spells", "slices", "viz", "pid", "parents", "key", "networkx_key", "for"})


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of an export.

    Attributes
    ----------
    name
        Lower case with underscores.
    kind
        Type of all its values; any of them may be missing.
    """

    name: str
    kind: Kind

    def __post_init__(self) -> None:
        if self.name in _TAKEN or not self.name.isidentifier():
            raise DeclarationError(f"An export column cannot be called {self.name!r}; graph formats use that name.")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with declared columns; every row has a value, or None, for each."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[object, ...]]

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise DeclarationError(f"The export table {self.name!r} has a column twice: {names}.")
        for row in self.rows:
            if len(row) != len(names):
                raise DeclarationError(
                    f"The export table {self.name!r} has {len(names)} columns but a row of {len(row)} values."
                )

    def names(self) -> tuple[str, ...]:
        """Give the names of the columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Facts:
    """
    What must stand on every export and report.

    Attributes
    ----------
    title
        What it is.
    marking
        Combination of everything that was read for it.
    as_of
        The day it speaks of.
    viewer
        Ceiling of the reader for whom it was made.
    fingerprint
        Of the data that this reader sees.
    command
        Makes it again.
    parameters
        Names and values that were chosen.
    """

    title: str
    marking: Marking
    as_of: dt.date
    viewer: str
    fingerprint: str
    command: str
    parameters: tuple[tuple[str, str], ...] = ()

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Give all facts as names and texts, in the order in which people look for them."""
        return (
            ("title", self.title),
            ("marking", self.marking.caption()),
            ("originators", ", ".join(sorted(self.marking.originators)) or "none named"),
            ("as_of", self.as_of.isoformat()),
            ("viewer", self.viewer),
            ("data_fingerprint", self.fingerprint),
            *self.parameters,
            ("made_by", self.command),
        )


@dataclass(frozen=True, slots=True)
class ExportContent:
    """
    A network ready to be written.

    Attributes
    ----------
    facts
        Stand in each file.
    nodes, edges
        Begin with `NODE_COLUMNS` and `EDGE_COLUMNS`; identifiers are unique and both ends of an edge exist.

    Raises
    ------
    InputError
        An identifier stands twice, or an edge names a node that is not there: no graph program reads such a file.
    """

    facts: Facts
    nodes: Grid
    edges: Grid

    def __post_init__(self) -> None:
        for grid, first in ((self.nodes, NODE_COLUMNS), (self.edges, EDGE_COLUMNS)):
            if grid.names()[: len(first)] != first:
                raise DeclarationError(f"The export table {grid.name!r} must begin with the columns {first}.")
            # As written, because two identifiers that differ in a control character become one in the file.
            written = Counter(plain(row[0], isolate=False) for row in grid.rows)
            twice = [name for name, count in written.items() if count > 1]
            if twice:
                raise InputError(f"The export would hold {twice[0]!r} twice among its {grid.name}.")
        known = {row[0] for row in self.nodes.rows}
        for row in self.edges.rows:
            for end in row[1:3]:
                if end not in known:
                    raise InputError(f"The export would hold the edge {row[0]!r} without its node {end!r}.")
