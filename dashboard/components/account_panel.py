"""How a number came about, below the table that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.source_rows import source_rows
from liaison.app import analyses
from liaison.app.viewers import ceiling_text
from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison.app.analyses import Account
    from liaison.app.view import View


@state.cached
def _account(view: View, name: str, who: tuple[str, ...], values: tuple[tuple[str, object], ...]) -> Account:
    return analyses.account(view, name, who, dict(values))


def account_panel(view: View, name: str, who: Sequence[str], values: Mapping[str, object]) -> None:
    """Draw the account of the rows of a measure that hold some words."""
    with st.container(border=True):
        found = _account(view, name, tuple(who), tuple(sorted(values.items())))
        what = found.analysis.definition
        st.markdown("**How it came about**")
        parameters = ", ".join(f"{key} = {value}" for key, value in found.values.items() if value is not None)
        for word, text in (
            ("Formula", what.formula),
            ("Reading", what.reading),
            ("Parameters", parameters or "none"),
            (
                "Network",
                f"{found.snapshot}, as of {found.as_of.isoformat()}, for a reader with {ceiling_text(found.ceiling)}",
            ),
            ("Engine", "; ".join(found.engines) or "arrays of the records; no function of networkx"),
        ):
            st.markdown(f"**{word}** {markdown_safe(text)}")
        with st.expander(f"Rows of files behind it · {len(found.source_rows):,}", icon=":material/source:"):
            source_rows(found.source_rows, key=f"account_{name}")
