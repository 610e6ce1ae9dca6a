"""
Articulation points, bridges and biconnected components by one depth-first search.

Hopcroft and Tarjan (1973), "Efficient algorithms for graph manipulation": the low point of a node is the earliest one
that an edge out of its branch leads to. Instead of their stack of edges one of nodes is kept: each edge belongs to the
component of the tree edge into its later end. The search keeps its own stack, so depth has no limit.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from graph.kernels.compiled import kernel


class Blocks(NamedTuple):
    """
    An undirected graph in its biconnected components.

    Attributes
    ----------
    members, bounds
        Component c consists of the nodes `members[bounds[c]:bounds[c + 1]]`; a node stands in each of its components.
    block
        By node, the component of the tree edge into it; -1 where a search began.
    when
        By node, the time at which it was met. An edge belongs to the `block` of its later end.
    before
        By node, the one from which it was met; itself where a search began.
    cut
        By node, whether it is an articulation point.
    bridge
        By node, whether the edge from the one before it is a bridge.
    """

    members: Any
    bounds: Any
    block: Any
    when: Any
    before: Any
    cut: Any
    bridge: Any


@kernel
def blocks(starts, targets):
    """Split an undirected graph without self-loops into its `Blocks`."""
    n = starts.size - 1
    when = np.zeros(n, np.int32)
    low = np.empty(n, np.int32)
    before = np.empty(n, np.int32)
    block = np.full(n, -1, np.int32)
    cut = np.zeros(n, np.bool_)
    bridge = np.zeros(n, np.bool_)
    cursor = starts[:-1].copy()
    stack = np.empty(n, np.int32)  # nodes whose component is not closed yet
    members = np.empty(2 * n, np.int32)
    bounds = np.zeros(n + 1, np.int64)
    count = 0
    end = 0
    clock = 0
    for root in range(n):
        if when[root]:
            continue
        clock += 1
        when[root], low[root], before[root] = clock, clock, root
        height = 0
        branches = 0
        u = root
        while True:
            if cursor[u] < starts[u + 1]:
                v = targets[cursor[u]]
                cursor[u] += 1
                if when[v] == 0:
                    clock += 1
                    when[v], low[v], before[v] = clock, clock, u
                    stack[height] = v
                    height += 1
                    u = v
                elif v != before[u]:
                    low[u] = min(low[u], when[v])
                continue
            if u == root:
                break
            above = before[u]
            low[above] = min(low[above], low[u])
            if low[u] >= when[above]:  # no edge out of the branch of u leads past the node above
                bridge[u] = low[u] > when[above]
                branches += above == root
                cut[above] = above != root or branches > 1
                while block[u] < 0:
                    height -= 1
                    block[stack[height]] = count
                    members[end] = stack[height]
                    end += 1
                members[end] = above
                end += 1
                count += 1
                bounds[count] = end
            u = above
    return Blocks(members[:end].copy(), bounds[: count + 1].copy(), block, when, before, cut, bridge)
