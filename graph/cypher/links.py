"""Statements that write relationships: links of a row's node, and rows that are relationships themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher.properties import HEAD, of_relationship, same

if TYPE_CHECKING:
    from graph.model.fields import NodeType
    from graph.model.shapes import Link, NodeShape, RelationshipShape


def anchor_of(shape: NodeShape, link: Link) -> NodeType:
    """Give the kind of node on which a link hangs: the row's own, or that of the link it names as its anchor."""
    return shape.link(link.anchor).other if link.anchor else shape.node


def link(shape: NodeShape, name: str, *, guarded: bool) -> str:
    """
    Write one link of many rows.

    Parameters
    ----------
    shape, name
        Shape of the rows and name of the link.
    guarded
        Leave out what exists already, by the declared key of the relationship: needed where another row may have
        written the same fact, that is for anchored links and for rows that change. Two equal rows in one statement are
        not told apart.

    Returns
    -------
    text
        Takes `$rows` with `key` (of the node it hangs on), `target`, and the relationship's properties; returns how
        many were `written`.
    """
    chosen = shape.link(name)
    kind, near, far = chosen.relationship, anchor_of(shape, chosen), chosen.other
    pattern = _between("{}", outgoing=chosen.outgoing)
    lines = [
        HEAD,
        f"MATCH (a:{near.label} {{{near.key}: row.key}})",
        f"MATCH (b:{far.label} {{{far.key}: row.target}})",
    ]
    if guarded:
        condition = same(kind, "r")
        where = f" WHERE {condition}" if condition else ""
        lines.append(f"WHERE NOT EXISTS {{ MATCH {pattern.format(f'r:{kind.name}')}{where} }}")
    lines.append(f"CREATE {pattern.format(f':{kind.name} {of_relationship(kind)}')}")
    lines.append("RETURN count(*) AS written")
    return "\n".join(lines)


def _between(inner: str, *, outgoing: bool) -> str:
    return f"(a)-[{inner}]->(b)" if outgoing else f"(a)<-[{inner}]-(b)"


def state(shape: RelationshipShape) -> str:
    """
    Ask which of `$rows` exist as relationships: with what content, from which load and row, how marked.

    `lent` tells that the row of one of its ends wrote the relationship beside itself, as a row of contacts does with
    the present role.
    """
    return (
        f"UNWIND $rows AS row\n{_ends(shape)}{_where(shape)}\n"
        "RETURN row.key AS key, (r.row_hash = a.row_hash OR r.row_hash = b.row_hash) AS lent, "
        "r.row_hash AS row_hash, r.batch_id AS batch_id, r.source_rows AS source_rows, r.level AS level, "
        "r.caveats AS caveats, r.releasable_to AS releasable_to, r.originator AS originator"
    )


def insert(shape: RelationshipShape) -> str:
    """Write relationships that the store does not hold."""
    start, end, kind = shape.start, shape.end, shape.relationship
    return (
        f"{HEAD}\nMATCH (a:{start.label} {{{start.key}: row.start}})\nMATCH (b:{end.label} {{{end.key}: row.end}})\n"
        f"CREATE (a)-[r:{kind.name} {of_relationship(kind)}]->(b)\nRETURN count(*) AS written"
    )


def change(shape: RelationshipShape) -> str:
    """Give relationships new content; nothing of the earlier one stays."""
    return (
        f"{HEAD}\n{_ends(shape)}{_where(shape)}\nSET r = {of_relationship(shape.relationship)}\n"
        "RETURN count(*) AS written"
    )


def _ends(shape: RelationshipShape) -> str:
    start, end = shape.start, shape.end
    return (
        f"MATCH (a:{start.label} {{{start.key}: row.start}})-[r:{shape.relationship.name}]->"
        f"(b:{end.label} {{{end.key}: row.end}})"
    )


def _where(shape: RelationshipShape) -> str:
    condition = same(shape.relationship, "r")
    return f"\nWHERE {condition}" if condition else ""
