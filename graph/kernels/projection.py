"""
Pairs of nodes that share neighbours: the product of an adjacency matrix with itself, row by row.

Gustavson (1978), "Two fast algorithms for sparse matrices: multiplication and permuted transposition".
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def shared_neighbours(starts, targets, chosen, most):
    """
    Count the ways over one other node from each chosen node.

    Parameters
    ----------
    most
        After the row that brings more pairs than this, rows stay empty.

    Returns
    -------
    offsets, others, counts
        Row i of them belongs to `chosen[i]`: the nodes two steps away, the node itself left out, and over how many
        nodes each is reached.
    """
    n = starts.size - 1
    offsets = np.zeros(chosen.size + 1, np.int64)
    others = np.empty(max(16, targets.size), np.int32)
    counts = np.empty(others.size, np.int32)
    ways = np.zeros(n, np.int32)
    end = 0
    for i in range(chosen.size):
        if end > most:
            offsets[i + 1] = end
            continue
        u = chosen[i]
        first = end
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            if end + starts[v + 1] - starts[v] > others.size:
                room = np.empty(2 * others.size + starts[v + 1] - starts[v], np.int32)
                room[:end] = others[:end]
                others = room
            for k in range(starts[v], starts[v + 1]):
                w = targets[k]
                if w != u:
                    if ways[w] == 0:
                        others[end] = w
                        end += 1
                    ways[w] += 1
        if counts.size < others.size:
            more = np.empty(others.size, np.int32)
            more[:first] = counts[:first]
            counts = more
        for j in range(first, end):
            counts[j] = ways[others[j]]
            ways[others[j]] = 0
        offsets[i + 1] = end
    return offsets, others[:end].copy(), counts[:end].copy()
