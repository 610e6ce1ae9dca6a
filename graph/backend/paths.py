"""Weighted paths of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.backend.csr_graph import rows
from graph.backend.edge_numbers import distances
from graph.kernels.blocks import blocks
from graph.kernels.weighted_paths import path_between, paths_from

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph


def _number(G: CsrGraph, node: Hashable) -> int:
    if node not in G:
        raise nx.NodeNotFound(f"Node {node} not found in graph")
    return G.index[node]


def _search(G: CsrGraph, source: Hashable, cutoff: float | None, weight: str | None) -> tuple[NDArray[Any], ...]:
    start, limit = _number(G, source), np.inf if cutoff is None else float(cutoff)
    found: tuple[NDArray[Any], ...] = paths_from(G.starts, G.targets, distances(G, weight), start, limit)
    return found


def _plain(values: NDArray[Any]) -> list[Any]:
    """Give whole distances as integers, as NetworkX does when weights are integers."""
    whole = bool((values == np.floor(values)).all())
    plain: list[Any] = (values.astype(np.int64) if whole else values).tolist()
    return plain


def single_source_dijkstra_path_length(
    G: CsrGraph, source: Hashable, cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Hashable, float]:
    """Serve `nx.single_source_dijkstra_path_length`; nodes in order of distance."""
    order, distance, _ = _search(G, source, cutoff, weight)
    return dict(zip((G.nodes[i] for i in order.tolist()), _plain(distance[order]), strict=True))


def single_source_dijkstra_path(
    G: CsrGraph, source: Hashable, cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Hashable, list[Hashable]]:
    """Serve `nx.single_source_dijkstra_path`."""
    order, _, before = _search(G, source, cutoff, weight)
    paths: dict[Hashable, list[Hashable]] = {source: [source]}
    for node, previous in zip(order[1:].tolist(), before[order[1:]].tolist(), strict=True):
        paths[G.nodes[node]] = [*paths[G.nodes[previous]], G.nodes[node]]
    return paths


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
    lengths = distances(G, weight)
    backward = G.in_weights(weight) if G.directed else lengths
    found = path_between(G.starts, G.targets, lengths, G.in_starts, G.in_targets, backward, start, end)
    if not found.size:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    steps = [int(a + np.searchsorted(G.targets[a:b], v)) for a, b, v in _rows(G, found)]
    return _plain(np.array([lengths[steps].cumsum()[-1]]))[0], [G.nodes[i] for i in found.tolist()]


def _rows(G: CsrGraph, path: NDArray[Any]) -> Iterator[tuple[int, int, int]]:
    """Give for each step of a path the bounds of the row it leaves and the node it goes to."""
    return ((G.starts[u], G.starts[u + 1], v) for u, v in pairwise(path.tolist()))


def shortest_simple_paths(
    G: CsrGraph, source: Hashable, target: Hashable, weight: str | None = None
) -> Iterator[list[Hashable]]:
    """
    Serve `nx.shortest_simple_paths`: simple paths from the shortest on, without end.

    Only nodes v with d(source, v) + d(v, target) <= L can lie on a path of length L, so the exact search of NetworkX
    runs on the few that remain, and L is widened when their paths run out; then nodes that no simple path of the pair
    visits are left out too.
    """
    return _simple_paths(G, source, target, weight, distances(G, weight))


def _simple_paths(
    G: CsrGraph, source: Hashable, target: Hashable, weight: str | None, lengths: NDArray[np.float64]
) -> Iterator[list[Hashable]]:
    start, end = _number(G, source), _number(G, target)
    _, there, _ = paths_from(G.starts, G.targets, lengths, start, np.inf)
    _, back, _ = paths_from(G.in_starts, G.in_targets, G.in_weights(weight), end, np.inf)
    through = there + back
    if not np.isfinite(through[start]):
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    limit, largest = float(there[end]) * 1.05 + 1e-9, float(through[np.isfinite(through)].max())
    given, narrowed = 0, G.directed or start == end
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
        if not narrowed:
            narrowed, through[~_visited(G, start, end)] = True, np.inf
            largest = float(through[np.isfinite(through)].max())
        limit = min(largest, limit * 1.2)


def _visited(G: CsrGraph, start: int, end: int) -> NDArray[np.bool_]:
    """Tell which nodes some simple path of the pair visits: those in one block with an edge between the two."""
    tails, heads = np.append(G.sources, (start, end)), np.append(G.targets, (end, start))
    if end in G.targets[G.starts[start] : G.starts[start + 1]]:
        tails, heads = tails[:-2], heads[:-2]
    starts, targets, _ = rows(len(G), tails, heads)
    component, _, _, _ = blocks(starts, targets)
    joined = component[starts[start] + int(np.searchsorted(targets[starts[start] : starts[start + 1]], end))]
    visited = np.zeros(len(G), bool)
    visited[targets[component == joined]] = True
    return visited


def _subgraph(G: CsrGraph, kept: NDArray[np.bool_], weight: str | None) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.DiGraph() if G.directed else nx.Graph()
    graph.add_nodes_from(G.nodes[i] for i in np.flatnonzero(kept))
    slots = np.flatnonzero(kept[G.sources] & kept[G.targets])
    tails, heads, values = G.sources[slots], G.targets[slots], G.slot_weights(weight)[slots]
    graph.add_weighted_edges_from(
        (G.nodes[a], G.nodes[b], v) for a, b, v in zip(tails.tolist(), heads.tolist(), values.tolist(), strict=True)
    )
    return graph
