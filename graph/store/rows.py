"""Tell new, changed and known rows apart, and write them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graph.cypher import rows as text
from graph.model.records import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import neo4j

    from graph.model.records import LinkRecord, RowRecord
    from graph.model.shapes import NodeShape, RelationshipShape

    Refuse = Callable[[RowRecord, Rejection], None]

MARKING = ("level", "caveats", "releasable_to", "originator")


@dataclass(frozen=True, slots=True)
class Stamp:
    """
    What every written record carries from its load.

    Attributes
    ----------
    batch_id, file_id
        Load, and file within it.
    recorded_at
        ISO text, UTC.
    """

    batch_id: str
    file_id: str
    recorded_at: str

    def properties(self, record: RowRecord) -> dict[str, object]:
        """Give load, source row and content hash of a record."""
        return {
            "batch_id": self.batch_id,
            "source_rows": [f"{self.file_id}:{record.row}"],
            "row_hash": record.row_hash,
            "recorded_at": self.recorded_at,
        }


@dataclass(slots=True)
class SortedRows:
    """
    Rows of a chunk by what must be done with them.

    Attributes
    ----------
    before
        Earlier content hash of each changed row, by its key.
    lent
        Numbers of the changed rows that take over what another row wrote beside itself; as rows they are new.
    """

    new: list[RowRecord] = field(default_factory=list)
    changed: list[RowRecord] = field(default_factory=list)
    unchanged: list[RowRecord] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    lent: set[int] = field(default_factory=set)

    @property
    def to_write(self) -> list[RowRecord]:
        """New and changed rows."""
        return self.new + self.changed


def _sorted(records: Sequence[RowRecord], found: dict[str, dict[str, Any]], stamp: Stamp, refuse: Refuse) -> SortedRows:
    """
    Compare rows with what the store holds.

    Of two rows with one key and different content in one load, the first stands and the second is rejected: which one
    is right, a person must say. A row may not lower the level that the store holds: that is the originator's to decide.
    A relationship that the row of one of its ends wrote beside itself is taken over by the row that is about it alone.
    """
    result = SortedRows()
    mine: dict[str, RowRecord] = {}
    for record in records:
        first = mine.get(record.key)
        there = found.get(record.key)
        if first is not None:
            if first.row_hash == record.row_hash:
                result.unchanged.append(record)
            else:
                refuse(record, _duplicate(record, f"row {first.row}"))
        elif there is None or there["row_hash"] is None:
            mine[record.key] = record
            result.new.append(record)
        elif there["row_hash"] == record.row_hash:
            mine[record.key] = record
            result.unchanged.append(record)
        elif there.get("lent"):
            mine[record.key] = record
            result.changed.append(record)
            result.lent.add(record.row)
        elif there["batch_id"] == stamp.batch_id:
            refuse(record, _duplicate(record, f"the row {there['source_rows'][0]} of this load"))
        elif int(str(record.properties.get("level") or 0)) < int(there["level"] or 0):
            refuse(record, _downgrade(record, int(there["level"])))
        else:
            mine[record.key] = record
            result.changed.append(record)
            result.before[record.key] = there["row_hash"]
    return result


def _duplicate(record: RowRecord, other: str) -> Rejection:
    key = record.key.replace("\t", ", ")
    return Rejection(
        record.row,
        "",
        key,
        "duplicate key",
        f"The key {key!r} stands already in {other} with other content. Keep the right one of the two.",
    )


def _downgrade(record: RowRecord, level: int) -> Rejection:
    given = str(record.properties.get("level"))
    return Rejection(
        record.row,
        "level",
        given,
        "lower marking",
        f"The store holds this record at level {level}, and a file may not lower it to {given}. Give level {level} or "
        "higher; lowering is the originator's decision.",
    )


class NodeRows:
    """Rows that are nodes with links."""

    def __init__(self, shape: NodeShape, stamp: Stamp) -> None:
        self.shape, self.stamp = shape, stamp

    def sort(self, transaction: neo4j.ManagedTransaction, records: Sequence[RowRecord], refuse: Refuse) -> SortedRows:
        """Tell rows apart by what the store holds."""
        answer = transaction.run(text.lookup(self.shape.node), {"keys": [record.key for record in records]})
        return _sorted(records, {str(found["key"]): dict(found) for found in answer}, self.stamp, refuse)

    def write(
        self,
        transaction: neo4j.ManagedTransaction,
        new: Sequence[RowRecord],
        changed: Sequence[RowRecord],
        before: dict[str, str],
    ) -> None:
        """Write rows; what an earlier content of a changed row wrote is removed first."""
        if changed:
            gone = [{"key": record.key, "before": before[record.key]} for record in changed]
            transaction.run(text.detach(self.shape.node), {"rows": gone}).consume()
        everything = [*new, *self._without_held(transaction, changed)]
        inner = {link.name for link in self.shape.links if link.other.label == self.shape.node.label}
        if inner:
            # Links among rows of one table: every node first, since a row may name one that comes after it.
            self._upsert(transaction, everything, lambda _: False)
            self._upsert(transaction, everything, lambda _: True)
        else:
            self._upsert(transaction, everything, lambda _: True)

    def _without_held(self, transaction: neo4j.ManagedTransaction, changed: Sequence[RowRecord]) -> list[RowRecord]:
        """Leave out links that another row wrote meanwhile: told apart by declared properties, they are the same."""
        records = list(changed)
        for link in self.shape.links:
            if not link.relationship.key or link.anchor:
                continue
            rows = [
                {
                    "key": record.key,
                    "target": one.target,
                    "properties": {name: one.properties.get(name) for name in link.relationship.key},
                }
                for record in records
                for one in record.links
                if one.link == link.name
            ]
            answer = transaction.run(text.held(self.shape, link), {"rows": rows}) if rows else ()
            there = {(str(found["key"]), str(found["target"])) for found in answer}
            records = [
                replace(
                    record,
                    links=tuple(
                        one for one in record.links if one.link != link.name or (record.key, one.target) not in there
                    ),
                )
                for record in records
            ]
        return records

    def _upsert(
        self,
        transaction: neo4j.ManagedTransaction,
        records: Sequence[RowRecord],
        wanted: Callable[[str], bool],
    ) -> None:
        groups: dict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
        for record in records:
            links = [link for link in self._in_order(record) if wanted(link.link)]
            groups[tuple(link.link for link in links)].append(self._parameters(record, links))
        for signature, parameters in groups.items():
            transaction.run(text.upsert(self.shape, signature), {"rows": parameters}).consume()

    def _in_order(self, record: RowRecord) -> list[LinkRecord]:
        """Give a row's links in the order of the declaration, so that equal sets share one statement."""
        place = {link.name: number for number, link in enumerate(self.shape.links)}
        present = {link.link for link in record.links}
        links = [link for link in record.links if self._anchored(link.link, present)]
        return sorted(links, key=lambda link: place[link.link])

    def _anchored(self, name: str, present: set[str]) -> bool:
        anchor = self.shape.link(name).anchor
        return not anchor or anchor in present

    def _parameters(self, record: RowRecord, links: Sequence[LinkRecord]) -> dict[str, object]:
        stamp = self.stamp.properties(record)
        marking = {name: record.properties[name] for name in MARKING if record.properties.get(name) is not None}
        row: dict[str, object] = {"key": record.key, "node": {**record.properties, **stamp}}
        if links:
            row["link"] = {**marking, **stamp}
        for link, (_, variable) in zip(links, text.numbered(tuple(link.link for link in links)), strict=True):
            declared = self.shape.link(link.link)
            row[variable] = link.target
            if not declared.anchor:
                row[f"{variable}_own"] = dict(link.properties)
            if declared.create:
                bare = {"level": 0, "caveats": [], "releasable_to": ["*"]}
                given = bare if text.is_reference(declared.other) else marking
                provenance = {name: value for name, value in stamp.items() if name != "row_hash"}
                row[f"{variable}_new"] = {**given, **provenance, **link.target_properties}
        return row


