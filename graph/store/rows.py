"""Write the rows of a chunk: nodes with their links, or relationships."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from graph.cypher import links as link_text
from graph.cypher import nodes as node_text
from graph.cypher.properties import SHARED
from graph.errors import DeclarationError
from graph.store.created import REFERENCE, Wish
from graph.store.stamp import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import neo4j

    from graph.model.records import RowRecord
    from graph.model.shapes import Link, NodeShape, RelationshipShape
    from graph.store.comparison import Comparison
    from graph.store.lookup import LookUp
    from graph.store.stamp import Stamp

    Row = dict[str, object]


def _names(record: RowRecord) -> tuple[str, ...]:
    return tuple([link.link for link in record.links])


def _plain(record: RowRecord, inline: tuple[str, ...]) -> bool:
    return not any(link.properties and link.link in inline for link in record.links)


class NodeRows:
    """Rows that are nodes with links."""

    def __init__(self, shape: NodeShape, stamp: Stamp) -> None:
        self._shape, self._stamp = shape, stamp
        self._fields = {field.name for field in shape.node.all_fields}
        self._links = {link.name: link for link in shape.links}

    def found(
        self, transaction: neo4j.ManagedTransaction, records: Sequence[RowRecord], look_up: LookUp
    ) -> dict[str, dict[str, Any]]:
        """Give what the store holds under the rows' keys."""
        return look_up.held(transaction, self._shape.node, [record.key for record in records])

    def wishes(self, records: Iterable[RowRecord]) -> Iterator[Wish]:
        """Give the nodes that must be there before the rows' links can be written."""
        words: set[tuple[str, str]] = set()
        for record in records:
            for link_record in record.links:
                link = self._links[link_record.link]
                if link.create:
                    if link.other.label in REFERENCE:  # the first row's wish is as good as all the others'
                        word = (link.other.label, link_record.target)
                        if word in words:
                            continue
                        words.add(word)
                    properties, source_row = link_record.target_properties, self._stamp.source_row(record.row)
                    yield Wish(link.other, link_record.target, properties, record.properties, source_row)

    def write(self, transaction: neo4j.ManagedTransaction, rows: Comparison) -> None:
        """Write new and changed rows; what an earlier content of a changed row wrote is removed first."""
        kinds = Counter(map(_names, rows.new))
        inline = self._inline(kinds)
        fit = {names for names in kinds if all(names.count(name) == 1 for name in inline)}
        together: list[RowRecord] = []
        alone: list[RowRecord] = []
        for record in rows.new:
            (together if _names(record) in fit and _plain(record, inline) else alone).append(record)
        if alone:
            write(transaction, self._statement(node_text.insert(self._shape), map(self._node, alone)))
        if together:
            text = node_text.insert(self._shape, inline)
            write(transaction, self._statement(text, (self._with_links(record, inline) for record in together)))
        if rows.changed:
            write(transaction, self._statement(node_text.change(self._shape.node), map(self._node, rows.changed)))
            if self._links:
                gone = [{"key": record.key, "before": rows.before[record.key]} for record in rows.changed]
                transaction.run(node_text.detach(self._shape), {"rows": gone}).consume()
        self._write_links(transaction, alone, frozenset(), guarded=False)
        self._write_links(transaction, together, frozenset(inline), guarded=False)
        self._write_links(transaction, rows.changed, frozenset(), guarded=True)

    def _inline(self, kinds: Counter[tuple[str, ...]]) -> tuple[str, ...]:
        """Choose the links to write together with the nodes: those that most rows have once, without properties."""
        counts: Counter[str] = Counter()
        for names, rows in kinds.items():
            counts.update({name: rows for name in names if names.count(name) == 1})
        # Links among rows of one table wait until all its nodes are there.
        return tuple(
            name
            for name, link in self._links.items()
            if counts[name] * 2 > kinds.total()
            and not link.anchor
            and not link.relationship.fields
            and not link.relationship.key
            and link.other != self._shape.node
        )

    def _write_links(
        self,
        transaction: neo4j.ManagedTransaction,
        records: Sequence[RowRecord],
        done: frozenset[str],
        *,
        guarded: bool,
    ) -> None:
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        told: set[tuple[object, ...]] = set()
        for record in records:
            if len(record.links) == len(done):
                continue  # each of those stands in it once
            shared = self._shared(record)
            for link_record in record.links:
                if link_record.link in done:
                    continue
                link = self._links[link_record.link]
                key = self._anchor(link, record) if link.anchor else record.key
                if key is None:
                    continue
                row = {**shared, **link_record.properties, "key": key, "target": link_record.target}
                kind = link.relationship
                own = [row.get(name) for name in kind.key] if kind.key else ()
                fact = (kind.name, link.outgoing, link.anchor, key, link_record.target, *own)
                if fact not in told:
                    told.add(fact)
                    rows[link_record.link].append(row)
        for name in self._links:
            if name in rows:
                careful = guarded or bool(self._links[name].anchor)
                text = link_text.link(self._shape, name, guarded=careful)
                write(transaction, self._stamp.statement(text, rows[name]), all_rows=not careful)

    @staticmethod
    def _anchor(link: Link, record: RowRecord) -> str | None:
        """Give the key of the other node on which a link hangs; None if the row lacks it."""
        return next((other.target for other in record.links if other.link == link.anchor), None)

    def _shared(self, record: RowRecord) -> Row:
        row: Row = {name: record.properties[name] for name in SHARED if name in record.properties}
        row["source_row"] = self._stamp.source_row(record.row)
        row["row_hash"] = record.row_hash
        return row

    def _node(self, record: RowRecord) -> Row:
        if not record.properties.keys() <= self._fields:
            extra = min(record.properties.keys() - self._fields)
            raise DeclarationError(f"A row of {self._shape.name!r} has the property {extra!r}, which is not declared.")
        return {
            **record.properties,
            self._shape.node.key: record.key,
            "source_row": self._stamp.source_row(record.row),
            "row_hash": record.row_hash,
        }

    def _with_links(self, record: RowRecord, inline: tuple[str, ...]) -> Row:
        row = self._node(record)
        for link in record.links:
            if link.link in inline:
                row[f"link_{link.link}"] = link.target
        return row

    def _statement(self, text: str, rows: Iterable[Row]) -> Any:
        return self._stamp.statement(text, list(rows))


