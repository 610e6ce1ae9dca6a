"""
Communities by modularity: the local moving and the refinement that Louvain and Leiden repeat.

Blondel et al. (2008), "Fast unfolding of communities in large networks"; Traag, Waltman, van Eck (2019), "From Louvain
to Leiden". The caller draws the order in which nodes are visited, so equal seeds give equal results whatever the
number of threads.
"""

from __future__ import annotations

import numpy as np

from graph.kernels.compiled import kernel


@kernel
def move_nodes(starts, targets, weights, strength, resolution, order, community):
    """
    Move nodes to the neighbouring or an empty community that raises modularity most, until no node has to be looked at.

    A node is looked at again only when a neighbour has moved (the queue of Leiden's fast local moving). Alone it gains
    0: without that choice it would stay where it has no neighbour left.

    Parameters
    ----------
    strength
        Total weight of each node, self-loops counted twice.
    order
        Nodes in the order of the first visit.
    community
        Community of each node, changed in place; numbers below the number of nodes.

    Returns
    -------
    moves
        How often a node changed its community.
    """
    n = starts.size - 1
    total = 0.0
    for u in range(n):
        total += strength[u]
    if total == 0.0:
        return 0
    mass = np.zeros(n)
    members = np.zeros(n, np.int32)
    for u in range(n):
        mass[community[u]] += strength[u]
        members[community[u]] += 1
    empty = np.empty(n, np.int32)
    n_empty = 0
    for c in range(n - 1, -1, -1):
        if members[c] == 0:
            empty[n_empty] = c
            n_empty += 1
    links = np.zeros(n)
    near = np.empty(n, np.int32)
    queue = np.empty(n, np.int32)
    queued = np.ones(n, np.uint8)
    for i in range(n):
        queue[i] = order[i]
    head = 0
    waiting = n
    moves = 0
    while waiting:
        u = queue[head]
        head = head + 1 if head + 1 < n else 0
        waiting -= 1
        queued[u] = 0
        own = community[u]
        n_near = 0
        for j in range(starts[u], starts[u + 1]):
            c = community[targets[j]]
            if links[c] == 0.0:
                near[n_near] = c
                n_near += 1
            links[c] += weights[j]
        mass[own] -= strength[u]
        scale = resolution * strength[u] / total
        best = own
        best_gain = links[own] - scale * mass[own]
        for i in range(n_near):
            c = near[i]
            gain = links[c] - scale * mass[c]
            if gain > best_gain + 1e-12 * total:
                best_gain = gain
                best = c
        if best_gain < -1e-12 * total:  # then others are in its community, so that some number is free
            best = empty[n_empty - 1]
        mass[best] += strength[u]
        for i in range(n_near):
            links[near[i]] = 0.0
        if best != own:
            if members[best] == 0:
                n_empty -= 1
            members[best] += 1
            members[own] -= 1
            if members[own] == 0:
                empty[n_empty] = own
                n_empty += 1
            community[u] = best
            moves += 1
            for j in range(starts[u], starts[u + 1]):
                v = targets[j]
                if queued[v] == 0 and community[v] != best:
                    queued[v] = 1
                    tail = head + waiting
                    queue[tail if tail < n else tail - n] = v
                    waiting += 1
    return moves


# Theta of Traag, Waltman, van Eck (2019): how often a part is joined that gains less than the best. Theirs is in units
# of weight; ours is a share of the node's strength, so that the unit of weights does not matter.
_RANDOMNESS = 0.01
_LARGEST_EXPONENT = 50.0  # a gain beyond is as good as certain, and the sum of its like is still a number


@kernel
def refine(starts, targets, weights, strength, resolution, order, community, draws):
    """
    Split each community into well-connected parts (Leiden's refinement).

    Nodes that are still alone join a part of their own community to which they are well connected, drawn in proportion
    to the exponential of the gain as a share of the node's strength; `draws` holds a number from 0 to 1 for each node.

    Returns
    -------
    part
        Part of each node; parts never cross communities and each is connected.
    """
    n = starts.size - 1
    total = 0.0
    for u in range(n):
        total += strength[u]
    part = np.arange(n).astype(np.int32)
    if total == 0.0:
        return part
    community_mass = np.zeros(n)
    for u in range(n):
        community_mass[community[u]] += strength[u]
    mass = strength.copy()
    outside = np.zeros(n)  # weight from a part to the rest of its community
    alone = np.ones(n, np.uint8)
    for u in range(n):
        for j in range(starts[u], starts[u + 1]):
            if community[targets[j]] == community[u]:
                outside[u] += weights[j]
    links = np.zeros(n)
    near = np.empty(n, np.int32)
    chance = np.empty(n)
    for i in range(n):
        u = order[i]
        if alone[u] == 0 or strength[u] == 0.0:  # without weight nothing can be gained
            continue
        home = community_mass[community[u]]
        if outside[u] < resolution * strength[u] * (home - strength[u]) / total:
            continue
        n_near = 0
        for j in range(starts[u], starts[u + 1]):
            v = targets[j]
            if community[v] == community[u]:
                p = part[v]
                if links[p] == 0.0:
                    near[n_near] = p
                    n_near += 1
                links[p] += weights[j]
        sum_of_chances = 0.0
        best = -1
        for k in range(n_near):
            p = near[k]
            chance[k] = 0.0
            well = outside[p] >= resolution * mass[p] * (home - mass[p]) / total
            if p != u and well:
                gain = links[p] - resolution * strength[u] * mass[p] / total
                if gain >= 0.0:
                    chance[k] = np.exp(min(_LARGEST_EXPONENT, gain / strength[u] / _RANDOMNESS))
                    sum_of_chances += chance[k]
        if sum_of_chances > 0.0:
            mark = draws[u] * sum_of_chances
            for k in range(n_near):
                if chance[k] > 0.0:
                    best = near[k]
                    mark -= chance[k]
                    if mark <= 0.0:
                        break
        if best >= 0:
            outside[best] = outside[best] + outside[u] - 2.0 * links[best]
            mass[best] += strength[u]
            mass[u] -= strength[u]
            part[u] = best
            alone[u] = 0
            alone[best] = 0
        for k in range(n_near):
            links[near[k]] = 0.0
    return part
