"""
Betweenness along weighted shortest paths: Brandes (2001) on Dijkstra's order, one source at a time.

Ties between paths are found by comparing sums of distances exactly, so distances should be integers (held in floats):
with fractions such as 1/strength, equal paths differ in the last bit and are missed.

Only slots by which a node came no later than before can lie on a shortest path. They are kept in the order of their
starts, so that the way back reads these few instead of every slot.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel
from graph.kernels.heap import pop, sift_up


@kernel
def weighted_dependencies(starts, targets, weights, sources, factors, with_edges):
    """
    Sum the shortest-path dependencies of every source along weighted paths.

    Parameters
    ----------
    weights
        Distance of each slot, 0 or more; integers for exact ties.
    factors
        Weight of each source, usually 1.
    with_edges
        Whether to sum for slots too.

    Returns
    -------
    nodes, edges
        As in `shortest_path_counts.dependencies`; not a number where paths are more than floats count.
    flat
        Whether some edge made a path no longer, being 0 or nothing beside the path: how many shortest paths there are
        is then not one number, and neither are the sums.
    """
    n = starts.size - 1
    sums = np.zeros(n)
    edge_sums = np.zeros(targets.size if with_edges else 0)
    distance = np.full(n, np.inf)
    sigma = np.zeros(n)
    delta = np.zeros(n)
    keys = np.empty(n)
    nodes = np.empty(n, np.int32)
    place = np.empty(n, np.int32)
    order = np.empty(n, np.int32)
    useful = np.empty(targets.size, np.int32)
    ends = np.empty(n, np.int64)  # of the useful slots of each node, in the order of nodes
    flat = False
    for index in range(sources.size):
        s = sources[index]
        distance[s] = 0.0
        sigma[s] = 1.0
        sift_up(keys, nodes, place, 0, 0.0, s)
        size = 1
        count = 0
        kept = 0
        while size:
            u = pop(keys, nodes, place, size)
            size -= 1
            order[count] = u
            for j in range(starts[u], starts[u + 1]):
                v = targets[j]
                through = distance[u] + weights[j]
                flat |= through == distance[u]
                if through > distance[v]:
                    continue
                useful[kept] = j
                kept += 1
                if through < distance[v]:
                    if distance[v] == np.inf:
                        place[v] = size
                        size += 1
                    distance[v] = through
                    sigma[v] = sigma[u]
                    sift_up(keys, nodes, place, place[v], through, v)
                else:
                    sigma[v] += sigma[u]
            ends[count] = kept
            count += 1
        for i in range(count - 1, -1, -1):
            u = order[i]
            # Successors of u were handled before u, so a pull along outgoing slots sums its dependency.
            for k in range(ends[i - 1] if i else 0, ends[i]):
                j = useful[k]
                v = targets[j]
                if distance[u] + weights[j] == distance[v]:
                    share = sigma[u] / sigma[v] * (1.0 + delta[v])
                    delta[u] += share
                    if with_edges:
                        edge_sums[j] += share * factors[index]
        for i in range(count):
            u = order[i]
            if u != s:
                # No number if there are more paths than floats count.
                sums[u] += (delta[u] + 0.0 * sigma[u]) * factors[index]
            distance[u] = np.inf
            sigma[u] = 0.0
            delta[u] = 0.0
    return sums, edge_sums, flat
