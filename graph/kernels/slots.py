"""Slots in the order of rows, by two stable counting passes (radix sort, Knuth, TAOCP 3, 5.2.5), in linear time."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def by_key(n, keys):
    """
    Order whole keys from 0 to n - 1, equal ones as given.

    Returns
    -------
    starts, order
        Offsets of the keys, and which of the given ones stands at each place.
    """
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


@kernel
def by_row(n, tails, heads):
    """
    Order slots by tail, those of one tail by head, equal ones as given.

    Returns
    -------
    starts, order
        Offsets of the rows, and which of the given slots stands at each place.
    """
    by_head = by_key(n, heads)[1]
    starts, order = by_key(n, tails[by_head])
    return starts, by_head[order]


@kernel
def reversed_slots(starts, targets):
    """
    Find for each slot u -> v the slot v -> u, which must exist.

    Rows are walked in order and sorted, so the slots that lead to a node come in the order of its own row.
    """
    cursor = starts[:-1].copy()
    back = np.empty(targets.size, np.int64)
    for u in range(starts.size - 1):
        for j in range(starts[u], starts[u + 1]):
            back[cursor[targets[j]]] = j
            cursor[targets[j]] += 1
    return back
