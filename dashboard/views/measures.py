"""Measures of the network: choose one, fill in its form, read the numbers, see how each came about."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.components.account_panel import account_panel
from dashboard.components.catalogue_list import CatalogueList
from dashboard.components.catalogue_page import asked_values, catalogue_page
from dashboard.components.errors import empty, explained
from dashboard.components.explore_buttons import explore_buttons
from dashboard.components.refinement_panel import refinement_panel
from dashboard.components.tables import table
from liaison.app import analyses
from liaison.app.evidence import named_in
from reports.text import markdown_safe

if TYPE_CHECKING:
    from graph.analytics.results import Table
    from graph.model.marking import Marking
    from liaison.app.analyses import Analysed
    from liaison.app.analyses.spec import Analysis
    from liaison.app.view import View

_MOST_ROWS = 5_000
LIST: CatalogueList[Analysis] = CatalogueList(
    "measures", "measure", analyses.list_analyses, analyses.find, attrgetter("name"), attrgetter("title")
)  # fmt: skip


def show() -> None:
    """Draw the page."""
    catalogue_page(
        "Measures", LIST, _measure,
        invitation="Choose a measure on the left. Each one says what it is, how to read it and where it comes from.",
    )  # fmt: skip


def _measure(analysis: Analysis, view: View) -> Marking:
    """Draw a measure with its numbers; give the marking of what is shown."""
    st.subheader(markdown_safe(analysis.title), anchor=False)
    st.markdown(markdown_safe(analysis.question))
    with st.expander("What it is and how to read it", icon=":material/menu_book:"):
        _definition(analysis)
    marking = view.marking_of(analysis.reads)
    with explained():
        given = asked_values("measures", analysis.name, analysis.parameters, view)
        if given is None and analysis.parameters:
            st.caption("Nothing was computed yet: fill in the form and choose **Run**.")
            return marking
        first, exact = analyses.estimated_first(view, analysis.name, given or {})
        with st.spinner("Computing ..."):
            found = analyses.run(view, analysis.name, first)
        _outcome(view, refinement_panel(view, found, at_once=exact))
    return marking


def _outcome(view: View, found: Analysed) -> None:
    tables = found.outcome.tables
    if found.outcome.caption:
        st.caption(markdown_safe(found.outcome.caption))
    drawn = st.tabs([f"{one.name.capitalize()} · {len(one.rows):,}" for one in tables])
    for number, (one, tab) in enumerate(zip(tables, drawn, strict=True)):
        with tab:
            chosen = _rows(found, one, number)
            if chosen is not None:
                words = [str(value) for value in chosen.values() if isinstance(value, str) and value][:3]
                account_panel(view, found.analysis.name, words, found.values)


def _rows(found: Analysed, one: Table, number: int) -> dict[str, object] | None:
    """Draw a table; give the row that was chosen."""
    if not one.rows:
        empty("Nothing on this day, or nothing that you may see.")
        return None
    result = one.result(_MOST_ROWS)
    key = f"measures_rows_{found.analysis.name}_{number}"
    meanings = {column.name: f"{column.meaning} ({column.unit})" if column.unit else column.meaning
                for column in one.columns}  # fmt: skip
    chosen = table(result, key=key, clickable=True, alt=found.analysis.question, meanings=meanings)
    if result.truncated:
        st.caption(f"The first {_MOST_ROWS:,} of {len(one.rows):,} rows.")
    if chosen is None:
        st.caption("Choose a row to see how its numbers came about.")
    else:
        explore_buttons(named_in(result.columns, [tuple(chosen.values())]), key=key)
    return chosen


def _definition(analysis: Analysis) -> None:
    what = analysis.definition
    st.markdown(markdown_safe(f"{what.summary} {what.meaning}".strip()))
    rows = tuple(
        (word, getattr(what, word))
        for word in ("formula", "unit", "range", "reading", "degenerate", "cost", "sources")
        if getattr(what, word)
    )
    for word, text in rows:
        st.markdown(f"**{word.capitalize()}** {markdown_safe(text)}")
