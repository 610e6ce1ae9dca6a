"""Maximum flow and pair connectivity of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import scipy.sparse as sp

from graph.backend.edge_numbers import LARGEST
from graph.kernels.flows import maximum_flow

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph


def _check(G: CsrGraph, s: Hashable, t: Hashable) -> tuple[int, int]:
    for node, what in ((s, "source"), (t, "sink")):
        if node not in G:
            raise nx.NetworkXError(f"{what} node {node} not in graph")
    if s == t:
        raise nx.NetworkXError("source and sink are the same node")
    return G.index[s], G.index[t]


def _capacities(G: CsrGraph, capacity: str) -> NDArray[np.int64]:
    values = G.slot_weights(capacity)
    whole = np.isfinite(values).all() and (values == np.floor(values)).all()
    if capacity not in G.weights or not whole or values.max(initial=0) > LARGEST or values.min(initial=0) < 0:
        raise NotImplementedError("The backend 'contacts' serves flows with whole, finite capacities only.")
    return values.astype(np.int64)


def _flow(G: CsrGraph, capacities: NDArray[np.int64], source: int, sink: int) -> tuple[int, NDArray[np.int32]]:
    if G.directed:
        return _flow_of_arcs(len(G), G.sources, G.targets, capacities, source, sink)
    value, height = maximum_flow(G.starts, G.targets, capacities, source, sink)
    return int(value), height


def _flow_of_arcs(
    n: int, tails: NDArray[Any], heads: NDArray[Any], capacities: NDArray[np.int64], source: int, sink: int
) -> tuple[int, NDArray[np.int32]]:
    """Give every arc its reverse, as the kernel needs, and send the flow."""
    values = np.concatenate((capacities, np.zeros_like(capacities)))
    ends = np.concatenate((tails, heads)), np.concatenate((heads, tails))
    arcs = sp.coo_array((values, ends), shape=(n, n)).tocsr()
    arcs.sort_indices()
    value, height = maximum_flow(arcs.indptr.astype(np.int64), arcs.indices.astype(np.int32), arcs.data, source, sink)
    return int(value), height


def maximum_flow_value(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> int:
    """Serve `nx.maximum_flow_value` for whole capacities."""
    source, sink = _check(flowG, _s, _t)
    return _flow(flowG, _capacities(flowG, capacity), source, sink)[0]


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
    value, height = _flow(flowG, _capacities(flowG, capacity), source, sink)
    far = {flowG.nodes[i] for i in np.flatnonzero(height >= 0).tolist()}
    return value, (set(flowG.nodes) - far, far)


def pair_connectivity(G: CsrGraph, s: Hashable, t: Hashable) -> int:
    """
    Count the nodes that must go to part two nodes that are not neighbours.

    Every node is split into an entry and an exit joined by an edge of capacity 1.
    """
    source, sink = _check(G, s, t)
    n = len(G)
    tails = np.concatenate((np.arange(n), G.sources + n))
    heads = np.concatenate((np.arange(n) + n, G.targets))
    return _flow_of_arcs(2 * n, tails, heads, np.ones(tails.size, np.int64), source + n, sink)[0]


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
    return _flow(G, np.ones(G.targets.size, np.int64), source, sink)[0]
