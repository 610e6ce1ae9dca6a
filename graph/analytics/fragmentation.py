"""How broken a network is, and what taking people away does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from scipy.sparse import csgraph

from graph.analytics.people import require
from graph.analytics.results import Column, Table
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from graph.network.contact_graph import ContactGraph


def fragmentation(graph: ContactGraph, *, by: str = "components") -> float:
    """
    Measure how broken a network is, 0 (whole) to 1 (nobody can reach anybody).

    Parameters
    ----------
    graph
        A graph; ties count alike.
    by
        "components": share of the pairs that cannot reach each other. "distance": 1 minus the mean of 1 / distance in
        ties, so that far counts as partly broken.

    Returns
    -------
    value
        0 for fewer than two nodes.

    Notes
    -----
    Formula: 1 - sum over components of s (s - 1) / (n (n - 1)), s their sizes; by distance
        1 - sum over pairs of 1 / distance / (number of pairs).
    Unit: share of the pairs.
    Range: 0 to 1.
    Reading: 0 = everybody reaches everybody (by distance: in one step); 1 = nobody reaches anybody.
    Cost: linear by components, n * m by distance.

    References
    ----------
    Borgatti, Identifying sets of key players in a social network, 2006, equations 4 and 9.
    """
    check_by(by)
    return Matrix(graph, by).broken(np.ones(len(graph), dtype=bool))


class Matrix:
    """The graph as a sparse matrix, to try many removals without making graphs."""

    def __init__(self, graph: ContactGraph, by: str) -> None:
        self.nodes = list(graph)
        self.row = {node: row for row, node in enumerate(self.nodes)}
        self._by = by
        self._ties: Any = (
            nx.to_scipy_sparse_array(graph, weight=None, dtype=np.dtype(np.float64)) if self.nodes else None
        )

    def broken(self, kept: NDArray[np.bool_]) -> float:
        """Give the fragmentation of the nodes that are kept."""
        count = int(kept.sum())
        if count <= 1 or self._ties is None:
            return 0.0
        rows = np.flatnonzero(kept)
        ties = self._ties[rows][:, rows]
        if self._by == "components":
            _, part = csgraph.connected_components(ties, directed=False)
            sizes = np.bincount(part).astype(np.float64)
            return float(1 - (sizes * (sizes - 1)).sum() / (count * (count - 1)))
        distance = csgraph.shortest_path(ties, directed=False, unweighted=True)
        np.fill_diagonal(distance, np.inf)
        return float(1 - (1 / distance).sum() / (count * (count - 1)))

    def distances(self, rows: Sequence[int]) -> NDArray[np.float64]:
        """Give the distances in ties from some nodes to all; infinite where there is no path."""
        if self._ties is None or not rows:
            return np.zeros((len(rows), len(self.nodes)))
        found: NDArray[np.float64] = csgraph.dijkstra(self._ties, directed=False, unweighted=True, indices=list(rows))
        return found


def check_by(by: str) -> None:
    """Refuse an unknown way to measure fragmentation."""
    if by not in {"components", "distance"}:
        raise InputError(f"Fragmentation is measured by 'components' or by 'distance', not by {by!r}.")


_COLUMNS = (
    Column("measure", "", "what"),
    Column("before", "as the measure", "with everybody"),
    Column("after", "as the measure", "without those removed"),
)


@dataclass(frozen=True, slots=True)
class Removal:
    """
    A network before and after nodes are taken away.

    Attributes
    ----------
    removed
        Who.
    cut_off
        Nodes that were in the largest part and are not any more, those removed aside.
    ties, parts, largest
        Number of ties, of connected parts, and of nodes in the largest part: before and after.
    fragmentation
        By components, 0 to 1: before and after.
    """

    removed: tuple[str, ...]
    cut_off: tuple[str, ...]
    ties: tuple[int, int]
    parts: tuple[int, int]
    largest: tuple[int, int]
    fragmentation: tuple[float, float]

    def table(self) -> Table:
        """Give one row a measure."""
        rows = (
            ("ties", *self.ties),
            ("parts", *self.parts),
            ("largest part", *self.largest),
            ("fragmentation", *self.fragmentation),
        )
        return Table("removal", _COLUMNS, rows)


def removal(graph: ContactGraph, nodes: Collection[str]) -> Removal:
    """
    Compare a network with itself without some nodes.

    Raises
    ------
    NotFoundError
        A node is not in the network.

    Notes
    -----
    Formula: parts and fragmentation of the network, and of what is left of it without the nodes and their ties.
    Unit: nodes, ties, parts; fragmentation as a share.
    Range: fragmentation 0 to 1.
    Reading: who is cut off was in the largest part and is not any more. Fragmentation that rises says that those who
        stay reach fewer of each other.
    Cost: linear.

    References
    ----------
    Borgatti, Identifying sets of key players in a social network, 2006.
    """
    gone = {require(graph, node) for node in nodes}
    rest = graph.subgraph([node for node in graph if node not in gone])
    before, after = (sorted(nx.connected_components(part), key=len, reverse=True) for part in (graph, rest))
    core = max((part for part in before), key=lambda part: (len(part), max(part)), default=set())
    left = max((part for part in after), key=lambda part: (len(part & core), max(part)), default=set())
    return Removal(
        removed=tuple(sorted(gone)),
        cut_off=tuple(sorted(core - gone - left)),
        ties=(graph.number_of_edges(), rest.number_of_edges()),
        parts=(len(before), len(after)),
        largest=(len(core), max(map(len, after), default=0)),
        fragmentation=(_by_sizes(before), _by_sizes(after)),
    )


def _by_sizes(parts: Sequence[Collection[str]]) -> float:
    count = sum(map(len, parts))
    return 1 - sum(len(part) * (len(part) - 1) for part in parts) / (count * (count - 1)) if count > 1 else 0.0
