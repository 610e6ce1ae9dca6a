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

# Ground and ink of each level, at least 4.5:1, the same in light and dark.
_COLOURS = (
    ("#e2e8f0", "#1f2937"),
    ("#1d5fbf", "#ffffff"),
    ("#ffd166", "#1f2937"),
    ("#b42318", "#ffffff"),
    ("#6b0f1a", "#ffffff"),
)
STYLE = (
    "<style>"
    + "".join(
        f"[class*=st-key-marking_{level}]{{background:{ground};border-radius:6px;padding:3px 10px}}"
        f"[class*=st-key-marking_{level}] p{{color:{ink};font-weight:700;font-size:.8rem;line-height:1.25;"
        "letter-spacing:.06em;text-align:center;margin:0}"
        f"[class*=st-key-marking_{level}] [data-testid=stMarkdownContainer]{{margin:0}}"
        for level, (ground, ink) in enumerate(_COLOURS)
    )
    + ".stMainBlockContainer{padding:3.9rem 2.25rem 2rem}"
    ".st-key-header h2{padding:0;margin:0;line-height:1.2}"
    ".st-key-header [data-testid=stHeading],.st-key-header [data-testid=stHeading] *{margin-bottom:0}"
    ".st-key-header [data-testid=stVerticalBlock]{gap:.5rem}"
    ".st-key-explore_search_area{position:relative}"
    ".st-key-explore_hits{position:absolute;top:2.75rem;left:0;right:0;z-index:60;padding:.5rem;border-radius:8px;"
    "background:light-dark(#ffffff,#1a2333);border:1px solid light-dark(#d5dae1,#364152);"
    "box-shadow:0 6px 18px rgb(0 0 0/.18)}"
    "[data-testid=stMain] h3{padding:.25rem 0 .35rem}"
    # Streamlit's own captions, chosen pills in the dark and parts of a day are too pale or too small for WCAG 2.2 AA.
    ".stApp [data-testid=stCaptionContainer]{color:light-dark(#566070,#a3adbb);opacity:1}"
    ".stApp button[data-variant=pills][data-selected=true] p{color:light-dark(#0b63ce,#7cc0ff)}"
    "[data-testid=stDateInput] [role=spinbutton]{display:inline-block;min-width:24px;"
    "line-height:24px;text-align:center}"
    "</style>"
)
"""Our own rules, without anything from data."""

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
