"""Pair scores, assortativity and rich club of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.kernels.similarity import common_neighbours, degree_products

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from graph.backend.csr_graph import CsrGraph

    Scored = Iterator[tuple[Hashable, Hashable, float]]


def _pairs(G: CsrGraph, ebunch: Iterable[tuple[Hashable, Hashable]] | None) -> tuple[Any, Any, Any, Any]:
    """Give the ends of each pair and their numbers."""
    tails, heads = zip(*pairs, strict=True) if (pairs := list(() if ebunch is None else ebunch)) else ((), ())
    try:
        left, right = (np.fromiter(map(G.index.__getitem__, nodes), np.int64, len(nodes)) for nodes in (tails, heads))
    except KeyError as missing:
        raise nx.NodeNotFound(f"Node {missing.args[0]} not in G.") from None
    return tails, heads, left, right


def jaccard_coefficient(G: CsrGraph, ebunch: Iterable[tuple[Hashable, Hashable]] | None = None) -> Scored:
    """Serve `nx.jaccard_coefficient` for given pairs."""
    tails, heads, left, right = _pairs(G, ebunch)
    common, _ = common_neighbours(G.starts, G.targets, left, right)
    degrees = np.diff(G.starts)
    union = degrees[left] + degrees[right] - common
    return zip(tails, heads, (common / np.maximum(union, 1)).tolist(), strict=True)


def adamic_adar_index(G: CsrGraph, ebunch: Iterable[tuple[Hashable, Hashable]] | None = None) -> Scored:
    """Serve `nx.adamic_adar_index` for given pairs."""
    tails, heads, left, right = _pairs(G, ebunch)
    _, scores = common_neighbours(G.starts, G.targets, left, right)
    alone = np.flatnonzero(np.isinf(scores))
    if alone.size:
        raise ZeroDivisionError(
            f"The pair of {tails[alone[0]]!r} with itself has a neighbour without other neighbours, for which "
            "1 / log(1) is infinite; leave the pair out."
        )
    return zip(tails, heads, scores.tolist(), strict=True)


def degree_assortativity_coefficient(
    G: CsrGraph, x: str = "out", y: str = "in", weight: str | None = None, nodes: Any = None
) -> float:
    """Serve `nx.degree_assortativity_coefficient` of an undirected graph without weights."""
    degrees = np.diff(G.starts)
    # Whole numbers of Python: nothing is rounded before the one division, and no sum is too large.
    nodes = np.bincount(degrees)  # of each degree
    found = [(degree, int(nodes[degree])) for degree in np.flatnonzero(nodes).tolist()]
    squares, cubes = (sum(count * degree**power for degree, count in found) for power in (2, 3))
    slots = G.targets.size
    variance = slots * cubes - squares**2
    covariance = 2 * slots * int(degree_products(degrees.astype(np.int32), G.starts, G.targets)) - squares**2
    return covariance / variance if variance else float("nan")


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
