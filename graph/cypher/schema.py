"""
Constraints and indexes.

All are made on the empty store: on the embedded engine an index that is added after data freezes the type of its
property, and a later 2.5 would silently be stored as 2.
"""

from __future__ import annotations

from graph.model.catalog import NODES, RELATIONSHIPS
from graph.statement import Statement

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
    return Statement("MATCH (s:Store) RETURN s.store_id AS store_id, s.schema_version AS version")


def mark(store_id: str) -> Statement:
    """Write the version of the schema into the store."""
    return Statement(
        "MERGE (s:Store {store_id: $store_id}) SET s.schema_version = $version",
        {"store_id": store_id, "version": VERSION},
    )


def typed_properties() -> Statement:
    """List constraints that fix the type of a property: there must be none, see above."""
    return Statement("SHOW CONSTRAINTS YIELD name, type WHERE type CONTAINS 'PROPERTY_TYPE' RETURN name, type")
