"""
How alike the two nodes of a pair are: by their common neighbours, and over all edges by their degrees.

Jaccard (1901); Adamic and Adar (2003), "Friends and neighbors on the web", weigh rare neighbours more; Newman (2002),
"Assortative mixing in networks", is the correlation of degrees. Sorted lists of unlike lengths are intersected by
galloping: Bentley and Yao (1976), "An almost optimal algorithm for unbounded searching".
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def _first_from(targets, low, end, wanted):
    """Give the first place from `low` on whose target is `wanted` or more: steps that double, then halving."""
    step = 1
    while low + step < end and targets[low + step] < wanted:
        low += step
        step *= 2
    high = min(low + step, end)
    while low < high:
        middle = (low + high) // 2
        if targets[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def common_neighbours(starts, targets, left, right):
    """
    Compare the neighbour lists of each pair.

    Returns
    -------
    common, adamic_adar
        Number of common neighbours, and the sum over them of 1 / log(degree).
    """
    pairs = left.size
    common = np.zeros(pairs, np.int64)
    score = np.zeros(pairs)
    for i in range(pairs):
        u, v = left[i], right[i]
        if starts[u + 1] - starts[u] > starts[v + 1] - starts[v]:
            u, v = v, u
        at, end = starts[v], starts[v + 1]
        for j in range(starts[u], starts[u + 1]):
            x = targets[j]
            at = _first_from(targets, at, end, x)
            if at == end:
                break
            if targets[at] == x:
                common[i] += 1
                score[i] += 1.0 / np.log(starts[x + 1] - starts[x])
    return common, score


@kernel
def degree_products(degrees, starts, targets):
    """Sum over all edges of an undirected graph the product of the degrees of their ends."""
    total = 0
    for u in range(degrees.size):
        near = 0
        for j in range(starts[u], starts[u + 1]):
            if targets[j] > u:  # each edge once, from its later end: rows are sorted
                break
            near += degrees[targets[j]]
        total += near * degrees[u]
    return total
