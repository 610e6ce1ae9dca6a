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
def _oriented(starts, targets):
    """Give, by node, the slots of its edges that lead to a node of higher degree (ties by number)."""
    n = starts.size - 1
    offsets = np.zeros(n + 1, np.int64)
    for u in range(n):
        degree = starts[u + 1] - starts[u]
        count = 0
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            other = starts[v + 1] - starts[v]
            if other > degree or (other == degree and v > u):
                count += 1
        offsets[u + 1] = offsets[u] + count
    slots = np.empty(offsets[n], np.int64)
    for u in range(n):
        degree = starts[u + 1] - starts[u]
        p = offsets[u]
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            other = starts[v + 1] - starts[v]
            if other > degree or (other == degree and v > u):
                slots[p] = j
                p += 1
    return offsets, slots


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
    offsets, slots = _oriented(starts, targets)
    heads = np.empty(slots.size, np.int32)
    for p in range(slots.size):
        heads[p] = targets[slots[p]]
    counts = np.zeros(n, np.int64)
    mark = np.zeros(n, np.uint8)
    for u in range(n):
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
        Strength of each slot, symmetric, positive.

    Returns
    -------
    constraint, effective_size
        One number a node; NaN for a node without edges. With p the share of a node's strength that goes to a
        neighbour, constraint is the sum over neighbours j of (p_ij + sum_q p_iq p_qj) squared; effective size is the
        number of neighbours less the redundancy sum_q p_iq m_jq, m being strength over a node's strongest edge.
        Burt (1992), Structural Holes, chapter 2.
    """
    n = starts.size - 1
    m = targets.size
    total = np.zeros(n)
    largest = np.zeros(n)
    back = np.empty(m, np.int64)
    cursor = starts[:-1].copy()
    for u in range(n):
        for j in range(starts[u], starts[u + 1]):
            total[u] += weights[j]
            largest[u] = max(largest[u], weights[j])
            v = targets[j]
            # Rows are sorted, so reverse slots come in the order in which this loop meets them.
            back[cursor[v]] = j
            cursor[v] += 1
    offsets, slots = _oriented(starts, targets)
    indirect = np.zeros(m)
    redundant = np.zeros(m)
    slot_to = np.full(n, -1, np.int64)
    for u in range(n):
        for p in range(offsets[u], offsets[u + 1]):
            slot_to[targets[slots[p]]] = slots[p]
        for p in range(offsets[u], offsets[u + 1]):
            uv = slots[p]
            v = targets[uv]
            vu = back[uv]
            for q in range(offsets[v], offsets[v + 1]):
                vx = slots[q]
                x = targets[vx]
                ux = slot_to[x]
                if ux < 0:
                    continue
                xv = back[vx]
                xu = back[ux]
                a = weights[uv]
                b = weights[vx]
                c = weights[ux]
                a_u = a / total[u]
                a_v = a / total[v]
                b_v = b / total[v]
                b_x = b / total[x]
                c_u = c / total[u]
                c_x = c / total[x]
                # The slot i -> j receives p_iq p_qj and the redundancy p_iq m_jq of the triangle's third node q.
                indirect[uv] += c_u * b_x
                indirect[vu] += b_v * c_x
                indirect[ux] += a_u * b_v
                indirect[xu] += b_x * a_v
                indirect[vx] += a_v * c_u
                indirect[xv] += c_x * a_u
                redundant[uv] += c_u * b / largest[v]
                redundant[vu] += b_v * c / largest[u]
                redundant[ux] += a_u * b / largest[x]
                redundant[xu] += b_x * a / largest[u]
                redundant[vx] += a_v * c / largest[x]
                redundant[xv] += c_x * a / largest[v]
        for p in range(offsets[u], offsets[u + 1]):
            slot_to[targets[slots[p]]] = -1
    constraint = np.full(n, np.nan)
    effective = np.full(n, np.nan)
    for u in range(n):
        if starts[u] == starts[u + 1]:
            continue
        squares = 0.0
        size = 0.0
        for j in range(starts[u], starts[u + 1]):
            share = weights[j] / total[u] + indirect[j]
            squares += share * share
            size += 1.0 - redundant[j]
        constraint[u] = squares
        effective[u] = size
    return constraint, effective
