"""Looking back: what was loaded, what was not taken and why, and where a record comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.cypher import history
from graph.errors import NotFoundError, RefusedError, near
from graph.model.vocabularies import HISTORY_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model.viewer import Viewer
    from graph.statement import Reader, Result

_REFERENCE = re.compile(r"(?P<file>[0-9]+/[0-9]+):(?P<row>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Origin:
    """
    Where a record comes from.

    Attributes
    ----------
    reference
        As on the record, such as `000012/1:417`.
    file, sheet, row, table
        File name, sheet of a workbook, row as a spreadsheet shows it, and the input table it was read as.
    sha256
        Digest of the file, to find the right copy.
    """

    reference: str
    file: str
    sheet: str
    row: int
    table: str
    sha256: str


def loads(reader: Reader, viewer: Viewer) -> Result:
    """
    List all loads with their sums, latest first; one without `finished_at` was interrupted, or is running.

    Raises
    ------
    RefusedError
        The viewer's role does not include sums over all rows.
    """
    _require(viewer)
    return reader.read(history.loads())


def sources(reader: Reader, viewer: Viewer, load_id: str) -> Result:
    """List the files of a load; raises as `loads` does, and NotFoundError where there is no such load."""
    _require(viewer)
    found = reader.read(history.sources(load_id))
    if not found.rows:
        known = [str(row[0]) for row in reader.read(history.loads(), limit=None).rows]
        if load_id not in known:
            raise NotFoundError(f"There is no load {load_id[:80]!r}. {near(load_id, known)}".strip())
    return found


def rejected(reader: Reader, viewer: Viewer, load_id: str, *, limit: int = 1_000) -> Result:
    """List the rows of a load that were not taken, and why; raises as `loads` does."""
    _require(viewer)
    return reader.read(history.rejected(load_id), limit=limit)


def origins(reader: Reader, references: Iterable[str]) -> tuple[Origin, ...]:
    """
    Resolve references to source rows.

    Parameters
    ----------
    reader
        The store.
    references
        Those on records that the reader sees; others must not be passed. Malformed ones are passed over.

    Returns
    -------
    origins
        In the order of the references; one to a file that the store does not know is left out.
    """
    parsed = [(text, match["file"], int(match["row"])) for text in references if (match := _REFERENCE.fullmatch(text))]
    if not parsed:
        return ()
    rows = reader.read(history.files({file for _, file, _ in parsed})).records()
    files = {str(row["file_id"]): row for row in rows}
    return tuple(
        Origin(
            text,
            str(files[file]["name"] or ""),
            str(files[file]["sheet"] or ""),
            row,
            str(files[file]["table"] or ""),
            str(files[file]["sha256"] or ""),
        )
        for text, file, row in parsed
        if file in files
    )


def _require(viewer: Viewer) -> None:
    if viewer.role not in HISTORY_ROLES:
        roles = ", ".join(sorted(HISTORY_ROLES))
        raise RefusedError(
            f"The history of loads counts rows of every marking, so it is for the roles {roles}; "
            f"{viewer.user_id!r} has the role {viewer.role!r}. Choose another viewer with --viewer or LIAISON_VIEWER."
        )
