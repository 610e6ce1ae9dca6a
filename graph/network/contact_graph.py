"""
A networkx graph that holds arrays and builds dictionaries only when something asks for them.

`ContactGraph.arrays` is the whole graph in compressed sparse rows. The networkx backend `contacts` takes them over
without conversion while they are not None, and networkx forgets what it took on every change through its interface.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Arrays:
    """
    An undirected graph in compressed sparse rows, without loops or parallel edges.

    Attributes
    ----------
    nodes
        Names, in the order of the rows.
    indptr, indices
        Neighbours of row i are `indices[indptr[i]:indptr[i + 1]]`, in ascending order.
    edge
        For each entry of `indices` the number of its edge, so that both directions share one value.
    edge_values
        Value of each edge by attribute name.
    node_values
        Value of each node by attribute name.
    """

    nodes: tuple[str, ...]
    indptr: NDArray[np.int64]
    indices: NDArray[np.int64]
    edge: NDArray[np.int64]
    edge_values: Mapping[str, NDArray[Any]]
    node_values: Mapping[str, Sequence[object]]

    @classmethod
    def from_edges(
        cls,
        nodes: Iterable[str],
        first: NDArray[np.int64],
        second: NDArray[np.int64],
        edge_values: Mapping[str, NDArray[Any]],
        node_values: Mapping[str, Sequence[object]] | None = None,
    ) -> Arrays:
        """
        Sort edges, given as rows of their two ends, into sparse rows.

        Raises
        ------
        InputError
            An edge joins a node to itself, or two edges join the same two nodes.
        """
        names = tuple(nodes)
        low, high = np.minimum(first, second), np.maximum(first, second)
        by_ends = np.lexsort((high, low))
        low, high = low[by_ends], high[by_ends]
        if (low == high).any():
            raise InputError(
                f"The node {names[int(low[(low == high).argmax()])]!r} is joined to itself; leave loops out."
            )
        same = (np.diff(low) == 0) & (np.diff(high) == 0)
        if same.any():
            at = int(same.argmax())
            raise InputError(f"Two edges join {names[int(low[at])]!r} and {names[int(high[at])]!r}; sum them into one.")
        number = np.arange(len(low))
        source, target = np.concatenate((low, high)), np.concatenate((high, low))
        by_row = np.lexsort((target, source))
        indptr = np.concatenate(([0], np.cumsum(np.bincount(source, minlength=len(names)))))
        indices, edge = target[by_row], np.concatenate((number, number))[by_row]
        values = {name: np.ascontiguousarray(column[by_ends]) for name, column in edge_values.items()}
        for array in (indptr, indices, edge, *values.values()):
            array.flags.writeable = False
        return cls(names, indptr, indices, edge, values, node_values or {})

    def ends(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the rows of both ends of each edge, lower row first."""
        row = np.repeat(np.arange(len(self.nodes)), np.diff(self.indptr))
        up = row < self.indices
        first, second = np.empty(self.edges(), np.int64), np.empty(self.edges(), np.int64)
        first[self.edge[up]], second[self.edge[up]] = row[up], self.indices[up]
        return first, second

    def edges(self) -> int:
        """Count the edges."""
        return len(self.indices) // 2

    def edge_between(self, one: int, two: int) -> int:
        """Give the number of the edge that joins two rows; there must be one."""
        start, end = self.indptr[one], self.indptr[one + 1]
        return int(self.edge[start + np.searchsorted(self.indices[start:end], two)])


class _Lazy:
    """A dictionary of `nx.Graph` that is built from arrays when first read."""

    def __init__(self, name: str, build: Callable[[Arrays], dict[Any, Any]], views: tuple[str, ...]) -> None:
        self._name, self._build, self._views = name, build, views

    def __get__(self, graph: ContactGraph | None, owner: type | None = None) -> Any:
        if graph is None:
            return self
        held = graph.__dict__
        if self._name not in held:
            held[self._name] = self._build(held["arrays"])
        return held[self._name]

    def __set__(self, graph: ContactGraph, value: Any) -> None:
        held = graph.__dict__
        if held.get("arrays") is not None:
            graph.thaw_arrays()
        held[self._name] = value
        held["arrays"] = None
        # networkx keeps views of these dictionaries on the instance; they would go on showing the old ones.
        for view in self._views:
            held.pop(view, None)


def _node_dict(arrays: Arrays) -> dict[str, dict[str, object]]:
    names = list(arrays.node_values)
    if not names:
        return {node: {} for node in arrays.nodes}
    rows = zip(*arrays.node_values.values(), strict=True)
    return {node: dict(zip(names, row, strict=True)) for node, row in zip(arrays.nodes, rows, strict=True)}


def _adjacency_dict(arrays: Arrays) -> dict[str, dict[str, dict[str, object]]]:
    names = list(arrays.edge_values)
    columns = [column.tolist() for column in arrays.edge_values.values()]
    if names:
        data: list[dict[str, object]] = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    else:
        data = [{} for _ in range(arrays.edges())]
    nodes, starts = arrays.nodes, arrays.indptr.tolist()
    neighbours, edge = arrays.indices.tolist(), arrays.edge.tolist()
    return {
        node: {nodes[neighbours[i]]: data[edge[i]] for i in range(starts[row], starts[row + 1])}
        for row, node in enumerate(nodes)
    }


def _changing(name: str) -> Callable[..., Any]:
    """Wrap a method of `nx.Graph` that changes the graph: the arrays no longer hold, so they are dropped first."""
    original = getattr(nx.Graph, name)

    @wraps(original)
    def method(self: ContactGraph, *args: Any, **kwargs: Any) -> Any:
        self.thaw_arrays()
        return original(self, *args, **kwargs)

    return method


