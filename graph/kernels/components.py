"""Connected components by breadth-first search, each node and edge looked at once."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def _reach(starts, targets, source, number, part, line):
    """Give the nodes that a search reaches their number, which was -1; line them up and count them."""
    part[source] = number
    line[0] = source
    head = 0
    end = 1
    while head < end:
        u = line[head]
        head += 1
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            if part[v] < 0:
                part[v] = number
                line[end] = v
                end += 1
    return end


@kernel
def components(starts, targets):
    """
    Split an undirected graph into its connected components.

    Returns
    -------
    part, count
        Number of the component of each node, in the order of their first nodes, and how many there are.
    """
    n = starts.size - 1
    part = np.full(n, -1, np.int32)
    line = np.empty(n, np.int32)
    count = 0
    for u in range(n):
        if part[u] < 0:
            _reach(starts, targets, u, count, part, line)
            count += 1
    return part, count


@kernel
def component_of(starts, targets, source):
    """Give the nodes of the component of one node, the nearest first."""
    n = starts.size - 1
    line = np.empty(n, np.int32)
    end = _reach(starts, targets, source, 0, np.full(n, -1, np.int32), line)
    return line[:end].copy()
