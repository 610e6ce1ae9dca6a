"""Which nodes exist, so that a row which names an unknown one is rejected instead of silently losing its link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import rows
from graph.model.records import Rejection
from graph.model.shapes import NodeShape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import neo4j

    from graph.model.fields import NodeType
    from graph.model.records import RowRecord
    from graph.model.shapes import Shape

_MOST = 1_000_000  # keys remembered, about 100 MB; beyond that the store is asked again


class References:
    """Keys known to exist, bounded in memory."""

    def __init__(self) -> None:
        self._known: set[tuple[str, str]] = set()

    def remember(self, keys: Iterable[tuple[str, str]]) -> None:
        """Take note of nodes that a committed transaction found or wrote."""
        if len(self._known) > _MOST:
            self._known.clear()
        self._known.update(keys)

    def missing(
        self,
        transaction: neo4j.ManagedTransaction,
        shape: Shape,
        records: Iterable[RowRecord],
        learned: list[tuple[str, str]],
    ) -> list[tuple[RowRecord, Rejection]]:
        """
        Find the references of rows that lead nowhere.

        Parameters
        ----------
        learned
            Receives the keys that were found.

        Returns
        -------
        missing
            The rows at fault, each with one rejection for its first missing reference.
        """
        rows_of = list(records)
        wanted: dict[str, tuple[NodeType, set[str]]] = {}
        own = {record.key for record in rows_of} if isinstance(shape, NodeShape) else set()
        label = shape.node.label if isinstance(shape, NodeShape) else ""
        for record in rows_of:
            for _, node, key in _references(shape, record):
                if (node.label, key) not in self._known and not (node.label == label and key in own):
                    wanted.setdefault(node.label, (node, set()))[1].add(key)
        found: set[tuple[str, str]] = set()
        for name, (node, keys) in wanted.items():
            answer = transaction.run(rows.known(node), {"keys": sorted(keys)})
            found.update((name, str(record["key"])) for record in answer)
        learned.extend(found)
        lacking = {(name, key) for name, (_, keys) in wanted.items() for key in keys} - found
        if not lacking:
            return []
        refused = []
        for record in rows_of:
            for column, node, key in _references(shape, record):
                if (node.label, key) in lacking:
                    refused.append((record, _rejection(record.row, column, node, key)))
                    break
        return refused


def _references(shape: Shape, record: RowRecord) -> Iterator[tuple[str, NodeType, str]]:
    """Give what a row refers to: link or end, kind of node, key."""
    if isinstance(shape, NodeShape):
        for link_record in record.links:
            link = shape.link(link_record.link)
            if not link.create:
                yield link_record.link, link.other, link_record.target
    else:
        yield "start", shape.start, record.start
        if not shape.create_end:
            yield "end", shape.end, record.end


def _rejection(row: int, column: str, node: NodeType, key: str) -> Rejection:
    return Rejection(
        row,
        column,
        key,
        "unknown reference",
        f"There is no {node.label} with {node.key} {key!r}. Correct it, or load the row that defines it first.",
    )
