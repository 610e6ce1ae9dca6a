"""Maximum flow and pair connectivity of the backend through scipy, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import maximum_flow as scipy_flow

if TYPE_CHECKING:
    from collections.abc import Hashable

    from graph.backend.csr_graph import CsrGraph


_LARGEST = 2**31 - 1  # scipy's flow counts in 32 bits


def _check(G: CsrGraph, s: Hashable, t: Hashable) -> tuple[int, int]:
    for node, what in ((s, "source"), (t, "sink")):
        if node not in G:
            raise nx.NetworkXError(f"{what} node {node} not in graph")
    if s == t:
        raise nx.NetworkXError("source and sink are the same node")
    return G.index[s], G.index[t]


def _capacities(G: CsrGraph, capacity: str) -> sp.csr_array:
    matrix = G.matrix(capacity)
    whole = np.isfinite(matrix.data).all() and (matrix.data == np.floor(matrix.data)).all()
    if (
        capacity not in G.weights
        or not whole
        or matrix.data.max(initial=0) > _LARGEST
        or matrix.data.min(initial=0) < 0
    ):
        raise NotImplementedError("The backend 'contacts' serves flows with whole, finite capacities only.")
    return sp.csr_array((matrix.data.astype(np.int32), matrix.indices, matrix.indptr), shape=matrix.shape)


def maximum_flow_value(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> int:
    """Serve `nx.maximum_flow_value` for whole capacities."""
    source, sink = _check(flowG, _s, _t)
    return int(scipy_flow(_capacities(flowG, capacity), source, sink).flow_value)


def minimum_cut_value(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> int:
    """Serve `nx.minimum_cut_value` for whole capacities: equal to the maximum flow."""
    return maximum_flow_value(flowG, _s, _t, capacity)


def minimum_cut(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> tuple[int, tuple[set[Hashable], set[Hashable]]]:
    """Serve `nx.minimum_cut` for whole capacities: the sink side is what can still reach the sink."""
    source, sink = _check(flowG, _s, _t)
    capacities = _capacities(flowG, capacity)
    result = scipy_flow(capacities, source, sink)
    spare = (capacities - result.flow).tocsr()
    spare.data[spare.data < 0] = 0
    spare.eliminate_zeros()
    reach = sp.csgraph.breadth_first_order(spare.T.tocsr(), sink, return_predecessors=False)
    far = {flowG.nodes[i] for i in reach}
    return int(result.flow_value), (set(flowG.nodes) - far, far)


def pair_connectivity(G: CsrGraph, s: Hashable, t: Hashable) -> int:
    """
    Count the nodes that must go to part two nodes that are not neighbours.

    Every node is split into an entry and an exit joined by an edge of capacity 1.
    """
    source, sink = _check(G, s, t)
    n = len(G)
    tails = np.concatenate((np.arange(n), G.sources + n))
    heads = np.concatenate((np.arange(n) + n, G.targets))
    split = sp.csr_array((np.ones(tails.size, np.int32), (tails, heads)), shape=(2 * n, 2 * n))
    return int(scipy_flow(split, source + n, sink).flow_value)


def node_connectivity(G: CsrGraph, s: Hashable | None = None, t: Hashable | None = None, flow_func: Any = None) -> int:
    """Serve `nx.node_connectivity` of a pair that is not joined by an edge."""
    return pair_connectivity(G, s, t)


def edge_connectivity(
    G: CsrGraph,
    s: Hashable | None = None,
    t: Hashable | None = None,
    flow_func: Any = None,
    cutoff: float | None = None,
) -> int:
    """Serve `nx.edge_connectivity` of a pair."""
    source, sink = _check(G, s, t)
    ones = sp.csr_array((np.ones(G.targets.size, np.int32), G.targets, G.starts), shape=(len(G), len(G)))
    return int(scipy_flow(ones, source, sink).flow_value)
