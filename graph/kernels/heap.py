"""
A heap of nodes whose keys may fall, with four children to a place: Johnson (1975), "Priority queues with update".

`keys` and `nodes` are what the heap holds, side by side so that a comparison reads no other memory; `place` is a node's
position there.
"""

from __future__ import annotations

from graph.kernels.compiled import kernel


@kernel
def sift_up(keys, nodes, place, i, key, node):
    """Put a node at a place, or as far above it as its key is smaller."""
    while i > 0:
        parent = (i - 1) >> 2
        if keys[parent] <= key:
            break
        keys[i] = keys[parent]
        nodes[i] = nodes[parent]
        place[nodes[i]] = i
        i = parent
    keys[i] = key
    nodes[i] = node
    place[node] = i


@kernel
def pop(keys, nodes, place, size):
    """Take the node with the smallest key; the caller lowers the size by one."""
    top = nodes[0]
    size -= 1
    key, node = keys[size], nodes[size]
    i = 0
    while 4 * i + 1 < size:
        least = 4 * i + 1
        for child in range(least + 1, min(least + 4, size)):
            if keys[child] < keys[least]:
                least = child
        if key <= keys[least]:
            break
        keys[i] = keys[least]
        nodes[i] = nodes[least]
        place[nodes[i]] = i
        i = least
    keys[i] = key
    nodes[i] = node
    place[node] = i
    return top
