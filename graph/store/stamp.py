"""What every written record carries from its load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import LiaisonError
from graph.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import neo4j

    Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stamp:
    """
    A load and a file within it.

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

    def source_row(self, row: int) -> str:
        """Give the reference of a row."""
        return f"{self.file_id}:{row}"

    def statement(self, text: str, rows: Sequence[Row]) -> Statement:
        """Join a writing text with its rows."""
        return Statement(text, {"rows": rows, "batch_id": self.batch_id, "recorded_at": self.recorded_at})


def write(transaction: neo4j.ManagedTransaction, statement: Statement, *, all_rows: bool = True) -> None:
    """
    Run a writing statement; fail, and undo the transaction, when it did not write every row.

    Parameters
    ----------
    all_rows
        False where rows may rightly be left out, because what they say is there already.
    """
    written = transaction.run(statement.text, dict(statement.parameters)).single(strict=True)["written"]
    rows = statement.parameters["rows"]
    if all_rows and isinstance(rows, list) and written != len(rows):
        raise LiaisonError(
            f"Of {len(rows)} rows the store took {written}, so nothing of this part was written. Somebody else changes "
            "the store at the same time, or a key stands in it twice; load again, and report this if it stays."
        )
