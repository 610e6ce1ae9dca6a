"""One node in full: who it is, its numbers, its ties and why they are as strong, where everything comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.errors import empty
from dashboard.components.source_rows import source_rows
from dashboard.components.standing_panel import standing_panel
from dashboard.components.tables import table
from graph.statement import Result
from liaison.app import analyses
from liaison.app.details import details
from reports.picture.kinds import style_of
from reports.text import markdown_safe, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.analytics.results import Table
    from liaison.app.analyses import Analysed
    from liaison.app.details import Details, DetailSection
    from liaison.app.view import View

_PEOPLE = ("Officer", "Contact")
_HEIGHT = 201
_NAMES = {"only holder": "Only holder", "on the day": "On the day", "valid_from": "From", "valid_to": "To"}
_EVENT_NAMES = {"direction or initiative": "Way"}
_TERM_NAMES = {"key": "Event", "direction": "Way"}
_COLOURS = {"Officer": "blue", "Contact": "orange", "Organisation": "green", "Country": "violet"}


@state.cached
def found_details(view: View, node: str) -> Details:
    """Give everything about a node; raises as `liaison.app.details` does."""
    return details(view, node)


def entity_panel(view: View, found: Details, *, on_focus: Callable[[str], None], focus: str | None) -> None:
    """
    Draw the panel.

    Parameters
    ----------
    view
        What may be seen.
    found
        The node.
    on_focus
        Told the name of the node that is to come into the middle.
    focus
        The node in the middle now.
    """
    st.subheader(markdown_safe(found.name), anchor=False)
    with st.container(horizontal=True, gap="small"):
        st.badge(style_of(found.label).kind, color=_COLOURS.get(found.label, "gray"))  # type: ignore[arg-type]
        st.badge(markdown_safe(found.key), color="gray")
        st.badge(markdown_safe(found.marking.caption()), color="red" if found.marking.level else "gray")
    _numbers(found)
    if found.node != focus:
        st.button(
            "Put into the middle", key="explore_focus_here", icon=":material/center_focus_strong:",
            on_click=on_focus, args=(found.node,),
        )  # fmt: skip
    titles = ["Ties", "Events", "Measures"] if found.label in _PEOPLE else []
    tabs = dict(zip([*titles, "Relations", "Record"], st.tabs([*titles, "Relations", "Record"]), strict=True))
    if titles:
        with tabs["Ties"]:
            _ties(view, found)
        with tabs["Events"]:
            _events(found)
        with tabs["Measures"]:
            standing_panel(view, found.node)
    with tabs["Relations"]:
        _relations(found, on_focus)
    with tabs["Record"]:
        _record(found)


def _numbers(found: Details) -> None:
    chosen = [section for section in found.sections if section.title in ("Ties", "Events")]
    if not chosen:
        return
    columns = st.columns(3)
    for column, section in zip(columns, chosen, strict=False):
        column.metric(section.title, section.total, help=section.note or None, format="localized")
    strengths = [row for section in chosen if section.title == "Ties" for row in section.table.records()]
    if strengths:
        columns[2].metric(
            "Strongest", f"{strengths[0]['strength']:.0f}", help="Strength of the strongest tie, 0 to 100."
        )


def _section(found: Details, title: str) -> DetailSection | None:
    return next((section for section in found.sections if section.title == title), None)


def _ties(view: View, found: Details) -> None:
    section = _section(found, "Ties")
    if section is None:
        empty("No tie on this day: ties come from common events of an officer and a contact up to it.")
        return
    st.caption("Choose a row to see why the tie is as strong as it is.")
    hidden = ("given", "received", "first") if found.label in _PEOPLE else ()
    chosen = table(
        section.table, key=f"explore_ties_{found.node}", hidden=hidden, names=_NAMES, height=_HEIGHT,
        clickable=True, alt=f"Ties, {section.note}",
    )  # fmt: skip
    _cut(section)
    if chosen is not None:
        other = str(chosen["node"])
        officer, contact = (found.node, other) if found.label == "Officer" else (other, found.node)
        tie_explained(view, officer, contact)


@state.cached
def _tie(view: View, officer: str, contact: str) -> Analysed:
    return analyses.run(view, "tie", {"officer": officer, "contact": contact})


def tie_explained(view: View, officer: str, contact: str) -> None:
    """Draw why a tie is as strong as it is, down to the rows it was read from; raises when there is no such tie."""
    found = _tie(view, officer, contact)
    tie, terms = found.outcome.tables
    (strength,) = (record["strength"] for record in tie.records())
    st.markdown(f"**Why {strength:.0f} of 100?**")
    table(_factors(tie), key=f"explore_factors_{officer}_{contact}", height=_HEIGHT, alt="Factors of the strength")
    st.caption(f"{found.outcome.caption} The values of the {len(terms.rows)} events add up to `decayed`.")
    chosen = table(
        terms.result(), key=f"explore_terms_{officer}_{contact}", clickable=True, height=_HEIGHT,
        hidden=("label", "age", "source_rows"), names=_TERM_NAMES, alt="Events that the tie is computed from",
        meanings={column.name: column.meaning for column in terms.columns},
    )  # fmt: skip
    if chosen is None:
        st.caption("Choose an event to see the rows of the files it was read from.")
    else:
        source_rows(chosen["source_rows"], key=f"explore_rows_{chosen['key']}")  # type: ignore[arg-type]


def _factors(tie: Table) -> Result:
    """Turn the one row of a tie, so that each of its numbers stands beside what it means."""
    rows = (
        (column.name.replace("_", " "), value, f"{column.meaning} ({column.unit})")
        for column, value in zip(tie.columns, tie.rows[0], strict=True)
        if isinstance(value, int | float) and not isinstance(value, bool)
    )
    return Result(("factor", "value", "meaning"), tuple(rows))


def _events(found: Details) -> None:
    section = _section(found, "Events")
    if section is None:
        empty("No exchange or interaction up to this day that you may see.")
        return
    table(
        section.table, key=f"explore_events_{found.node}", hidden=("source rows",), names=_EVENT_NAMES,
        height=_HEIGHT + 60, alt=section.note,
    )  # fmt: skip
    _cut(section)


def _relations(found: Details, on_focus: Callable[[str], None]) -> None:
    sections = [section for section in found.sections if section.title not in ("Ties", "Events")]
    if not sections:
        empty("No other relations are recorded that you may see.")
    for number, section in enumerate(sections):
        title = section.title.replace("_", " ").capitalize()
        with st.expander(f"{markdown_safe(title)} · **{section.total}**", expanded=number == 0):
            st.caption(section.note)
            chosen = table(
                section.table, key=f"explore_{found.node}_{section.title}", names=_NAMES, clickable=True, alt=title
            )
            _cut(section)
            if chosen is not None:
                st.button(
                    markdown_safe(f"Go to {chosen['name']}"), key=f"explore_go_{section.title}",
                    icon=":material/arrow_forward:", on_click=on_focus, args=(str(chosen["node"]),),
                )  # fmt: skip


def _record(found: Details) -> None:
    rows = tuple((name, value if value is None else plain(value)) for name, _, value in found.properties)
    table(Result(("property", "value"), rows), key=f"explore_record_{found.node}", height=_HEIGHT, alt="Properties")
    if found.source_rows:
        st.caption("Read from")
        source_rows(found.source_rows, key=f"explore_rows_{found.node}")


def _cut(section: DetailSection) -> None:
    if section.table.truncated:
        st.caption(f"The first {len(section.table.rows)} of {section.total}.")
