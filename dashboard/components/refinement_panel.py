"""The exact numbers of a measure that was estimated: begun on demand, followed while the page stays usable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from liaison.app import analyses

if TYPE_CHECKING:
    from graph.analytics.refinement import Refinement
    from liaison.app.analyses import Analysed
    from liaison.app.view import View

_UNDER_WAY = "measures_refinement"
_GLANCE = 0.5  # seconds between two looks at how far it is


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A refinement, and what it refines: the view and the values."""

    of: tuple[object, ...]
    work: Refinement

    def cancel(self) -> None:
        """Ask it to stop."""
        self.work.cancel()


def refinement_panel(view: View, found: Analysed, *, at_once: bool) -> Analysed:
    """
    Offer exact numbers where some were estimated, show how far they are, and give them when they are there.

    Parameters
    ----------
    view, found
        What was computed.
    at_once
        Begin without being asked.

    Returns
    -------
    found
        With exact numbers when they are there; until then as it was.
    """
    of = (*state.view_key(view), found.analysis.name, repr(sorted(found.values.items())))
    _forget_others(of)
    if found.outcome.estimate is None:
        return found
    if at_once and _UNDER_WAY not in st.session_state:
        _begin(view, found, of)
    under_way: _UnderWay | None = st.session_state.get(_UNDER_WAY)
    if under_way is None or under_way.work.cancelled:
        st.button(
            "Refine exactly", key="refine", icon=":material/target:", on_click=_begin, args=(view, found, of),
            help="Follows the paths from all nodes in the background; the page stays usable.",
        )  # fmt: skip
        return found
    exact = under_way.work.result(0)
    if exact is not None:
        return analyses.refined(view, found, exact)
    _progress(under_way.work)
    return found


def _forget_others(of: tuple[object, ...]) -> None:
    """Stop what is under way for other numbers, because nobody waits for it here any more."""
    under_way: _UnderWay | None = st.session_state.get(_UNDER_WAY)
    if under_way is not None and under_way.of != of:
        under_way.cancel()
        del st.session_state[_UNDER_WAY]


def _begin(view: View, found: Analysed, of: tuple[object, ...]) -> None:
    st.session_state[_UNDER_WAY] = _UnderWay(of, analyses.refine(view, found))


@st.fragment(run_every=_GLANCE)
def _progress(work: Refinement) -> None:
    if not work.running:
        st.rerun()
    bar, stop = st.columns([6, 1], vertical_alignment="center")
    bar.progress(work.progress, text=f"Following all paths: {work.progress:.0%}. The numbers below are estimates.")
    with stop:
        if st.button("Stop", key="refine_stop", icon=":material/stop:"):
            work.cancel()
            st.rerun()
