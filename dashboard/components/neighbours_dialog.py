"""Asks before a node with very many neighbours is opened up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison.app.explore import Neighbour


def ask_how_many(
    node: Neighbour, on_open: Callable[[str], None], on_focus: Callable[[str], None], *, limit: int
) -> None:
    """Ask whether to draw the strongest neighbours of a node, or to put it into the middle instead."""

    @st.dialog("Many neighbours")
    def ask() -> None:
        st.markdown(
            f"**{markdown_safe(node.name)}** has {node.hidden} neighbours that are not drawn. "
            "So many at once are hard to read."
        )
        if st.button(f"Draw the strongest {min(limit, node.hidden)} too", type="primary", key="expanding_draw"):
            on_open(node.node)
            st.rerun()
        if st.button("Put it into the middle instead", key="expanding_focus"):
            on_focus(node.node)
            st.rerun()

    ask()
