"""From the driver's values to Python's."""

from __future__ import annotations

import datetime as dt

import neo4j
import neo4j.graph
import neo4j.time

from graph.errors import StoreContentError

_SIMPLE = frozenset({str, int, float, bool, type(None)})


def row(record: neo4j.Record) -> tuple[object, ...]:
    """Give the values of a record in the order of its columns."""
    return tuple([value if type(value) in _SIMPLE else plain(value) for value in record.values()])


def plain(value: object) -> object:
    """Turn the driver's dates and times into Python's; nodes and relationships must not leave the store."""
    if type(value) in _SIMPLE:
        return value
    if isinstance(value, list):
        return (
            value
            if _SIMPLE.issuperset(map(type, value))
            else [item if type(item) in _SIMPLE else plain(item) for item in value]
        )
    if isinstance(value, neo4j.time.DateTime):
        moment: dt.datetime = value.to_native()
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    if isinstance(value, neo4j.time.Date | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, neo4j.graph.Entity | neo4j.graph.Path):
        raise StoreContentError("A statement returned a node or relationship; name the properties it should return.")
    return value
