"""Which nodes exist, so that a row which names an unknown one is rejected instead of silently losing its link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher import nodes
from graph.model.records import Rejection
from graph.model.shapes import NodeShape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import neo4j

    from graph.model.fields import NodeType
    from graph.model.records import RowRecord
    from graph.model.shapes import Shape

    Key = tuple[str, str]

_MOST = 1_000_000  # keys remembered, about 100 MB; beyond that the store is asked again


class References:
    """Keys known to exist, bounded in memory."""

    def __init__(self) -> None:
        self._known: set[Key] = set()

    def remember(self, keys: Iterable[Key]) -> None:
        """Take note of nodes that a committed transaction found or wrote."""
        if len(self._known) > _MOST:
            self._known.clear()
        self._known.update(keys)

    def unknown(
        self, transaction: neo4j.ManagedTransaction, wanted: Iterable[tuple[NodeType, str]], learned: set[Key]
    ) -> set[Key]:
        """Give the keys that lead nowhere; those that were found in the store join `learned`."""
        asked: dict[str, tuple[NodeType, set[str]]] = {}
        for node, key in wanted:
            if (node.label, key) not in self._known:
                asked.setdefault(node.label, (node, set()))[1].add(key)
        lacking: set[Key] = set()
        for label, (node, keys) in asked.items():
            answer = transaction.run(nodes.known(node), {"keys": sorted(keys)})
            found = {(label, str(record["key"])) for record in answer}
            learned |= found
            lacking |= {(label, key) for key in keys} - found
        return lacking


def without_missing(
    shape: Shape, records: Sequence[RowRecord], lacking: set[Key]
) -> tuple[list[RowRecord], list[Rejection]]:
    """
    Part rows from those whose references lead nowhere.

    Rows of one table may name one another, also later ones. So a row that is refused takes the rows with it that name
    it, and so on until all the others stand.

    Parameters
    ----------
    lacking
        Keys that the store does not hold.
    """
    label = shape.node.label if isinstance(shape, NodeShape) else ""
    kept, rejections = list(records), []
    while True:
        own = {record.key for record in kept}
        fine = []
        for record in kept:
            for column, node, key in references(shape, record):
                if (node.label, key) in lacking and not (node.label == label and key in own):
                    rejections.append(_rejection(record.row, column, node, key))
                    break
            else:
                fine.append(record)
        if len(fine) == len(kept):
            return fine, rejections
        kept = fine


def references(shape: Shape, record: RowRecord) -> Iterator[tuple[str, NodeType, str]]:
    """Give what a row refers to: link or end, kind of node, key."""
    if isinstance(shape, NodeShape):
        for link_record in record.links:
            link = shape.link(link_record.link)
            if not link.create:
                yield link.name, link.other, link_record.target
    else:
        yield "start", shape.start, record.start
        if not shape.create_end:
            yield "end", shape.end, record.end


def referred(shape: Shape, records: Sequence[RowRecord]) -> Iterator[tuple[NodeType, str]]:
    """Give what rows refer to: kind of node and key, each once for a link or end."""
    if isinstance(shape, NodeShape):
        targets: dict[str, set[str]] = {link.name: set() for link in shape.links if not link.create}
        for record in records:
            for link_record in record.links:
                if link_record.link in targets:
                    targets[link_record.link].add(link_record.target)
        for name, keys in targets.items():
            node = shape.link(name).other
            yield from ((node, key) for key in keys)
    else:
        yield from ((shape.start, key) for key in {record.start for record in records})
        if not shape.create_end:
            yield from ((shape.end, key) for key in {record.end for record in records})


def _rejection(row: int, column: str, node: NodeType, key: str) -> Rejection:
    return Rejection(
        row,
        column,
        key,
        "unknown reference",
        f"There is no {node.label} with {node.key} {key!r}. Correct it, or load the row that defines it first.",
    )
