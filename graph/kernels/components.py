"""Connected components by breadth-first search, each node and edge looked at once."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def _reach(starts, targets, source, seen, line, end):
    """Append the nodes that a search from the source reaches to the line; give its new end."""
    seen[source] = 1
    line[end] = source
    head = end
    end += 1
    while head < end:
        u = line[head]
        head += 1
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            if seen[v] == 0:
                seen[v] = 1
                line[end] = v
                end += 1
    return end


@kernel
def components(starts, targets):
    """
    Split an undirected graph into its connected components.

    Returns
    -------
    members, bounds
        Component c is `members[bounds[c]:bounds[c + 1]]`.
    """
    n = starts.size - 1
    seen = np.zeros(n, np.uint8)
    members = np.empty(n, np.int32)
    bounds = np.zeros(n + 1, np.int64)
    count = 0
    for u in range(n):
        if seen[u] == 0:
            bounds[count + 1] = _reach(starts, targets, u, seen, members, bounds[count])
            count += 1
    return members, bounds[: count + 1].copy()


@kernel
def component_of(starts, targets, source):
    """Give the nodes of the component of one node, the nearest first."""
    n = starts.size - 1
    members = np.empty(n, np.int32)
    end = _reach(starts, targets, source, np.zeros(n, np.uint8), members, 0)
    return members[:end].copy()
