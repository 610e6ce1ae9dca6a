"""Where a person stands among all in the network, with how far each place can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.errors import empty
from dashboard.components.tables import table
from graph.statement import Result
from liaison.app.standing import standings
from reports.text import markdown_safe

if TYPE_CHECKING:
    from liaison.app.standing import Standing
    from liaison.app.view import View

_WANTED = "explore_compare"
_HEIGHT = 215


@state.cached
def _standings(view: View, node: str) -> tuple[Standing, ...]:
    return standings(view, node)


def standing_panel(view: View, node: str) -> None:
    """Draw the measures of a person; asked for once in a session, because the first one of a day takes a while."""
    if not st.session_state.get(_WANTED):
        st.caption("Ranks among all officers and contacts that you see, on this day, each with a band.")
        st.button(
            "Compare with everybody", key=f"{_WANTED}_button", icon=":material/insights:",
            on_click=lambda: st.session_state.update({_WANTED: True}),
        )  # fmt: skip
        return
    with st.spinner("Computing ..."):
        found = _standings(view, node)
    if not found:
        empty("Not in the network of officers and contacts on this day.")
        return
    rows = tuple((one.title, one.value, one.rank, f"{one.best} to {one.worst}", one.reading) for one in found)
    chosen = table(
        Result(("measure", "value", "place", "band", "reading"), rows), key=f"explore_standing_{node}",
        hidden=("reading",), height=_HEIGHT, clickable=True, alt="Places in the network",
    )  # fmt: skip
    about = "Choose a row to see how to read it." if chosen is None else markdown_safe(chosen["reading"])
    st.caption(
        f"Places of {found[0].of:,}; the band holds nine of ten places when ties are left out at random. {about}"
    )
