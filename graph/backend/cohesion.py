"""Cores, clustering, components and cut points of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.backend.edge_numbers import extremes, strengths
from graph.kernels.blocks import blocks
from graph.kernels.components import component_of
from graph.kernels.cores import core_numbers
from graph.kernels.slots import by_key
from graph.kernels.triangles import structural_holes
from graph.kernels.triangles import triangles as count_triangles

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph

    Scores = dict[Hashable, float]


def _chosen(G: CsrGraph, values: NDArray[Any], nodes: Any) -> Any:
    """Give results for all nodes, one node or several, as NetworkX's `nodes` argument asks."""
    if nodes is None:
        return G.labelled(values)
    if nodes in G:
        return values[G.index[nodes]].item()
    return G.labelled_at(values, G.numbers(nodes))


def _holes(G: CsrGraph, weight: str | None) -> Any:
    """Compute constraint and effective size together; the next of the two costs nothing."""
    if weight is not None and extremes(G, weight)[0] < 0:
        raise NotImplementedError("The backend 'contacts' serves structural holes of strengths of 0 or more.")
    return G.kept(("holes", weight or ""), lambda: structural_holes(G.starts, G.targets, strengths(G, weight)))


def _of_nodes(G: CsrGraph, values: NDArray[np.float64], nodes: Iterable[Hashable] | None) -> Scores:
    if nodes is not None:
        return G.labelled_some(values, nodes)
    if not len(G):
        raise nx.NetworkXError("Graph has no nodes or edges")
    return G.labelled(values)


def constraint(G: CsrGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Scores:
    """Serve `nx.constraint` for undirected graphs."""
    return _of_nodes(G, _holes(G, weight)[0], nodes)


def effective_size(G: CsrGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None) -> Scores:
    """
    Serve `nx.effective_size` for undirected graphs.

    networkx 3.6.1 without `nodes` divides the largest weights along the wrong axis; this is the published definition,
    equal to networkx's own result with `nodes` given.
    """
    return _of_nodes(G, _holes(G, weight)[1], nodes)


def core_number(G: CsrGraph) -> dict[Hashable, int]:
    """Serve `nx.core_number` for undirected graphs."""
    return G.labelled(core_numbers(G.starts, G.targets))


def triangles(G: CsrGraph, nodes: Any = None) -> Any:
    """Serve `nx.triangles`."""
    return _chosen(G, count_triangles(G.starts, G.targets), nodes)


def _clustering(G: CsrGraph) -> NDArray[np.float64]:
    degrees = np.diff(G.starts)
    pairs = degrees * (degrees - 1)
    return np.where(pairs > 0, 2.0 * count_triangles(G.starts, G.targets) / np.where(pairs > 0, pairs, 1), 0.0)


def clustering(G: CsrGraph, nodes: Any = None, weight: str | None = None) -> Any:
    """Serve `nx.clustering` without weights."""
    return _chosen(G, _clustering(G), nodes)


def average_clustering(G: CsrGraph, nodes: Any = None, weight: str | None = None, count_zeros: bool = True) -> float:
    """Serve `nx.average_clustering` without weights."""
    values = _clustering(G) if nodes is None else np.array(list(clustering(G, nodes).values()), dtype=np.float64)
    if not count_zeros:
        values = values[values != 0]
    return float(values.sum() / values.size) if values.size else _no_average()


def _no_average() -> float:
    raise ZeroDivisionError("division by zero")


def transitivity(G: CsrGraph) -> float:
    """Serve `nx.transitivity`."""
    degrees = np.diff(G.starts)
    corners = 2 * int(count_triangles(G.starts, G.targets).sum())
    return corners / int((degrees * (degrees - 1)).sum()) if corners else 0


def connected_components(G: CsrGraph) -> Iterator[set[Hashable]]:
    """Serve `nx.connected_components`."""
    yield from G.grouped(*G.parts)


def number_connected_components(G: CsrGraph) -> int:
    """Serve `nx.number_connected_components`."""
    return G.parts[1]


def is_connected(G: CsrGraph) -> bool:
    """Serve `nx.is_connected`."""
    if not len(G):
        raise nx.NetworkXPointlessConcept("Connectivity is undefined for the null graph.")
    return number_connected_components(G) == 1


def node_connected_component(G: CsrGraph, n: Hashable) -> set[Hashable]:
    """Serve `nx.node_connected_component`."""
    if n not in G:
        raise KeyError(n)
    return set(G.named(component_of(G.starts, G.targets, G.index[n])))


def articulation_points(G: CsrGraph) -> Iterator[Hashable]:
    """Serve `nx.articulation_points`."""
    yield from G.named(np.flatnonzero(blocks(G.starts, G.targets).cut))


def bridges(G: CsrGraph, root: Hashable | None = None) -> Iterator[tuple[Hashable, Hashable]]:
    """Serve `nx.bridges`; with a root, only those of its component."""
    if root is not None and root not in G:
        raise nx.NodeNotFound(f"Root node {root} is not in graph")
    found = blocks(G.starts, G.targets)
    inside = None if root is None else node_connected_component(G, root)
    later, nodes = np.flatnonzero(found.bridge), G.nodes
    tails, heads = np.sort(np.stack((found.before[later], later)), axis=0)
    order = np.lexsort((heads, tails))  # as NetworkX lists edges
    for tail, head in zip(tails[order].tolist(), heads[order].tolist(), strict=True):
        if inside is None or nodes[tail] in inside:
            yield nodes[tail], nodes[head]


def has_bridges(G: CsrGraph, root: Hashable | None = None) -> bool:
    """Serve `nx.has_bridges`."""
    return next(bridges(G, root), None) is not None


def biconnected_component_edges(G: CsrGraph) -> Iterator[list[tuple[Hashable, Hashable]]]:
    """Serve `nx.biconnected_component_edges`."""
    found = blocks(G.starts, G.targets)
    once = G.sources < G.targets
    tails, heads, nodes = G.sources[once], G.targets[once], G.nodes
    later = np.where(found.when[tails] > found.when[heads], tails, heads)
    bounds, order = by_key(found.bounds.size - 1, found.block[later])
    edges = [
        (nodes[tail], nodes[head]) for tail, head in zip(tails[order].tolist(), heads[order].tolist(), strict=True)
    ]
    yield from (edges[first:last] for first, last in pairwise(bounds.tolist()))


def biconnected_components(G: CsrGraph) -> Iterator[set[Hashable]]:
    """Serve `nx.biconnected_components`."""
    found = blocks(G.starts, G.targets)
    yield from G.cut(found.members, found.bounds)
