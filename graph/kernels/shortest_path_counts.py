"""
Betweenness by Brandes' algorithm, eight sources at a time.

Brandes (2001), "A faster algorithm for betweenness centrality", gives the backward accumulation. Working on several
sources side by side, one lane each, turns random reads of single numbers into reads of whole cache lines: Sariyuce,
Saule, Kaya, Catalyurek (2015), "Regularizing graph centrality computations". A level is advanced by pulling from open
nodes when the frontier is large and by pushing from the frontier when it is small: Beamer, Asanovic, Patterson (2012),
"Direction-optimizing breadth-first search". Levels are kept as lists, so depth has no limit.

One array of eight numbers a node is all that the searches share. On the way out, a lane of `paths` holds sigma, the
number of shortest paths from its source. On the way back sigma is needed for the last time when the node is reached,
and what its predecessors need from it, (1 + delta) / sigma, takes its place.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel
from graph.kernels.lanes import LANES, pick, put, row, same, total

# Pull once the frontier has more than 1/20 of all edges (measured; flat between 8 and 30). To count the edges of open
# nodes instead, as `distance_sums` does, gained nothing.
_PULL_FACTOR = 20


@kernel
def _edges_of(starts, order, begin, end):
    """Count the slots of a level's nodes."""
    edges = 0
    for i in range(begin, end):
        edges += starts[order[i] + 1] - starts[order[i]]
    return edges


@kernel
def _pull(starts, targets, opened, n_open, seen, full, mask, coming, paths, order, masks, top):
    """Advance one level by asking every open node for neighbours in the frontier; give the ends of both lists."""
    kept = 0
    for i in range(n_open):
        v = opened[i]
        need = np.uint8(full & ~seen[v])
        if need == 0:
            continue
        opened[kept] = v
        kept += 1
        hit = np.uint8(0)
        sigma = same(0.0)
        for j in range(starts[v], starts[v + 1]):
            u = targets[j]
            if mask[u] & need:
                hit |= mask[u]
                sigma += pick(row(paths, u), mask[u])
        new = np.uint8(hit & need)
        if new:
            coming[v] = new
            order[top] = v
            masks[top] = new
            top += 1
            put(paths, v, new, sigma)
    return top, kept


@kernel
def _push(starts, targets, begin, end, seen, coming, paths, order, masks):
    """Advance one level by telling every neighbour of the frontier; give the end of the list."""
    top = end
    for i in range(begin, end):
        u = order[i]
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            new = np.uint8(masks[i] & ~seen[v])
            if new:
                if coming[v] == 0:
                    order[top] = v
                    top += 1
                so_far = pick(row(paths, v), coming[v])
                coming[v] |= new
                put(paths, v, new, so_far + row(paths, u))
    for i in range(end, top):
        masks[i] = coming[order[i]]
    return top


@kernel
def _outward(in_starts, in_targets, out_starts, out_targets, full, seen, mask, coming, paths, order, masks, bounds):
    """Count shortest paths level by level from the sources, which are level 0; give the last level."""
    n = out_starts.size - 1
    opened = np.arange(n).astype(np.int32)
    n_open = n
    depth = 0
    while True:
        begin, end = bounds[depth], bounds[depth + 1]
        if _edges_of(out_starts, order, begin, end) * _PULL_FACTOR > out_targets.size:
            top, n_open = _pull(
                in_starts, in_targets, opened, n_open, seen, full, mask, coming, paths, order, masks, end
            )
        else:
            top = _push(out_starts, out_targets, begin, end, seen, coming, paths, order, masks)
        for i in range(begin, end):
            mask[order[i]] = 0
        for i in range(end, top):
            seen[order[i]] |= masks[i]
        mask, coming = coming, mask
        if top == end:
            return depth
        depth += 1
        bounds[depth + 1] = top


