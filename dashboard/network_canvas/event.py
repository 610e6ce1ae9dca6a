"""What a reader did on the canvas. It comes from a browser, so it counts only when it names something drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.picture.vis import EDGE_PREFIX, NODE_PREFIX

if TYPE_CHECKING:
    from reports.picture.drawing import Picture


@dataclass(frozen=True, slots=True)
class CanvasEvent:
    """
    The choice on a canvas.

    Attributes
    ----------
    node, edge
        Identifier of what is chosen, as in the picture; at most one of them.
    expanded
        Node that the reader asked to expand just now; None in every later run.
    """

    node: str | None = None
    edge: str | None = None
    expanded: str | None = None


def chosen(picture: Picture, value: object) -> CanvasEvent:
    """Read the choice; anything that is not drawn in this picture counts as no choice."""
    text = _id(value)
    if text is not None and text.startswith(NODE_PREFIX) and text[len(NODE_PREFIX) :] in picture.node_ids:
        return CanvasEvent(node=text[len(NODE_PREFIX) :])
    if text is not None and text.startswith(EDGE_PREFIX) and text[len(EDGE_PREFIX) :] in picture.edge_ids:
        return CanvasEvent(edge=text[len(EDGE_PREFIX) :])
    return CanvasEvent()


def expanded(picture: Picture, value: object) -> str | None:
    """Read which node is to be expanded; None for anything that is not a node of this picture."""
    return chosen(picture, value).node


def _id(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("id")
    return value if isinstance(value, str) else None
