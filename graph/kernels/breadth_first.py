"""Breadth-first search, each node and edge looked at once: Moore (1959), "The shortest path through a maze"."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def search(starts, targets, before, line, end):
    """
    Line up the nodes that can be reached, the nearest first.

    Parameters
    ----------
    before
        By node what comes before it on a shortest path, itself where a search begins; -1 for nodes not met yet. Nodes
        that are marked as met already are never entered.
    line, end
        Nodes to begin at, and how many; gets those that are met.

    Returns
    -------
    end
        How many there are now.
    """
    head = 0
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
def hops_from(starts, targets, sources):
    """
    Count the edges from the nearest source.

    Returns
    -------
    hops
        By node; -1 out of reach.
    """
    n = starts.size - 1
    before = np.full(n, -1, np.int32)
    line = np.empty(n, np.int32)
    end = 0
    for i in range(sources.size):
        if before[sources[i]] < 0:
            before[sources[i]] = sources[i]
            line[end] = sources[i]
            end += 1
    hops = np.full(n, -1, np.int64)
    for i in range(search(starts, targets, before, line, end)):
        u = line[i]
        hops[u] = 0 if before[u] == u else hops[before[u]] + 1
    return hops
