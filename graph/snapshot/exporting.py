"""From a store's answers to Arrow tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from graph.cypher import export
from graph.errors import StoreContentError
from graph.model.catalog import NODES
from graph.model.fields import Kind
from graph.snapshot.columns import ARROW, columns, node_schema, relationship_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graph.model.fields import Field, NodeType, RelType
    from graph.statement import Reader


SLICE = 100_000
"""Nodes that the server groups at once: some hundred megabytes of its memory."""
FAR_MORE = 20_000
"""From so many times as many nodes at the other end on, one list of relationships might be too long to hold."""


def export_nodes(reader: Reader, kind: NodeType, watermark: str | None = None) -> pa.Table:
    """Read a label's nodes, all of them or those that loads after the watermark wrote."""
    schema = node_schema(kind)
    parts = _fresh(reader, kind, watermark) if watermark is not None else _everything(reader, kind)
    tables = [pa.table(_arrays(kind.label, columns(kind), values), schema=schema) for values in parts]
    return pa.concat_tables([schema.empty_table(), *tables])


def _fresh(reader: Reader, kind: NodeType, watermark: str | None) -> Iterator[Sequence[Sequence[object]]]:
    for result in reader.stream(export.nodes(kind, columns(kind), watermark), as_is=True):
        if result.rows:
            yield list(zip(*result.rows, strict=True))


def _everything(reader: Reader, kind: NodeType) -> Iterator[Sequence[Sequence[object]]]:
    """Read all nodes grouped by the moment they were recorded, as far as those are the chunks of a load."""
    counted = [(moment, number) for moment, number in reader.read(export.moments(kind)).rows if isinstance(number, int)]
    slices = list(_slices(counted))
    if not slices and counted:  # nodes that were not loaded, or all at one moment
        yield from _fresh(reader, kind, None)
    for first, last in slices:
        for result in reader.stream(export.nodes_recorded(kind, columns(kind), first, last), size=50, as_is=True):
            for _, many in result.rows:
                if isinstance(many, list):
                    yield list(zip(*many, strict=True))


def _slices(counted: Sequence[tuple[object, int]]) -> Iterator[tuple[str, str]]:
    """
    Part moments into ranges of few nodes.

    Gives nothing when a node has no moment or a moment has too many nodes.
    """
    if any(not isinstance(moment, str) or number > SLICE for moment, number in counted):
        return
    moments: list[str] = []
    size = 0
    for moment, number in counted:
        if moments and size + number > SLICE:
            yield moments[0], moments[-1]
            moments, size = [], 0
        moments.append(str(moment))
        size += number
    if moments:
        yield moments[0], moments[-1]


def export_relationships(
    reader: Reader, kind: RelType, sizes: Mapping[str, int], watermark: str | None = None
) -> pa.Table:
    """
    Read a type's relationships, all of them or those that loads after the watermark wrote.

    Parameters
    ----------
    reader, kind, watermark
        From where, which, and since when.
    sizes
        Number of nodes by label; combinations with a label that has none are left out.
    """
    schema = relationship_schema(kind)
    parts = [
        part
        for start in kind.starts
        for end in kind.ends
        if sizes.get(start) and sizes.get(end)
        for part in _between(
            reader, kind, (start, end), around_start=_around_start(sizes, start, end), watermark=watermark
        )
    ]
    return pa.concat_tables([schema.empty_table(), *parts])


def _around_start(sizes: Mapping[str, int], start: str, end: str) -> bool:
    fewer, more = sorted((sizes[start], sizes[end]))
    return (sizes[start] <= sizes[end]) == (more <= fewer * FAR_MORE)


def _between(
    reader: Reader, kind: RelType, labels: tuple[str, str], *, around_start: bool, watermark: str | None
) -> list[pa.Table]:
    fields = columns(kind)
    statement = export.relationships(
        kind, NODES[labels[0]], NODES[labels[1]], fields, around_start=around_start, watermark=watermark
    )
    parts = []
    for result in reader.stream(statement, size=1000, as_is=True):
        ones: list[object] = []
        many: list[Sequence[object]] = []
        for one, collected in result.rows:
            if isinstance(collected, list):
                ones.extend([one] * len(collected))
                many.extend(collected)
        if not many:
            continue
        others, *values = zip(*many, strict=True)
        ends = (ones, others) if around_start else (others, ones)
        start, end = (_column(kind.name, "key", Kind.TEXT, keys) for keys in ends)
        named = [pa.repeat(pa.scalar(label, pa.string()), len(many)) for label in labels]
        arrays = [named[0], start, named[1], end, *_arrays(kind.name, fields, values)]
        parts.append(pa.table(arrays, schema=relationship_schema(kind)))
    return parts


def _arrays(owner: str, fields: Sequence[Field], values: Sequence[Sequence[object]]) -> list[pa.Array]:
    return [_column(owner, field.name, field.kind, column) for field, column in zip(fields, values, strict=True)]


def _column(owner: str, name: str, kind: Kind, values: Sequence[object]) -> pa.Array:
    try:
        if kind is Kind.DATE:
            return pa.array(values, pa.string()).cast(ARROW[kind])
        if kind is Kind.DATETIME:
            return _instants(pa.array(values, pa.string()))
        return pa.array(values, ARROW[kind])
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as cause:
        raise StoreContentError(
            f"The property {name!r} of some {owner} is no {kind.value}; load those rows again from their files, "
            "or mend the property in the store."
        ) from cause


def _instants(texts: pa.Array) -> pa.Array:
    """Read times; stores write UTC as `Z`, as an offset, with the name of the zone, or not at all."""
    bare = pc.replace_substring_regex(texts, r"(Z|\+00:00)?(\[[A-Za-z/]+\])?$", "")
    return pc.assume_timezone(bare.cast(pa.timestamp("us")), "UTC")
