"""Maximum flow by blocking flows: Dinitz (1970), in networks whose arcs all have a reverse."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel
from graph.kernels.slots import reversed_slots


@kernel
def _heights(starts, targets, back, spare, source, sink, height, queue):
    """Count the arcs with room from every node to the sink; -1 for a node that cannot reach it."""
    height[:] = -1
    height[sink] = 0
    queue[0] = sink
    head = 0
    count = 1
    while head < count:
        v = queue[head]
        head += 1
        for j in range(starts[v], starts[v + 1]):
            u = targets[j]
            if height[u] < 0 and spare[back[j]] > 0:
                height[u] = height[v] + 1
                queue[count] = u
                count += 1
    return height[source] >= 0


@kernel
def maximum_flow(starts, targets, capacities, source, sink):
    """
    Send as much as possible from source to sink.

    Parameters
    ----------
    capacities
        Whole number of each slot. The slot v -> u must exist for every u -> v, with 0 if nothing may flow there.

    Returns
    -------
    value, height
        The flow, and by node its arcs to the sink along what is left: -1 on the source's side of a minimum cut.
    """
    n = starts.size - 1
    back = reversed_slots(starts, targets)
    cursor = np.empty(n, np.int64)
    spare = capacities.copy()
    height = np.empty(n, np.int32)
    queue = np.empty(n, np.int32)
    path = np.empty(n, np.int64)  # slots from the source on
    value = 0
    while _heights(starts, targets, back, spare, source, sink, height, queue):
        for u in range(n):
            cursor[u] = starts[u]
        length = 0
        u = source
        while True:
            if u == sink:
                least = spare[path[0]]
                for i in range(1, length):
                    least = min(least, spare[path[i]])
                value += least
                first = length
                for i in range(length - 1, -1, -1):
                    spare[path[i]] -= least
                    spare[back[path[i]]] += least
                    if spare[path[i]] == 0:
                        first = i
                length = first
                u = targets[back[path[first]]]
            elif cursor[u] < starts[u + 1]:
                j = cursor[u]
                if spare[j] > 0 and height[targets[j]] == height[u] - 1:
                    path[length] = j
                    length += 1
                    u = targets[j]
                else:
                    cursor[u] += 1
            elif u == source:
                break
            else:
                length -= 1
                u = targets[back[path[length]]]
                cursor[u] += 1
    return value, height
