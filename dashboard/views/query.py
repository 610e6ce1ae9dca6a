"""The library of questions: find one, fill in its form, read the answer, take the Cypher along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.errors import empty, explained
from dashboard.components.header import Header
from dashboard.components.parameter_form import parameter_form
from dashboard.components.tables import table
from graph.errors import NotFoundError
from graph.statement import Result
from liaison.app import questions
from liaison.app.answer_file import answer_file, rows_of
from liaison.app.recency import recorded_until
from queries.expand import expanded
from queries.spec import THEMES, Engine
from reports.text import markdown_safe

if TYPE_CHECKING:
    from graph.model.marking import Marking
    from liaison.app.questions import Answer
    from liaison.app.view import View
    from queries.spec import QuerySpec

_SEARCH, _THEME, _LIST, _ASKED = "query_search", "query_theme", "query_list", "query_asked"
_HEIGHT = 520
_PEOPLE = {"officer_id": "Officer", "contact_id": "Contact", "org_id": "Organisation", "country": "Country"}


def show() -> None:
    """Draw the page."""
    header = Header("Query")
    view = state.view()
    header.tell(recorded_until(view))
    left, right = st.columns([3, 7], gap="medium")
    with left:
        spec = _library()
    with right:
        if spec is None:
            header.mark(view.marking)
            empty("Choose a question on the left. Each one is a read-only query that you can also run elsewhere.")
        else:
            header.mark(_question(spec, view))


def _library() -> QuerySpec | None:
    text = st.text_input(
        "Search questions", key=_SEARCH, type="search", live="200ms", icon=":material/search:",
        placeholder="Search questions", label_visibility="collapsed",
    )  # fmt: skip
    themes = sorted({spec.theme for spec in questions.list_questions()}, key=list(THEMES).index)
    theme = st.selectbox(
        "Theme", themes, index=None, key=_THEME, placeholder="All themes", label_visibility="collapsed",
        format_func=lambda name: f"{name.capitalize()}: {THEMES[name]}",
    )  # fmt: skip
    found = questions.search(text) if text and text.strip() else questions.list_questions()
    specs = {spec.query_id: spec for spec in found if theme in (None, spec.theme)}
    asked = st.query_params.get("question")
    chosen: QuerySpec | None = None
    if asked:
        try:
            chosen = questions.find(asked)
        except NotFoundError as error:
            st.warning(markdown_safe(error), icon=":material/search_off:")
    if not specs:
        empty("No question holds these words. Try fewer, or all themes.")
        return chosen
    options = list(specs)
    key = f"{_LIST}_{'_'.join(options)}"
    wanted = chosen.query_id if chosen is not None and chosen.query_id in specs else None
    if st.session_state.get(key) != wanted:
        st.session_state[key] = wanted
    with st.container(height=_HEIGHT, border=True):
        st.radio(
            f"{len(options)} questions",
            options,
            index=None,
            key=key,
            format_func=lambda name: f"{specs[name].query_id[:3].upper()} · {specs[name].title}",
            on_change=lambda: _choose(st.session_state[key]),
        )
    return chosen


def _choose(query_id: str) -> None:
    st.query_params["question"] = query_id


def _question(spec: QuerySpec, view: View) -> Marking:
    """Draw a question with its answer; give the marking of what is shown."""
    st.subheader(spec.title, anchor=False)
    st.markdown(markdown_safe(spec.question))
    with st.container(horizontal=True, gap="small"):
        st.badge(spec.theme, color="blue")
        st.badge("Cypher" if spec.engine is Engine.CYPHER else "Measure", color="gray")
    marking = view.marking
    with explained():
        values = parameter_form(spec, view)
        asked = st.session_state.setdefault(_ASKED, {})
        if values is not None:
            asked[spec.query_id] = values
        if spec.query_id in asked:
            answer = _answered(view, spec.query_id, tuple(sorted(asked[spec.query_id].items())))
            marking = answer.marking
            _answer(view, answer, asked[spec.query_id])
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
        result, key=f"query_rows_{answer.spec.query_id}", clickable=any(name in _PEOPLE for name in result.columns),
        alt=answer.spec.question, height=None if len(result.rows) < 10 else 420,  # noqa: PLR2004 - what fits
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        name, data = answer_file(view, answer)
        st.download_button(
            "CSV", data=data, file_name=name, mime="text/csv", icon=":material/download:", on_click="ignore",
            key="query_csv", help="Marked, with formulas made harmless.",
        )  # fmt: skip
        if chosen is not None:
            for column, label in _PEOPLE.items():
                if chosen.get(column):
                    st.button(
                        markdown_safe(f"Explore {label} {chosen[column]}"), key=f"query_go_{column}",
                        icon=":material/hub:", on_click=_leave, args=(f"{label}:{chosen[column]}",),
                    )  # fmt: skip
        elif any(column in _PEOPLE for column in result.columns):
            st.caption("Choose a row to go on from it.", width="content")
    if result.truncated:
        st.caption(f"The first {len(result.rows):,} rows; narrow the parameters to see the others.")
    node = st.session_state.pop("query_leave", None)
    if node is not None:
        state.go("explore", focus=node)


def _leave(node: str) -> None:
    st.session_state["query_leave"] = node


def _columns(spec: QuerySpec) -> None:
    rows = tuple((column.name, column.kind.value, column.unit, column.meaning) for column in spec.columns)
    table(Result(("column", "type", "unit", "meaning"), rows), key="query_columns", alt="Columns of the answer")
