"""
Constraints and indexes.

All are made on the empty store: on the embedded engine an index that is added after data freezes the type of its
property, and a later 2.5 would silently be stored as 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.catalog import NODES, RELATIONSHIPS
from graph.statement import Statement

if TYPE_CHECKING:
    from graph.model.fields import NodeType

VERSION = 1


def statements() -> list[Statement]:
    """Give every constraint and index, each harmless when it exists already."""
    made = []
    for node in NODES.values():
        name = node.label.lower()
        made.append(
            Statement(f"CREATE CONSTRAINT {name}_key IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.{node.key} IS UNIQUE")
        )
        made.extend(
            Statement(f"CREATE INDEX {name}_{field.name} IF NOT EXISTS FOR (n:{node.label}) ON (n.{field.name})")
            for field in node.all_fields
            if field.indexed
        )
    return made


def full_text() -> list[Statement]:
    """Give the full-text indexes as Neo4j makes them; both stores answer `CALL db.index.fulltext.queryNodes`."""
    return [
        Statement(
            f"CREATE FULLTEXT INDEX {node.text_index} IF NOT EXISTS FOR (n:{node.label}) "
            f"ON EACH [{', '.join(f'n.{name}' for name in node.search)}]"
        )
        for node in _searched()
    ]


def full_text_sql() -> list[str]:
    """
    Give the same indexes for the embedded engine, whose Cypher cannot make them: its own SQL, run inside its server.

    The indexed properties get a type there, which their declaration as text fixes anyway.
    """
    made = []
    for node in _searched():
        made.append(f"CREATE VERTEX TYPE {node.label} IF NOT EXISTS")
        made += [f"CREATE PROPERTY {node.label}.{name} IF NOT EXISTS STRING" for name in node.search]
        columns = ", ".join(node.search)
        made.append(f"CREATE INDEX {node.text_index} IF NOT EXISTS ON {node.label} ({columns}) FULL_TEXT")
    return made


def _searched() -> list[NodeType]:
    return [node for node in NODES.values() if node.search]


def introductions() -> list[Statement]:
    """
    Use every declared name once and remove it again.

    Neo4j warns of a name that no record has ever had. Once all declared names are known to it, a warning means a
    misspelling, and tests can fail on any.
    """
    made = [
        Statement(
            f"CREATE (n:{node.label}) SET n = $values DELETE n",
            {"values": {field.name: "x" for field in node.all_fields}},
        )
        for node in NODES.values()
    ]
    made.extend(
        Statement(
            f"CREATE (a:{relationship.starts[0]})-[r:{relationship.name}]->(b:{relationship.ends[0]}) "
            "SET r = $values DELETE r, a, b",
            {"values": {field.name: "x" for field in relationship.all_fields}},
        )
        for relationship in RELATIONSHIPS.values()
    )
    return made


def product() -> Statement:
    """Ask which product answers, and in which versions."""
    return Statement("CALL dbms.components() YIELD name, versions RETURN name, versions")


def version() -> Statement:
    """Ask which store this is and with which version of the schema it was made."""
    return Statement(
        "MATCH (s:Store) WHERE s.schema_version > 0 RETURN s.store_id AS store_id, s.schema_version AS version"
    )


def claim() -> Statement:
    """Take the right to mark the store: two that begin at once write to one node, so one of them waits or is undone."""
    return Statement("MERGE (s:Store {store_id: 'lock'}) SET s.schema_version = 0")


def mark(store_id: str) -> Statement:
    """Write the version of the schema into the store that was claimed."""
    return Statement(
        "CREATE (s:Store {store_id: $store_id, schema_version: $version})",
        {"store_id": store_id, "version": VERSION},
    )


def typed_properties() -> Statement:
    """List constraints that fix the type of a property: there must be none, see above."""
    return Statement(
        "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties WHERE type CONTAINS 'PROPERTY_TYPE' "
        "RETURN name, labelsOrTypes[0] AS label, properties[0] AS property"
    )


def may_be_typed(label: str, name: str) -> bool:
    """Tell whether a property may have a fixed type: only those of full-text indexes, which are text."""
    return label in NODES and name in NODES[label].search
