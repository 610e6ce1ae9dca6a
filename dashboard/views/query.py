"""The library of questions: find one, fill in its form, read the answer, take the Cypher along."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.catalogue_list import CatalogueList
from dashboard.components.catalogue_page import asked_values, catalogue_page
from dashboard.components.errors import empty, explained
from dashboard.components.explore_buttons import explore_buttons
from dashboard.components.tables import table
from graph.statement import Result
from liaison.app import questions
from liaison.app.answer_file import answer_file, rows_of
from liaison.app.evidence import KEYS, named_in
from queries.expand import expanded
from queries.spec import Engine, QuerySpec
from reports.text import markdown_safe

if TYPE_CHECKING:
    from graph.model.marking import Marking
    from liaison.app.questions import Answer
    from liaison.app.view import View

LIBRARY: CatalogueList[QuerySpec] = CatalogueList(
    "questions", "question", questions.search, questions.find, attrgetter("query_id"),
    lambda spec: f"{spec.query_id[:3].upper()} · {spec.title}",
)  # fmt: skip


def show() -> None:
    """Draw the page."""
    catalogue_page(
        "Query", LIBRARY, _question,
        invitation="Choose a question on the left. Each one is a read-only query that you can also run elsewhere.",
    )  # fmt: skip


def _question(spec: QuerySpec, view: View) -> Marking:
    """Draw a question with its answer; give the marking of what is shown."""
    st.subheader(spec.title, anchor=False)
    st.markdown(markdown_safe(spec.question))
    with st.container(horizontal=True, gap="small"):
        st.badge(spec.theme, color="blue")
        st.badge("Cypher" if spec.engine is Engine.CYPHER else "Measure", color="gray")
    marking = view.marking
    with explained():
        values = asked_values("query", spec.query_id, spec.parameters, view)
        if values is not None:
            answer = _answered(view, spec.query_id, tuple(sorted(values.items())))
            marking = answer.marking
            _answer(view, answer, values)
        else:
            st.caption("Nothing was asked yet: fill in the form and choose **Run**.")
            with st.expander("What the answer will hold", icon=":material/view_column:"):
                _columns(spec)
    return marking


@state.cached
def _answered(view: View, query_id: str, values: tuple[tuple[str, object], ...]) -> Answer:
    return questions.run(state.workspace(), query_id, dict(values), viewer=state.viewer(), as_of=view.as_of)


def _answer(view: View, answer: Answer, values: dict[str, object]) -> None:
    spec, result = answer.spec, rows_of(answer)
    rows, cypher, columns = st.tabs([f"Answer · {len(result.rows):,}", "Cypher", "Columns"])
    with rows:
        if not result.rows:
            empty(markdown_safe(f"No rows. {answer.why_empty}"))
        else:
            _rows(view, answer, result)
    with cypher:
        if spec.engine is Engine.CYPHER:
            st.caption("The question as it ran, for you and this day; paste it into Neo4j Browser or cypher-shell.")
            text = expanded(spec, values, viewer=state.viewer(), as_of=view.as_of)
            st.code(text, language="cypher", wrap_lines=True, height=380)
        else:
            empty("This question is answered by a measure of the network, not by Cypher.")
    with columns:
        _columns(spec)
        st.caption(markdown_safe(spec.marking))


def _rows(view: View, answer: Answer, result: Result) -> None:
    chosen = table(
        result, key=f"query_rows_{answer.spec.query_id}", clickable=any(name in KEYS for name in result.columns),
        alt=answer.spec.question, height=None if len(result.rows) < 10 else 420,  # noqa: PLR2004 - what fits
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        name, data = answer_file(view, answer, viewer=state.viewer())
        st.download_button(
            "CSV", data=data, file_name=name, mime="text/csv", icon=":material/download:", on_click="ignore",
            key="query_csv", help="Marked, with formulas made harmless.",
        )  # fmt: skip
        if chosen is not None:
            explore_buttons(named_in(result.columns, [tuple(chosen.values())]), key="query_go")
        elif any(column in KEYS for column in result.columns):
            st.caption("Choose a row to go on from it.", width="content")
    if result.truncated:
        st.caption(f"The first {len(result.rows):,} rows; narrow the parameters to see the others.")


def _columns(spec: QuerySpec) -> None:
    rows = tuple((column.name, column.kind.value, column.unit, column.meaning) for column in spec.columns)
    table(Result(("column", "type", "unit", "meaning"), rows), key="query_columns", alt="Columns of the answer")
