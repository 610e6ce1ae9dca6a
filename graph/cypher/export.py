"""
Statements that export a store for the snapshot. Pure text from the declared model.

Two things keep an export fast on both stores. Dates and times travel as text: decoding them one by one costs the
client three times as much as all other values together. And relationships are collected around one of their ends,
because a row of its own costs more than its values.
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


def _since(variable: str, watermark: str | None) -> tuple[str, dict[str, object]]:
    if watermark is None:
        return "", {}
    return f"WHERE {variable}.batch_id > $watermark ", {"watermark": watermark}


def nodes(kind: NodeType, fields: Sequence[Field], watermark: str | None = None) -> Statement:
    """
    Read the nodes of a label.

    Parameters
    ----------
    kind, fields
        Label, and its properties in the order of the columns; dates and times come as text.
    watermark
        Only what loads after this one wrote; None = everything.
    """
    condition, parameters = _since("n", watermark)
    columns = ", ".join(f"{value} AS {field.name}" for value, field in zip(_values("n", fields), fields, strict=True))
    return Statement(f"MATCH (n:{kind.label}) {condition}RETURN {columns}", parameters)


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
        Collect around the start, else around the end; fastest around the label with fewer nodes.
    watermark
        Only what loads after this one wrote; None = everything.

    Returns
    -------
    statement
        Its rows are the key of the end collected around, and a list with, for each relationship, the key of the other
        end and the properties.
    """
    condition, parameters = _since("r", watermark)
    one, other = (f"a.{start.key}", f"b.{end.key}") if around_start else (f"b.{end.key}", f"a.{start.key}")
    values = ", ".join([other, *_values("r", fields)])
    return Statement(
        f"MATCH (a:{start.label})-[r:{kind.name}]->(b:{end.label}) {condition}"
        f"WITH {one} AS one, collect([{values}]) AS many RETURN one, many",
        parameters,
    )


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
