"""GraphML and GEXF, for Gephi, Gephi Lite, Cytoscape, yEd and networkx."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from graph.model.fields import Kind
from reports.exports.values import plain_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.exports.content import ExportContent, Facts, Grid

_PREFIX = "liaison_"


def graph_of(content: ExportContent) -> nx.MultiDiGraph[Any]:
    """
    Make the networkx graph that the writers take: text and finite numbers only, one type per attribute.

    Missing values are left out of a node's or an edge's attributes, because the writers refuse None. Edges have their
    identifier as key. The facts are the graph's own attributes, each with the prefix `liaison_`.
    """
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    graph.graph.update({f"{_PREFIX}{name}": plain_value(text, Kind.TEXT) for name, text in content.facts.rows()})
    for values in _records(content.nodes):
        graph.add_node(values.pop("id"), **values)
    for values in _records(content.edges):
        graph.add_edge(values.pop("source"), values.pop("target"), key=values.pop("id"), **values)
    return graph


def graphml(content: ExportContent) -> bytes:
    """Write GraphML. Edge direction is the attribute `directed`, since GraphML programs expect one for the whole."""
    buffer = io.BytesIO()
    # Not write_graphml: it takes another writer, with other bytes, where lxml happens to be installed.
    nx.write_graphml_xml(graph_of(content), buffer)
    return buffer.getvalue()


def gexf(content: ExportContent) -> bytes:
    """
    Write GEXF 1.2; the facts stand in its `meta` element, and its date is the as-of day, not today.

    Edge direction is the attribute `directed`: networkx and others refuse a file with edges of both types.
    """
    graph = graph_of(content)
    for _, _, key, data in graph.edges(keys=True, data=True):
        data["id"] = key
        data["label"] = data["relationship"]
    writer = GEXFWriter(graph, version="1.2draft")
    _without_keys(writer.xml)
    _meta(writer.xml, content.facts)
    indent(writer.xml)
    buffer = io.BytesIO()
    ElementTree(writer.xml).write(buffer, encoding="utf-8", xml_declaration=True)
    return buffer.getvalue()


def _records(grid: Grid) -> Iterator[dict[str, Any]]:
    for row in grid.rows:
        values = (
            (column.name, plain_value(value, column.kind)) for column, value in zip(grid.columns, row, strict=True)
        )
        yield {name: value for name, value in values if value is not None}


def _without_keys(root: Element) -> None:
    """Take out the attribute that networkx adds to every edge of a multigraph; the edge's id says the same."""
    numbers = set()
    for attributes in root.iter("attributes"):
        for attribute in [item for item in attributes if item.get("title") == "networkx_key"]:
            numbers.add(attribute.get("id"))
            attributes.remove(attribute)
    for values in root.iter("attvalues"):
        for value in [item for item in values if item.get("for") in numbers]:
            values.remove(value)


def _meta(root: Element, facts: Facts) -> None:
    meta = root.find("meta")
    if meta is None:
        meta = SubElement(root, "meta")
    meta.set("lastmodifieddate", facts.as_of.isoformat())
    for child in list(meta):
        meta.remove(child)
    SubElement(meta, "creator").text = "Liaison"
    SubElement(meta, "keywords").text = str(plain_value(facts.marking.caption(), Kind.TEXT))
    lines = [f"{name}: {plain_value(text, Kind.TEXT)}" for name, text in facts.rows()]
    SubElement(meta, "description").text = " | ".join(lines)
