"""How central people are: degree, strength, PageRank, betweenness, closeness, harmonic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graph.analytics.people import who
from graph.analytics.results import WHO, Column, Table, table
from graph.errors import InputError, near

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.network.contact_graph import ContactGraph

MEASURES = ("degree", "strength", "pagerank", "betweenness", "closeness", "harmonic")
EXACT_UP_TO = 5000
PIVOTS = 256


@dataclass(frozen=True, slots=True)
class NodeCentrality:
    """
    How central one node is; None where a measure was not asked for.

    Attributes
    ----------
    node, label, name
        Who.
    degree
        Ties.
    strength
        Sum of the strengths of the ties, each 0 to 100.
    pagerank
        Share of 1.
    betweenness
        0 to 1: share of the shortest paths between others that run through the node.
    closeness
        0 to 1, with the correction of Wasserman and Faust for networks in several parts.
    harmonic
        0 to 1: mean of 1 / distance to all others, 0 for those out of reach.
    """

    node: str
    label: str
    name: str
    degree: int | None
    strength: float | None
    pagerank: float | None
    betweenness: float | None
    closeness: float | None
    harmonic: float | None


@dataclass(frozen=True, slots=True)
class Centrality:
    """
    Centrality of all nodes.

    Attributes
    ----------
    nodes
        One each, in the graph's order.
    paths
        "hops" or "distance": what the length of a path is.
    pivots
        Number of nodes from which paths were followed; None = from all of them, so the values are exact.
    seed
        With which the pivots were drawn.
    """

    nodes: tuple[NodeCentrality, ...]
    paths: str
    pivots: int | None
    seed: int

    def caption(self) -> str:
        """Say in one sentence how the numbers came about."""
        length = "number of ties" if self.paths == "hops" else "distance of the ties (the stronger the shorter)"
        how = "exact" if self.pivots is None else f"estimated from {self.pivots} pivots, seed {self.seed}"
        return f"Path length is the {length}; betweenness, closeness and harmonic are {how}."

    def table(self) -> Table:
        """Give one row a node, with the measures that were asked for."""
        asked = [
            column
            for column in _COLUMNS
            if not self.nodes or any(getattr(node, column.name) is not None for node in self.nodes)
        ]
        return table("centrality", (*WHO, *asked), self.nodes)


_COLUMNS = (
    Column("degree", "ties", "number of ties"),
    Column("strength", "sum of 0 to 100", "sum of the strengths of the ties"),
    Column("pagerank", "share of 1", "PageRank by strength: who is tied to those who are tied"),
    Column("betweenness", "0 to 1", "share of the shortest paths between others that run through"),
    Column("closeness", "0 to 1", "how near all others are, corrected for parts"),
    Column("harmonic", "0 to 1", "mean of 1 / distance to all others"),
)


def centrality(
    graph: ContactGraph,
    *,
    measures: Collection[str] = MEASURES,
    paths: str = "hops",
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 1,
) -> Centrality:
    """
    Measure how central each node is.

    Parameters
    ----------
    graph
        Any projection; say which one was used, because on officers and contacts betweenness mostly finds officers.
    measures
        Which ones; paths cost most by far.
    paths
        "hops" counts ties; "distance" sums the ties' whole distances, so that strong ties are short.
    exact_up_to
        Up to so many nodes, paths are followed from every node; above, from `pivots` of them, drawn with `seed`.
        Closeness is then left out (None), because networkx has no sampled form of it.
    pivots, seed
        See above.

    Returns
    -------
    centrality
        Empty for an empty graph. A node without ties has 0 everywhere but in PageRank; in a network of one node
        PageRank is 1 and all else 0. Betweenness needs three nodes, else it is 0.

    Raises
    ------
    InputError
        There is no such measure or kind of path.

    Notes
    -----
    PageRank weighs by strength and is iterated to an L1 error of n * 1e-10; the default of networkx, 1e-6, is off in
    the third digit for small networks. Cost with n nodes and m ties: linear for the first three; n * m for exact paths,
    pivots * m for sampled ones.

    References
    ----------
    Freeman 1979; Brandes 2001; Brandes and Pich 2007 for pivots; Boldi and Vigna 2014 for harmonic centrality.
    """
    for measure in measures:
        if measure not in MEASURES:
            raise InputError(f"There is no centrality {measure!r}. {near(measure, MEASURES)}")
    if paths not in {"hops", "distance"}:
        raise InputError(f"The length of paths is 'hops' or 'distance', not {paths!r}.")
    length = None if paths == "hops" else "distance"
    sampled = min(pivots, len(graph)) if len(graph) > exact_up_to else None
    values: dict[str, Mapping[str, float]] = {}
    if "degree" in measures:
        values["degree"] = dict(graph.degree())
    if "strength" in measures:
        values["strength"] = {node: float(total) for node, total in graph.degree(weight="strength")}
    if "pagerank" in measures:
        values["pagerank"] = pagerank(graph)
    if "betweenness" in measures:
        values["betweenness"] = betweenness(graph, paths=paths, exact_up_to=exact_up_to, pivots=pivots, seed=seed)
    if "closeness" in measures and sampled is None:
        values["closeness"] = nx.closeness_centrality(graph, distance=length)
    if "harmonic" in measures:
        values["harmonic"] = _harmonic(graph, length, sampled, seed)
    nothing: Mapping[str, float] = {}
    rows = tuple(
        NodeCentrality(*who(graph, node), *(values.get(name, nothing).get(node) for name in MEASURES))  # type: ignore[arg-type]
        for node in graph
    )
    return Centrality(rows, paths, sampled, seed)


def pagerank(graph: ContactGraph) -> dict[str, float]:
    """Give PageRank by strength, sharp enough to compare; empty for an empty graph."""
    if not len(graph):
        return {}
    return dict(nx.pagerank(graph, weight="strength", tol=1e-10, max_iter=1000))


def betweenness(
    graph: ContactGraph,
    *,
    paths: str = "hops",
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 1,
) -> dict[str, float]:
    """Give betweenness alone, as `centrality` does; for rankings with bands."""
    sampled = min(pivots, len(graph)) if len(graph) > exact_up_to else None
    length = None if paths == "hops" else "distance"
    return dict(nx.betweenness_centrality(graph, k=sampled, weight=length, seed=seed))


def _harmonic(graph: ContactGraph, length: str | None, sampled: int | None, seed: int) -> dict[str, float]:
    if len(graph) <= 1:
        return dict.fromkeys(graph, 0.0)
    # Drawn as networkx draws for betweenness, so that both speak of the same pivots.
    drawn = list(graph) if sampled is None else nx.utils.create_py_random_state(seed).sample(list(graph), sampled)
    pivots = set(drawn)
    total = nx.harmonic_centrality(graph, distance=length, sources=drawn)
    # networkx sums over a set, in an order that differs between processes; rounding takes that out again.
    return {node: round(value / max(len(pivots) - (node in pivots), 1), 12) for node, value in total.items()}
