"""
Articulation points, bridges and biconnected components by one depth-first search.

Hopcroft and Tarjan (1973), "Efficient algorithms for graph manipulation": the low point of a subtree is the earliest
node that an edge out of it reaches. The search keeps its own stack, so depth has no limit.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel
from graph.kernels.slots import by_key, reversed_slots


@kernel
def blocks(starts, targets):
    """
    Split an undirected graph without self-loops into biconnected components.

    Returns
    -------
    component
        Number of its biconnected component by slot; both slots of an edge share it.
    count
        How many components there are.
    cut
        1 for an articulation point.
    bridge
        1 for each slot u -> v, u above v in the search tree, that is a bridge.
    """
    n = starts.size - 1
    m = targets.size
    component = np.full(m, -1, np.int32)
    cut = np.zeros(n, np.uint8)
    bridge = np.zeros(m, np.uint8)
    back = reversed_slots(starts, targets)
    when = np.zeros(n, np.int64)
    low = np.zeros(n, np.int64)
    came = np.full(n, -1, np.int64)  # slot by which the search entered the node
    cursor = starts[:-1].copy()
    path = np.empty(n, np.int32)
    edges = np.empty(m, np.int64)
    count = 0
    clock = 0
    for root in range(n):
        if when[root]:
            continue
        clock += 1
        when[root] = clock
        low[root] = clock
        path[0] = root
        depth = 1
        n_edges = 0
        children = 0
        while depth:
            u = path[depth - 1]
            if cursor[u] < starts[u + 1]:
                j = cursor[u]
                cursor[u] += 1
                if came[u] >= 0 and j == back[came[u]]:
                    continue
                v = targets[j]
                if when[v] == 0:
                    clock += 1
                    when[v] = clock
                    low[v] = clock
                    came[v] = j
                    path[depth] = v
                    depth += 1
                    edges[n_edges] = j
                    n_edges += 1
                elif when[v] < when[u]:
                    edges[n_edges] = j
                    n_edges += 1
                    low[u] = min(low[u], when[v])
                continue
            depth -= 1
            if depth == 0:
                break
            parent = path[depth - 1]
            low[parent] = min(low[parent], low[u])
            if low[u] >= when[parent]:
                if low[u] > when[parent]:
                    bridge[came[u]] = 1
                if parent == root:
                    children += 1
                else:
                    cut[parent] = 1
                while True:
                    n_edges -= 1
                    e = edges[n_edges]
                    component[e] = count
                    component[back[e]] = count
                    if e == came[u]:
                        break
                count += 1
        if children > 1:
            cut[root] = 1
    return component, count, cut, bridge


@kernel
def members_of(component, count, sources):
    """
    List the nodes of each biconnected component once, a node at each component it belongs to.

    Parameters
    ----------
    component, count
        Of each slot, and how many there are.
    sources
        Node in whose row each slot stands.

    Returns
    -------
    members, bounds
        Component c is `members[bounds[c]:bounds[c + 1]]`, in ascending order.
    """
    first, order = by_key(count, component)
    members = sources[order]
    bounds = np.zeros(count + 1, np.int64)
    end = 0
    for c in range(count):
        for i in range(first[c], first[c + 1]):
            if end == bounds[c] or members[end - 1] != members[i]:
                members[end] = members[i]  # never ahead of what is read
                end += 1
        bounds[c + 1] = end
    return members[:end].copy(), bounds
