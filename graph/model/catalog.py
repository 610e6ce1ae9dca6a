"""The registry of all types: look up by label or name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import DeclarationError, NotFoundError, near
from graph.model import entities, relationships
from graph.model.fields import NodeType, RelType

if TYPE_CHECKING:
    from collections.abc import Mapping


def _nodes() -> dict[str, NodeType]:
    declared = [value for value in vars(entities).values() if isinstance(value, NodeType)]
    found = {node.label: node for node in declared}
    if len(found) != len(declared):
        raise DeclarationError("Two node types bear the same label; give each its own.")
    return found


def _relationships(nodes: Mapping[str, NodeType]) -> dict[str, RelType]:
    declared = [value for value in vars(relationships).values() if isinstance(value, RelType)]
    found = {relationship.name: relationship for relationship in declared}
    if len(found) != len(declared):
        raise DeclarationError("Two relationships bear the same name; give each its own.")
    for relationship in declared:
        for label in (*relationship.starts, *relationship.ends):
            if label not in nodes:
                raise DeclarationError(
                    f"The relationship {relationship.name!r} names the label {label!r}, which no node type declares."
                )
    return found


NODES: Mapping[str, NodeType] = _nodes()
RELATIONSHIPS: Mapping[str, RelType] = _relationships(NODES)


def node_type(label: str) -> NodeType:
    """Give the node type with that label."""
    if label not in NODES:
        raise NotFoundError(f"There is no kind of node called {label!r}. {near(label, NODES)}")
    return NODES[label]


def relationship_type(name: str) -> RelType:
    """Give the relationship type with that name."""
    if name not in RELATIONSHIPS:
        raise NotFoundError(f"There is no kind of relationship called {name!r}. {near(name, RELATIONSHIPS)}")
    return RELATIONSHIPS[name]
