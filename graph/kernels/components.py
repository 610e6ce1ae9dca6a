"""Connected components in linear time: Hopcroft and Tarjan (1973), "Efficient algorithms for graph manipulation"."""

from __future__ import annotations

import numpy as np

from graph.kernels.breadth_first import search
from graph.kernels.compiled import kernel

EVERY = np.empty(0, np.bool_)
"""For `kept` of `components`, when every node is."""


@kernel
def components(starts, targets, kept):
    """
    Split an undirected graph, or what is kept of it, into its connected components.

    Parameters
    ----------
    kept
        True for the nodes that are kept, or `EVERY`.

    Returns
    -------
    part, count
        Number of the component of each node, in the order of their first nodes, -1 for nodes not kept; and how many
        there are.
    """
    n = starts.size - 1
    before = np.full(n, -1, np.int32)
    for u in range(kept.size):
        if not kept[u]:
            before[u] = u
    line = np.empty(n, np.int32)
    part = np.full(n, -1, np.int32)
    count = 0
    for u in range(n):
        if before[u] < 0:
            before[u] = u
            line[0] = u
            for i in range(search(starts, targets, before, line, 1)):
                part[line[i]] = count
            count += 1
    return part, count


@kernel
def component_of(starts, targets, source):
    """Give the nodes of the component of one node, the nearest first."""
    n = starts.size - 1
    before = np.full(n, -1, np.int32)
    before[source] = source
    line = np.empty(n, np.int32)
    line[0] = source
    end = search(starts, targets, before, line, 1)
    return line[:end].copy()
