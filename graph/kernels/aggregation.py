"""Groups of nodes made nodes of their own, in linear time: the step between two levels of Blondel et al. (2008)."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel
from graph.kernels.slots import by_key


@kernel
def merged(starts, targets, weights, loops, group, count):
    """
    Join the nodes of each group, and the edges between two groups.

    Parameters
    ----------
    loops
        Weight of the self-loop of each node.
    group, count
        Group of each node, and how many there are.

    Returns
    -------
    starts, targets, weights, loops
        The graph of the groups, its rows in no order; what lies inside a group is its self-loop.
    """
    first, members = by_key(count, group)
    new_starts = np.zeros(count + 1, np.int64)
    new_targets = np.empty(targets.size, np.int32)
    new_weights = np.empty(targets.size)
    new_loops = np.zeros(count)
    links = np.zeros(count)
    end = 0
    for c in range(count):
        for u in members[first[c] : first[c + 1]]:
            new_loops[c] += loops[u]
            for j in range(starts[u], starts[u + 1]):
                d = group[targets[j]]
                if d == c:
                    new_loops[c] += weights[j] / 2.0
                elif weights[j] > 0.0:
                    if links[d] == 0.0:
                        new_targets[end] = d
                        end += 1
                    links[d] += weights[j]
        for j in range(new_starts[c], end):
            new_weights[j] = links[new_targets[j]]
            links[new_targets[j]] = 0.0
        new_starts[c + 1] = end
    return new_starts, new_targets[:end].copy(), new_weights[:end].copy(), new_loops


@kernel
def inner_weight(starts, targets, weights, loops, group):
    """Sum twice the weight of the edges and self-loops inside groups."""
    inner = 0.0
    for u in range(group.size):
        inner += 2.0 * loops[u]
        for j in range(starts[u], starts[u + 1]):
            if group[targets[j]] == group[u]:
                inner += weights[j]
    return inner
