"""Buttons that lead from a row on to the people, services and countries that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from liaison.app.links import LABELS
from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAVING = "explore_buttons_to"
_MOST = 5


def explore_buttons(nodes: Iterable[str], *, key: str) -> None:
    """Draw a button for each node, and leave for the Explore page when one is pressed."""
    known = [node for node in nodes if node.partition(":")[0] in LABELS][:_MOST]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for node in known:
            label, _, name = node.partition(":")
            st.button(
                markdown_safe(f"Explore {label} {name}"), key=f"{key}_{node}", icon=":material/hub:",
                on_click=_leave, args=(node,),
            )  # fmt: skip
    node = st.session_state.pop(_LEAVING, None)
    if node is not None:
        state.go("explore", focus=node)


def _leave(node: str) -> None:
    st.session_state[_LEAVING] = node
