"""
Statements that export a store for the snapshot. Pure text from the declared model.

Three things keep an export fast on both stores, and the server's memory bounded. Dates and times travel as text:
decoding them one by one costs the client three times as much as all other values together. Records are few: a record of
its own costs more than the values in it, so nodes come grouped by the moment they were recorded, which is a chunk of a
load, and relationships as a list of one of their ends. And what is grouped is grouped in slices, since a server holds
all groups at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.entities import BATCH, LEDGER_PAGE
from graph.model.fields import Kind
from graph.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model.fields import Field, NodeType, RelType

_AS_TEXT = frozenset({Kind.DATE, Kind.DATETIME})


def _values(variable: str, fields: Iterable[Field]) -> list[str]:
    return [
        f"toString({variable}.{field.name})" if field.kind in _AS_TEXT else f"{variable}.{field.name}"
        for field in fields
    ]


def _values_list(variable: str, fields: Iterable[Field]) -> str:
    return ", ".join(_values(variable, fields))


def nodes(kind: NodeType, fields: Sequence[Field], watermark: str | None = None) -> Statement:
    """
    Read the nodes of a label, one a row.

    Parameters
    ----------
    kind, fields
        Label, and its properties in the order of the columns; dates and times come as text.
    watermark
        Only what loads after this one wrote; None = everything.
    """
    condition = "" if watermark is None else "WHERE n.batch_id > $watermark "
    columns = ", ".join(f"{value} AS {field.name}" for value, field in zip(_values("n", fields), fields, strict=True))
    return Statement(f"MATCH (n:{kind.label}) {condition}RETURN {columns}", _given(watermark))


def moments(kind: NodeType) -> Statement:
    """Count the nodes of a label by the moment they were recorded, as text in order; without one, null."""
    return Statement(
        f"MATCH (n:{kind.label}) RETURN toString(n.recorded_at) AS moment, count(n) AS number ORDER BY moment"
    )


def nodes_recorded(kind: NodeType, fields: Sequence[Field], first: str, last: str) -> Statement:
    """
    Read the nodes of a label that were recorded from one moment to another, both included.

    Returns
    -------
    statement
        Its rows are a moment, and a list with the properties of each node.
    """
    return Statement(
        f"{_recorded('n', kind)} RETURN moment, collect([{_values_list('n', fields)}]) AS many",
        {"first": first, "last": last},
    )


def relationships(
    kind: RelType,
    start: NodeType,
    end: NodeType,
    fields: Sequence[Field],
    *,
    around_start: bool,
    watermark: str | None = None,
) -> Statement:
    """
    Read the relationships of a type between two labels.

    Parameters
    ----------
    kind, start, end, fields
        Type, labels of both ends, and properties in the order of the values.
    around_start
        List them at the start, else at the end; fastest at the label with fewer nodes.
    watermark
        Only what loads after this one wrote; None = everything.

    Returns
    -------
    statement
        Its rows are the key of the end listed at, and a list with, for each relationship, the key of the other end and
        the properties.
    """
    here, other, pattern = _outwards(kind, start, end, from_start=around_start)
    condition = "" if watermark is None else " WHERE r.batch_id > $watermark"
    many = f"[{pattern}{condition} | [{other[0]}.{other[1].key}, {_values_list('r', fields)}]]"
    return Statement(
        f"MATCH ({here[0]}:{here[1].label}) WITH {here[0]}.{here[1].key} AS one, {many} AS many "
        "WHERE size(many) > 0 RETURN one, many",
        _given(watermark),
    )


def relationships_recorded(
    kind: RelType, start: NodeType, end: NodeType, fields: Sequence[Field], *, by_start: bool, first: str, last: str
) -> Statement:
    """
    Read the relationships between two labels whose start, or else end, was recorded from one moment to another.

    A label of very many nodes is walked in the order in which it lies in the store: from the few nodes at the other end
    the way leads to all places of a store larger than the server's memory, four times as slow at a million nodes.

    Returns
    -------
    statement
        Its rows are a moment, and a list with the keys of start and end and the properties of each relationship.
    """
    (walked, node), _, pattern = _outwards(kind, start, end, from_start=by_start)
    values = f"a.{start.key}, b.{end.key}, {_values_list('r', fields)}"
    return Statement(
        f"{_recorded(walked, node)} MATCH {pattern} RETURN moment, collect([{values}]) AS many",
        {"first": first, "last": last},
    )


def _recorded(variable: str, kind: NodeType) -> str:
    """Match the nodes of a label that were recorded between two moments."""
    return (
        f"MATCH ({variable}:{kind.label}) WITH {variable}, toString({variable}.recorded_at) AS moment "
        "WHERE moment >= $first AND moment <= $last"
    )


def _outwards(
    kind: RelType, start: NodeType, end: NodeType, *, from_start: bool
) -> tuple[tuple[str, NodeType], tuple[str, NodeType], str]:
    """
    Give the node at hand, the node at the other end, and the pattern from the one to the other.

    Written the other way round, the embedded engine begins at every other node.
    """
    one, two = ("a", start), ("b", end)
    here, other = (one, two) if from_start else (two, one)
    arrow = f"-[r:{kind.name}]->" if from_start else f"<-[r:{kind.name}]-"
    return here, other, f"({here[0]}){arrow}({other[0]}:{other[1].label})"


def _given(watermark: str | None) -> dict[str, object]:
    return {} if watermark is None else {"watermark": watermark}


def node_counts(kinds: Iterable[NodeType]) -> Statement:
    """Count the nodes of each label; a label without any gives no row."""
    parts = [f"MATCH (n:{kind.label}) RETURN '{kind.label}' AS kind, count(n) AS number" for kind in kinds]
    return Statement("\nUNION ALL ".join(parts))


def relationship_counts(kinds: Iterable[RelType]) -> Statement:
    """Count the relationships of each type; a type without any gives no row."""
    parts = [f"MATCH ()-[r:{kind.name}]->() RETURN '{kind.name}' AS kind, count(r) AS number" for kind in kinds]
    return Statement("\nUNION ALL ".join(parts))


def loads() -> Statement:
    """Read all loads in order, times as text: together they name a store and what was ever written to it."""
    columns = ", ".join(
        f"{value} AS {field.name}" for value, field in zip(_values("b", BATCH.fields), BATCH.fields, strict=True)
    )
    return Statement(f"MATCH (b:{BATCH.label}) RETURN {columns} ORDER BY {BATCH.key}")


def ledger_pages() -> Statement:
    """Count the pages of the ledger: each transaction of a load adds one."""
    return Statement(f"MATCH (p:{LEDGER_PAGE.label}) RETURN count(p) AS number")
