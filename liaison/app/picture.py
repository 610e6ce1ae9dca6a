"""Surroundings as a picture, laid out and ready for a page or a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.app.links import KINDS
from liaison.app.risk import AT_RISK
from reports.picture.drawing import Picture, PictureEdge, PictureNode
from reports.picture.layout import laid_out

if TYPE_CHECKING:
    from liaison.app.explore import Neighbour, Surroundings
    from liaison.app.links import Link
    from liaison.app.view import View

_FOCUS_SIZE = 1.0
_PLAIN_STRENGTH = 15.0
_MOST_SIZE = 12


def picture_of(view: View, around: Surroundings, *, centred: bool = True, badges: bool = True) -> Picture:
    """
    Draw surroundings.

    Parameters
    ----------
    view
        Where they come from.
    around
        What is drawn.
    centred
        With the focus in the middle and its neighbours around it by country; else spread by the links.
    badges
        Say on each node how many neighbours are not drawn: of use where they can be asked for.

    Returns
    -------
    picture
        Laid out. Size grows with the neighbours the reader may see, up to 12; a link without a strength is thin.
    """
    focus = around.focus if centred else None
    names = {node.node: node.name for node in around.nodes}
    return laid_out(
        Picture(
            tuple(_node(node, focus, badge=badges) for node in around.nodes),
            tuple(_edge(link) for link in around.links),
            caption=_caption(view, around, names) if centred else f"Ties on {view.as_of.isoformat()}.",
            marking=around.marking.caption(),
            focus=focus,
        )
    )


def _node(node: Neighbour, focus: str | None, *, badge: bool) -> PictureNode:
    lines = [line for line in (node.detail, node.country) if line]
    if node.strength is not None:
        lines.append(f"Strength {node.strength:.0f} of 100")
    if node.at_risk:
        lines.append(AT_RISK.capitalize())
    return PictureNode(
        id=node.node,
        label=node.name,
        kind=node.label,
        size=_FOCUS_SIZE if node.node == focus else 0.2 + 0.6 * min(node.neighbours, _MOST_SIZE) / _MOST_SIZE,
        lines=tuple(lines),
        sector=node.country,
        hidden_neighbours=node.hidden if badge else 0,
        highlighted=node.node == focus,
        at_risk=node.at_risk,
        level=node.level,
    )


def _edge(link: Link) -> PictureEdge:
    tie = link.strength is not None
    return PictureEdge(
        id=f"{link.kind} {link.number}",
        source=link.source,
        target=link.target,
        strength=link.strength if link.strength is not None else _PLAIN_STRENGTH,
        dashed=link.kind == "ACCREDITED_TO",
        title=f"Tie, strength {link.strength:.0f}" if tie else KINDS[link.kind],
        directed=not tie,
    )


def _caption(view: View, around: Surroundings, names: dict[str, str]) -> str:
    left = f", {around.left_out} more left out" if around.left_out else ""
    shown = len(around.nodes) - 1
    return f"{names[around.focus]} and {shown} around on {view.as_of.isoformat()}{left}."
