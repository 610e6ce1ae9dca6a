"""What stands on top of every page: marking of what is shown, how old the data is, the day and the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from graph.model.marking import HIGHEST_LEVEL
from liaison.app.today import today
from reports.text import markdown_safe

if TYPE_CHECKING:
    import datetime as dt

    from streamlit.delta_generator import DeltaGenerator

    from graph.model.marking import Marking
    from graph.model.viewer import Viewer

_SHOWN = "header_marking"
"""Where a session keeps the marking of what it shows."""

_WHO = (
    "Choose as whom to read. This list is for trying out markings on your own machine: nobody is asked for a password, "
    "and everyone who can open this page can choose any profile."
)


class Header:
    """
    The top of a page; the marking is filled in when it is known what is shown.

    Parameters
    ----------
    title
        Of the page.
    """

    def __init__(self, title: str) -> None:
        self._banner: DeltaGenerator = st.empty()
        # While a page runs again, what it showed before is still to be read, and must not lose its marking.
        self._shown: Marking | None = st.session_state.get(_SHOWN)
        if self._shown is not None:
            self._write(self._shown, "_before")
        with st.container(key="header"):
            name, day, who = st.columns([5.2, 1.5, 3.3], vertical_alignment="bottom")
            with name:
                st.header(title, anchor=False)
                self._facts: DeltaGenerator = st.empty()
            with day:
                _day()
            with who:
                _viewer()
        for sentence in state.take_notes():
            st.warning(markdown_safe(sentence), icon=":material/warning:")

    def mark(self, marking: Marking) -> None:
        """Write the marking of what the page shows."""
        if marking != self._shown:
            self._shown = st.session_state[_SHOWN] = marking
            self._write(marking)

    def _write(self, marking: Marking, of: str = "") -> None:
        with self._banner, st.container(key=f"marking_{min(marking.level, HIGHEST_LEVEL)}{of}"):
            st.markdown(markdown_safe(marking.caption()))

    def tell(self, recorded: dt.datetime | None) -> None:
        """Write how old the data is and how it is read."""
        age = f"Data recorded up to {recorded:%d %b %Y %H:%M} UTC" if recorded else "No data yet"
        self._facts.caption(
            f"{age} · seen as {markdown_safe(state.viewer().user_id)} sees it on {state.as_of().isoformat()}"
        )


def _day() -> None:
    key = "header_as_of"
    day = state.as_of()
    if st.session_state.get(key) != day:
        st.session_state[key] = day
    st.date_input(
        "As of",
        key=key,
        min_value=state.EARLIEST,
        max_value=state.LATEST,
        format="YYYY-MM-DD",
        on_change=lambda: state.choose_as_of(st.session_state[key] or today()),
        help="Roles, postings and ties are shown as they were on this day, as far as it is recorded by now.",
    )


def _viewer() -> None:
    key = "header_viewer"
    found = state.viewers()
    name = state.viewer().user_id
    if st.session_state.get(key) != name:
        st.session_state[key] = name
    st.selectbox(
        "Viewer",
        list(found),
        key=key,
        format_func=lambda user: _described(found[user]) if user in found else str(user),
        on_change=lambda: state.choose_viewer(st.session_state[key]),
        help=_WHO,
    )


def _described(viewer: Viewer) -> str:
    parts = [f"level {viewer.level}", *sorted(viewer.compartments)]
    if viewer.releases:
        parts.append("REL " + " ".join(sorted(viewer.releases)))
    return f"{viewer.user_id} ({', '.join(parts)})"
