"""Statements that look up and write the nodes of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.cypher.properties import HEAD, of_node, of_relationship

if TYPE_CHECKING:
    from graph.model.fields import NodeType
    from graph.model.shapes import NodeShape

_STATE = (
    "n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level, "
    "n.caveats AS caveats, n.releasable_to AS releasable_to, n.originator AS originator"
)


def known(node: NodeType) -> str:
    """Ask which of `$keys` exist."""
    return f"UNWIND $keys AS key\nMATCH (n:{node.label} {{{node.key}: key}})\nRETURN key"


def state(node: NodeType) -> str:
    """Ask which of `$keys` exist: with what content, from which load and row, how marked."""
    return f"UNWIND $keys AS key\nMATCH (n:{node.label} {{{node.key}: key}})\nRETURN key, {_STATE}"


def insert(shape: NodeShape, links: tuple[str, ...] = ()) -> str:
    """
    Write new nodes, together with the links that all these rows have exactly once.

    One statement for a node and its links loads twice to three times as fast on the embedded engine as one for each
    relationship. Links that only some rows have are written by `graph.cypher.links.link`: a statement for every
    combination would be planned anew each time.

    Parameters
    ----------
    shape
        The rows' shape.
    links
        Names of links without properties of their own.

    Returns
    -------
    text
        Takes `$rows` with the node's properties, `source_row` and `link_<name>` for each link; returns how many rows
        were `written`.
    """
    chosen = [shape.link(name) for name in links]
    lines = [HEAD]
    lines += [f"MATCH ({link.name}:{link.other.label} {{{link.other.key}: row.link_{link.name}}})" for link in chosen]
    lines.append(f"CREATE (n:{shape.node.label} {of_node(shape.node)})")
    for link in chosen:
        start, end = ("n", link.name) if link.outgoing else (link.name, "n")
        lines.append(f"CREATE ({start})-[:{link.relationship.name} {of_relationship(link.relationship)}]->({end})")
    lines.append("RETURN count(*) AS written")
    return "\n".join(lines)


def change(node: NodeType) -> str:
    """Give nodes new content; nothing of the earlier one stays."""
    return (
        f"{HEAD}\nMATCH (n:{node.label} {{{node.key}: row.{node.key}}})\nSET n = {of_node(node)}\n"
        "RETURN count(*) AS written"
    )


def detach(shape: NodeShape) -> str:
    """Delete the relationships that the earlier content of each row wrote; they bear its digest."""
    types = "|".join(sorted({link.relationship.name for link in shape.links if not link.anchor}))
    return (
        f"UNWIND $rows AS row\nMATCH (n:{shape.node.label} {{{shape.node.key}: row.key}})-[r:{types}]-()\n"
        "WHERE r.row_hash = row.before\nDELETE r"
    )


def create(node: NodeType) -> str:
    """Write nodes that a link makes; they belong to no row, so they bear no content digest."""
    return f"{HEAD}\nCREATE (n:{node.label} {of_node(node)})\nRETURN count(*) AS written"


def protect(node: NodeType) -> str:
    """Strengthen the marking of nodes that links share; the row that asked for it joins their source rows."""
    return (
        f"{HEAD}\nMATCH (n:{node.label} {{{node.key}: row.{node.key}}})\n"
        "SET n.level = row.level, n.caveats = row.caveats, n.releasable_to = row.releasable_to, "
        "n.originator = row.originator,\n"
        "  n.batch_id = $batch_id, n.recorded_at = recorded_at, n.source_rows = n.source_rows + row.source_row\n"
        "RETURN count(*) AS written"
    )
