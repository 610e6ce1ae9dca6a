"""
Iterations of a matrix with a vector (von Mises and Pollaczek-Geiringer, 1929).

PageRank: Brin and Page (1998), "The anatomy of a large-scale hypertextual web search engine". Eigenvector centrality:
Bonacich (1972), "Factoring and weighting approaches to status scores and clique identification".
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def pagerank(in_starts, in_targets, in_weights, out_strength, alpha, personal, dangling, start, tol, most):
    """
    Iterate PageRank by pulling along incoming edges.

    Parameters
    ----------
    in_weights
        Weight of each incoming slot.
    out_strength
        Sum of outgoing weights of each node; 0 marks a dangling node.
    alpha
        Damping, 0 to 1.
    personal, dangling, start
        Restart distribution, distribution of dangling mass, first vector; each sums to 1.
    tol, most
        Stop when the L1 change is below n * tol, or after `most` iterations.

    Returns
    -------
    ranks, iterations
        The vector, and how many iterations it took; `most + 1` when it did not converge.
    """
    n = in_starts.size - 1
    x = start.copy()
    y = np.empty(n)
    share = np.empty(n)
    for iteration in range(most):
        lost = 0.0
        for u in range(n):
            if out_strength[u] == 0.0:
                lost += x[u]
                share[u] = 0.0
            else:
                share[u] = x[u] / out_strength[u]
        change = 0.0
        for u in range(n):
            total = 0.0
            for j in range(in_starts[u], in_starts[u + 1]):
                total += in_weights[j] * share[in_targets[j]]
            y[u] = alpha * (total + lost * dangling[u]) + (1.0 - alpha) * personal[u]
            change += abs(y[u] - x[u])
        x, y = y, x
        if change < n * tol:
            return x, iteration + 1
    return x, most + 1


@kernel
def eigenvector(in_starts, in_targets, in_weights, start, tol, most):
    """
    Iterate (A + I) x, normalised to length 1, as networkx does, so that both stop at the same vector.

    Returns
    -------
    vector, iterations
        `iterations` is `most + 1` when it did not converge.
    """
    n = in_starts.size - 1
    x = start.copy()
    y = np.empty(n)
    for iteration in range(most):
        square = 0.0
        for u in range(n):
            total = x[u]
            for j in range(in_starts[u], in_starts[u + 1]):
                total += in_weights[j] * x[in_targets[j]]
            y[u] = total
            square += total * total
        length = np.sqrt(square)
        if length == 0.0:
            length = 1.0
        change = 0.0
        for u in range(n):
            y[u] /= length
            change += abs(y[u] - x[u])
        x, y = y, x
        if change < n * tol:
            return x, iteration + 1
    return x, most + 1
