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
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from graph.model.fields import Field, NodeType, RelType
    from graph.statement import Reader, Statement


SLICE = 100_000
"""Nodes that the server groups at once: some hundred megabytes of its memory."""


class Export:
    """
    Reads a store's nodes and relationships.

    Parameters
    ----------
    reader
        The store.
    sizes
        Number of nodes by label; combinations with a label that has none are left out.
    """

    def __init__(self, reader: Reader, sizes: Mapping[str, int]) -> None:
        self._reader, self._sizes = reader, sizes
        self._slices: dict[str, list[tuple[str, str]]] = {}

    def nodes(self, kind: NodeType, watermark: str | None = None) -> pa.Table:
        """Read a label's nodes, all of them or those that loads after the watermark wrote."""
        schema, fields = node_schema(kind), columns(kind)
        slices = self._ranges(kind) if watermark is None else []
        if slices:  # each answer's rows are a moment and its nodes
            answers = (export.nodes_recorded(kind, fields, *moments) for moments in slices)
            parts = (list(zip(*many, strict=True)) for many in self._lists(answers))
        else:
            results = self._reader.stream(export.nodes(kind, fields, watermark), as_is=True)
            parts = (list(zip(*result.rows, strict=True)) for result in results if result.rows)
        tables = [pa.table(_arrays(kind.label, fields, values), schema=schema) for values in parts]
        return pa.concat_tables([schema.empty_table(), *tables])

    def relationships(self, kind: RelType, watermark: str | None = None) -> pa.Table:
        """Read a type's relationships, all of them or those that loads after the watermark wrote."""
        schema = relationship_schema(kind)
        parts = [
            part
            for start in kind.starts
            for end in kind.ends
            if self._sizes.get(start) and self._sizes.get(end)
            for part in self._between(kind, (start, end), watermark)
        ]
        return pa.concat_tables([schema.empty_table(), *parts])

    def _between(self, kind: RelType, labels: tuple[str, str], watermark: str | None) -> Iterator[pa.Table]:
        start, end = NODES[labels[0]], NODES[labels[1]]
        at_start = self._sizes[start.label] <= self._sizes[end.label]
        many_nodes = end if at_start else start
        slices = self._ranges(many_nodes) if watermark is None and self._sizes[many_nodes.label] > SLICE else []
        fields = columns(kind)
        if slices:
            answers = (
                export.relationships_recorded(kind, start, end, fields, by_start=not at_start, first=first, last=last)
                for first, last in slices
            )
            for many in self._lists(answers):
                starts, ends, *values = zip(*many, strict=True)
                yield _linked(kind, labels, (starts, ends), values)
            return
        statement = export.relationships(kind, start, end, fields, around_start=at_start, watermark=watermark)
        for result in self._reader.stream(statement, size=1000, as_is=True):
            ones: list[object] = []
            links: list[Sequence[object]] = []
            for one, listed in result.rows:
                if isinstance(listed, list):
                    ones.extend([one] * len(listed))
                    links.extend(listed)
            if links:
                others, *values = zip(*links, strict=True)
                yield _linked(kind, labels, (ones, others) if at_start else (others, ones), values)

    def _lists(self, answers: Iterable[Statement]) -> Iterator[list[Sequence[object]]]:
        """Run statements whose rows are a moment and a list; give the lists that hold anything."""
        for statement in answers:
            for result in self._reader.stream(statement, size=50, as_is=True):
                yield from (many for _, many in result.rows if isinstance(many, list) and many)

    def _ranges(self, kind: NodeType) -> list[tuple[str, str]]:
        """Give ranges of moments with few nodes each; none for nodes that were not loaded in chunks."""
        if kind.label not in self._slices:
            rows = self._reader.read(export.moments(kind)).rows
            self._slices[kind.label] = list(_slices([(one, size) for one, size in rows if isinstance(size, int)]))
        return self._slices[kind.label]


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


def _linked(
    kind: RelType,
    labels: tuple[str, str],
    ends: tuple[Sequence[object], Sequence[object]],
    values: Sequence[Sequence[object]],
) -> pa.Table:
    start, end = (_column(kind.name, "key", Kind.TEXT, keys) for keys in ends)
    named = [pa.repeat(pa.scalar(label, pa.string()), len(ends[0])) for label in labels]
    arrays = [named[0], start, named[1], end, *_arrays(kind.name, columns(kind), values)]
    return pa.table(arrays, schema=relationship_schema(kind))


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
