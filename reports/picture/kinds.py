"""How each kind of node looks: one shape and one colour per ground, told apart by either alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Mapping

# Shapes of vis-network that keep the label outside; its image shapes would fetch an address.
_SHAPES = frozenset({"dot", "square", "hexagon", "diamond", "triangle", "triangleDown", "star"})


@dataclass(frozen=True, slots=True)
class KindStyle:
    """
    The look of one kind.

    Attributes
    ----------
    kind
        Label of the node type in the model.
    plural
        What the legend calls several of them.
    shape
        Name of a vis-network shape that writes the label outside.
    light, dark
        Fill on a light and on a dark ground, `#rrggbb`; at least 3:1 against its ground (WCAG 2.2, 1.4.11).
    """

    kind: str
    plural: str
    shape: str
    light: str
    dark: str

    def __post_init__(self) -> None:
        if self.shape not in _SHAPES:
            raise DeclarationError(
                f"The kind {self.kind!r} has the shape {self.shape!r}; take one of {sorted(_SHAPES)}."
            )


OTHER = KindStyle("Other", "Other", "dot", "#6b7280", "#9ca3af")

_STYLES = (
    KindStyle("Officer", "Officers", "square", "#1d5fbf", "#6aa6ff"),
    KindStyle("Contact", "Contacts", "dot", "#b8650a", "#f2a65a"),
    KindStyle("Organisation", "Organisations", "hexagon", "#2f7d4f", "#6fcf97"),
    KindStyle("Country", "Countries", "diamond", "#7a3fa8", "#c39bf0"),
    KindStyle("Posting", "Postings", "triangle", "#0f7c86", "#5cc8d2"),
    KindStyle("Exchange", "Exchanges", "triangleDown", "#a83279", "#f08cc3"),
    KindStyle("Interaction", "Interactions", "star", "#8a6d00", "#e6c84f"),
    KindStyle("Request", "Requests", "diamond", "#a83a3a", "#f29191"),
    KindStyle("InfoItem", "Items of information", "square", "#4b5a70", "#aab8cc"),
    KindStyle("Briefing", "Briefings", "star", "#3b6ea5", "#8fbbe8"),
    KindStyle("Consent", "Consents", "hexagon", "#5b6b1f", "#bfd064"),
    KindStyle("Theme", "Themes", "triangleDown", "#8c4a2f", "#e0a184"),
    KindStyle("Agreement", "Agreements", "square", "#2f6f6a", "#7fc9c2"),
    KindStyle("Marking", "Markings", "diamond", "#5e5e5e", "#bdbdbd"),
    KindStyle("Priority", "Priorities", "triangle", "#93580b", "#dcae67"),
    KindStyle("Judgement", "Judgements", "dot", "#6a4c93", "#b9a0dc"),
    OTHER,
)

STYLES: Mapping[str, KindStyle] = {style.kind: style for style in _STYLES}


def style_of(kind: str) -> KindStyle:
    """Give the look of a kind; `OTHER` for a kind that has none of its own."""
    return STYLES.get(kind, OTHER)
