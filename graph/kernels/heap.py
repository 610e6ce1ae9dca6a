"""
A binary heap of nodes whose keys may fall: Williams (1964), "Algorithm 232: heapsort".

`heap` holds nodes, `place` a node's position there, `key` what they are ordered by.
"""

from __future__ import annotations

from graph.kernels.compiled import kernel


@kernel
def sift_up(heap, place, key, i):
    """Move the node at a place up while its key is smaller than that above it."""
    node = heap[i]
    while i > 0:
        parent = (i - 1) >> 1
        if key[heap[parent]] <= key[node]:
            break
        heap[i] = heap[parent]
        place[heap[i]] = i
        i = parent
    heap[i] = node
    place[node] = i


@kernel
def pop(heap, place, key, size):
    """Take the node with the smallest key; the caller lowers the size by one."""
    top = heap[0]
    node = heap[size - 1]
    size -= 1
    i = 0
    while True:
        child = 2 * i + 1
        if child >= size:
            break
        if child + 1 < size and key[heap[child + 1]] < key[heap[child]]:
            child += 1
        if key[node] <= key[heap[child]]:
            break
        heap[i] = heap[child]
        place[heap[i]] = i
        i = child
    heap[i] = node
    place[node] = i
    return top
