"""Where records come from: the rows of the files they were read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.tables import table
from graph.statement import Result
from liaison.app.history import origins

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_ROWS = 500


def source_rows(references: Sequence[str], *, key: str) -> None:
    """Draw file, sheet and row of each reference that the reader sees."""
    found = origins(state.workspace().store, references[:_MOST_ROWS])
    if not found:
        st.caption("No file is known for this record.")
        return
    rows = tuple((origin.file, origin.sheet, origin.row, origin.table, origin.reference) for origin in found)
    table(Result(("file", "sheet", "row", "table", "reference"), rows), key=key, alt="Source rows")
    if len(references) > _MOST_ROWS:
        st.caption(f"The first {_MOST_ROWS:,} of {len(references):,} rows.")
