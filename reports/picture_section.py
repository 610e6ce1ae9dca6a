"""The chapter of a report with the picture, and everything drawn once more as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.results import Column, Table
from graph.model.marking import HIGHEST_LEVEL
from reports.document import Section, SectionTable

if TYPE_CHECKING:
    from reports.picture.drawing import Picture, PictureEdge, PictureNode

_NODE_COLUMNS = (
    Column("name", "", ""),
    Column("kind", "", ""),
    Column("country", "", "where the contact works"),
    Column("links", "1", "drawn"),
    Column("level", f"0 to {HIGHEST_LEVEL}", "of the marking"),
    Column("details", "", ""),
)
_LINK_COLUMNS = (Column("from", "", ""), Column("what", "", ""), Column("to", "", ""))


def picture_section(said: str, picture: Picture | None) -> Section:
    """
    Make the chapter in which a picture stands.

    Parameters
    ----------
    said
        Sentence on what is drawn, or why nothing is.
    picture
        What is drawn; None where there is nothing to draw.

    Returns
    -------
    section
        With two folded tables for those who do not see the picture: every node, and every link.
    """
    tables = () if picture is None else _twins(picture)
    return Section("network", "Network", (said,), tables, picture=True)


def _twins(picture: Picture) -> tuple[SectionTable, ...]:
    names = {node.id: node.label for node in picture.nodes}
    degrees = picture.degrees()
    nodes = sorted(
        (node.label, node.kind, node.sector, degrees[node.id], node.level, _details(node)) for node in picture.nodes
    )
    links = sorted((names[edge.source], _what(edge), names[edge.target]) for edge in picture.edges)
    return (
        SectionTable(Table("drawn", _NODE_COLUMNS, tuple(nodes)), "Everyone drawn", folded=True),
        SectionTable(Table("links", _LINK_COLUMNS, tuple(links)), "All links drawn", folded=True),
    )


def _details(node: PictureNode) -> str:
    # The picture writes this number as a badge.
    hidden = (f"{node.hidden_neighbours} neighbours not drawn",) if node.hidden_neighbours else ()
    return "; ".join((*node.lines, *hidden))


def _what(edge: PictureEdge) -> str:
    return "; ".join(text for text in (edge.title, *edge.lines) if text)