class _Cache(dict[str, Any]):
    """
    What networkx keeps of conversions, and empties whenever one of its functions has changed the graph.

    Some of them, such as `nx.set_edge_attributes`, write into the dictionaries by themselves: arrays hold no longer.
    """

    def __init__(self, graph: ContactGraph) -> None:
        super().__init__()
        self._graph = weakref.ref(graph)

    def __bool__(self) -> bool:
        return True  # networkx does not empty what is empty, and would not tell

    def clear(self) -> None:
        graph = self._graph()
        if graph is not None:
            graph.thaw_arrays()
        super().clear()


class ContactGraph(nx.Graph):  # type: ignore[type-arg]
    """
    An undirected `nx.Graph` made from arrays.

    Every function of networkx works on it. Counting, testing for nodes and edges and listing neighbours need no
    dictionaries; whatever else does builds them once. Changing it through methods drops the arrays. Writing into an
    attribute dictionary (`G[u][v]["strength"] = 1`) cannot be noticed: call `thaw_arrays()` before, as networkx asks
    of its own caches.

    Attributes
    ----------
    arrays
        The graph in compressed sparse rows; None once it was changed, and for views and graphs made otherwise.
    """

    _adj = _Lazy("_adjacency_built", _adjacency_dict, ("adj", "edges", "degree"))
    _node = _Lazy("_nodes_built", _node_dict, ("nodes",))

    arrays: Arrays | None

    def __init__(self, incoming: Any = None, **attributes: Any) -> None:
        if isinstance(incoming, Arrays):
            super().__init__(**attributes)
            self.__networkx_cache__ = _Cache(self)
            self._hold(incoming)
        else:
            super().__init__(incoming, **attributes)

    def _hold(self, arrays: Arrays) -> None:
        for name in ("_adjacency_built", "_nodes_built", "_row_of"):
            self.__dict__.pop(name, None)
        self.__dict__["arrays"] = arrays

    def thaw_arrays(self) -> None:
        """Build the dictionaries and drop the arrays, so that the graph may be changed in any way."""
        if self.arrays is not None:
            _ = (self._node, self._adj)
            self.__dict__["arrays"] = None
            self.__dict__.pop("_row_of", None)

    def row(self, node: Hashable) -> int:
        """
        Give the row of a node in the arrays.

        Raises
        ------
        KeyError
            The node is not in the graph, or the graph has no arrays any more.
        """
        if self.arrays is None:
            raise KeyError(node)
        if "_row_of" not in self.__dict__:
            self.__dict__["_row_of"] = {name: row for row, name in enumerate(self.arrays.nodes)}
        found: int = self.__dict__["_row_of"][node]
        return found

    def _neighbour_rows(self, node: Hashable) -> NDArray[np.int64] | None:
        """Give the rows of a node's neighbours; None when the arrays cannot tell, so that networkx shall."""
        if self.arrays is None or node not in self:
            return None
        row = self.row(node)
        return self.arrays.indices[self.arrays.indptr[row] : self.arrays.indptr[row + 1]]

    def __len__(self) -> int:
        return super().__len__() if self.arrays is None else len(self.arrays.nodes)

    def number_of_nodes(self) -> int:
        """Count the nodes."""
        return len(self)

    def order(self) -> int:
        """Count the nodes."""
        return len(self)

    def __iter__(self) -> Iterator[Any]:
        return super().__iter__() if self.arrays is None else iter(self.arrays.nodes)

    def __contains__(self, node: object) -> bool:
        if self.arrays is None:
            return super().__contains__(node)
        try:
            self.row(node)
        except (KeyError, TypeError):  # unhashable things are in no graph
            return False
        return True

    def has_node(self, node: Any) -> bool:
        """Tell whether the node is in the graph."""
        return node in self

    def number_of_edges(self, u: Any = None, v: Any = None) -> int:
        """Count all edges, or those between two nodes."""
        if self.arrays is not None and u is None:
            return self.arrays.edges()
        return int(super().number_of_edges(u, v))

    def has_edge(self, u: Any, v: Any) -> bool:
        """Tell whether two nodes are joined."""
        if self.arrays is None:
            return bool(super().has_edge(u, v))
        rows = self._neighbour_rows(u)
        if rows is None or v not in self:
            return False
        target = self.row(v)
        at = int(np.searchsorted(rows, target))
        return at < len(rows) and int(rows[at]) == target

    def neighbors(self, n: Any) -> Iterator[Any]:
        """List the neighbours of a node."""
        rows = self._neighbour_rows(n)
        if rows is None or self.arrays is None:
            return iter(super().neighbors(n))
        nodes = self.arrays.nodes
        return iter([nodes[row] for row in rows.tolist()])

    def copy(self, as_view: bool = False) -> Any:
        """Copy the graph; the arrays are shared because nothing can change them."""
        if as_view or self.arrays is None or type(self) is not ContactGraph:
            return super().copy(as_view=as_view)
        twin = ContactGraph(self.arrays)
        twin.graph.update(self.graph)
        return twin

    def __getstate__(self) -> dict[str, Any]:
        kept = {name: value for name, value in self.__dict__.items() if name not in _REBUILT}
        if self.arrays is not None:
            for name in ("_adjacency_built", "_nodes_built"):
                kept.pop(name, None)
        return kept

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.__networkx_cache__ = _Cache(self)


_REBUILT = frozenset({"_row_of", "adj", "edges", "degree", "nodes", "__networkx_cache__"})

for _name in (
    "add_node",
    "add_nodes_from",
    "remove_node",
    "remove_nodes_from",
    "add_edge",
    "add_edges_from",
    "add_weighted_edges_from",
    "remove_edge",
    "remove_edges_from",
    "update",
    "clear",
    "clear_edges",
):
    setattr(ContactGraph, _name, _changing(_name))
