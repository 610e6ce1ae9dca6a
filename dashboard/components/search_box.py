"""Find somebody while typing; the answers lie in a strip that does not move the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from liaison.app.search import search
from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from liaison.app.search import Hit
    from liaison.app.view import View

_ICONS = {
    "Officer": ":material/badge:",
    "Contact": ":material/person:",
    "Organisation": ":material/apartment:",
    "Country": ":material/flag:",
}
_KEY, _TAKEN = "explore_search", "explore_taken"
_SHORTEST = 2
_MOST_HITS = 7


def search_box(view: View, on_choose: Callable[[str], None]) -> None:
    """Draw the box; `on_choose` is told the name of the node that was taken, such as `Officer:O-001`."""
    key = state.own_key(_KEY)

    def take(node: str) -> None:
        st.session_state[key] = ""
        st.session_state[_TAKEN] = True
        on_choose(node)

    @st.fragment
    def box() -> None:
        if st.session_state.pop(_TAKEN, False):
            st.rerun()  # the whole page is about somebody else now, not this box alone
        text = st.text_input(
            "Search",
            key=key,
            type="search",
            live="200ms",
            icon=":material/search:",
            placeholder="Name, service or country (write contact: kowal to look among contacts only)",
            label_visibility="collapsed",
        )
        if not text or len(text.strip()) < _SHORTEST:
            return
        hits = search(view, text, limit=_MOST_HITS)
        if not hits:
            st.caption(f"Nothing that you may see is called {markdown_safe(text)}. Try fewer letters, or another day.")
            return
        with st.container(horizontal=True, gap="small", key="explore_hits"):
            hit_buttons(hits, take, key="explore_hit")

    with st.container(key="explore_search_area"):
        box()


def hit_buttons(hits: Sequence[Hit], on_choose: Callable[[str], None], *, key: str) -> None:
    """Draw a button for each hit."""
    for hit in hits:
        st.button(
            markdown_safe(_short(f"{hit.name} ({hit.detail})" if hit.detail else hit.name)),
            key=f"{key}_{hit.node}",
            icon=_ICONS.get(hit.label),
            help=markdown_safe(f"{hit.label} {hit.key}: {hit.name} ({hit.detail})"),
            on_click=on_choose,
            args=(hit.node,),
        )


def _short(name: str) -> str:
    longest = 46
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
