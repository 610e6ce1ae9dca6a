"""
Sums of distances by bit-parallel breadth-first search from many sources at once.

Then et al. (2014), "The more the merrier: efficient multi-source graph traversal", PVLDB 8(4): one bit a source, so one
read of a neighbour advances up to 512 searches. A level pulls over nodes that some search has not reached, or pushes
from the frontier when that is cheaper: Beamer, Asanovic, Patterson (2012), "Direction-optimizing breadth-first search".
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel

WORDS = 8
SOURCES = 64 * WORDS  # one batch
# What a slot of the frontier costs when pushed, and a node looked at when pulling, beside a slot looked at (measured).
_PUSH, _LOOK = 14, 4


@kernel
def _bits(word):
    """Count the bits set in a 64-bit word (Warren, Hacker's Delight, chapter 5)."""
    x = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    x = (x & np.uint64(0x3333333333333333)) + ((x >> np.uint64(2)) & np.uint64(0x3333333333333333))
    x = (x + (x >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((x * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def _gather(starts, targets, v, active, cur, acc):
    """Join the frontier bits of a node's neighbours into `acc`."""
    acc[:] = np.uint64(0)
    for j in range(starts[v], starts[v + 1]):
        u = targets[j]
        if active[u]:
            for w in range(WORDS):
                acc[w] |= cur[u, w]


@kernel
def _pull(starts, targets, opened, n_open, full, seen, active, cur, nxt, found):
    """Advance one level by asking every open node; give the ends of both lists, and the slots of open nodes."""
    acc = np.empty(WORDS, np.uint64)
    kept = 0
    edges = 0
    end = 0
    for i in range(n_open):
        v = opened[i]
        done = True
        for w in range(WORDS):
            if seen[v, w] != full[w]:
                done = False
        if done:
            continue
        opened[kept] = v
        kept += 1
        edges += starts[v + 1] - starts[v]
        _gather(starts, targets, v, active, cur, acc)
        new = np.uint64(0)
        for w in range(WORDS):
            fresh = acc[w] & ~seen[v, w]
            nxt[v, w] = fresh
            new |= fresh
        if new:
            found[end] = v
            end += 1
    return end, kept, edges


@kernel
def _push(starts, targets, frontier, n_frontier, seen, coming, cur, nxt, found):
    """Advance one level by telling every neighbour of the frontier; give the end of the list."""
    touched = 0
    for i in range(n_frontier):
        u = frontier[i]
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            if coming[v] == 0:
                coming[v] = 1
                found[touched] = v
                touched += 1
                nxt[v, :] = np.uint64(0)
            for w in range(WORDS):
                nxt[v, w] |= cur[u, w]
    end = 0
    for i in range(touched):
        v = found[i]
        coming[v] = 0
        new = np.uint64(0)
        for w in range(WORDS):
            fresh = nxt[v, w] & ~seen[v, w]
            nxt[v, w] = fresh
            new |= fresh
        if new:
            found[end] = v
            end += 1
    return end


@kernel
def distance_sums(in_starts, in_targets, out_starts, out_targets, sources):
    """
    Sum the distances from the sources to every node, unweighted.

    Parameters
    ----------
    in_starts, in_targets
        Rows of predecessors; for an undirected graph the same arrays as the next two.
    out_starts, out_targets
        Rows of successors.
    sources
        Source nodes, without repeats.

    Returns
    -------
    sums, inverse_sums, reached
        For each node: sum of distances from the sources that reach it, sum of their inverses, and their number, the
        node itself not counted.
    """
    n = out_starts.size - 1
    sums = np.zeros(n)
    inverse_sums = np.zeros(n)
    reached = np.zeros(n, np.int64)
    seen = np.zeros((n, WORDS), np.uint64)
    cur = np.zeros((n, WORDS), np.uint64)
    nxt = np.zeros((n, WORDS), np.uint64)
    active = np.zeros(n, np.uint8)
    coming = np.zeros(n, np.uint8)
    frontier = np.empty(n, np.int32)
    found = np.empty(n, np.int32)
    opened = np.empty(n, np.int32)
    full = np.zeros(WORDS, np.uint64)
    for low in range(0, sources.size, SOURCES):
        high = min(sources.size, low + SOURCES)
        seen[:] = np.uint64(0)
        full[:] = np.uint64(0)
        n_frontier = 0
        for i in range(low, high):
            s = sources[i]
            word = (i - low) >> 6
            bit = np.uint64(1) << np.uint64((i - low) & 63)
            seen[s, word] |= bit
            full[word] |= bit
            if active[s] == 0:
                active[s] = 1
                frontier[n_frontier] = s
                n_frontier += 1
                cur[s, :] = np.uint64(0)
            cur[s, word] |= bit
        for v in range(n):
            opened[v] = v
        n_open = n
        open_edges = in_targets.size
        level = 0
        while n_frontier:
            level += 1
            edges = 0
            for i in range(n_frontier):
                edges += out_starts[frontier[i] + 1] - out_starts[frontier[i]]
            if edges * _PUSH > n_open * _LOOK + open_edges:
                n_found, n_open, open_edges = _pull(
                    in_starts, in_targets, opened, n_open, full, seen, active, cur, nxt, found
                )
            else:
                n_found = _push(out_starts, out_targets, frontier, n_frontier, seen, coming, cur, nxt, found)
            for i in range(n_frontier):
                active[frontier[i]] = 0
            for i in range(n_found):
                v = found[i]
                count = 0
                for w in range(WORDS):
                    seen[v, w] |= nxt[v, w]
                    count += _bits(nxt[v, w])
                active[v] = 1
                sums[v] += count * level
                inverse_sums[v] += count / level
                reached[v] += count
            cur, nxt = nxt, cur
            frontier, found = found, frontier
            n_frontier = n_found
    return sums, inverse_sums, reached
