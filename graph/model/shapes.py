"""Which nodes and relationships one input row becomes: what ingest fills and the writer stores."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from graph.model.fields import NodeType, RelType


@dataclass(frozen=True, slots=True)
class Link:
    """
    A relationship that the same row writes beside its node.

    Attributes
    ----------
    name
        How records refer to it; unique in its shape.
    relationship, other
        Its type, and the type of the node at the other end.
    outgoing
        True when it starts at the row's own node, or at the anchor's.
    create
        True when the other node is made if it does not exist yet (themes, items); else a row that names an unknown one
        is rejected.
    anchor
        Name of another link of the shape whose other node this one hangs on, instead of the row's own node: the
        originator hangs on the item that an exchange passed. Such relationships are shared by rows and stay with the
        first that wrote them.
    """

    name: str
    relationship: RelType
    other: NodeType
    outgoing: bool
    create: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A row that is a node with links to others; `name` is the input table's."""

    name: str
    node: NodeType
    links: tuple[Link, ...] = ()
    _by_name: dict[str, Link] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {link.name: link for link in self.links})
        names = [link.name for link in self.links]
        if len(set(names)) != len(names):
            raise DeclarationError(f"The shape {self.name!r} names a link twice; give each its own name.")
        for link in self.links:
            if link.anchor and link.anchor not in names:
                raise DeclarationError(f"The link {link.name!r} hangs on {link.anchor!r}, which {self.name!r} lacks.")
            anchor = self.link(link.anchor).other if link.anchor else self.node
            start, end = (anchor, link.other) if link.outgoing else (link.other, anchor)
            if start.label not in link.relationship.starts or end.label not in link.relationship.ends:
                raise DeclarationError(
                    f"The shape {self.name!r} links {start.label} to {end.label} by {link.relationship.name}, "
                    "which the relationship does not allow."
                )

    def link(self, name: str) -> Link:
        """Give the link of that name."""
        try:
            return self._by_name[name]
        except KeyError:
            raise DeclarationError(f"The shape {self.name!r} has no link {name!r}.") from None


@dataclass(frozen=True, slots=True)
class RelationshipShape:
    """A row that is one relationship between two nodes."""

    name: str
    relationship: RelType
    start: NodeType
    end: NodeType
    create_end: bool = False

    def __post_init__(self) -> None:
        if self.start.label not in self.relationship.starts or self.end.label not in self.relationship.ends:
            raise DeclarationError(
                f"The shape {self.name!r} joins {self.start.label} to {self.end.label} by {self.relationship.name}, "
                "which the relationship does not allow."
            )


Shape = NodeShape | RelationshipShape
