"""Read files as a load would, but write nothing: what would be taken, what would not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.model.marking import HIGHEST_LEVEL
from ingest.issues import IssueReport
from ingest.pipeline import prepare, read_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TableCheck:
    """Rows of one file or sheet: how many were read as a table's, and how many of them cannot be taken."""

    file: str
    sheet: str
    table: str
    rows: int
    rejected: int


@dataclass(frozen=True, slots=True)
class CheckResult:
    """
    What a look at files found.

    Attributes
    ----------
    tables
        Files and sheets that can be read, in the order in which they would be loaded.
    rows, valid, rejected
        Rows; the first is the sum of the others. A valid row may still be refused by the store, when it names
        something that does not exist there.
    level
        Highest level of any row; rows that cannot be read count as the highest of all.
    issues
        What was refused, rejected and noticed.
    """

    tables: tuple[TableCheck, ...]
    rows: int
    valid: int
    rejected: int
    level: int
    issues: IssueReport


def check(
    paths: Iterable[Path | str], *, ceiling: int | None = None, progress: Callable[[float, str], None] | None = None
) -> CheckResult:
    """
    Look at files and folders without a store.

    Parameters
    ----------
    paths
        As for `load`.
    ceiling
        Level of rows without one; None = the highest.
    progress
        Told the share read, 0 to 1, and the file at hand.

    Returns
    -------
    result
        Also when nothing at all can be read: then there are only issues.

    Raises
    ------
    InputError
        The ceiling is not a level.
    """
    issues = IssueReport()
    ready = prepare(paths, ceiling=ceiling)
    if not ready.parts:
        for refusal in ready.refusals:
            issues.refuse(refusal.file, refusal.sheet, refusal.message)
        if not ready.refusals:
            raise InputError("There is nothing to check; name at least one file.")
        return CheckResult((), 0, 0, 0, HIGHEST_LEVEL, issues)
    read_by_source: dict[int, list[int]] = {part.source.file_number: [0, 0] for part in ready.parts}
    level = 0
    for read in read_chunks(ready, issues=issues, progress=progress):
        chunk = read.chunk
        issues.add(read, chunk.rejections)
        bad = len({rejection.row for rejection in chunk.rejections})
        sums = read_by_source[chunk.source.file_number]
        sums[0] += len(chunk.records) + bad
        sums[1] += bad
        levels = (int(str(record.properties.get("level", HIGHEST_LEVEL))) for record in chunk.records)
        level = max(level, HIGHEST_LEVEL if bad else 0, max(levels, default=0))
    tables = tuple(
        TableCheck(part.source.name, part.source.sheet, part.source.table, *read_by_source[part.source.file_number])
        for part in ready.parts
    )
    rows, rejected = sum(one.rows for one in tables), sum(one.rejected for one in tables)
    return CheckResult(tables, rows, rows - rejected, rejected, level, issues)
