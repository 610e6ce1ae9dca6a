"""Pair scores, assortativity and rich club of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.kernels.similarity import common_neighbours

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from graph.backend.csr_graph import CsrGraph

    Scored = Iterator[tuple[Hashable, Hashable, float]]


def _pairs(G: CsrGraph, ebunch: Iterable[tuple[Hashable, Hashable]]) -> tuple[list[Any], Any, Any]:
    pairs = list(ebunch)
    for pair in pairs:
        for node in pair[:2]:
            if node not in G:
                raise nx.NodeNotFound(f"Node {node} not in G.")
    ends = np.array([[G.index[a], G.index[b]] for a, b, *_ in pairs], np.int64).reshape(-1, 2)
    return pairs, np.ascontiguousarray(ends[:, 0]), np.ascontiguousarray(ends[:, 1])


def jaccard_coefficient(G: CsrGraph, ebunch: Iterable[tuple[Hashable, Hashable]] | None = None) -> Scored:
    """Serve `nx.jaccard_coefficient` for given pairs."""
    pairs, left, right = _pairs(G, ebunch or ())
    common, _ = common_neighbours(G.starts, G.targets, left, right)
    degrees = np.diff(G.starts)
    union = degrees[left] + degrees[right] - common
    counts = zip(pairs, common.tolist(), union.tolist(), strict=True)
    return ((a, b, shared / size if size else 0) for (a, b, *_), shared, size in counts)


def adamic_adar_index(G: CsrGraph, ebunch: Iterable[tuple[Hashable, Hashable]] | None = None) -> Scored:
    """Serve `nx.adamic_adar_index` for given pairs."""
    pairs, left, right = _pairs(G, ebunch or ())
    _, scores = common_neighbours(G.starts, G.targets, left, right)
    return ((a, b, score or 0) for (a, b, *_), score in zip(pairs, scores.tolist(), strict=True))


def degree_assortativity_coefficient(
    G: CsrGraph, x: str = "out", y: str = "in", weight: str | None = None, nodes: Any = None
) -> float:
    """Serve `nx.degree_assortativity_coefficient` of an undirected graph without weights."""
    degrees = np.diff(G.starts).astype(np.float64)
    a, b = degrees[G.sources], degrees[G.targets]
    if not a.size:
        return float("nan")
    mean = a.mean()
    variance = (a * a).mean() - mean * mean
    return float(((a * b).mean() - mean * mean) / variance) if variance > 0 else float("nan")


def rich_club_coefficient(G: CsrGraph, normalized: bool = True, Q: float = 100, seed: Any = None) -> dict[int, float]:
    """Serve `nx.rich_club_coefficient` without normalisation: density among nodes of more than k edges, by k."""
    degrees = np.diff(G.starts)
    if not degrees.size:
        return {}
    top = int(degrees.max())
    above = len(G) - np.cumsum(np.bincount(degrees, minlength=top + 1))
    slots = G.sources < G.targets
    lesser = np.minimum(degrees[G.sources[slots]], degrees[G.targets[slots]])
    edges = lesser.size - np.cumsum(np.bincount(lesser, minlength=top + 1))
    return {k: 2 * int(edges[k]) / (int(above[k]) * (int(above[k]) - 1)) for k in range(top + 1) if above[k] > 1}