@kernel
def _inward(in_starts, in_targets, out_starts, out_targets, paths, order, masks, bounds, depth, factor, sums, edges):
    """Accumulate dependencies from the deepest level up, into `sums` and, if it has room, into `edges`."""
    n = out_starts.size - 1
    mask = np.zeros(n, np.uint8)
    above = np.zeros(n, np.uint8)
    one = same(1.0)
    for i in range(bounds[depth], bounds[depth + 1]):
        v = order[i]
        mask[v] = masks[i]
        sums[v] += total(pick(row(paths, v) * same(0.0), masks[i]))  # no number for more paths than floats count
        put(paths, v, masks[i], one / row(paths, v))
    for level in range(depth, 0, -1):
        begin, end = bounds[level], bounds[level + 1]
        # Below a thin level few nodes have successors in it, so those are marked and the rest need no look.
        thin = _edges_of(in_starts, order, begin, end) * _PULL_FACTOR < in_targets.size
        if thin:
            for i in range(begin, end):
                for j in range(in_starts[order[i]], in_starts[order[i] + 1]):
                    above[in_targets[j]] = 1
        for i in range(bounds[level - 1], begin):
            u = order[i]
            sigma = row(paths, u)
            gathered = same(0.0)  # delta / sigma
            if not thin or above[u]:
                # No branch on lanes in common: a wrong guess of the processor costs more than a row in vain.
                for j in range(out_starts[u], out_starts[u + 1]):
                    v = out_targets[j]
                    share = pick(row(paths, v), mask[v])
                    gathered += share
                    if edges.size and mask[v] & masks[i]:
                        edges[j] += total(pick(share * sigma * factor, masks[i]))
                if level > 1:
                    sums[u] += total(pick(gathered * sigma * factor, masks[i]))
            put(paths, u, masks[i], one / sigma + gathered)
        if thin:
            for i in range(begin, end):
                for j in range(in_starts[order[i]], in_starts[order[i] + 1]):
                    above[in_targets[j]] = 0
        for i in range(begin, end):
            mask[order[i]] = 0
        for i in range(bounds[level - 1], begin):
            mask[order[i]] = masks[i]


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
        Source nodes. Eight in a row are one batch, the faster the more their distances to other nodes are alike.
    weights
        Factor of each source, usually 1; what-if sampling weights sources back.
    with_edges
        Whether to sum for edges too.

    Returns
    -------
    nodes, edges
        Sum over sources of the dependency of each node (the source itself excluded), and of each slot of
        `out_targets` (empty unless asked); not a number where paths are more than floats count. In an undirected graph
        every pair counts twice if all nodes are sources, and an edge's sum is that of its two slots.
    """
    n = out_starts.size - 1
    sums = np.zeros(n)
    edges = np.zeros(out_targets.size if with_edges else 0)
    paths = np.zeros((n, LANES))
    seen = np.zeros(n, np.uint8)
    mask = np.zeros(n, np.uint8)  # lanes of a node in the frontier
    coming = np.zeros(n, np.uint8)  # lanes of a node in the next one
    order = np.empty(n * LANES, np.int32)  # nodes by level; a node stands once in each level of its lanes
    masks = np.empty(n * LANES, np.uint8)
    bounds = np.zeros(n + 2, np.int64)
    factors = np.zeros((1, LANES))
    for low in range(0, sources.size, LANES):
        lanes = min(LANES, sources.size - low)
        seen[:] = 0
        factors[:] = 0.0
        count = 0
        for lane in range(lanes):
            s = sources[low + lane]
            bit = np.uint8(1 << lane)
            if mask[s] == 0:
                order[count] = s
                count += 1
            mask[s] |= bit
            seen[s] |= bit
            factors[0, lane] = weights[low + lane]
            put(paths, s, bit, same(1.0))
        for i in range(count):
            masks[i] = mask[order[i]]
        bounds[1] = count
        full = np.uint8((1 << lanes) - 1)
        depth = _outward(
            in_starts, in_targets, out_starts, out_targets, full, seen, mask, coming, paths, order, masks, bounds
        )
        factor = row(factors, 0)
        _inward(in_starts, in_targets, out_starts, out_targets, paths, order, masks, bounds, depth, factor, sums, edges)
    return sums, edges
