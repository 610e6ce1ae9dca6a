"""Which columns a table of the snapshot has: all of them follow from the declared model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from graph.model.catalog import NODES, RELATIONSHIPS
from graph.model.fields import Kind, NodeType

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.fields import Field, RelType

ARROW: Mapping[Kind, pa.DataType] = {
    Kind.TEXT: pa.string(),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.DATETIME: pa.timestamp("us", tz="UTC"),
    Kind.TEXTS: pa.list_(pa.string()),
}

# Tells a load whether a row changed; nothing that reads a network asks for it, and it is the widest column of all.
_LEFT_OUT = frozenset({"row_hash"})

END_COLUMNS = ("start_label", "start", "end_label", "end")


def network_nodes() -> tuple[NodeType, ...]:
    """Give the kinds of node that belong to a network, without bookkeeping."""
    return tuple(node for node in NODES.values() if not node.bookkeeping)


def network_relationships() -> tuple[RelType, ...]:
    """Give the kinds of relationship between such nodes."""
    labels = {node.label for node in network_nodes()}
    return tuple(
        relationship
        for relationship in RELATIONSHIPS.values()
        if labels.issuperset(relationship.starts) and labels.issuperset(relationship.ends)
    )


def columns(kind: NodeType | RelType) -> tuple[Field, ...]:
    """Give the properties of a kind that the snapshot holds, own ones first."""
    return tuple(field for field in kind.all_fields if field.name not in _LEFT_OUT)


def node_schema(node: NodeType) -> pa.Schema:
    """Give the columns of a label's table."""
    return pa.schema([(field.name, ARROW[field.kind]) for field in columns(node)])


def relationship_schema(relationship: RelType) -> pa.Schema:
    """Give the columns of a relationship's table: both ends as label and key, then the properties."""
    ends = [(name, pa.string()) for name in END_COLUMNS]
    return pa.schema([*ends, *((field.name, ARROW[field.kind]) for field in columns(relationship))])


def order(kind: NodeType | RelType) -> list[tuple[str, str]]:
    """
    Give the order of a table's rows.

    It depends on the rows' identity alone, so that leaving rows out never reorders the others: what is computed from
    the visible part cannot tell how many others there were.
    """
    names = [kind.key] if isinstance(kind, NodeType) else [*END_COLUMNS, *kind.key, "batch_id", "level"]
    return [(name, "ascending") for name in names]
