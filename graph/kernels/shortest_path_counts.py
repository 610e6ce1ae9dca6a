"""
Betweenness by Brandes' algorithm, eight sources at a time.

Brandes (2001), "A faster algorithm for betweenness centrality", gives the backward accumulation. Working on several
sources side by side, one lane each, turns random reads of single numbers into reads of whole cache lines: Sariyuce,
Saule, Kaya, Catalyurek (2015), "Regularizing graph centrality computations". A level is advanced by pulling from open
nodes when the frontier is large and by pushing from the frontier when it is small: Beamer, Asanovic, Patterson (2012),
"Direction-optimizing breadth-first search". Levels are kept as lists, so depth has no limit.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel

LANES = 8
_PULL_FACTOR = 12  # pull once the frontier has more than 1/12 of all edges (measured; flat between 8 and 20)

# LANE[mask, lane] is 1.0 where the bit is set: a multiplication instead of a branch.
LANE = ((np.arange(256)[:, None] >> np.arange(LANES)[None, :]) & 1).astype(np.float64)


@kernel
def _pull(starts, targets, opened, n_open, seen, full, fmask, cur, gmask, nxt, sigma, found):
    """Advance one level by asking every open node for neighbours in the frontier; give sizes of both lists."""
    n_found = 0
    kept = 0
    acc = np.zeros(LANES)
    for i in range(n_open):
        v = opened[i]
        need = np.uint8(full & ~seen[v])
        if need == 0:
            continue
        opened[kept] = v
        kept += 1
        hit = np.uint8(0)
        acc[:] = 0.0
        for j in range(starts[v], starts[v + 1]):
            u = targets[j]
            if fmask[u] & need:
                hit |= fmask[u]
                for lane in range(LANES):
                    acc[lane] += cur[u, lane]
        mask = np.uint8(hit & need)
        if mask:
            gmask[v] = mask
            found[n_found] = v
            n_found += 1
            for lane in range(LANES):
                value = acc[lane] * LANE[mask, lane]
                nxt[v, lane] = value
                sigma[v, lane] += value
    return n_found, kept


@kernel
def _push(starts, targets, frontier, n_frontier, seen, fmask, cur, gmask, nxt, sigma, found):
    """Advance one level by telling every neighbour of the frontier; give the size of the next frontier."""
    n_found = 0
    for i in range(n_frontier):
        u = frontier[i]
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            mask = np.uint8(fmask[u] & ~seen[v])
            if mask:
                if gmask[v] == 0:
                    found[n_found] = v
                    n_found += 1
                    for lane in range(LANES):
                        nxt[v, lane] = 0.0
                gmask[v] |= mask
                for lane in range(LANES):
                    nxt[v, lane] += cur[u, lane] * LANE[mask, lane]
    for i in range(n_found):
        v = found[i]
        for lane in range(LANES):
            sigma[v, lane] += nxt[v, lane]
    return n_found


@kernel
def _backward(out_starts, out_targets, order, masks, bounds, depth, sigma, delta, fmask, cur, edge_sums):
    """Accumulate dependencies from the deepest level up; edge sums too if `edge_sums` has room for them."""
    acc = np.zeros(LANES)
    with_edges = edge_sums.size > 0
    for level in range(depth, 0, -1):
        for i in range(bounds[level], bounds[level + 1]):
            v = order[i]
            fmask[v] = masks[i]
            for lane in range(LANES):
                if (masks[i] >> lane) & 1:
                    cur[v, lane] = (1.0 + delta[v, lane]) / sigma[v, lane]
                else:
                    cur[v, lane] = 0.0
        for i in range(bounds[level - 1], bounds[level]):
            u = order[i]
            mask = masks[i]
            acc[:] = 0.0
            hit = False
            for j in range(out_starts[u], out_starts[u + 1]):
                v = out_targets[j]
                both = np.uint8(fmask[v] & mask)
                if both:
                    hit = True
                    for lane in range(LANES):
                        acc[lane] += cur[v, lane]
                    if with_edges:
                        total = 0.0
                        for lane in range(LANES):
                            total += sigma[u, lane] * cur[v, lane] * LANE[both, lane]
                        edge_sums[j] += total
            if hit:
                for lane in range(LANES):
                    delta[u, lane] += acc[lane] * sigma[u, lane] * LANE[mask, lane]
        for i in range(bounds[level], bounds[level + 1]):
            fmask[order[i]] = 0


@kernel
def dependencies(in_starts, in_targets, out_starts, out_targets, sources, weights, with_edges):
    """
    Sum the shortest-path dependencies of every source, unweighted.

    Parameters
    ----------
    in_starts, in_targets
        Rows of predecessors; for an undirected graph the same arrays as the next two.
    out_starts, out_targets
        Rows of successors.
    sources
        Source nodes.
    weights
        Factor of each source, usually 1; what-if sampling weights sources back.
    with_edges
        Whether to sum for edges too.

    Returns
    -------
    nodes, edges
        Sum over sources of the dependency of each node (the source itself excluded), and of each slot of
        `out_targets` (empty unless asked). In an undirected graph every pair counts twice if all nodes are sources,
        and an edge's sum is that of its two slots.
    """
    n = out_starts.size - 1
    m = out_targets.size
    sums = np.zeros(n)
    edge_sums = np.zeros(m if with_edges else 0)
    sigma = np.zeros((n, LANES))
    delta = np.zeros((n, LANES))
    cur = np.zeros((n, LANES))
    nxt = np.zeros((n, LANES))
    seen = np.zeros(n, np.uint8)
    fmask = np.zeros(n, np.uint8)
    gmask = np.zeros(n, np.uint8)
    opened = np.empty(n, np.int32)
    order = np.empty(n * LANES, np.int32)
    masks = np.empty(n * LANES, np.uint8)
    bounds = np.zeros(n + 2, np.int64)
    batch_edges = np.zeros(edge_sums.size)
    for low in range(0, sources.size, LANES):
        lanes = min(LANES, sources.size - low)
        full = np.uint8((1 << lanes) - 1)
        sigma[:] = 0.0
        delta[:] = 0.0
        seen[:] = 0
        n_frontier = 0
        for lane in range(lanes):
            s = sources[low + lane]
            if fmask[s] == 0:
                order[n_frontier] = s
                n_frontier += 1
                cur[s, :] = 0.0
            fmask[s] |= np.uint8(1 << lane)
            seen[s] |= np.uint8(1 << lane)
            sigma[s, lane] = 1.0
            cur[s, lane] = 1.0
        for i in range(n):
            opened[i] = i
        n_open = n
        bounds[0] = 0
        bounds[1] = n_frontier
        for i in range(n_frontier):
            masks[i] = fmask[order[i]]
        depth = 0
        while n_frontier:
            frontier = order[bounds[depth] : bounds[depth + 1]]
            found = order[bounds[depth + 1] :]
            edges = 0
            for i in range(n_frontier):
                edges += out_starts[frontier[i] + 1] - out_starts[frontier[i]]
            if edges * _PULL_FACTOR > m:
                n_found, n_open = _pull(
                    in_starts, in_targets, opened, n_open, seen, full, fmask, cur, gmask, nxt, sigma, found
                )
            else:
                n_found = _push(
                    out_starts, out_targets, frontier, n_frontier, seen, fmask, cur, gmask, nxt, sigma, found
                )
            for i in range(n_frontier):
                fmask[frontier[i]] = 0
            first = bounds[depth + 1]
            for i in range(n_found):
                v = found[i]
                masks[first + i] = gmask[v]
                seen[v] |= gmask[v]
            cur, nxt = nxt, cur
            fmask, gmask = gmask, fmask
            n_frontier = n_found
            if n_found:
                depth += 1
                bounds[depth + 1] = first + n_found
        if with_edges:
            batch_edges[:] = 0.0
        _backward(out_starts, out_targets, order, masks, bounds, depth, sigma, delta, fmask, cur, batch_edges)
        for lane in range(lanes):
            delta[sources[low + lane], lane] = 0.0
        for lane in range(lanes):
            factor = weights[low + lane]
            if factor != 1.0:
                for v in range(n):
                    delta[v, lane] *= factor
        for v in range(n):
            total = 0.0
            for lane in range(lanes):
                total += delta[v, lane]
            sums[v] += total
        if with_edges:
            edge_sums += batch_edges
    return sums, edge_sums
