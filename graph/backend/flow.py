"""Maximum flow and pair connectivity of the backend, with the signatures of NetworkX 3.6."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import scipy.sparse as sp

from graph.backend.edge_numbers import LARGEST
from graph.kernels.flows import maximum_flow
from graph.kernels.slots import reversed_slots

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph


_BITS = 61
"""Capacities below 2 ** this leave room for what flows back in whole numbers of 64 bits."""


def _check(G: CsrGraph, s: Hashable, t: Hashable) -> tuple[int, int]:
    for node, what in ((s, "source"), (t, "sink")):
        if node not in G:
            raise nx.NetworkXError(f"{what} node {node} not in graph")
    if s == t:
        raise nx.NetworkXError("source and sink are the same node")
    return G.index[s], G.index[t]


def _capacities(G: CsrGraph, capacity: str) -> tuple[NDArray[np.int64], bool]:
    """
    Give whole capacities, which the kernel can sum without loss, and whether they are what was given.

    Others are in units of a tiny fraction. A flow in such units is a least cut of the given capacities to 2.4e-10 of
    its value, since the smallest of them has 2**31 units and each is off by half of one.
    """
    values = G.slot_weights(capacity)

    def looked_at() -> tuple[float, float, bool]:
        whole = values.max(initial=0) <= LARGEST and (values == np.floor(values)).all()
        return float(values.sum()), float(values.min(initial=0)), bool(whole)

    total, least, whole = G.kept(("capacities", capacity), looked_at)
    if capacity not in G.weights or not np.isfinite(total) or least < 0:
        raise NotImplementedError("The backend 'contacts' serves flows with finite capacities of 0 or more only.")
    if whole:
        if total >= 2.0**_BITS:
            raise NotImplementedError("The backend 'contacts' serves flows of whole capacities below 2**61 together.")
        return values.astype(np.int64), True
    units = np.ldexp(values, _BITS - int(np.frexp(total)[1]))
    if units.min(where=units > 0, initial=np.inf) < 2**31:
        raise NotImplementedError(
            "The backend 'contacts' serves flows whose least capacity is at least a billionth of the sum of all."
        )
    return np.rint(units).astype(np.int64), False


def _least_cut(G: CsrGraph, source: Hashable, sink: Hashable, capacity: str) -> tuple[float, NDArray[np.bool_]]:
    """Give the capacity of a minimum cut and which nodes are on the side of the sink: those that still reach it."""
    start, end = _check(G, source, sink)
    capacities, whole = _capacities(G, capacity)
    sent, height = _flow(G, capacities, start, end)
    far = height >= 0
    if not whole:
        return math.fsum(G.slot_weights(capacity)[far[G.targets] & ~far[G.sources]]), far
    return sent if capacity in G.integers else float(sent), far


def _flow(G: CsrGraph, capacities: NDArray[np.int64], source: int, sink: int) -> tuple[int, NDArray[np.int32]]:
    if G.directed:
        return _flow_of_arcs(len(G), G.sources, G.targets, capacities, source, sink)
    value, height = maximum_flow(G.starts, G.targets, capacities, 2 * capacities, source, sink)
    return int(value), height


def _flow_of_arcs(
    n: int, tails: NDArray[Any], heads: NDArray[Any], capacities: NDArray[np.int64], source: int, sink: int
) -> tuple[int, NDArray[np.int32]]:
    """Give every arc its reverse, as the kernel needs, and send the flow."""
    values = np.concatenate((capacities, np.zeros_like(capacities)))
    ends = np.concatenate((tails, heads)), np.concatenate((heads, tails))
    arcs = sp.coo_array((values, ends), shape=(n, n)).tocsr()
    arcs.sort_indices()
    starts, targets = arcs.indptr.astype(np.int64), arcs.indices.astype(np.int32)
    both = arcs.data + arcs.data[reversed_slots(starts, targets)]
    value, height = maximum_flow(starts, targets, arcs.data, both, source, sink)
    return int(value), height


def maximum_flow_value(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> float:
    """Serve `nx.maximum_flow_value`: equal to the minimum cut."""
    return _least_cut(flowG, _s, _t, capacity)[0]


def minimum_cut_value(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> float:
    """Serve `nx.minimum_cut_value`."""
    return _least_cut(flowG, _s, _t, capacity)[0]


def minimum_cut(
    flowG: CsrGraph, _s: Hashable, _t: Hashable, capacity: str = "capacity", flow_func: Any = None
) -> tuple[float, tuple[set[Hashable], set[Hashable]]]:
    """Serve `nx.minimum_cut`: the sink side is what can still reach the sink."""
    value, inside = _least_cut(flowG, _s, _t, capacity)
    far = set(flowG.named(np.flatnonzero(inside)))
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
