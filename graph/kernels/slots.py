"""Slots in the order of rows, by two stable counting passes (radix sort, Knuth, TAOCP 3, 5.2.5), in linear time."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def by_row(n, tails, heads):
    """
    Order slots by tail, those of one tail by head, equal ones as given.

    Returns
    -------
    starts, order
        Offsets of the rows, and which of the given slots stands at each place.
    """
    by_head = _counted(n, heads)[1]
    starts, order = _counted(n, tails[by_head])
    return starts, by_head[order]


@kernel
def _counted(n, keys):
    """Order keys below n, equal ones as given; give the offsets of each key too."""
    starts = np.zeros(n + 1, np.int64)
    for i in range(keys.size):
        starts[keys[i] + 1] += 1
    for u in range(n):
        starts[u + 1] += starts[u]
    free = starts[:-1].copy()
    order = np.empty(keys.size, np.int64)
    for i in range(keys.size):
        order[free[keys[i]]] = i
        free[keys[i]] += 1
    return starts, order
