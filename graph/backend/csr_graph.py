"""The graph that kernels work on: nodes by number, edges as compressed sparse rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import scipy.sparse as sp

from graph.backend.edge_numbers import narrowest
from graph.kernels.components import EVERY, components
from graph.kernels.slots import by_key, by_row

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Offsets = NDArray[np.int64]
    Targets = NDArray[np.int32]
    Weights = NDArray[np.float64]


class CsrGraph:
    """
    A frozen simple graph in arrays.

    Parameters
    ----------
    nodes
        Node objects in NetworkX order; a node's number is its place.
    starts, targets
        Rows of successors: sorted, without repeats and without self-loops; an undirected edge stands in both rows.
    weights
        One number a slot, by edge attribute; kept in half the width where that loses nothing.
    directed
        Whether rows are successors only.
    loops
        Numbers of the nodes with a self-loop.
    loop_weights
        One number a self-loop, by edge attribute.
    """

    __networkx_backend__ = "contacts"

    def __init__(
        self,
        nodes: Sequence[Hashable],
        starts: Offsets,
        targets: Targets,
        weights: Mapping[str, NDArray[Any]] | None = None,
        *,
        directed: bool = False,
        loops: Targets | None = None,
        loop_weights: Mapping[str, NDArray[Any]] | None = None,
    ) -> None:
        self.nodes = list(nodes)
        self.starts, self.targets = starts, targets
        self.weights = {name: narrowest(values) for name, values in (weights or {}).items()}
        self.integers = {name for name, values in (weights or {}).items() if values.dtype.kind in "biu"}
        self.directed = directed
        self.loops = np.empty(0, np.int32) if loops is None else loops
        self.loop_weights = dict(loop_weights or {})
        self.graph: dict[str, Any] = {}
        self.attributes: Callable[[Hashable], Mapping[str, Any]] = lambda _: {}  # of a node
        self._kept: dict[tuple[str, ...], Any] = {}

    @cached_property
    def index(self) -> dict[Hashable, int]:
        """Number by node object."""
        return {node: number for number, node in enumerate(self.nodes)}

    @cached_property
    def unweighted(self) -> Weights:
        """One for each slot."""
        return np.ones(self.targets.size)

    def kept(self, name: tuple[str, ...], compute: Callable[[], Any]) -> Any:
        """
        Give what was computed under that name, computed at the first call: a graph of arrays never changes.

        Measures that come in pairs from one kernel (closeness and harmonic, constraint and effective size) cost one.
        """
        if name not in self._kept:
            self._kept[name] = compute()
        return self._kept[name]

    def slot_weights(self, attribute: str | None) -> Weights:
        """Give the weights of an attribute; a graph without it has ones, as NetworkX takes a missing weight for 1."""
        return self.stored_weights(attribute).astype(np.float64, copy=False)

    def stored_weights(self, attribute: str | None) -> NDArray[Any]:
        """Give the same in the width in which they are kept, for what reads few of them."""
        if attribute is None or attribute not in self.weights:
            return self.unweighted
        return self.weights[attribute]

    @cached_property
    def sources(self) -> Targets:
        """Node in whose row each slot stands."""
        return np.repeat(np.arange(len(self.nodes), dtype=np.int32), np.diff(self.starts))

    @cached_property
    def _incoming(self) -> tuple[Offsets, Targets, NDArray[np.int64]]:
        """Rows of predecessors, and for each of their slots the matching slot of the rows of successors."""
        if not self.directed:
            return self.starts, self.targets, np.arange(self.targets.size)
        return rows(len(self.nodes), self.targets, self.sources)

    @property
    def in_starts(self) -> Offsets:
        """Offsets of the rows of predecessors."""
        return self._incoming[0]

    @property
    def in_targets(self) -> Targets:
        """Predecessors, row by row."""
        return self._incoming[1]

    def in_weights(self, attribute: str | None) -> Weights:
        """Give the weights of an attribute in the order of the rows of predecessors."""
        weights = self.slot_weights(attribute)
        return weights[self._incoming[2]] if self.directed else weights

    def matrix(self, attribute: str | None = None) -> sp.csr_array:
        """Give the weighted adjacency matrix; it shares the arrays."""
        shape = (len(self.nodes), len(self.nodes))
        return sp.csr_array((self.slot_weights(attribute), self.targets, self.starts), shape=shape)

    @cached_property
    def parts(self) -> tuple[NDArray[np.int32], int]:
        """Number of the connected component of each node, and how many there are; undirected."""
        found: tuple[NDArray[np.int32], int] = components(self.starts, self.targets, EVERY)
        return found

    @cached_property
    def by_degree(self) -> tuple[CsrGraph, NDArray[np.int64]]:
        """
        Give the same graph with heavy nodes first, and each node's new number.

        Rows that are read often then lie close together: measured a tenth faster in searches over the whole graph.
        """
        n = len(self.nodes)
        degrees = np.diff(self.starts)
        number = np.empty(n, np.int64)
        number[np.argsort(-degrees, kind="stable")] = np.arange(n)
        starts, targets, slots = rows(n, number[self.sources], number[self.targets])
        graph = CsrGraph(range(n), starts, targets, directed=self.directed)
        graph.weights = {"slot": slots.astype(np.float64)}
        return graph, number

    @property
    def busiest(self) -> NDArray[np.int64]:
        """Give the first neighbour of each node, the busiest one where heavy nodes come first; n for a node without."""
        n = len(self.nodes)
        first = np.full(n, n, np.int64)
        joined = np.diff(self.starts) > 0
        first[joined] = self.targets[self.starts[:-1][joined]]
        return first

    def is_directed(self) -> bool:
        """Tell whether edges have a direction."""
        return self.directed

    def is_multigraph(self) -> bool:
        """Tell that there are no parallel edges."""
        return False

    def number_of_nodes(self) -> int:
        """Count the nodes."""
        return len(self.nodes)

    def number_of_edges(self) -> int:
        """Count the edges, self-loops left out."""
        return self.targets.size if self.directed else self.targets.size // 2

    def __len__(self) -> int:
        return len(self.nodes)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        try:
            return node in self.index
        except TypeError:  # a list of nodes is no node
            return False

    def numbers(self, nbunch: Any) -> NDArray[np.int64]:
        """
        Give the numbers of one node or several, each once, as NetworkX reads `nbunch`: what is no node is left out.

        Raises
        ------
        NetworkXError
            It is neither a node nor a collection of things that could be nodes.
        """
        if nbunch is None:
            return np.arange(len(self))
        if nbunch in self:
            return np.array([self.index[nbunch]], np.int64)
        if not isinstance(nbunch, Iterable):
            raise nx.NetworkXError(f"Node {nbunch} is not in the graph; give a node or a list of nodes of the graph.")
        index = self.index
        try:
            return np.array(sorted({index[node] for node in nbunch if node in index}), np.int64)
        except TypeError:
            raise nx.NetworkXError(f"A node in {nbunch!r} is not valid: nodes are hashable, unlike a list.") from None

    def labelled(self, values: NDArray[Any]) -> dict[Hashable, Any]:
        """Give an array as NetworkX gives results: a dictionary by node with Python numbers."""
        return dict(zip(self.nodes, values.tolist(), strict=True))

    @cached_property
    def _objects(self) -> NDArray[np.object_]:
        """The node objects in an array, from which many are taken at once."""
        return np.fromiter(self.nodes, np.object_, len(self))

    def named(self, numbers: NDArray[Any]) -> list[Hashable]:
        """Give the node objects of numbers."""
        objects: list[Hashable] = self._objects[numbers].tolist()
        return objects

    def grouped(self, labels: NDArray[Any], count: int) -> Iterator[set[Hashable]]:
        """Give the nodes of each label, a number below the count, as a set; least label first."""
        if not count:
            return iter(())
        # Nodes of a label in their own order: sets of objects that lie together are made three times as quickly.
        bounds, members = by_key(count, labels)
        most = int(np.argmax(np.diff(bounds)))
        first, last = bounds[most : most + 2]
        if 2 * (last - first) <= len(self):
            return self.cut(members, bounds)
        # The hashes of the index are known: all nodes without the few others are a set sooner than so many one by one.
        giant = set(self.index)
        giant.difference_update([self.nodes[row] for row in chain(members[:first].tolist(), members[last:].tolist())])
        return chain(self.cut(members, bounds[: most + 1]), (giant,), self.cut(members, bounds[most + 1 :]))

    def cut(self, members: NDArray[Any], bounds: NDArray[Any]) -> Iterator[set[Hashable]]:
        """Give the nodes between each two bounds as a set, none where there are no nodes between."""
        if bounds[0] == bounds[-1]:
            return iter(())
        named = self.named(members[bounds[0] : bounds[-1]])
        return (set(named[first:last]) for first, last in pairwise((bounds - bounds[0]).tolist()) if first < last)

    def labelled_some(self, values: NDArray[Any], nodes: Iterable[Hashable]) -> dict[Hashable, Any]:
        """Give the values of some nodes, in their order; raises KeyError for a node that is not in the graph."""
        return self.labelled_at(values, np.array([self.index[node] for node in nodes], np.int64))

    def labelled_at(self, values: NDArray[Any], numbers: NDArray[np.int64]) -> dict[Hashable, Any]:
        """Give the values of some nodes by their numbers, in that order."""
        return dict(zip(self.named(numbers), values[numbers].tolist(), strict=True))


def slot(starts: Offsets, targets: Targets, tail: int, head: int) -> int:
    """Give the place of an edge that exists in the row of its tail."""
    first, last = starts[tail], starts[tail + 1]
    return int(first + np.searchsorted(targets[first:last], head))


def rows(n: int, tails: NDArray[Any], heads: NDArray[Any]) -> tuple[Offsets, Targets, NDArray[np.int64]]:
    """
    Sort slots into rows.

    Returns
    -------
    starts, targets, order
        The rows, and which of the given slots stands at each place.
    """
    starts, order = by_row(n, tails.astype(np.int32, copy=False), heads.astype(np.int32, copy=False))
    return starts, heads[order].astype(np.int32, copy=False), order


def offsets(n: int, tails: NDArray[Any]) -> Offsets:
    """Give the offsets of rows whose slots stand in their order already, by the row of each slot."""
    return np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=n))))
