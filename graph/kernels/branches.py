"""
Nodes in the order of a walk through a tree of shortest paths, one branch after the other.

Places from the sizes of branches, without the walk: Tarjan and Vishkin (1985), "An efficient parallel biconnectivity
algorithm".
"""

from __future__ import annotations

import numpy as np

from graph.kernels.breadth_first import search
from graph.kernels.compiled import kernel


@kernel
def branch_order(starts, targets, root):
    """
    Place nodes as a depth-first walk through the breadth-first tree of a root meets them.

    The walk itself is never made: a branch takes as many places as it has nodes, which the search backwards counts.

    Returns
    -------
    place
        0 for the root; n for nodes that the root does not reach.
    """
    n = starts.size - 1
    before = np.full(n, -1, np.int32)
    before[root] = root
    line = np.empty(n, np.int32)
    line[0] = root
    end = search(starts, targets, before, line, 1)
    size = np.ones(n, np.int32)
    for i in range(end - 1, 0, -1):
        size[before[line[i]]] += size[line[i]]
    place = np.full(n, n, np.int64)
    free = np.zeros(n, np.int64)  # the next place within a node's branch
    place[root], free[root] = 0, 1
    for i in range(1, end):
        v = line[i]
        place[v] = free[before[v]]
        free[before[v]] += size[v]
        free[v] = place[v] + 1
    return place
