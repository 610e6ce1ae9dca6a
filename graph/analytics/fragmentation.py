"""How broken a network is, and what taking people away does to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from graph.analytics.people import require
from graph.analytics.results import Column, Table
from graph.backend.centrality import inward_distance_sums
from graph.backend.conversion import induced
from graph.backend.interface import BACKEND
from graph.errors import InputError
from graph.kernels.breadth_first import hops_from
from graph.kernels.components import components

if TYPE_CHECKING:
    from collections.abc import Collection

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
    return Remains(graph, by).fragmentation(np.ones(len(graph), dtype=bool))


class Remains:
    """What remains of a graph without some nodes, to try many removals without making graphs."""

    def __init__(self, graph: ContactGraph, by: str) -> None:
        self._network = BACKEND.convert_from_nx(graph)
        self._by = by
        self.row = self._network.index

    def fragmentation(self, kept: NDArray[np.bool_]) -> float:
        """Give the fragmentation of the nodes that are kept."""
        network = self._network
        if self._by == "components":
            part, _ = components(network.starts, network.targets, kept)
            return by_sizes(np.bincount(part[kept]))
        rest = induced(network, kept)
        count = len(rest)
        if count < 2:  # noqa: PLR2004 - a pair
            return 0.0
        _, inverse, _ = inward_distance_sums(rest, np.arange(count))
        return float(1 - inverse.sum() / (count * (count - 1)))

    def nearness(self, row: int) -> NDArray[np.float64]:
        """Give 1 / ties from a node to every other; 1 to itself, 0 where there is no path."""
        hops = hops_from(self._network.starts, self._network.targets, np.array([row]))
        return np.where(hops < 0, 0.0, 1.0 / np.maximum(hops, 1))


def by_sizes(sizes: NDArray[np.int64]) -> float:
    """Give the fragmentation by components of these sizes; 0 for fewer than two nodes."""
    each = sizes.astype(np.float64)
    count = each.sum()
    return float(1 - (each * (each - 1)).sum() / (count * (count - 1))) if count > 1 else 0.0


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
        fragmentation=(by_sizes(np.array(list(map(len, before)))), by_sizes(np.array(list(map(len, after))))),
    )
