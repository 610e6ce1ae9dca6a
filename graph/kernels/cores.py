"""Core numbers in linear time: Batagelj, Zaversnik (2003), "An O(m) algorithm for cores decomposition"."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def core_numbers(starts, targets):
    """
    Give the largest k of a k-core that holds each node of an undirected graph without self-loops.

    Nodes are kept sorted by remaining degree in `line`; `place` is a node's position there and `first[d]` the first
    position of degree d. Taking a node away moves each heavier neighbour one degree down by one swap.
    """
    n = starts.size - 1
    degree = np.empty(n, np.int64)
    most = 0
    for u in range(n):
        degree[u] = starts[u + 1] - starts[u]
        most = max(most, degree[u])
    first = np.zeros(most + 2, np.int64)
    for u in range(n):
        first[degree[u] + 1] += 1
    for d in range(1, most + 2):
        first[d] += first[d - 1]
    place = np.empty(n, np.int64)
    line = np.empty(n, np.int64)
    cursor = first.copy()
    for u in range(n):
        place[u] = cursor[degree[u]]
        line[place[u]] = u
        cursor[degree[u]] += 1
    for i in range(n):
        v = line[i]
        for j in range(starts[v], starts[v + 1]):
            u = targets[j]
            d = degree[u]
            if d > degree[v]:
                head = first[d]
                w = line[head]
                if u != w:
                    line[head] = u
                    line[place[u]] = w
                    place[w] = place[u]
                    place[u] = head
                first[d] += 1
                degree[u] -= 1
    return degree
