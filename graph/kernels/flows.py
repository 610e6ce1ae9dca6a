"""Maximum flow by blocking flows: Dinitz (1970), in networks whose arcs all have a reverse."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def _heights(starts, targets, spare, both, source, sink, height, queue):
    """Count the arcs with room to the sink from the nodes that are nearer than the source; -1 for the others."""
    height[:] = -1
    height[sink] = 0
    queue[0] = sink
    head = 0
    count = 1
    while head < count and height[source] < 0:
        v = queue[head]
        head += 1
        for j in range(starts[v], starts[v + 1]):
            u = targets[j]
            if height[u] < 0 and both[j] > spare[j]:  # what the arc back has left
                height[u] = height[v] + 1
                queue[count] = u
                count += 1
    return height[source] >= 0


@kernel
def maximum_flow(starts, targets, capacities, both, source, sink):
    """
    Send as much as possible from source to sink.

    Parameters
    ----------
    capacities
        Whole number of each slot. The slot v -> u must exist for every u -> v, with 0 if nothing may flow there.
    both
        Sum of the capacities of each slot and of the slot back, which a flow does not change.

    Returns
    -------
    value, height
        The flow, and by node its arcs to the sink along what is left: -1 on the source's side of a minimum cut.
    """
    n = starts.size - 1
    cursor = np.empty(n, np.int64)
    spare = capacities.copy()
    height = np.empty(n, np.int32)
    queue = np.empty(n, np.int32)
    path = np.empty(n, np.int64)  # slots from the source on
    nodes = np.empty(n, np.int32)  # in which each of them begins
    value = 0
    while _heights(starts, targets, spare, both, source, sink, height, queue):
        cursor[:] = starts[:-1]
        length = 0
        u = source
        while True:
            if u == sink:
                least = spare[path[0]]
                for i in range(1, length):
                    least = min(least, spare[path[i]])
                value += least
                for i in range(length - 1, -1, -1):
                    j, v = path[i], targets[path[i]]
                    spare[j] -= least
                    back = starts[v] + np.searchsorted(targets[starts[v] : starts[v + 1]], nodes[i])
                    spare[back] = both[j] - spare[j]
                    if spare[j] == 0:
                        length = i
                u = nodes[length]
            elif cursor[u] < starts[u + 1]:
                j = cursor[u]
                if spare[j] > 0 and height[targets[j]] == height[u] - 1:
                    path[length] = j
                    nodes[length] = u
                    length += 1
                    u = targets[j]
                else:
                    cursor[u] += 1
            elif u == source:
                break
            else:
                length -= 1
                u = nodes[length]
                cursor[u] += 1
    return value, height
