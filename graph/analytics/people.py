"""Who the nodes of a graph are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError, near

if TYPE_CHECKING:
    from graph.network.contact_graph import ContactGraph


def who(graph: ContactGraph, node: str) -> tuple[str, str, str]:
    """Give node, label and name; what a node does not carry is read from its identifier."""
    data = graph.nodes[node]
    label, _, key = str(node).rpartition(":")
    return node, str(data.get("label", label)), str(data.get("name", key))


def label_of(graph: ContactGraph, node: str) -> str:
    """Give the label of a node."""
    return who(graph, node)[1]


def require(graph: ContactGraph, node: str) -> str:
    """
    Give the node back if it is in the graph.

    Raises
    ------
    NotFoundError
        It does not exist, or not for this viewer or on this day; the sentence is the same.
    """
    if node not in graph:
        raise NotFoundError(f"There is no {node!r} in this network on this day. {near(node, map(str, graph))}".strip())
    return node
