"""Write chunks of rows: data, ledger and sums in one transaction each."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from graph.cypher import ledger
from graph.errors import BusyError, LiaisonError
from graph.model.marking import HIGHEST_LEVEL
from graph.model.records import Chunk, ChunkOutcome, Outcome, Rejection
from graph.model.shapes import NodeShape
from graph.statement import Statement
from graph.store.comparison import Comparison, compare
from graph.store.created import ensure
from graph.store.lease import begin, now
from graph.store.lookup import LookUp
from graph.store.outcomes import encode
from graph.store.references import References, referred, without_missing
from graph.store.rows import NodeRows, RelationshipRows
from graph.store.sentences import DuplicateKeyError
from graph.store.stamp import Stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    import neo4j

    from graph.model.records import Source
    from graph.store.bolt import BoltStore
    from graph.store.references import Key


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
        self._holder = ""
        self._finished = False
        self._look_up = LookUp()
        self.batch_id = ""

    def __enter__(self) -> Self:
        self._store.ensure_schema()
        lease = begin(self._store, self._title, self._ceiling)
        self.batch_id, self._holder = lease.load_id, lease.holder
        return self

    def __exit__(self, *_: object) -> None:
        """Leave; a load that was not finished stays marked as interrupted, and the next one may begin at once."""
        if not self._finished:
            with suppress(LiaisonError):  # what went wrong before is what must be told
                self._store.run(Statement(ledger.ABANDON, {"load_id": self.batch_id, "holder": self._holder}))

    def add_source(self, source: Source) -> str:
        """Register a file or sheet; give its identifier, to which row references lead."""
        values = {"file_id": self._file_id(source), "name": source.name, "sheet": source.sheet, "table": source.table}
        more = {"sha256": source.sha256, "load_id": self.batch_id, "ceiling": self._ceiling}
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
        try:
            return self._persistent(chunk)
        except DuplicateKeyError:
            if not self._look_up.mistaken():
                raise
            return self._persistent(chunk)

    def finish(self) -> LoadSummary:
        """Close the load and give its sums."""

        def work(transaction: neo4j.ManagedTransaction) -> list[int]:
            values = {"load_id": self.batch_id, "now": now()}
            self._still_ours(transaction.run(ledger.FINISH, values).single(strict=True)["holder"])
            return [int(value) for value in transaction.run(ledger.SUMS, {"load_id": self.batch_id}).values()[0]]

        sums = self._store.write(work)
        self._finished = True
        return LoadSummary(self.batch_id, *sums)

    def _file_id(self, source: Source) -> str:
        return f"{self.batch_id}/{source.file_number}"

    def _persistent(self, chunk: Chunk) -> ChunkOutcome:
        """Write a chunk; when the connection broke, look first whether it had been written."""
        learned: set[Key] = set()
        planned: list[ChunkOutcome] = []

        def work(transaction: neo4j.ManagedTransaction) -> ChunkOutcome:
            if planned and transaction.run(ledger.WRITTEN, {"page_id": self._page_id(chunk)}).single() is not None:
                return planned[-1]
            learned.clear()
            outcome = self._written(transaction, chunk, learned)
            planned.append(outcome)
            return outcome

        outcome = self._store.write(work, repeatable=True)
        self._references.remember(learned)
        return outcome

    def _written(self, transaction: neo4j.ManagedTransaction, chunk: Chunk, learned: set[Key]) -> ChunkOutcome:
        stamp = Stamp(self.batch_id, self._file_id(chunk.source), now())
        shape = chunk.shape
        rows = NodeRows(shape, stamp) if isinstance(shape, NodeShape) else RelationshipRows(shape, stamp)
        found = rows.found(transaction, chunk.records, self._look_up)
        compared = compare(chunk.records, found, batch_id=self.batch_id)
        lacking = self._references.unknown(transaction, referred(shape, compared.to_write), learned)
        if lacking:
            kept, missing = without_missing(shape, compared.to_write, lacking)
            compared.rejections += missing
            compared.keep(kept)
        wishes = rows.wishes(compared.to_write)
        ensure(transaction, wishes, stamp, known=self._references, look_up=self._look_up, learned=learned)
        rows.write(transaction, compared)
        if isinstance(shape, NodeShape):
            learned.update((shape.node.label, record.key) for record in compared.to_write)
        outcome = _outcome(chunk, compared)
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
        page = {
            "page_id": self._page_id(chunk),
            "file_id": file_id,
            "first_row": min(outcome.outcomes, default=chunk.first_row),
            "last_row": max(outcome.outcomes, default=chunk.last_row),
            "outcomes": encode(outcome.outcomes),
            "load_id": self.batch_id,
            "ceiling": self._ceiling,
        }
        transaction.run(ledger.PAGE, page).consume()
        if outcome.rejections:
            refused = self._refused(file_id, outcome.rejections)
            transaction.run(ledger.REJECTED, {"rows": refused, "highest": HIGHEST_LEVEL}).consume()
        sums = transaction.run(
            ledger.COUNT, {"load_id": self.batch_id, "now": now(), "rows_read": len(values), **counts}
        ).single(strict=True)
        if sums["rows_read"] != sums["sum"]:
            raise LiaisonError(f"The sums of load {self.batch_id} disagree; nothing of this chunk was written.")
        self._still_ours(sums["holder"])

    def _still_ours(self, holder: object) -> None:
        if holder != self._holder:
            raise BusyError(
                f"Load {self.batch_id} has ended, or was taken for dead and another began; load these files again."
            )

    def _page_id(self, chunk: Chunk) -> str:
        return f"{self._file_id(chunk.source)}:{chunk.first_row}-{chunk.last_row}"

    def _refused(self, file_id: str, rejections: Sequence[Rejection]) -> list[dict[str, object]]:
        """Give the nodes of refused rows; several reasons for one row are joined."""
        by_row: dict[int, list[Rejection]] = {}
        for rejection in rejections:
            by_row.setdefault(rejection.row, []).append(rejection)
        return [
            {
                "row_ref": f"{file_id}:{row}",
                "file_id": file_id,
                "row": row,
                "column": "; ".join(dict.fromkeys(reason.column for reason in reasons if reason.column)),
                "rule": "; ".join(dict.fromkeys(reason.rule for reason in reasons)),
                "message": " ".join(reason.message for reason in reasons),
                "batch_id": self.batch_id,
            }
            for row, reasons in by_row.items()
        ]


def _outcome(chunk: Chunk, compared: Comparison) -> ChunkOutcome:
    rejections = (*chunk.rejections, *compared.rejections)
    outcomes = {rejection.row: Outcome.REJECTED for rejection in rejections}
    for records, kind in (
        (compared.new, Outcome.LOADED),
        (compared.lent, Outcome.LOADED),
        (compared.changed, Outcome.UPDATED),
        (compared.unchanged, Outcome.UNCHANGED),
    ):
        outcomes.update((record.row, kind) for record in records)
    return ChunkOutcome(outcomes, rejections)
