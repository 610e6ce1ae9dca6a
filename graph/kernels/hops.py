"""Least loss within few steps: rounds of Bellman (1958) and Ford (1956) that look at what the one before improved."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def least_losses(starts, targets, losses, enter, ends, hops, far):
    """
    Sum the least loss from every node to the nearest of some ends, by number of steps.

    Parameters
    ----------
    losses
        Loss of each slot, the same both ways, whole and not negative.
    enter
        1 for each node that a way may pass, the ends among them.
    far
        What stands for out of reach; larger than any sum of losses.

    Returns
    -------
    rounds
        Row h holds by node the least loss over at most h steps.
    """
    n = starts.size - 1
    rounds = np.full((hops + 1, n), far, np.int64)
    frontier = np.empty(n, np.int32)
    coming = np.empty(n, np.int32)
    changed = np.zeros(n, np.int32)  # the last round in which it was improved
    count = 0
    for i in range(ends.size):
        if rounds[0, ends[i]] == far:
            rounds[0, ends[i]] = 0
            frontier[count] = ends[i]
            count += 1
    for step in range(1, hops + 1):
        rounds[step] = rounds[step - 1]
        n_coming = 0
        for i in range(count):
            u = frontier[i]
            if enter[u] == 0:
                continue
            so_far = rounds[step - 1, u]
            for j in range(starts[u], starts[u + 1]):
                v = targets[j]
                if so_far + losses[j] < rounds[step, v]:
                    rounds[step, v] = so_far + losses[j]
                    if changed[v] != step:
                        changed[v] = step
                        coming[n_coming] = v
                        n_coming += 1
        frontier, coming = coming, frontier
        count = n_coming
    return rounds
