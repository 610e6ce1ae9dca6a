"""The day at a glance: its numbers, what needs somebody, how exchanges went, the strongest ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.charts import monthly_chart
from dashboard.components.errors import empty
from dashboard.components.header import Header
from dashboard.components.tables import table
from liaison.app.attention import needs_attention
from liaison.app.overview import monthly, numbers, strongest_ties
from liaison.app.recency import recorded_until
from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.statement import Result
    from liaison.app.attention import Attention
    from liaison.app.overview import Number
    from liaison.app.view import View

_FIRST = ("officers", "contacts", "exchanges_year", "single_holder")
_MOST_TIES = 15


def show() -> None:
    """Draw the page."""
    header = Header("Overview")
    view = state.view()
    header.mark(view.marking)
    recorded = recorded_until(view)
    header.tell(recorded)
    if recorded is None:
        empty(
            "There is nothing to see for this viewer on this day. Load files on the **Data** page, choose another "
            "viewer above, or make a sample world with `make demo`."
        )
        return
    _numbers(_counted(view))
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _attention(_checked(view))
    with right:
        _months(view)
    _ties(view)


@state.cached
def _counted(view: View) -> tuple[Number, ...]:
    return numbers(view)


@state.cached
def _checked(view: View) -> tuple[Attention, ...]:
    return needs_attention(view)


def _numbers(counted: Sequence[Number]) -> None:
    for column, name in zip(st.columns(len(_FIRST)), _FIRST, strict=True):
        number = next(number for number in counted if number.name == name)
        column.metric(number.title, number.value, help=number.meaning, border=True, format="localized")
    rest = [number for number in counted if number.name not in _FIRST]
    with st.container(horizontal=True, gap="medium"):
        for number in rest:
            st.caption(f"{number.title} **{number.value:,}**", help=number.meaning, width="content")


def _attention(items: Sequence[Attention]) -> None:
    st.subheader("Needs attention", anchor=False)
    if not items:
        st.success("Nothing that you may see needs attention on this day.", icon=":material/check_circle:")
    for item in items:
        with st.expander(f"{item.title} · **{item.total}**", icon=":material/flag:"):
            st.caption(item.remedy)
            chosen = table(item.rows, key=f"overview_{item.name}", clickable=True, alt=item.title)
            if item.rows.truncated:
                st.caption(f"The first {len(item.rows.rows)} of {item.total}.")
            if chosen is not None:
                state.go("explore", focus=str(chosen["node"]))


def _months(view: View) -> None:
    st.subheader("Exchanges by month", anchor=False)
    result = _monthly(view)
    if not any(any(row[1:]) for row in result.rows):
        empty("No exchange in the last 24 months that you may see. Choose an earlier day above.")
        return
    monthly_chart(result)
    with st.expander("As a table", icon=":material/table:"):
        table(result, key="overview_months", alt="Exchanges by month")


@state.cached
def _monthly(view: View) -> Result:
    return monthly(view)


@state.cached
def _strongest(view: View) -> Result:
    return strongest_ties(view, limit=_MOST_TIES)


def _ties(view: View) -> None:
    st.subheader("Strongest ties", anchor=False)
    result = _strongest(view)
    if not result.rows:
        empty("Nobody has a tie on this day: no officer and contact have a common event up to it.")
        return
    st.caption("Choose a row to explore the network around its officer.")
    chosen = table(result, key="overview_ties", clickable=True, alt="Strongest ties of the day")
    if chosen is not None:
        state.go("explore", focus=str(chosen["officer_node"]), chosen=str(chosen["contact_node"]))
    st.caption(markdown_safe(f"Strength runs from 0 to 100, as computed on {view.as_of.isoformat()}."))
