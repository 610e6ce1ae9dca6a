"""Write chunks of rows: data, ledger and sums in one transaction each."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from graph.cypher import ledger
from graph.errors import BusyError, LiaisonError
from graph.model.records import Chunk, ChunkOutcome, Outcome, Rejection
from graph.model.shapes import NodeShape
from graph.statement import Statement
from graph.store.lease import begin, now
from graph.store.outcomes import encode
from graph.store.references import References
from graph.store.rows import NodeRows, RelationshipRows, Stamp

if TYPE_CHECKING:
    import neo4j

    from graph.model.records import RowRecord, Source
    from graph.store.bolt import BoltStore


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """
    Sums of a load as the store holds them.

    Attributes
    ----------
    load_id
        Its number.
    rows_read, rows_loaded, rows_updated, rows_unchanged, rows_rejected
        Rows; the first is the sum of the others.
    """

    load_id: str
    rows_read: int
    rows_loaded: int
    rows_updated: int
    rows_unchanged: int
    rows_rejected: int


class Load:
    """
    One load: a context in which chunks are written by this process alone.

    A load that is killed leaves whole chunks. Loading the same files again completes it: rows that are there are
    unchanged and keep the number of the load that wrote them.

    Parameters
    ----------
    store
        Where to; its schema is made if missing.
    title
        What is loaded, for the history.
    ceiling
        Level that rows without one were given.
    """

    def __init__(self, store: BoltStore, *, title: str, ceiling: int) -> None:
        self._store = store
        self._title, self._ceiling = title, ceiling
        self._references = References()
        self._finished = False
        self.batch_id = ""

    def __enter__(self) -> Self:
        self._store.ensure_schema()
        self.batch_id = begin(self._store, self._title, self._ceiling).load_id
        return self

    def __exit__(self, *_: object) -> None:
        """Leave; a load that was not finished stays marked as interrupted, and the next one may begin at once."""
        if not self._finished:
            with suppress(LiaisonError):  # what went wrong before is what must be told
                self._store.run(Statement(ledger.ABANDON, {"load_id": self.batch_id}))

    def add_source(self, source: Source) -> str:
        """Register a file or sheet; give its identifier, to which row references lead."""
        values = {"file_id": self._file_id(source), "name": source.name, "sheet": source.sheet}
        more = {"table": source.table, "sha256": source.sha256, "load_id": self.batch_id}
        self._store.run(Statement(ledger.SOURCE, {**values, **more}))
        return self._file_id(source)

    def write(self, chunk: Chunk) -> ChunkOutcome:
        """
        Write one chunk in one transaction.

        Raises
        ------
        BusyError
            Another load has begun since: this process was taken for dead, and must not write any more.
        """
        learned: list[tuple[str, str]] = []

        def work(transaction: neo4j.ManagedTransaction) -> ChunkOutcome:
            learned.clear()  # the store may ask to try again
            return self._written(transaction, chunk, learned)

        outcome = self._store.write(work)
        self._references.remember(learned)
        return outcome

    def finish(self) -> LoadSummary:
        """Close the load and give its sums."""
        self._store.run(Statement(ledger.FINISH, {"load_id": self.batch_id, "now": now()}))
        self._finished = True
        rows = self._store.read(Statement(ledger.SUMS, {"load_id": self.batch_id})).rows
        return LoadSummary(self.batch_id, *(int(str(value)) for value in rows[0]))

    def _file_id(self, source: Source) -> str:
        return f"{self.batch_id}/{source.file_number}"

    def _written(
        self, transaction: neo4j.ManagedTransaction, chunk: Chunk, learned: list[tuple[str, str]]
    ) -> ChunkOutcome:
        stamp = Stamp(self.batch_id, self._file_id(chunk.source), now())
        shape = chunk.shape
        rows = NodeRows(shape, stamp) if isinstance(shape, NodeShape) else RelationshipRows(shape, stamp)
        outcomes = {rejection.row: Outcome.REJECTED for rejection in chunk.rejections}
        rejections = list(chunk.rejections)

        def refuse(record: RowRecord, rejection: Rejection) -> None:
            outcomes[record.row] = Outcome.REJECTED
            rejections.append(rejection)

        sorted_rows = rows.sort(transaction, chunk.records, refuse)
        for record in sorted_rows.unchanged:
            outcomes[record.row] = Outcome.UNCHANGED
        missing = self._references.missing(transaction, shape, sorted_rows.to_write, learned)
        rejected = set()
        for record, rejection in missing:
            if record.row not in rejected:
                rejected.add(record.row)
            refuse(record, rejection)
        new = [record for record in sorted_rows.new if record.row not in rejected]
        changed = [record for record in sorted_rows.changed if record.row not in rejected]
        rows.write(transaction, new, changed, sorted_rows.before)
        outcomes.update(dict.fromkeys((record.row for record in new), Outcome.LOADED))
        outcomes.update(dict.fromkeys((record.row for record in changed), Outcome.UPDATED))
        outcomes.update(dict.fromkeys(sorted_rows.lent - rejected, Outcome.LOADED))
        if isinstance(shape, NodeShape):
            learned.extend((shape.node.label, record.key) for record in (*new, *changed))
        outcome = ChunkOutcome(outcomes, tuple(rejections))
        self._account(transaction, chunk, outcome)
        return outcome

    def _account(self, transaction: neo4j.ManagedTransaction, chunk: Chunk, outcome: ChunkOutcome) -> None:
        file_id = self._file_id(chunk.source)
        values = list(outcome.outcomes.values())
        counts = {f"rows_{kind.name.lower()}": values.count(kind) for kind in Outcome}
        expected = len({record.row for record in chunk.records} | {rejection.row for rejection in chunk.rejections})
        if sum(counts.values()) != expected:
            raise LiaisonError(
                f"Of {expected} rows of {chunk.source.name}, {sum(counts.values())} are accounted for; nothing of them "
                "was written. Please report this file."
            )
        first = min(outcome.outcomes, default=chunk.first_row)
        page = {
            "page_id": f"{file_id}:{chunk.first_row}-{chunk.last_row}",
            "file_id": file_id,
            "first_row": first,
            "last_row": max(outcome.outcomes, default=chunk.last_row),
            "outcomes": encode(outcome.outcomes),
            "load_id": self.batch_id,
        }
        transaction.run(ledger.PAGE, page).consume()
        if outcome.rejections:
            transaction.run(
                ledger.REJECTED, {"rows": [self._refused(file_id, r) for r in outcome.rejections]}
            ).consume()
        sums = transaction.run(
            ledger.COUNT, {"load_id": self.batch_id, "now": now(), "rows_read": len(values), **counts}
        ).single(strict=True)
        if sums["rows_read"] != sums["sum"]:
            raise LiaisonError(f"The sums of load {self.batch_id} disagree; nothing of this chunk was written.")
        later = transaction.run(ledger.OVERTAKEN, {"load_id": self.batch_id}).single(strict=True)["later"]
        if later:
            raise BusyError(f"Load {self.batch_id} was taken for dead and another began; load these files again.")

    def _refused(self, file_id: str, rejection: Rejection) -> dict[str, object]:
        return {
            "row_ref": f"{file_id}:{rejection.row}",
            "file_id": file_id,
            "row": rejection.row,
            "column": rejection.column,
            "rule": rejection.rule,
            "message": rejection.message,
            "batch_id": self.batch_id,
        }