class RelationshipRows:
    """Rows that are relationships."""

    def __init__(self, shape: RelationshipShape, stamp: Stamp) -> None:
        self.shape, self.stamp = shape, stamp

    def sort(self, transaction: neo4j.ManagedTransaction, records: Sequence[RowRecord], refuse: Refuse) -> SortedRows:
        """Tell rows apart by what the store holds."""
        rows = [self._parameters(record) for record in records]
        answer = transaction.run(text.lookup_relationships(self.shape), {"rows": rows})
        return _sorted(records, {str(found["key"]): dict(found) for found in answer}, self.stamp, refuse)

    def write(
        self,
        transaction: neo4j.ManagedTransaction,
        new: Sequence[RowRecord],
        changed: Sequence[RowRecord],
        before: dict[str, str],
    ) -> None:
        """Write rows."""
        del before  # a relationship is changed where it is
        for records, statement in (
            (new, text.create_relationships(self.shape)),
            (changed, text.change_relationships(self.shape)),
        ):
            if records:
                transaction.run(statement, {"rows": [self._parameters(record) for record in records]}).consume()

    def _parameters(self, record: RowRecord) -> dict[str, object]:
        stamp = self.stamp.properties(record)
        row: dict[str, object] = {
            "key": record.key,
            "start": record.start,
            "end": record.end,
            "properties": {**record.properties, **stamp},
        }
        if self.shape.create_end:
            provenance = {name: value for name, value in stamp.items() if name != "row_hash"}
            row["end_new"] = {"level": 0, "caveats": [], "releasable_to": ["*"], **provenance}
        return row
