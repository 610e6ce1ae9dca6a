"""Weighted paths of the backend through scipy, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph


def _number(G: CsrGraph, node: Hashable) -> int:
    if node not in G:
        raise nx.NodeNotFound(f"Node {node} not found in graph")
    return G.index[node]


def _search(G: CsrGraph, source: int, cutoff: float | None, weight: str | None) -> tuple[NDArray[Any], NDArray[Any]]:
    limit = np.inf if cutoff is None else cutoff
    if weight is not None and not (G.slot_weights(weight) > 0).all():
        raise NotImplementedError("The backend 'contacts' serves paths along positive distances only.")
    found = dijkstra(G.matrix(weight), directed=True, indices=source, return_predecessors=True, limit=limit)
    return found[0], found[1]


def _path(G: CsrGraph, before: NDArray[Any], source: int, target: int) -> list[Hashable]:
    steps = [target]
    while steps[-1] != source:
        steps.append(int(before[steps[-1]]))
    return [G.nodes[step] for step in reversed(steps)]


def _plain(value: float) -> float | int:
    """Give whole distances as integers, as NetworkX does when weights are integers."""
    return int(value) if float(value).is_integer() else float(value)


def single_source_dijkstra_path_length(
    G: CsrGraph, source: Hashable, cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Hashable, float]:
    """Serve `nx.single_source_dijkstra_path_length`; nodes in order of distance."""
    distance, _ = _search(G, _number(G, source), cutoff, weight)
    reached = np.flatnonzero(np.isfinite(distance))
    reached = reached[np.argsort(distance[reached], kind="stable")]
    return {G.nodes[i]: _plain(distance[i]) for i in reached}


def single_source_dijkstra_path(
    G: CsrGraph, source: Hashable, cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Hashable, list[Hashable]]:
    """Serve `nx.single_source_dijkstra_path`."""
    start = _number(G, source)
    distance, before = _search(G, start, cutoff, weight)
    return {G.nodes[i]: _path(G, before, start, int(i)) for i in np.flatnonzero(np.isfinite(distance))}


def dijkstra_path(G: CsrGraph, source: Hashable, target: Hashable, weight: str | None = "weight") -> list[Hashable]:
    """Serve `nx.dijkstra_path`."""
    return _one_way(G, source, target, weight)[1]


def dijkstra_path_length(G: CsrGraph, source: Hashable, target: Hashable, weight: str | None = "weight") -> float:
    """Serve `nx.dijkstra_path_length`."""
    return _one_way(G, source, target, weight)[0]


def _one_way(G: CsrGraph, source: Hashable, target: Hashable, weight: str | None) -> tuple[float, list[Hashable]]:
    """Search as NetworkX does from one side, to which an unknown target is just out of reach."""
    if source in G and target not in G:
        raise nx.NetworkXNoPath(f"No path to {target}.")
    return bidirectional_dijkstra(G, source, target, weight)


def bidirectional_dijkstra(
    G: CsrGraph, source: Hashable, target: Hashable, weight: str | None = "weight"
) -> tuple[float, list[Hashable]]:
    """Serve `nx.bidirectional_dijkstra`: a shortest path and its length."""
    start, end = _number(G, source), _number(G, target)
    if start == end:
        return 0, [source]
    distance, before = _search(G, start, None, weight)
    if not np.isfinite(distance[end]):
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    return _plain(distance[end]), _path(G, before, start, end)


def shortest_simple_paths(
    G: CsrGraph, source: Hashable, target: Hashable, weight: str | None = None
) -> Iterator[list[Hashable]]:
    """
    Serve `nx.shortest_simple_paths`: simple paths from the shortest on, without end.

    Only nodes v with d(source, v) + d(v, target) <= L can lie on a path of length L, so the exact search of NetworkX
    runs on the few that remain, and L is widened when their paths run out.
    """
    start, end = _number(G, source), _number(G, target)
    matrix = G.matrix(weight)
    there = dijkstra(matrix, directed=True, indices=start)
    back = dijkstra(matrix.T.tocsr(), directed=True, indices=end)
    through = there + back
    if not np.isfinite(through[start]):
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    limit, largest = float(there[end]) * 1.05 + 1e-9, float(through[np.isfinite(through)].max())
    given = 0
    while True:
        kept = through <= limit
        graph = _subgraph(G, kept, weight)
        everything = limit >= largest
        for path in islice(nx.shortest_simple_paths(graph, source, target, "weight", backend="networkx"), given, None):
            length = sum(graph[a][b]["weight"] for a, b in pairwise(path))
            if length > limit and not everything:
                break
            given += 1
            yield list(path)
        else:
            if everything:
                return
        limit = min(largest, limit * 1.2)


def _subgraph(G: CsrGraph, kept: NDArray[np.bool_], weight: str | None) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.DiGraph() if G.directed else nx.Graph()
    graph.add_nodes_from(G.nodes[i] for i in np.flatnonzero(kept))
    slots = np.flatnonzero(kept[G.sources] & kept[G.targets])
    tails, heads, values = G.sources[slots], G.targets[slots], G.slot_weights(weight)[slots]
    graph.add_weighted_edges_from(
        (G.nodes[a], G.nodes[b], v) for a, b, v in zip(tails.tolist(), heads.tolist(), values.tolist(), strict=True)
    )
    return graph
