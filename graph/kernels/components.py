"""Connected components by breadth-first search, each node and edge looked at once."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def search(starts, targets, source, before, line):
    """
    Line up the nodes that a breadth-first search reaches, the nearest first.

    Parameters
    ----------
    before
        -1 for nodes not met yet; gets the node before each on a shortest path, and the source itself for the source.
    line
        Gets the nodes.

    Returns
    -------
    end
        How many were met.
    """
    before[source] = source
    line[0] = source
    head = 0
    end = 1
    while head < end:
        u = line[head]
        head += 1
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            if before[v] < 0:
                before[v] = u
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
    before = np.full(n, -1, np.int32)
    line = np.empty(n, np.int32)
    part = np.empty(n, np.int32)
    count = 0
    for u in range(n):
        if before[u] < 0:
            for i in range(search(starts, targets, u, before, line)):
                part[line[i]] = count
            count += 1
    return part, count


@kernel
def component_of(starts, targets, source):
    """Give the nodes of the component of one node, the nearest first."""
    n = starts.size - 1
    line = np.empty(n, np.int32)
    end = search(starts, targets, source, np.full(n, -1, np.int32), line)
    return line[:end].copy()