class RelationshipRows:
    """Rows that are relationships."""

    def __init__(self, shape: RelationshipShape, stamp: Stamp) -> None:
        self._shape, self._stamp = shape, stamp
        self._fields = {field.name for field in shape.relationship.all_fields}

    def found(
        self, transaction: neo4j.ManagedTransaction, records: Sequence[RowRecord], look_up: LookUp
    ) -> dict[str, dict[str, Any]]:
        """Give what the store holds under the rows' keys; always asked, since no unique key guards a relationship."""
        del look_up
        names = self._shape.relationship.key
        rows = [
            {"key": record.key, "start": record.start, "end": record.end}
            | {name: record.properties.get(name) for name in names}
            for record in records
        ]
        answer = transaction.run(link_text.state(self._shape), {"rows": rows})
        return {str(record["key"]): record.data() for record in answer}

    def wishes(self, records: Iterable[RowRecord]) -> Iterator[Wish]:
        """Give the nodes that must be there before the rows can be written."""
        if self._shape.create_end:
            for record in records:
                yield Wish(self._shape.end, record.end, {}, record.properties, self._stamp.source_row(record.row))

    def write(self, transaction: neo4j.ManagedTransaction, rows: Comparison) -> None:
        """Write new and changed rows."""
        for records, text in (
            (rows.new, link_text.insert(self._shape)),
            ([*rows.lent, *rows.changed], link_text.change(self._shape)),
        ):
            if records:
                given = [self._row(record) | rows.markings.get(record.key, {}) for record in records]
                write(transaction, self._stamp.statement(text, given))

    def _row(self, record: RowRecord) -> Row:
        if not record.properties.keys() <= self._fields:
            extra = min(record.properties.keys() - self._fields)
            raise DeclarationError(f"A row of {self._shape.name!r} has the property {extra!r}, which is not declared.")
        return {
            **record.properties,
            "start": record.start,
            "end": record.end,
            "key": record.key,
            "source_row": self._stamp.source_row(record.row),
            "row_hash": record.row_hash,
        }
