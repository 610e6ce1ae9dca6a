"""
Triangles, and what follows from them: clustering, Burt's constraint, effective size.

Each triangle is met once by orienting edges from the lower to the higher degree: Schank and Wagner (2005), "Finding,
counting and listing all triangles in large graphs". Constraint and effective size need, for every edge, a sum over the
third nodes of its triangles, so one listing of triangles gives both for all nodes.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def _oriented(starts, targets, weights):
    """
    Keep each edge in the row of its end of lower degree (of equal ones, of lower number).

    Returns
    -------
    offsets, heads, values
        Rows as in `starts` and `targets`, and the weight of each edge; `values` is empty if `weights` is.
    """
    n = starts.size - 1
    degree = np.empty(n, np.int32)
    for u in range(n):
        degree[u] = starts[u + 1] - starts[u]
    offsets = np.zeros(n + 1, np.int64)
    heads = np.empty(targets.size // 2 + 1, np.int32)
    values = np.empty(targets.size // 2 + 1 if weights.size else 0)
    p = 0
    for u in range(n):
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            # Written always and kept if due: which it is cannot be guessed, and a wrong guess of the processor is dear.
            heads[p] = v
            if weights.size:
                values[p] = weights[j]
            p += (degree[v] > degree[u]) | ((degree[v] == degree[u]) & (v > u))
        offsets[u + 1] = p
    return offsets, heads, values


@kernel
def triangles(starts, targets):
    """
    Count the triangles at every node of an undirected graph without self-loops.

    Returns
    -------
    counts
        One integer a node; each triangle counts once at each of its three corners.
    """
    n = starts.size - 1
    offsets, heads, _ = _oriented(starts, targets, np.empty(0))
    counts = np.zeros(n, np.int64)
    mark = np.zeros(n, np.uint8)
    for u in range(n):
        if offsets[u + 1] - offsets[u] < 2:  # noqa: PLR2004 - a triangle needs two edges up from its lowest corner
            continue
        for p in range(offsets[u], offsets[u + 1]):
            mark[heads[p]] = 1
        for p in range(offsets[u], offsets[u + 1]):
            v = heads[p]
            here = 0
            for q in range(offsets[v], offsets[v + 1]):
                x = heads[q]
                if mark[x]:
                    here += 1
                    counts[x] += 1
            counts[v] += here
            counts[u] += here
        for p in range(offsets[u], offsets[u + 1]):
            mark[heads[p]] = 0
    return counts


@kernel
def structural_holes(starts, targets, weights):
    """
    Compute Burt's constraint and effective size of every node of an undirected graph without self-loops.

    Parameters
    ----------
    weights
        Strength of each slot, symmetric, 0 or more.

    Returns
    -------
    constraint, effective_size
        One number a node; NaN for a node without edges. With p the share of a node's strength that goes to a
        neighbour, constraint is the sum over neighbours j of (p_ij + sum_q p_iq p_qj) squared; effective size is the
        number of neighbours less the redundancy sum_q p_iq m_jq, m being strength over a node's strongest edge.
        Burt (1992), Structural Holes, chapter 2.
    """
    n = starts.size - 1
    total = np.zeros(n)
    largest = np.zeros(n)
    constraint = np.full(n, np.nan)
    effective = np.full(n, np.nan)
    for u in range(n):
        for j in range(starts[u], starts[u + 1]):
            total[u] += weights[j]
            largest[u] = max(largest[u], weights[j])
        if total[u] == 0.0:
            total[u] = 1.0  # nothing but edges of strength 0: all shares are 0, not undefined
            largest[u] = 1.0
        if starts[u + 1] > starts[u]:
            constraint[u] = 0.0
            effective[u] = starts[u + 1] - starts[u]
    offsets, heads, values = _oriented(starts, targets, weights)
    up = np.zeros(heads.size)  # sum of p_uq p_qv over the triangles of the oriented edge u -> v
    down = np.zeros(heads.size)  # sum of p_vq p_qu
    edge_to = np.full(n, -1, np.int32)
    for u in range(n):
        if offsets[u + 1] - offsets[u] < 2:  # noqa: PLR2004 - a triangle needs two edges up from its lowest corner
            continue
        for p in range(offsets[u], offsets[u + 1]):
            edge_to[heads[p]] = p
        for uv in range(offsets[u], offsets[u + 1]):
            v = heads[uv]
            for vx in range(offsets[v], offsets[v + 1]):
                x = heads[vx]
                ux = edge_to[x]
                if ux < 0:
                    continue
                a, b, c = values[uv], values[vx], values[ux]
                a_u, a_v = a / total[u], a / total[v]
                b_v, b_x = b / total[v], b / total[x]
                c_u, c_x = c / total[u], c / total[x]
                # The pair i, j receives p_iq p_qj, and i loses p_iq m_jq, for the third node q of the triangle.
                up[uv] += c_u * b_x
                down[uv] += b_v * c_x
                up[ux] += a_u * b_v
                down[ux] += b_x * a_v
                up[vx] += a_v * c_u
                down[vx] += c_x * a_u
                effective[u] -= c_u * b / largest[v] + a_u * b / largest[x]
                effective[v] -= b_v * c / largest[u] + a_v * c / largest[x]
                effective[x] -= b_x * a / largest[u] + c_x * a / largest[v]
        for p in range(offsets[u], offsets[u + 1]):
            edge_to[heads[p]] = -1
    for u in range(n):
        for p in range(offsets[u], offsets[u + 1]):
            v = heads[p]
            constraint[u] += (values[p] / total[u] + up[p]) ** 2
            constraint[v] += (values[p] / total[v] + down[p]) ** 2
    return constraint, effective
