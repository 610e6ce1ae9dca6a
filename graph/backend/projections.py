"""Projections of two-mode graphs onto one mode, with the signatures of NetworkX 3.6 (`nx.bipartite`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.kernels.projection import shared_neighbours
from graph.kernels.slots import by_row

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph

MOST_PAIRS = 50_000_000
"""More joined pairs than this no graph of dictionaries holds in the memory of one machine (some 250 bytes each)."""


def projected_graph(B: CsrGraph, nodes: Iterable[Hashable], multigraph: bool = False) -> nx.Graph[Any]:
    """Serve `nx.bipartite.projected_graph` without parallel edges."""
    bottom = _known(B, nodes)
    tails, heads, _ = _pairs(B, bottom)
    return _joined(B, bottom, tails, heads, None)


def weighted_projected_graph(B: CsrGraph, nodes: Iterable[Hashable], ratio: bool = False) -> nx.Graph[Any]:
    """Serve `nx.bipartite.weighted_projected_graph`: the weight is the number of shared neighbours, or their share."""
    bottom = _known(B, nodes)
    top = len(B) - len(bottom)
    if top < 1:
        raise nx.NetworkXAlgorithmError(
            f"The {len(bottom)} nodes to project onto leave none of the graph's {len(B)} to be shared; "
            "give the nodes of one mode, each once."
        )
    tails, heads, counts = _pairs(B, bottom)
    return _joined(B, bottom, tails, heads, counts / top if ratio else counts)


def _known(B: CsrGraph, nodes: Iterable[Hashable]) -> list[Hashable]:
    listed = list(nodes)
    for node in listed:
        if node not in B:
            raise KeyError(f"Node {node!r} is not in the graph; project onto nodes of it.")
    return listed


def _pairs(B: CsrGraph, nodes: list[Hashable]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the two numbers and the shared neighbours of each joined pair; undirected pairs stand both ways round."""
    chosen = np.unique(np.array([B.index[node] for node in nodes], np.int64))
    offsets, others, counts = shared_neighbours(B.starts, B.targets, chosen, MOST_PAIRS)
    if others.size > MOST_PAIRS:
        raise nx.NetworkXError(
            f"The projection onto {chosen.size} nodes would join more than {MOST_PAIRS} pairs, since some nodes are "
            "shared by very many; leave such nodes out first, or project onto fewer nodes."
        )
    return np.repeat(chosen, np.diff(offsets)), others, counts


def _joined(
    B: CsrGraph, nodes: list[Hashable], tails: NDArray[Any], heads: NDArray[Any], weights: NDArray[Any] | None
) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.DiGraph() if B.directed else nx.Graph()
    graph.graph.update(B.graph)
    graph.add_nodes_from((node, B.attributes(node)) for node in nodes)
    chosen = np.zeros(len(B), bool)
    chosen[tails] = True
    graph.add_nodes_from(B.named(np.unique(heads[~chosen[heads]])))  # of the other mode, where one's nodes are joined
    # `add_edges_from` takes most of the time; rows are put into the dictionaries of the graph whole instead.
    parts = vars(graph)
    if B.directed:
        data = _data(tails.size, weights)
        _fill(B, parts["_succ"], tails, heads, data)
        _fill(B, parts["_pred"], heads, tails, data)
        return graph
    # Where both are among the nodes a pair stands twice, and both directions share their data.
    once = (tails < heads) | ~chosen[heads]
    tails, heads = tails[once], heads[once]
    data = _data(tails.size, None if weights is None else weights[once])
    ends = np.concatenate((tails, heads)), np.concatenate((heads, tails))
    _fill(B, parts["_adj"], *ends, np.tile(data, 2))
    return graph


def _data(size: int, weights: NDArray[Any] | None) -> NDArray[np.object_]:
    """Give the attributes of each edge."""
    data = np.empty(size, np.object_)
    data[:] = [{} for _ in range(size)] if weights is None else [{"weight": weight} for weight in weights.tolist()]
    return data


def _fill(B: CsrGraph, adjacency: Any, tails: NDArray[Any], heads: NDArray[Any], data: NDArray[np.object_]) -> None:
    """Give each node its neighbours, and the attributes of the edges to them."""
    starts, order = by_row(len(B), tails, heads)
    named, told = B.named(heads[order]), data[order].tolist()
    for row in np.flatnonzero(np.diff(starts)).tolist():
        first, last = starts[row], starts[row + 1]
        adjacency[B.nodes[row]].update(zip(named[first:last], told[first:last], strict=True))
