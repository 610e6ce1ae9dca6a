"""
Core numbers by taking away one shell after the other.

Seidman (1983), "Network structure and minimum degree"; shells from the outermost on, each scanned for once: Dasari,
Ranjan, Zubair (2014), "ParK: an efficient algorithm for k-core decomposition on multicore processors". When shell k is
looked for, at most 2 m / k nodes are left, so all scans together cost m log k at most.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def core_numbers(starts, targets):
    """Give the largest k of a k-core that holds each node of an undirected graph without self-loops."""
    n = starts.size - 1
    core = np.empty(n, np.int32)
    degree = np.empty(n, np.int32)  # edges to nodes that are left; -1 for a node that was taken away
    for u in range(n):
        degree[u] = starts[u + 1] - starts[u]
    left = np.arange(n).astype(np.int32)
    n_left = n
    stack = np.empty(n, np.int32)  # nodes of the shell, whose neighbours lose an edge
    k = 0
    while n_left:
        height = 0
        kept = 0
        least = n
        for u in left[:n_left]:
            if degree[u] > k:
                left[kept] = u
                kept += 1
                least = min(least, degree[u])
            elif degree[u] >= 0:
                stack[height] = u
                height += 1
        n_left = kept
        if height == 0:
            k = least
            continue
        while height:
            height -= 1
            u = stack[height]
            core[u] = k
            degree[u] = -1
            for j in range(starts[u], starts[u + 1]):
                v = targets[j]
                if degree[v] > k:
                    degree[v] -= 1
                    if degree[v] == k:
                        stack[height] = v
                        height += 1
        k += 1
    return core
