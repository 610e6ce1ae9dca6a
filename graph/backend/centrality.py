"""Centralities of the backend. Each has the signature and the results of its namesake in NetworkX 3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.backend.csr_graph import CsrGraph
from graph.backend.edge_numbers import LARGEST_STRENGTH, distances, extremes, strengths
from graph.kernels.compiled import PARTS, spread
from graph.kernels.distance_sums import SOURCES, distance_sums
from graph.kernels.lanes import LANES
from graph.kernels.shortest_path_counts import dependencies
from graph.kernels.slots import reversed_slots
from graph.kernels.walks import eigenvector
from graph.kernels.walks import pagerank as pagerank_kernel
from graph.kernels.weighted_path_counts import weighted_dependencies

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from numpy.typing import NDArray

    Scores = dict[Hashable, float]


def degree_centrality(G: CsrGraph) -> Scores:
    """Serve `nx.degree_centrality`."""
    n = len(G)
    if n <= 1:
        return dict.fromkeys(G.nodes, 1)
    degrees = np.diff(G.starts) + (np.diff(G.in_starts) if G.directed else 0)
    return G.labelled(degrees * (1.0 / (n - 1.0)))


def _distribution(G: CsrGraph, given: Mapping[Hashable, float] | None, default: NDArray[np.float64]) -> Any:
    if given is None:
        return default
    values = np.array([given.get(node, 0) for node in G.nodes], dtype=np.float64)
    total = values.sum()
    if total == 0:
        raise NotImplementedError("The backend 'contacts' starts from values that do not sum to 0.")
    return values / total


def pagerank(
    G: CsrGraph,
    alpha: float = 0.85,
    personalization: Mapping[Hashable, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Hashable, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Hashable, float] | None = None,
) -> Scores:
    """Serve `nx.pagerank`."""
    n = len(G)
    if n == 0:
        return {}
    uniform = np.full(n, 1.0 / n)
    personal = _distribution(G, personalization, uniform)
    lost = _distribution(G, dangling, personal)
    start = _distribution(G, nstart, uniform)
    strength = np.bincount(G.sources, weights=strengths(G, weight), minlength=n)
    ranks, iterations = pagerank_kernel(
        G.in_starts,
        G.in_targets,
        G.in_weights(weight),
        strength,
        float(alpha),
        personal,
        lost,
        start,
        float(tol),
        int(max_iter),
    )
    if iterations > max_iter:
        raise nx.PowerIterationFailedConvergence(max_iter)
    return G.labelled(ranks)


def eigenvector_centrality(
    G: CsrGraph,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Hashable, float] | None = None,
    weight: str | None = None,
) -> Scores:
    """Serve `nx.eigenvector_centrality`."""
    if len(G) == 0:
        raise nx.NetworkXPointlessConcept("cannot compute centrality for the null graph")
    strengths(G, weight)
    start = np.ones(len(G)) if nstart is None else np.array([nstart[node] for node in G.nodes], dtype=np.float64)
    if not start.any():
        raise nx.NetworkXError("initial vector cannot have all zero values")
    if max(map(abs, extremes(G, weight))) * len(G) > LARGEST_STRENGTH or not 0 < abs(start.sum()) < np.inf:
        raise NotImplementedError(
            "The backend 'contacts' serves vectors whose squares are numbers, and not 0 together."
        )
    vector, iterations = eigenvector(
        G.in_starts, G.in_targets, G.in_weights(weight), start / start.sum(), float(tol), int(max_iter)
    )
    if iterations > max_iter:
        raise nx.PowerIterationFailedConvergence(max_iter)
    return G.labelled(vector)


def inward_distance_sums(G: CsrGraph, sources: NDArray[np.int64]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Sum the distances from sources to every node, in threads; see the kernel for the three arrays."""
    ordered, number = G.by_degree
    parts = np.array_split(number[sources], max(1, -(-sources.size // SOURCES)))
    groups = [np.concatenate(parts[i::PARTS]) for i in range(min(PARTS, len(parts)))]

    def work(part: NDArray[np.int64]) -> Any:
        return distance_sums(ordered.in_starts, ordered.in_targets, ordered.starts, ordered.targets, part)

    results = spread(work, groups)
    sums, inverse, reached = (np.sum([result[i] for result in results], axis=0) for i in range(3))
    return sums[number], inverse[number], reached[number]


def _all_distance_sums(G: CsrGraph) -> Any:
    """Sum the distances from all nodes to every node; closeness and harmonic share the search."""
    return G.kept(("distances",), lambda: inward_distance_sums(G, np.arange(len(G))))


def closeness_centrality(
    G: CsrGraph, u: Hashable | None = None, distance: str | None = None, wf_improved: bool = True
) -> Scores | float:
    """Serve `nx.closeness_centrality` without weights."""
    n = len(G)
    if u is not None:
        if u not in G:
            raise nx.NodeNotFound(f"Source {u} is not in G; give a node of the graph.")
        # One node asks for the distances to it: a search from it against the edges.
        turned = G if not G.directed else CsrGraph(G.nodes, G.in_starts, G.in_targets, directed=True)
        total, count = _from_one(turned, G.index[u])
        return float(_closeness(np.array([total]), np.array([count]), n, wf_improved)[0])
    sums, _, reached = _all_distance_sums(G)
    return G.labelled(_closeness(sums, reached, n, wf_improved))


def _from_one(G: CsrGraph, source: int) -> tuple[float, int]:
    """Sum the distances from one node to all that it reaches, and count them."""
    start = np.array([source])
    sums, _, reached = distance_sums(G.in_starts, G.in_targets, G.starts, G.targets, start)
    return float(sums.sum()), int(reached.sum())


def _closeness(sums: NDArray[Any], reached: NDArray[Any], n: int, improved: bool) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.where(sums > 0, reached / sums, 0.0)
    return values * reached / (n - 1) if improved and n > 1 else values


def harmonic_centrality(
    G: CsrGraph,
    nbunch: Any = None,
    distance: str | None = None,
    sources: Iterable[Hashable] | None = None,
) -> Scores:
    """Serve `nx.harmonic_centrality` without weights."""
    wanted = G.numbers(nbunch)
    if sources is None:
        _, inverse, _ = _all_distance_sums(G)
    else:
        _, inverse, _ = inward_distance_sums(G, G.numbers(sources))
    return G.labelled_at(inverse, wanted)


def path_dependencies(
    G: CsrGraph,
    sources: NDArray[np.int64],
    weight: str | None,
    *,
    edges: bool = False,
    factors: NDArray[np.float64] | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """
    Sum the dependencies of the sources on every node and, if asked, every slot, in threads.

    Parameters
    ----------
    factors
        Weight of each source; 1 unless sampling needs otherwise.
    """
    factors = np.ones(sources.size) if factors is None else factors
    ordered, number = G.by_degree
    # Sources that share their busiest neighbour see the network at like distances: they share a batch.
    alike = np.argsort(ordered.busiest[number[sources]], kind="stable")
    batches = -(-sources.size // LANES)
    count = min(PARTS, batches)
    shares = [
        np.concatenate([alike[b * LANES : (b + 1) * LANES] for b in range(i, batches, count)]) for i in range(count)
    ]
    if weight is not None and weight in G.weights:
        lengths = distances(G, weight)
        results = spread(
            lambda part: weighted_dependencies(G.starts, G.targets, lengths, sources[part], factors[part], edges),
            shares,
        )
        if any(result[2] for result in results):
            raise NotImplementedError(
                "The backend 'contacts' counts shortest paths where every edge makes a path longer: "
                f"some {weight!r} is 0, or too small to be felt beside another."
            )
        return _counted(results, 0, len(G)), _counted(results, 1, G.targets.size if edges else 0)
    results = spread(
        lambda part: dependencies(
            ordered.in_starts,
            ordered.in_targets,
            ordered.starts,
            ordered.targets,
            number[sources[part]],
            factors[part],
            edges,
        ),
        shares,
    )
    nodes = _counted(results, 0, len(G))[number]
    slots = _counted(results, 1, G.targets.size if edges else 0)
    if edges:
        back = np.empty_like(slots)
        back[ordered.weights["slot"].astype(np.int64)] = slots
        slots = back
    return nodes, slots


def _counted(results: list[Any], which: int, size: int) -> NDArray[np.float64]:
    """Add up one array of every part of the work; always in the same order, so that sums do not depend on threads."""
    total = np.zeros(size)
    for result in results:
        total += result[which]
    if not np.isfinite(total).all():
        raise nx.NetworkXError(
            "More than 1.8e308 shortest paths join two of the nodes, which no float counts; take a part of the graph, "
            "or distances by which fewer paths are equally short."
        )
    return total


def _pivots(G: CsrGraph, k: int | None, seed: Any) -> NDArray[np.int64]:
    """Draw sources exactly as NetworkX does, so that equal seeds give equal results."""
    if k is None:
        return np.arange(len(G))
    if isinstance(k, int) and not 0 <= k <= len(G):
        raise ValueError(
            f"The sample k={k} is larger than the {len(G)} nodes of the graph or negative; ask for 1 to {len(G)}, "
            "or for all."
        )
    drawn = nx.utils.create_py_random_state(seed).sample(G.nodes, k)
    return np.array([G.index[node] for node in drawn], np.int64)


def betweenness_centrality(
    G: CsrGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: Any = None,
) -> Scores:
    """Serve `nx.betweenness_centrality` without endpoints."""
    n = len(G)
    k = None if k == n else k
    sources = _pivots(G, k, seed)
    sums, _ = path_dependencies(G, sources, weight)
    # The scale of networkx 3.6: a pivot sees one source fewer than other nodes, since it never counts for itself.
    pairs_of_source = n - 1 if k is None else k
    if n <= 2:
        return G.labelled(sums)
    scale = 1.0 / (n - 2) if normalized else (n - 1) / (1.0 if G.directed else 2.0)
    factor = np.full(n, scale / pairs_of_source)
    if k is not None:
        own = k - 1
        factor[sources] = scale / own if own else np.nan
    return G.labelled(sums * factor)


def edge_betweenness_centrality(
    G: CsrGraph, k: int | None = None, normalized: bool = True, weight: str | None = None, seed: Any = None
) -> dict[tuple[Hashable, Hashable], float]:
    """Serve `nx.edge_betweenness_centrality`."""
    n = len(G)
    k = None if k == n else k
    sources = _pivots(G, k, seed)
    _, slots = path_dependencies(G, sources, weight, edges=True)
    if G.directed:
        keep, values = np.arange(slots.size), slots
    else:
        keep = np.flatnonzero(G.sources < G.targets)
        values = (slots + slots[reversed_slots(G.starts, G.targets)])[keep]
    scale = 1.0 / (n * (n - 1)) if normalized and n > 1 else 1.0 if G.directed else 0.5
    if k is not None:
        scale *= n / k
    nodes = G.nodes
    tails, heads = G.sources[keep].tolist(), G.targets[keep].tolist()
    result = {(nodes[a], nodes[b]): v for a, b, v in zip(tails, heads, (values * scale).tolist(), strict=True)}
    return result | {(nodes[a], nodes[a]): 0.0 for a in G.loops.tolist()}  # no shortest path has a loop
