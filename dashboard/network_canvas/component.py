"""The component: sends a picture to the browser, gives back what was chosen there."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.network_canvas.assets import CANVAS, make_known
from dashboard.network_canvas.event import CanvasEvent, chosen, expanded
from reports.picture.drawing import MOST_NODES, spoken
from reports.picture.vis import EDGE_PREFIX, NODE_PREFIX, payload
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.picture.drawing import Picture

_FRONTEND = files("dashboard.network_canvas") / "frontend"
_HTML = (_FRONTEND / "canvas.html").read_text(encoding="utf-8")
_CSS = (_FRONTEND / "canvas.css").read_text(encoding="utf-8")
_SCRIPT = "canvas.js"


def network_canvas(
    picture: Picture,
    *,
    key: str,
    selected: str | None = None,
    height: int = 600,
    on_select: Callable[[CanvasEvent], None] | None = None,
    on_expand: Callable[[str], None] | None = None,
) -> CanvasEvent:
    """
    Draw a picture that talks back.

    Parameters
    ----------
    picture
        Laid out. Changed nodes and links are updated in place: the view and nodes that the reader dragged stay.
        Above `MOST_NODES` nodes a sentence is written instead.
    key
        Key of the widget; a canvas with the same key stays the same canvas.
    selected
        Identifier of a node or link to choose. Applied when it changes; afterwards the reader's choice counts.
    height
        Height in pixels.
    on_select, on_expand
        Called before the page runs again, with the new choice, or with the node to expand.

    Returns
    -------
    event
        What is chosen now. Identifiers always belong to this picture, whatever the browser sent.
    """
    if picture.too_large:
        st.info(
            f"{len(picture.nodes)} nodes are too many to be read in a picture (at most {MOST_NODES}). "
            "Narrow the filters, or read the table.",
            icon=":material/hub:",
        )
        return CanvasEvent()
    make_known()

    def select() -> None:
        if on_select is not None:
            on_select(chosen(picture, _stored(key, "selected")))

    def expand() -> None:
        node = expanded(picture, _stored(key, "expand"))
        if on_expand is not None and node is not None:
            on_expand(node)

    result = _canvas()(
        key=key,
        data={
            "picture": payload(picture),
            "selected": _as_sent(picture, selected),
            "spoken": spoken(picture),
            "title": plain(picture.caption),
            "height": int(height),
        },
        on_selected_change=select,
        on_expand_change=expand,
    )
    choice = chosen(picture, result.get("selected"))
    return CanvasEvent(choice.node, choice.edge, expanded(picture, result.get("expand")))


@cache
def _canvas() -> Callable[..., Any]:
    # Not at import: without a running server the folder of the script is not known yet.
    return st.components.v2.component(CANVAS, html=_HTML, css=_CSS, js=_SCRIPT)


def _stored(key: str, name: str) -> Any:
    state = st.session_state.get(key)
    return None if state is None else state.get(name)


def _as_sent(picture: Picture, selected: str | None) -> str | None:
    if selected in picture.node_ids:
        return f"{NODE_PREFIX}{selected}"
    if selected in picture.edge_ids:
        return f"{EDGE_PREFIX}{selected}"
    return None
