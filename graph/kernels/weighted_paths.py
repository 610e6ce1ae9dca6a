"""Shortest weighted paths: Dijkstra (1959) from one node, and from both ends of a pair at once."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel
from graph.kernels.heap import pop, sift_up


@kernel
def _settle(starts, targets, weights, u, limit, distance, before, keys, nodes, place, size):
    """Offer the neighbours of a node their way through it; give the size of the heap."""
    for j in range(starts[u], starts[u + 1]):
        v = targets[j]
        through = distance[u] + weights[j]
        if through < distance[v] and through <= limit:
            if distance[v] == np.inf:
                place[v] = size
                size += 1
            distance[v] = through
            before[v] = u
            sift_up(keys, nodes, place, place[v], through, v)
    return size


@kernel
def paths_from(starts, targets, weights, source, limit):
    """
    Find the shortest paths from one node along distances of 0 or more.

    Returns
    -------
    order, distance, before
        Nodes reached within the limit, nearest first; by node its distance (infinite if not reached) and the node
        before it on the path (-1 for the source and what is not reached).
    """
    n = starts.size - 1
    distance = np.full(n, np.inf)
    before = np.full(n, -1, np.int32)
    keys = np.empty(n)
    nodes = np.empty(n, np.int32)
    place = np.empty(n, np.int32)
    order = np.empty(n, np.int32)
    distance[source] = 0.0
    sift_up(keys, nodes, place, 0, 0.0, source)
    size = 1
    count = 0
    while size:
        u = pop(keys, nodes, place, size)
        order[count] = u
        count += 1
        size = _settle(starts, targets, weights, u, limit, distance, before, keys, nodes, place, size - 1)
    return order[:count], distance, before


@kernel
def path_between(out_starts, out_targets, out_weights, in_starts, in_targets, in_weights, source, target, closed):
    """
    Find a shortest path between two different nodes by growing a search from each until they must have met.

    Pohl (1971), "Bi-directional search": once the two next distances add up to the best meeting, no other is better.

    Parameters
    ----------
    closed
        Nodes that the path may not pass.

    Returns
    -------
    path
        Nodes from the source to the target; empty if there is none.
    """
    n = out_starts.size - 1
    there = np.full(n, np.inf)
    back = np.full(n, np.inf)
    before = np.empty(n, np.int32)
    after = np.empty(n, np.int32)
    keys_ahead = np.empty(n)
    keys_behind = np.empty(n)
    ahead = np.empty(n, np.int32)
    behind = np.empty(n, np.int32)
    place_ahead = np.empty(n, np.int32)
    place_behind = np.empty(n, np.int32)
    there[source] = 0.0
    back[target] = 0.0
    sift_up(keys_ahead, ahead, place_ahead, 0, 0.0, source)
    sift_up(keys_behind, behind, place_behind, 0, 0.0, target)
    before[source] = -1
    after[target] = -1
    n_ahead = 1
    n_behind = 1
    best = np.inf
    meeting = -1
    for i in range(closed.size):  # nearer than any way, so that none is offered
        there[closed[i]] = back[closed[i]] = -np.inf
    while n_ahead and n_behind and keys_ahead[0] + keys_behind[0] < best:
        if n_ahead <= n_behind:
            u = pop(keys_ahead, ahead, place_ahead, n_ahead)
            n_ahead = _settle(
                out_starts,
                out_targets,
                out_weights,
                u,
                np.inf,
                there,
                before,
                keys_ahead,
                ahead,
                place_ahead,
                n_ahead - 1,
            )
            first, last, targets = out_starts[u], out_starts[u + 1], out_targets
        else:
            u = pop(keys_behind, behind, place_behind, n_behind)
            n_behind = _settle(
                in_starts,
                in_targets,
                in_weights,
                u,
                np.inf,
                back,
                after,
                keys_behind,
                behind,
                place_behind,
                n_behind - 1,
            )
            first, last, targets = in_starts[u], in_starts[u + 1], in_targets
        for j in range(first, last):
            v = targets[j]
            if -np.inf < there[v] + back[v] < best:
                best = there[v] + back[v]
                meeting = v
    count = 0
    v = meeting
    while v >= 0:
        ahead[count] = v
        count += 1
        v = before[v]
    path = ahead[:count][::-1].copy()
    count = 0
    v = after[meeting] if meeting >= 0 else -1
    while v >= 0:
        behind[count] = v
        count += 1
        v = after[v]
    return np.concatenate((path, behind[:count]))
