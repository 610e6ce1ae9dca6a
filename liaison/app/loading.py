"""Load files: every row ends as loaded, updated, unchanged or rejected, and the sum is proved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import LiaisonError
from graph.interpreter import streaming
from graph.model.records import Outcome
from graph.store.writer import Load
from ingest.issues import IssueReport
from ingest.pipeline import prepare, read_chunks
from ingest.rejects import RejectWriter
from ingest.tables import TABLES
from liaison.app.reference import ensure_reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.model.records import Rejection
    from graph.store import BoltStore
    from graph.store.writer import LoadSummary
    from ingest.chunks import ReadChunk

REJECT_FOLDER = "rejected"
DONE, SOME_REJECTED = 0, 3


@dataclass(frozen=True, slots=True)
class LoadResult:
    """
    What became of a load.

    Attributes
    ----------
    load_id
        Number of the load, under which history knows it.
    files
        Files and sheets that were read.
    rows_read, rows_loaded, rows_updated, rows_unchanged, rows_rejected
        Rows; the first is the sum of the others, counted here and, apart, by the store.
    issues
        What was refused, rejected and noticed.
    reject_files
        Rejected rows with the reason beside them: mend them there and load these files.
    """

    load_id: str
    files: int
    rows_read: int
    rows_loaded: int
    rows_updated: int
    rows_unchanged: int
    rows_rejected: int
    issues: IssueReport
    reject_files: tuple[Path, ...]

    @property
    def exit_code(self) -> int:
        """0 when everything was taken, 3 when some rows or files were not."""
        return SOME_REJECTED if self.rows_rejected or self.issues.refused else DONE

    def sentence(self) -> str:
        """Say on one line what happened."""
        return (
            f"Load {self.load_id}: {self.rows_read} rows read from {self.files} "
            f"{'table' if self.files == 1 else 'tables'} = {self.rows_loaded} loaded + {self.rows_updated} updated + "
            f"{self.rows_unchanged} unchanged + {self.rows_rejected} rejected."
        )


def load(
    store: BoltStore,
    paths: Iterable[Path | str],
    *,
    rejects: Path,
    title: str = "",
    ceiling: int | None = None,
    progress: Callable[[float, str], None] | None = None,
) -> LoadResult:
    """
    Load files and folders.

    Loading the same files again changes nothing, and completes a load that was interrupted.

    Parameters
    ----------
    store
        Where to; countries and levels are written first if it lacks them.
    paths
        Files, and folders whose files are taken.
    rejects
        Folder in which a folder of the load's number is made for rejected rows, if there are any.
    title
        For the history; by default the names of the paths.
    ceiling
        Level of rows without one; None = as the `source.toml` beside a file says, else the highest.
    progress
        Told the share done, 0 to 1, and the file at hand.

    Raises
    ------
    InputError
        Nothing can be read, or the ceiling is not a level.
    BusyError
        Somebody else is loading; the sentence says who.
    StoreUnavailableError
        The store went away; whole chunks stay, and loading again completes them.
    """
    given = list(paths)
    issues = IssueReport()
    ready = prepare(given, ceiling=ceiling)
    chunks = read_chunks(ready, issues=issues, progress=progress)
    first = next(chunks, None)  # refusals come before anything is written
    ensure_reference(store)
    name = title or ", ".join(Path(path).name for path in given)
    effective = max(part.defaults.ceiling for part in ready.parts)
    counts = dict.fromkeys(Outcome, 0)
    with streaming(), Load(store, title=name[:200], ceiling=effective) as running:
        for part in ready.parts:
            running.add_source(part.source)
        with RejectWriter(rejects / running.batch_id) as writer:
            read = first
            while read is not None:
                _write(running, read, writer, issues, counts)
                read = next(chunks, None)
        summary = running.finish()
    _prove(summary, counts)
    return LoadResult(
        summary.load_id,
        len(ready.parts),
        summary.rows_read,
        summary.rows_loaded,
        summary.rows_updated,
        summary.rows_unchanged,
        summary.rows_rejected,
        issues,
        writer.paths,
    )


def _write(
    running: Load, read: ReadChunk, writer: RejectWriter, issues: IssueReport, counts: dict[Outcome, int]
) -> None:
    outcome = running.write(read.chunk)
    rejections = [_in_words_of_the_file(read.chunk.source.table, one) for one in outcome.rejections]
    issues.add(read, rejections)
    writer.write(read, rejections)
    for kind in outcome.outcomes.values():
        counts[kind] += 1


def _in_words_of_the_file(table: str, rejection: Rejection) -> Rejection:
    """Name the column of the file where the store names the link that leads nowhere."""
    columns = {column.link: column.name for column in TABLES[table].columns if column.link}
    made = {made.into: made.columns[0] for made in TABLES[table].made}
    return replace(rejection, column=columns.get(rejection.column) or made.get(rejection.column) or rejection.column)


def _prove(summary: LoadSummary, counts: dict[Outcome, int]) -> None:
    stored = (summary.rows_loaded, summary.rows_updated, summary.rows_unchanged, summary.rows_rejected)
    counted = tuple(counts[kind] for kind in (Outcome.LOADED, Outcome.UPDATED, Outcome.UNCHANGED, Outcome.REJECTED))
    if stored != counted or sum(stored) != summary.rows_read:
        raise LiaisonError(
            f"The sums of load {summary.load_id} do not agree: the store has {stored} of {summary.rows_read} rows, "
            f"{counted} were written. Load the files again and report this."
        )
