"""
Connected components, in time all but linear.

One by a search. All by joining sets of nodes, most of whose edges are never looked at: Sutton, Ben-Nun, Barak (2018),
"Optimizing parallel graph connectivity computation via subgraph sampling" (Afforest). Sets are trees to their least
node, halved while they are climbed: Tarjan and van Leeuwen (1984), "Worst-case analysis of set union algorithms".
"""

from __future__ import annotations

import numpy as np

from graph.kernels.breadth_first import search
from graph.kernels.compiled import kernel

EVERY = np.empty(0, np.bool_)
"""For `kept` of `components`, when every node is."""

FIRST = 2  # edges of each node that are joined before the largest set is known; what the authors found best


@kernel
def _least(above, u):
    """Give the least node of the set of a node."""
    while above[u] != u:
        above[u] = above[above[u]]
        u = above[u]
    return u


@kernel
def _join(above, kept, targets, u, first, last):
    """Make one set of a node and those of its targets in some places that are kept."""
    mine = _least(above, u)
    for j in range(first, last):
        if not kept.size or kept[targets[j]]:
            other = _least(above, targets[j])
            above[max(mine, other)] = min(mine, other)
            mine = min(mine, other)


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
    above = np.arange(n).astype(np.int32)
    size = np.zeros(n, np.int32)
    for u in range(n):
        if not kept.size or kept[u]:
            _join(above, kept, targets, u, starts[u], min(starts[u] + FIRST, starts[u + 1]))
    for u in range(n):
        above[u] = _least(above, u)
        size[above[u]] += 1
    largest = np.argmax(size) if n else 0
    for u in range(n):
        # An edge out of the largest set is looked at from its other end.
        if above[u] != largest and (not kept.size or kept[u]):
            _join(above, kept, targets, u, starts[u] + FIRST, starts[u + 1])
    part = np.full(n, -1, np.int32)
    count = 0
    for u in range(n):
        if kept.size and not kept[u]:
            continue
        if above[u] == u:
            part[u] = count
            count += 1
        else:
            part[u] = part[above[u]]  # a node before it, of the same set
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
