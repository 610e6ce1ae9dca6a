"""The snapshot itself, and how to make one without a store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from graph.errors import StoreContentError
from graph.model.fields import NodeType
from graph.snapshot.columns import (
    network_nodes,
    network_relationships,
    node_schema,
    order,
    relationship_schema,
)

if TYPE_CHECKING:
    from graph.model.fields import RelType
    from graph.model.marking import Marking

Record = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """
    All nodes and relationships of one store state.

    Never show anything computed from it: pass it through `graph.visible.visible` first.

    Attributes
    ----------
    nodes
        One Arrow table per label that is not bookkeeping, columns as declared by the model, sorted by key.
    relationships
        One Arrow table per type, with `start_label, start, end_label, end` before the declared columns, sorted by ends.
    fingerprint
        Names the store state; equal fingerprints mean equal content.
    watermark
        Number of the last load that is in it for certain; empty = none.
    """

    nodes: Mapping[str, pa.Table]
    relationships: Mapping[str, pa.Table]
    fingerprint: str
    watermark: str = ""

    def size(self) -> tuple[int, int]:
        """Count nodes and relationships."""
        return (
            sum(table.num_rows for table in self.nodes.values()),
            sum(table.num_rows for table in self.relationships.values()),
        )


def shaped(table: pa.Table, kind: NodeType | RelType, schema: pa.Schema) -> pa.Table:
    """
    Bring a table into the declared columns and the canonical order.

    Columns that the model does not declare are dropped; declared ones that are missing are filled with nulls.

    Raises
    ------
    StoreContentError
        A column holds values of another type than declared, or a key is missing.
    """
    name = kind.label if isinstance(kind, NodeType) else kind.name
    arrays = []
    for field in schema:
        if field.name not in table.column_names:
            arrays.append(pa.nulls(table.num_rows, field.type))
            continue
        column = table.column(field.name)
        try:
            arrays.append(column if column.type == field.type else column.cast(field.type))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as cause:
            raise StoreContentError(
                f"The property {field.name!r} of {name} holds values that are not {field.type}; "
                "load the rows again from their files, or mend the property in the store."
            ) from cause
    result = pa.table(arrays, schema=schema)
    needed = (kind.key,) if isinstance(kind, NodeType) else ("start", "end")
    for column_name in needed:
        if result.column(column_name).null_count:
            raise StoreContentError(f"Some {name} have no {column_name!r}; remove them from the store and load again.")
    return result.sort_by(order(kind)).combine_chunks() if result.num_rows else result


def snapshot_from_tables(
    nodes: Mapping[str, pa.Table],
    relationships: Mapping[str, pa.Table],
    *,
    fingerprint: str = "",
    watermark: str = "",
) -> Snapshot:
    """
    Make a snapshot from Arrow tables, without a store.

    Parameters
    ----------
    nodes, relationships
        Tables by label or type; kinds left out are empty, declared columns left out are null. A row whose `level`,
        `caveats` or `releasable_to` is null is visible to nobody.
    fingerprint
        Name of the state; by default a digest of the sizes, enough for tests and benchmarks.
    watermark
        Number of the last load in it.
    """
    node_tables = {
        node.label: shaped(nodes[node.label], node, node_schema(node))
        if node.label in nodes
        else node_schema(node).empty_table()
        for node in network_nodes()
    }
    relationship_tables = {
        kind.name: shaped(relationships[kind.name], kind, relationship_schema(kind))
        if kind.name in relationships
        else relationship_schema(kind).empty_table()
        for kind in network_relationships()
    }
    sizes = sorted((name, table.num_rows) for name, table in (*node_tables.items(), *relationship_tables.items()))
    digest = fingerprint or hashlib.sha256(repr(sizes).encode()).hexdigest()
    return Snapshot(node_tables, relationship_tables, digest, watermark)


def snapshot_from_records(
    nodes: Mapping[str, Iterable[Record]],
    relationships: Mapping[str, Iterable[Record]],
    *,
    marking: Marking,
) -> Snapshot:
    """
    Make a snapshot from plain dictionaries, for tests and small examples.

    Parameters
    ----------
    nodes, relationships
        Records by label or type; relationships name `start_label, start, end_label, end`, where a label may be left
        out if the model allows but one.
    marking
        Given to records that carry none of their own; there is no default on purpose.
    """
    given = {
        "level": marking.level,
        "caveats": sorted(marking.caveats),
        "releasable_to": marking.stored_releases(),
    }
    tables = {
        node.label: pa.Table.from_pylist([{**given, **row} for row in nodes[node.label]], node_schema(node))
        for node in network_nodes()
        if node.label in nodes
    }
    links = {}
    for kind in network_relationships():
        if kind.name in relationships:
            ends = {"start_label": kind.starts[0]} if len(kind.starts) == 1 else {}
            ends |= {"end_label": kind.ends[0]} if len(kind.ends) == 1 else {}
            rows = [{**given, **ends, **row} for row in relationships[kind.name]]
            links[kind.name] = pa.Table.from_pylist(rows, relationship_schema(kind))
    return snapshot_from_tables(tables, links)
