"""Weighted paths of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.backend.csr_graph import slot
from graph.backend.edge_numbers import check_distances
from graph.kernels.weighted_paths import path_between, paths_from

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph


NOBODY = np.empty(0, np.int64)


def _number(G: CsrGraph, node: Hashable) -> int:
    if node not in G:
        raise nx.NodeNotFound(f"Node {node} not found in graph")
    return G.index[node]


def _search(G: CsrGraph, source: Hashable, cutoff: float | None, weight: str | None) -> tuple[NDArray[Any], ...]:
    start, limit = _number(G, source), np.inf if cutoff is None else float(cutoff)
    check_distances(G, weight)
    found: tuple[NDArray[Any], ...] = paths_from(G.starts, G.targets, G.stored_weights(weight), start, limit)
    return found


def _plain(G: CsrGraph, weight: str | None, values: NDArray[Any]) -> list[Any]:
    """Give distances as integers where the weights are, as NetworkX does."""
    whole = weight is None or weight not in G.weights or weight in G.integers
    plain: list[Any] = (values.astype(np.int64) if whole else values).tolist()
    return plain


def single_source_dijkstra_path_length(
    G: CsrGraph, source: Hashable, cutoff: float | None = None, weight: str | None = "weight"
) -> dict[Hashable, float]:
    """Serve `nx.single_source_dijkstra_path_length`; nodes in order of distance."""
    order, distance, _ = _search(G, source, cutoff, weight)
    return dict(zip(G.named(order), _plain(G, weight, distance[order]), strict=True))


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
    check_distances(G, weight)
    lengths = G.stored_weights(weight)
    backward = G.in_weights(weight) if G.directed else lengths
    found = path_between(G.starts, G.targets, lengths, G.in_starts, G.in_targets, backward, start, end, NOBODY)
    if not found.size:
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    steps = [slot(G.starts, G.targets, u, v) for u, v in pairwise(found.tolist())]
    return _plain(G, weight, lengths[steps].astype(np.float64).cumsum()[-1:])[0], [G.nodes[i] for i in found.tolist()]
