"""Graphs in arrays made of edges by number, of the arrays of a contact graph, and of any graph of NetworkX."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np

from graph.backend.csr_graph import CsrGraph, offsets, rows
from graph.backend.edge_numbers import numbers_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    import networkx as nx
    from numpy.typing import NDArray


def _without_loops(
    nodes: Sequence[Hashable],
    tails: NDArray[Any],
    heads: NDArray[Any],
    weights: Mapping[str, NDArray[Any]],
    *,
    directed: bool,
    both: bool,
) -> CsrGraph:
    """Build a graph from edges that stand once, or from slots of which `both` stand; loops are set apart."""
    loop = tails == heads
    loops, loop_weights = None, None
    if loop.any():
        loops, loop_weights = tails[loop].astype(np.int32), {name: values[loop] for name, values in weights.items()}
        tails, heads = tails[~loop], heads[~loop]
        weights = {name: values[~loop] for name, values in weights.items()}
    copies = 1 if directed or both else 2
    if copies > 1:
        tails, heads = np.concatenate((tails, heads)), np.concatenate((heads, tails))
    starts, targets, order = rows(len(nodes), tails, heads)
    slots = {name: np.tile(values, copies)[order] for name, values in weights.items()}
    return CsrGraph(nodes, starts, targets, slots, directed=directed, loops=loops, loop_weights=loop_weights)


def from_edges(
    nodes: Sequence[Hashable],
    tails: NDArray[Any],
    heads: NDArray[Any],
    weights: Mapping[str, NDArray[Any]] | None = None,
    *,
    directed: bool = False,
) -> CsrGraph:
    """
    Build a graph from edges by node number, each given once; self-loops are set apart.

    Parameters
    ----------
    nodes
        Node objects.
    tails, heads
        Numbers of the two ends of each edge.
    weights
        One number an edge, by attribute.
    """
    return _without_loops(nodes, tails, heads, weights or {}, directed=directed, both=False)


def induced(graph: CsrGraph, kept: NDArray[np.bool_]) -> CsrGraph:
    """Give the graph among the nodes that are kept, without weights."""
    number = np.cumsum(kept) - 1
    slots = kept[graph.sources] & kept[graph.targets]
    nodes = [graph.nodes[row] for row in np.flatnonzero(kept).tolist()]
    starts = offsets(len(nodes), number[graph.sources[slots]])
    return CsrGraph(nodes, starts, number[graph.targets[slots]].astype(np.int32), directed=graph.directed)


_TAKEN: WeakKeyDictionary[Any, CsrGraph] = WeakKeyDictionary()


def from_arrays(arrays: Any) -> CsrGraph:
    """
    Take over the arrays of a graph that is made of arrays already (`graph.network.ContactGraph.arrays`).

    Nothing is converted but the width of its numbers; attributes that are not numbers stay behind. The same arrays give
    the same object, with what was computed of it, as long as they live.
    """
    taken = _TAKEN.get(arrays)
    if taken is not None:
        return taken
    numbers = {name: values[arrays.edge] for name, values in arrays.edge_values.items() if values.dtype.kind in "biuf"}
    starts, targets = arrays.indptr.astype(np.int64), arrays.indices.astype(np.int32)
    graph = CsrGraph(arrays.nodes, starts, targets, numbers)
    values = arrays.node_values
    graph.attributes = lambda node: {name: column[graph.index[node]] for name, column in values.items()}
    _TAKEN[arrays] = graph
    return graph


def from_networkx(graph: nx.Graph[Any], edge_attrs: Mapping[str, float] | None = None) -> CsrGraph:
    """
    Convert any simple NetworkX graph, with the named edge attributes and their defaults.

    Raises
    ------
    NotImplementedError
        The graph has parallel edges, or an attribute that floats do not hold: NetworkX then does the call itself.
    TypeError
        An attribute of an edge is not a number.
    """
    if graph.is_multigraph():
        raise NotImplementedError("The backend 'contacts' serves graphs without parallel edges.")
    nodes = list(graph)
    index = {node: number for number, node in enumerate(nodes)}
    counts = np.fromiter((len(near) for _, near in graph.adjacency()), np.int64, len(nodes))
    ends: Iterator[Any] = chain.from_iterable(near for _, near in graph.adjacency())
    # Nodes are often their own numbers, as generators make them.
    if {*map(type, nodes)} != {int} or nodes != list(range(len(nodes))):
        ends = map(index.__getitem__, ends)
    heads = np.fromiter(ends, np.int64, int(counts.sum()))
    tails = np.repeat(np.arange(len(nodes)), counts)
    weights = {name: numbers_of(graph, name, default) for name, default in (edge_attrs or {}).items()}
    made = _without_loops(nodes, tails, heads, weights, directed=graph.is_directed(), both=True)
    made.index = index
    made.graph, made.attributes = graph.graph, graph.nodes.__getitem__
    return made
