"""
Statements that write the rows of a shape: one combined statement for all rows with the same links.

One statement for a node and all its relationships loads twice to three times as fast on the embedded engine as one for
each relationship, and half again as fast as subqueries over lists of links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model.fields import NodeType, RelType
    from graph.model.shapes import Link, NodeShape, RelationshipShape


def lookup(node: NodeType) -> str:
    """Ask which of `$keys` exist, with what content, from which load and row."""
    return (
        f"UNWIND $keys AS key MATCH (n:{node.label} {{{node.key}: key}}) "
        "RETURN key, n.row_hash AS row_hash, n.batch_id AS batch_id, n.source_rows AS source_rows, n.level AS level"
    )


def known(node: NodeType) -> str:
    """Ask which of `$keys` exist."""
    return f"UNWIND $keys AS key MATCH (n:{node.label} {{{node.key}: key}}) RETURN key"


def detach(node: NodeType) -> str:
    """Delete the relationships that an earlier content of each row wrote."""
    return (
        f"UNWIND $rows AS row MATCH (n:{node.label} {{{node.key}: row.key}})-[r]-() "
        "WHERE r.row_hash = row.before DELETE r"
    )


def upsert(shape: NodeShape, signature: tuple[str, ...]) -> str:
    """
    Write nodes and the links that they all have.

    Parameters
    ----------
    shape
        The rows' shape.
    signature
        Names of links in order; a name stands as often as the rows have that link.

    Returns
    -------
    text
        Takes `$rows` with `key`, `node`, `link`, and for each link `<name><i>` (the other key), `<name><i>_own` (own
        properties of the relationship) and `<name><i>_new` (properties of a node that the link creates).
    """
    node = shape.node
    variables = numbered(signature)
    lines = ["UNWIND $rows AS row"]
    for name, variable in variables:
        link = shape.link(name)
        if not link.create:
            lines.append(f"MATCH ({variable}:{link.other.label} {{{link.other.key}: row.{variable}}})")
    lines.append(f"MERGE (n:{node.label} {{{node.key}: row.key}})")
    lines.append("SET n += row.node")
    for name, variable in variables:
        link = shape.link(name)
        if link.create:
            lines.extend(_created(link, variable))
    owners = dict(reversed(variables))
    for name, variable in variables:
        lines.extend(_linked(shape.link(name), variable, owners))
    return "\n".join(lines)


def numbered(signature: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give each link of a signature its variable: the name and how often it stood before."""
    return [(name, f"{name}{signature[:place].count(name)}") for place, name in enumerate(signature)]


def _created(link: Link, variable: str) -> list[str]:
    lines = [
        f"MERGE ({variable}:{link.other.label} {{{link.other.key}: row.{variable}}})",
        f"ON CREATE SET {variable} += row.{variable}_new",
    ]
    if not is_reference(link.other):
        lines.append(_stronger(variable, f"row.{variable}_new"))
    return lines


def is_reference(node: NodeType) -> bool:
    """Tell whether a node is a plain word of the field, such as a theme: unmarked by nature."""
    return node.label in {"Theme", "Country", "Marking"}


def _stronger(old: str, new: str) -> str:
    """Combine the marking of a node that exists with the row's: never weaker than either."""
    weaker = (
        f"({old}.level < {new}.level OR any(c IN {new}.caveats WHERE NOT c IN {old}.caveats) "
        f"OR (NOT '*' IN {new}.releasable_to AND any(c IN {old}.releasable_to WHERE NOT c IN {new}.releasable_to)))"
    )
    return (
        f"ON MATCH SET {old}.batch_id = CASE WHEN {weaker} THEN {new}.batch_id ELSE {old}.batch_id END,\n"
        f"  {old}.level = CASE WHEN {old}.level < {new}.level THEN {new}.level ELSE {old}.level END,\n"
        f"  {old}.caveats = {old}.caveats + [c IN {new}.caveats WHERE NOT c IN {old}.caveats],\n"
        f"  {old}.releasable_to = CASE WHEN '*' IN {old}.releasable_to THEN {new}.releasable_to\n"
        f"    WHEN '*' IN {new}.releasable_to THEN {old}.releasable_to\n"
        f"    ELSE [c IN {old}.releasable_to WHERE c IN {new}.releasable_to] END"
    )


def _linked(link: Link, variable: str, owners: dict[str, str]) -> list[str]:
    anchor = owners[link.anchor] if link.anchor else "n"
    start, end = (anchor, variable) if link.outgoing else (variable, anchor)
    relationship = f"r_{variable}"
    pattern = f"({start})-[{relationship}:{link.relationship.name}]->({end})"
    if link.anchor:
        return [f"MERGE {pattern}", f"ON CREATE SET {relationship} += row.link"]
    return [f"CREATE {pattern}", f"SET {relationship} += row.link, {relationship} += row.{variable}_own"]


def lookup_relationships(shape: RelationshipShape) -> str:
    """
    Ask which of `$rows` exist as relationships, with what content, from which load and row.

    `lent` tells that the row of one of its ends wrote the relationship beside itself, as a row of contacts does with
    the present role.
    """
    return (
        f"UNWIND $rows AS row {_between(shape)} WHERE {_same(shape.relationship)} RETURN row.key AS key, "
        "r.row_hash AS row_hash, r.batch_id AS batch_id, r.source_rows AS source_rows, r.level AS level, "
        "(r.row_hash = a.row_hash OR r.row_hash = b.row_hash) AS lent"
    )


def held(shape: NodeShape, link: Link) -> str:
    """Ask which of `$rows` have a link already that is told apart by declared properties."""
    start, end = ("n", "other") if link.outgoing else ("other", "n")
    return (
        f"UNWIND $rows AS row MATCH (n:{shape.node.label} {{{shape.node.key}: row.key}})\n"
        f"MATCH (other:{link.other.label} {{{link.other.key}: row.target}})\n"
        f"MATCH ({start})-[r:{link.relationship.name}]->({end}) WHERE {_same(link.relationship)} "
        "RETURN row.key AS key, row.target AS target"
    )


def create_relationships(shape: RelationshipShape) -> str:
    """Write relationships known to be new."""
    end = "MERGE" if shape.create_end else "MATCH"
    created = "\nON CREATE SET b += row.end_new" if shape.create_end else ""
    return (
        f"UNWIND $rows AS row MATCH (a:{shape.start.label} {{{shape.start.key}: row.start}})\n"
        f"{end} (b:{shape.end.label} {{{shape.end.key}: row.end}}){created}\n"
        f"CREATE (a)-[r:{shape.relationship.name}]->(b) SET r += row.properties"
    )


def change_relationships(shape: RelationshipShape) -> str:
    """Write new content into relationships that exist."""
    return f"UNWIND $rows AS row {_between(shape)} WHERE {_same(shape.relationship)} SET r += row.properties"


def _between(shape: RelationshipShape) -> str:
    return (
        f"MATCH (a:{shape.start.label} {{{shape.start.key}: row.start}})-[r:{shape.relationship.name}]->"
        f"(b:{shape.end.label} {{{shape.end.key}: row.end}})"
    )


def _same(relationship: RelType) -> str:
    """Compare the declared key; a missing value equals a missing one, which `=` alone would not say."""
    tests = [
        f"(r.{name} = row.properties.{name} OR (r.{name} IS NULL AND row.properties.{name} IS NULL))"
        for name in relationship.key
    ]
    return " AND ".join(tests) or "true"
