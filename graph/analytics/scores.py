"""One number for each node of a network: how central it is, or how much it brokers."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.network.contact_graph import ContactGraph

    Scores = Mapping[str, float | None]
    Score = Callable[[ContactGraph, "Sampling"], Scores]

EXACT_UP_TO = 5000
"""Up to so many nodes shortest paths are followed from every node; above, from some of them, the pivots."""
PIVOTS, LEAST_PIVOTS = 256, 2
SEED = 1
PATHS = {"hops": None, "distance": "distance"}
"""What the length of a path is: the number of its ties, or the sum of their whole distances."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """
    From how many nodes shortest paths are followed, and what their length is.

    Attributes
    ----------
    paths
        "hops" counts ties; "distance" sums their whole distances, so that strong ties are short.
    exact_up_to, pivots, seed
        Up to so many nodes from every node; above, from so many pivots, drawn with the seed.
    """

    paths: str = "hops"
    exact_up_to: int = EXACT_UP_TO
    pivots: int = PIVOTS
    seed: int = SEED

    def __post_init__(self) -> None:
        if self.paths not in PATHS:
            raise InputError(f"The length of paths is 'hops' or 'distance', not {self.paths!r}.")
        if self.pivots < LEAST_PIVOTS:  # a pivot does not count for itself, so one alone says nothing of its own node
            raise InputError(f"Paths cannot be followed from {self.pivots} pivots; ask for at least {LEAST_PIVOTS}.")

    def drawn(self, graph: ContactGraph) -> int | None:
        """Give the number of pivots for a graph; None = every node, so the values are exact."""
        return min(self.pivots, len(graph)) if len(graph) > self.exact_up_to else None

    @property
    def length(self) -> str | None:
        """Name of the edge value that is summed along a path; None = ties are counted."""
        return PATHS[self.paths]

    def caption(self, graph: ContactGraph) -> str:
        """Say in one sentence what the length of a path is and whether the values are exact."""
        drawn = self.drawn(graph)
        length = "number of ties" if self.paths == "hops" else "distance of the ties (the stronger the shorter)"
        how = "exact" if drawn is None else f"estimated from {drawn} pivots, seed {self.seed}"
        return f"Path length is the {length}; values that follow paths are {how}."


EVERYTHING = Sampling()


def degree(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:  # noqa: ARG001 - all are called alike
    """
    Count the ties of each node.

    Returns
    -------
    scores
        By node; 0 without ties, empty for an empty graph.

    Notes
    -----
    Formula: number of neighbours.
    Unit: ties.
    Range: 0 to the number of other nodes.
    Reading: high = has many ties, however weak; it says nothing about where they lead.
    Cost: linear.

    References
    ----------
    Freeman, Centrality in social networks: conceptual clarification, Social Networks 1, 1979.
    """
    return {node: float(number) for node, number in graph.degree()}


def strength(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:  # noqa: ARG001
    """
    Sum the strengths of the ties of each node.

    Returns
    -------
    scores
        By node; 0 without ties, empty for an empty graph.

    Notes
    -----
    Formula: sum over the node's ties of their strength.
    Unit: points; each tie gives 0 to 100.
    Range: 0 to 100 times the number of other nodes.
    Reading: high = many ties, strong ones, or both.
    Cost: linear.

    References
    ----------
    Barrat, Barthelemy, Pastor-Satorras and Vespignani, The architecture of complex weighted networks, PNAS 101, 2004.
    """
    return {node: float(total) for node, total in graph.degree(weight="strength")}


def pagerank(
    graph: ContactGraph,
    sampling: Sampling = EVERYTHING,  # noqa: ARG001
    *,
    start: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """
    Give PageRank by strength, sharp enough to compare; a start near it saves rounds.

    Returns
    -------
    scores
        By node, summing to 1; 1 for a single node, equal shares without ties, empty for an empty graph.

    Notes
    -----
    Formula: x = 0.15 / n + 0.85 * (sum over neighbours y of x(y) * strength(y, node) / total strength of y
        + sum of x over nodes without ties / n), iterated until the L1 change is below n * 1e-10 (the default of
        networkx, 1e-6, is off in the third digit for small networks).
    Unit: share of 1.
    Range: 0 to 1; the mean is 1 / n.
    Reading: high = strongly tied to those who are strongly tied themselves.
    Cost: linear, times some tens of iterations.

    References
    ----------
    Page, Brin, Motwani and Winograd, The PageRank citation ranking, 1999.
    """
    if not len(graph):
        return {}
    return dict(nx.pagerank(graph, weight="strength", tol=1e-10, max_iter=1000, nstart=start))


def betweenness(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:
    """
    Give the share of the shortest paths between others that run through each node.

    Returns
    -------
    scores
        By node; 0 for fewer than three nodes, empty for an empty graph.

    Notes
    -----
    Formula: mean over pairs (s, t) of others of the share of shortest paths from s to t through the node; with pivots,
        over pairs whose s is a pivot.
    Unit: share of 1.
    Range: 0 to 1.
    Reading: high = many would have to go through this node to meet; of an officer it reflects the posting plan.
    Cost: n * m exactly, k * m from k pivots.

    References
    ----------
    Freeman, A set of measures of centrality based on betweenness, 1977; Brandes, A faster algorithm for betweenness
    centrality, 2001; Brandes and Pich, Centrality estimation in large networks, 2007, for pivots.
    """
    found = nx.betweenness_centrality(graph, k=sampling.drawn(graph), weight=sampling.length, seed=sampling.seed)
    return dict(found)


def closeness(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:
    """
    Tell how near each node is to all others that it can reach.

    Returns
    -------
    scores
        By node; 0 without ties. The command and the page follow paths from every node of a network of any size, so that
        they always give numbers. Where a `Sampling` draws pivots for the graph there is None for every node: no sampled
        form of it is right for networks in several parts, and `harmonic` answers the same question.

    Notes
    -----
    Formula: r / sum of distances to the r others in reach, times r / (n - 1).
    Unit: 1 / distance.
    Range: 0 to 1 when ties are counted.
    Reading: high = reaches everybody in few steps. The last factor makes parts of the network comparable.
    Cost: n * m; several sources are searched side by side.

    References
    ----------
    Freeman 1979; Wasserman and Faust, Social Network Analysis, 1994, equation 5.22, for the factor.
    """
    if sampling.drawn(graph) is not None:
        return dict.fromkeys(graph)
    return dict(nx.closeness_centrality(graph, distance=sampling.length))


def harmonic(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:
    """
    Give the mean of 1 / distance to all others.

    Returns
    -------
    scores
        By node; 0 without ties or without others.

    Notes
    -----
    Formula: mean over all others of 1 / distance, 0 for those out of reach; with pivots, over these alone.
    Unit: 1 / distance.
    Range: 0 to 1 when ties are counted.
    Reading: high = near to many; unlike closeness it needs no correction for parts.
    Cost: n * m exactly, k * m from k pivots.

    References
    ----------
    Boldi and Vigna, Axioms for centrality, Internet Mathematics 10, 2014.
    """
    if len(graph) <= 1:
        return dict.fromkeys(graph, 0.0)
    drawn, everybody = sampling.drawn(graph), list(graph)
    # Drawn as networkx draws for betweenness, so that both speak of the same pivots.
    sources = everybody if drawn is None else nx.utils.create_py_random_state(sampling.seed).sample(everybody, drawn)
    pivots = set(sources)
    total = nx.harmonic_centrality(graph, distance=sampling.length, sources=sources)
    # networkx sums over a set, in an order that differs between processes; rounding takes that out again.
    return {node: round(value / max(len(pivots) - (node in pivots), 1), 12) for node, value in total.items()}


def constraint(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:  # noqa: ARG001
    """
    Give Burt's constraint by strength: how far a node's neighbours know one another.

    Returns
    -------
    scores
        By node; None without ties.

    Notes
    -----
    Formula: sum over neighbours j of (p(i,j) + sum over q of p(i,q) p(q,j)) squared, where p(i,j) is the share of i's
        strength that its tie with j has.
    Unit: 1.
    Range: above 0, mostly below 1; above 1 only where few neighbours all know one another.
    Reading: low = a broker, whose contacts do not know one another; high = everybody it knows knows the others too.
    Cost: one step for each triangle.

    References
    ----------
    Burt, Structural Holes, 1992, chapter 2.
    """
    if not graph.number_of_edges():
        return dict.fromkeys(graph)
    return {node: _defined(value) for node, value in nx.constraint(graph, weight="strength").items()}


def effective_size(graph: ContactGraph, sampling: Sampling = EVERYTHING) -> Scores:  # noqa: ARG001
    """
    Count the ties of each node that lead somewhere else.

    Returns
    -------
    scores
        By node; None without ties.

    Notes
    -----
    Formula: n - 2t / n with t ties among the n neighbours.
    Unit: ties.
    Range: 1 to the number of ties.
    Reading: near the number of ties = each tie opens another circle; near 1 = they all lead into the same one.
    Cost: one step for each triangle.

    References
    ----------
    Burt 1992, chapter 2; Borgatti, Structural holes: unpacking Burt's redundancy measures, Connections 20(1), 1997.
    """
    # With a list of nodes on purpose: without one, networkx 3.6.1 makes a matrix of all pairs of nodes.
    return {node: _defined(value) for node, value in nx.effective_size(graph, nodes=list(graph)).items()}


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


SCORES: Mapping[str, Score] = {
    score.__name__: score
    for score in (degree, strength, pagerank, betweenness, closeness, harmonic, constraint, effective_size)
}
"""By name."""

LOWEST_FIRST = frozenset({"constraint"})
"""Scores of which a low value ranks high."""
