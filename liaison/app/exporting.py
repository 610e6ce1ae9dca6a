"""The visible network as files for other programs, never above the level that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import InputError, near
from graph.model.catalog import NODES, RELATIONSHIPS
from graph.model.fields import COMMON, Field, Kind
from graph.network import node_id
from graph.visible.network import valid_on
from liaison.app.links import LABELS
from liaison.app.made_by import made_by
from liaison.app.viewers import ceiling_text
from reports.exports.content import Column, ExportContent, Facts, Grid
from reports.exports.formats import export_format, write_export

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from graph.model.fields import NodeType, RelType
    from graph.model.marking import Marking
    from graph.model.viewer import Viewer
    from liaison.app.view import View

EXPORT_FOLDER = Path("out")
"""Where files to hand on go, reports too, unless another folder is named."""

CONTENTS = {
    "ties": "officers, contacts, organisations and countries of the day, with ties, roles and places",
    "all": "every node and relationship that the reader may see, of any day, and the ties of the day",
}

_TIE_FIELDS = (
    ("events", Kind.INTEGER),
    ("given", Kind.INTEGER),
    ("received", Kind.INTEGER),
    ("first_day", Kind.DATE),
    ("last_day", Kind.DATE),
    ("bridge", Kind.BOOLEAN),
    ("reciprocity", Kind.NUMBER),
    ("span", Kind.NUMBER),
    ("decayed", Kind.NUMBER),
    ("distance", Kind.INTEGER),
)
# Of use to the store only, or digests of addresses.
_LEFT_OUT = frozenset({"row_hash", "batch_id", "recorded_at", "email_hash", "phone_hash"})


@dataclass(frozen=True, slots=True)
class Export:
    """
    What was exported.

    Attributes
    ----------
    paths
        The files.
    marking
        Of their content.
    nodes, edges
        How many.
    """

    paths: tuple[Path, ...]
    marking: Marking
    nodes: int
    edges: int


def export(
    view: View, format_name: str, folder: Path, *, viewer: Viewer, content: str = "ties", max_level: int | None = None
) -> Export:
    """
    Write what a reader sees.

    Parameters
    ----------
    view
        What may be seen, and the day.
    format_name
        One of `reports.exports.formats.FORMATS`.
    folder
        Where the files go.
    viewer, max_level
        For whom, and up to which level; the view is that of `lowered(viewer, max_level)`. Both stand in the command
        that makes the same export again, which is written into the file.
    content
        One of `CONTENTS`.

    Raises
    ------
    NotFoundError
        There is no such format.
    InputError
        There is no such content, the view is another reader's, or the folder cannot be written to.
    """
    export_format(format_name)
    command = made_by("export", format_name, view=view, viewer=viewer, max_level=max_level, content=content)
    made = content_of(view, content, command=command)
    name = "network" if content == "ties" else f"network-{content}"
    paths = write_export(made, format_name, folder, stem=name)
    return Export(paths, made.facts.marking, len(made.nodes.rows), len(made.edges.rows))


def content_of(view: View, content: str = "ties", *, command: str = "") -> ExportContent:
    """Collect what is exported; parameters and errors as for `export`, and the command that makes it again."""
    if content not in CONTENTS:
        raise InputError(f"There is no export content {content!r}. {near(content, CONTENTS)}")
    network, daily = view.network, content == "ties"
    labels = LABELS if daily else tuple(network.nodes)
    nodes = {label: _of_day(network.node_table(label), view, daily=daily) for label in labels}
    known = {node_id(label, key) for label, table in nodes.items() for key in table[NODES[label].key].to_pylist()}
    relationships = {
        name: _of_day(table, view, daily=daily)
        for name, table in network.relationships.items()
        if not daily or name in _DAILY
    }
    columns = _columns((NODES[label] for label in labels), ("id", "label", "node_type"))
    node_rows = [row for label, table in nodes.items() for row in _node_rows(NODES[label], table, columns)]
    edge_columns = _columns((RELATIONSHIPS[name] for name in relationships), _EDGE_FIRST)
    taken = {column.name for column in edge_columns}
    edge_columns += tuple(Column(name, kind) for name, kind in _TIE_FIELDS if name not in taken)
    edge_rows = list(_tie_rows(view, edge_columns))
    for name, table in relationships.items():
        edge_rows += _relationship_rows(RELATIONSHIPS[name], table, edge_columns)
    edge_rows = [row for row in edge_rows if row[1] in known and row[2] in known]
    facts = Facts(
        title=f"Liaison network on {view.as_of.isoformat()}",
        marking=view.marking,
        as_of=view.as_of,
        viewer=ceiling_text(view.ceiling),
        fingerprint=view.fingerprint,
        command=command,
        parameters=(("content", f"{content}: {CONTENTS[content]}"),),
    )
    return ExportContent(facts, Grid("nodes", columns, node_rows), Grid("edges", edge_columns, edge_rows))


_DAILY = frozenset({"HOLDS_ROLE", "PART_OF", "IN_COUNTRY", "INTRODUCED"})
_EDGE_FIRST = ("id", "source", "target", "relationship", "directed", "weight")
_KINDS = {"directed": Kind.BOOLEAN, "weight": Kind.NUMBER}


def _of_day(table: pa.Table, view: View, *, daily: bool) -> pa.Table:
    return table.take(np.flatnonzero(valid_on(table, view.as_of))) if daily else table


def _fields(kind: NodeType | RelType) -> Iterator[Field]:
    own = tuple(field for field in kind.fields if field.name not in {item.name for item in COMMON})
    yield from (field for field in (*own, *COMMON) if field.name not in _LEFT_OUT)


def _columns(kinds: Iterable[NodeType | RelType], first: tuple[str, ...]) -> tuple[Column, ...]:
    """Join the properties of all kinds; one whose type differs between two kinds becomes text."""
    found = {name: _KINDS.get(name, Kind.TEXT) for name in first}
    for kind in kinds:
        for field in _fields(kind):
            name = _column_name(field.name, first)
            found[name] = field.kind if found.get(name, field.kind) is field.kind else Kind.TEXT
    return tuple(Column(name, kind) for name, kind in found.items())


def _column_name(name: str, first: tuple[str, ...]) -> str:
    return f"{name}_" if name in first else name


def _value(value: object, column: Column) -> object:
    if column.kind is Kind.TEXT and value is not None and not isinstance(value, str):
        return str(value)
    return value


def _node_rows(kind: NodeType, table: pa.Table, columns: tuple[Column, ...]) -> Iterator[tuple[object, ...]]:
    names = {_column_name(field.name, ("id", "label", "node_type")): field.name for field in _fields(kind)}
    for record in table.to_pylist():
        first = {
            "id": node_id(kind.label, str(record[kind.key])),
            "label": record[kind.title] or record[kind.key],
            "node_type": kind.label,
        }
        yield tuple(_picked(first, record, names, column) for column in columns)


def _relationship_rows(kind: RelType, table: pa.Table, columns: tuple[Column, ...]) -> Iterator[tuple[object, ...]]:
    names = {_column_name(field.name, _EDGE_FIRST): field.name for field in _fields(kind)}
    for number, record in enumerate(table.to_pylist()):
        first = {
            "id": f"{kind.name}:{number}",
            "source": node_id(record["start_label"], record["start"]),
            "target": node_id(record["end_label"], record["end"]),
            "relationship": kind.name,
            "directed": True,
            "weight": None,
        }
        yield tuple(_picked(first, record, names, column) for column in columns)


def _picked(first: dict[str, object], record: dict[str, object], names: dict[str, str], column: Column) -> object:
    if column.name in first:
        return first[column.name]
    return _value(record[names[column.name]], column) if column.name in names else None


def _tie_rows(view: View, columns: tuple[Column, ...]) -> Iterator[tuple[object, ...]]:
    for number, record in enumerate(view.ties.to_arrow().to_pylist()):
        first = {
            "id": f"TIE:{number}",
            "source": node_id("Officer", record["officer_id"]),
            "target": node_id("Contact", record["contact_id"]),
            "relationship": "TIE",
            "directed": False,
            "weight": record["strength"],
        }
        names = {name: name for name, _ in _TIE_FIELDS}
        yield tuple(_picked(first, record, names, column) for column in columns)
