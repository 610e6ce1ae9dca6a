"""How central people are: degree, strength, PageRank, betweenness, closeness, harmonic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.people import who
from graph.analytics.results import WHO, Column, Table, table
from graph.analytics.scores import EVERYTHING, SCORES, Sampling
from graph.errors import InputError, near

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.network.contact_graph import ContactGraph

MEASURES = ("degree", "strength", "pagerank", "betweenness", "closeness", "harmonic")


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
    degree: float | None
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
    sampling
        From where shortest paths were followed, and what their length is.
    how
        The same in one sentence.
    """

    nodes: tuple[NodeCentrality, ...]
    sampling: Sampling
    how: str

    def caption(self) -> str:
        """Say in one sentence how the numbers came about."""
        return self.how

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
    graph: ContactGraph, *, measures: Collection[str] = MEASURES, sampling: Sampling = EVERYTHING
) -> Centrality:
    """
    Measure how central each node is.

    Parameters
    ----------
    graph
        Any projection; say which one was used, because on officers and contacts betweenness mostly finds officers.
    measures
        Which ones; paths cost most by far. Each is defined in `graph.analytics.scores`.
    sampling
        From how many nodes paths are followed, and what their length is.

    Returns
    -------
    centrality
        Empty for an empty graph. A node without ties has 0 everywhere but in PageRank; in a network of one node
        PageRank is 1 and all else 0. Betweenness needs three nodes, else it is 0.

    Raises
    ------
    InputError
        There is no such measure.

    Notes
    -----
    Cost: that of the scores.
    """
    for measure in measures:
        if measure not in MEASURES:
            raise InputError(f"There is no centrality {measure!r}. {near(measure, MEASURES)}")
    values = {name: SCORES[name](graph, sampling) for name in MEASURES if name in measures}
    nothing: Mapping[str, float | None] = {}
    rows = tuple(
        NodeCentrality(*who(graph, node), *(values.get(name, nothing).get(node) for name in MEASURES)) for node in graph
    )
    return Centrality(rows, sampling, sampling.caption(graph))
