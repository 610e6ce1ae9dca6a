"""Who the nodes of a graph are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError, near

if TYPE_CHECKING:
    from graph.network.contact_graph import Arrays, ContactGraph


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


def arrays_of(graph: ContactGraph) -> Arrays:
    """
    Give the arrays of a graph, for measures that never ask for its dictionaries.

    Raises
    ------
    InputError
        The graph was changed since it was made.
    """
    arrays: Arrays | None = getattr(graph, "arrays", None)
    if arrays is None:
        raise InputError("The network was changed after it was made; ask of the network as made.")
    return arrays


def labels(arrays: Arrays) -> list[str]:
    """Give the label of every node; read from its identifier where nodes do not carry it."""
    given = arrays.node_values.get("label")
    return [node.rpartition(":")[0] for node in arrays.nodes] if given is None else list(map(str, given))


def who_at(arrays: Arrays, row: int) -> tuple[str, str, str]:
    """Give node, label and name of a row, as `who` does of a node."""
    node = arrays.nodes[row]
    label, _, key = node.rpartition(":")
    given = (arrays.node_values.get(name) for name in ("label", "name"))
    found = [
        str(otherwise if values is None else values[row]) for values, otherwise in zip(given, (label, key), strict=True)
    ]
    return node, found[0], found[1]
