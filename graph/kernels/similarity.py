"""Scores of pairs from their common neighbours."""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


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
        a = starts[left[i]]
        b = starts[right[i]]
        a_end = starts[left[i] + 1]
        b_end = starts[right[i] + 1]
        while a < a_end and b < b_end:
            x = targets[a]
            y = targets[b]
            if x == y:
                common[i] += 1
                score[i] += 1.0 / np.log(starts[x + 1] - starts[x])
                a += 1
                b += 1
            elif x < y:
                a += 1
            else:
                b += 1
    return common, score
