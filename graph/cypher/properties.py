"""
Property maps, written out from the declared fields.

Written out, a map is stored in one step; `SET r = row.map` sets one property after another, which halves the speed of a
load on both stores. A value that a row lacks is null, and null is not stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.fields import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model.fields import Field, NodeType, RelType

HEAD = "WITH datetime($recorded_at) AS recorded_at\nUNWIND $rows AS row"
"""Every writing statement begins so: times travel as text, because the embedded engine drops a parameter's zone."""

_STAMPED = {
    "recorded_at": "recorded_at",
    "batch_id": "$batch_id",
    "source_rows": "[row.source_row]",
}
MARKING = ("level", "caveats", "releasable_to", "originator")
SHARED = (*MARKING, "valid_from", "valid_to")
"""What the relationships of a row take over from it."""


def of_node(node: NodeType) -> str:
    """Give the map of a node's own and common properties, from `row`."""
    return _map((*node.fields, *COMMON))


def of_relationship(relationship: RelType) -> str:
    """Give the map of a relationship's own and common properties, from `row`."""
    return _map((*relationship.fields, *COMMON))


def same(relationship: RelType, variable: str) -> str:
    """Compare the declared key with `row`; a missing value equals a missing one, which `=` alone would not say."""
    return " AND ".join(
        f"({variable}.{name} = row.{name} OR ({variable}.{name} IS NULL AND row.{name} IS NULL))"
        for name in relationship.key
    )


def _map(fields: Iterable[Field]) -> str:
    return "{" + ", ".join(f"{field.name}: {_STAMPED.get(field.name, f'row.{field.name}')}" for field in fields) + "}"
