"""What is drawn: nodes and links as plain values, checked when made."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from graph.errors import InputError, near
from reports.picture.kinds import style_of
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.picture.kinds import KindStyle

COMFORTABLE_NODES = 150
"""Above this a reader no longer follows single links; say so beside the picture."""

MOST_NODES = 500
"""Above this a picture is a ball; show a table instead."""

FULL_STRENGTH = 100.0


@dataclass(frozen=True, slots=True)
class PictureNode:
    """
    One node of a picture.

    Attributes
    ----------
    id
        Identifier, unique in the picture, such as `Officer:O-001`. Never shown.
    label
        Name as it stands in the data; it is made safe when drawn.
    kind
        Label of its node type; decides shape and colour.
    size
        Relative importance, 0 to 1; anything else that is a number is clamped, no number counts as 0.
    lines
        Further lines for the tooltip, the side panel and the table.
    sector
        What neighbours are grouped by around a focus, such as a country code.
    hidden_neighbours
        Neighbours that the viewer may see but that are not drawn; shown as a badge.
    highlighted, at_risk
        Part of what is being looked at; in danger of being lost. Each draws its own ring.
    level
        Rank of its marking, 0 to 4.
    x, y
        Place in pixels at scale 1; None until laid out.
    """

    id: str
    label: str
    kind: str
    size: float = 0.5
    lines: tuple[str, ...] = ()
    sector: str = ""
    hidden_neighbours: int = 0
    highlighted: bool = False
    at_risk: bool = False
    level: int = 0
    x: float | None = None
    y: float | None = None

    def at(self, x: float, y: float) -> PictureNode:
        """Give the same node at a place."""
        return replace(self, x=round(x, 1), y=round(y, 1))


@dataclass(frozen=True, slots=True)
class PictureEdge:
    """
    One link of a picture. Two nodes may have several.

    Attributes
    ----------
    id
        Identifier, unique among the links of the picture.
    source, target
        Identifiers of the nodes it joins.
    strength
        0 to 100, drawn as width; anything else that is a number is clamped, no number counts as 0.
    dashed
        Drawn broken: it stands on paper, such as an accreditation, and says nothing of any contact.
    title
        What the link is, for the tooltip and the table.
    lines
        Further lines for the tooltip, the side panel and the table.
    highlighted
        Part of what is being looked at.
    directed
        Drawn with an arrow at its target.
    """

    id: str
    source: str
    target: str
    strength: float = 20.0
    dashed: bool = False
    title: str = ""
    lines: tuple[str, ...] = ()
    highlighted: bool = False
    directed: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A kind that occurs in a picture, how often, and how it looks."""

    style: KindStyle
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """
    Nodes and links, with what is written about them.

    Attributes
    ----------
    nodes, edges
        What is drawn; each link joins two of the nodes.
    caption
        One sentence that says what the picture shows; it is its text for those who cannot see it.
    marking
        The combined marking of everything drawn, as a banner shows it.
    focus
        Identifier of the node in the middle; None for a picture without one.

    Raises
    ------
    InputError
        When an identifier is used twice, or a link or the focus names a node that is not drawn.
    """

    nodes: tuple[PictureNode, ...]
    edges: tuple[PictureEdge, ...] = ()
    caption: str = ""
    marking: str = ""
    focus: str | None = None
    _ids: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nodes", tuple(self.nodes))
        object.__setattr__(self, "edges", tuple(self.edges))
        object.__setattr__(self, "_ids", frozenset(node.id for node in self.nodes))
        for what, ids in (("node", [node.id for node in self.nodes]), ("link", [edge.id for edge in self.edges])):
            twice = [name for name, count in Counter(ids).items() if count > 1]
            if twice:
                raise InputError(f"The picture has the {what} {twice[0]!r} twice; give each its own identifier.")
        for edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in self._ids:
                    raise InputError(
                        f"The link {edge.id!r} names the node {end!r}, which is not drawn. {near(end, self._ids)}"
                    )
        if self.focus is not None and self.focus not in self._ids:
            raise InputError(f"The focus {self.focus!r} is not among the nodes drawn. {near(self.focus, self._ids)}")

    @property
    def node_ids(self) -> frozenset[str]:
        """Identifiers of all nodes drawn."""
        return self._ids

    @property
    def edge_ids(self) -> frozenset[str]:
        """Identifiers of all links drawn."""
        return frozenset(edge.id for edge in self.edges)

    @property
    def crowded(self) -> bool:
        """Whether single links can no longer be followed."""
        return len(self.nodes) > COMFORTABLE_NODES

    @property
    def too_large(self) -> bool:
        """Whether it is too large to be drawn on a page."""
        return len(self.nodes) > MOST_NODES

    def legend(self) -> tuple[LegendEntry, ...]:
        """Give the kinds that occur, most frequent first."""
        counts = Counter(style_of(node.kind) for node in self.nodes)
        return tuple(
            LegendEntry(style, count) for style, count in sorted(counts.items(), key=lambda e: (-e[1], e[0].kind))
        )

    def degrees(self) -> Mapping[str, int]:
        """Count the links at each node; a link from a node to itself counts once."""
        found = dict.fromkeys(sorted(self._ids), 0)
        for edge in self.edges:
            for end in {edge.source, edge.target}:
                found[end] += 1
        return found


def spoken(picture: Picture) -> str:
    """Say what a picture shows and which keys it answers to, for those who hear it."""
    caption = plain(picture.caption)
    sentence = f"{caption} " if caption else ""
    return (
        f"{sentence}{len(picture.nodes)} nodes, {len(picture.edges)} links. "
        "Arrow keys walk along links, Page Down goes to the next name, Enter expands, Escape clears, 0 shows all. "
        "The same content stands in tables."
    )


def within(value: object, low: float, high: float, *, otherwise: float | None = None) -> float:
    """Give a number inside its range; `otherwise` (by default `low`) for what is no number: NaN, None, a text."""
    fallback = low if otherwise is None else otherwise
    if isinstance(value, str | bytes) or value is None:
        return fallback
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        return fallback
    return fallback if math.isnan(number) else min(high, max(low, number))
