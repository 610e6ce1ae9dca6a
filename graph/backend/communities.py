"""Communities of the backend: Louvain and Leiden, with the signatures of NetworkX 3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import networkx as nx
import numpy as np

from graph.backend.csr_graph import CsrGraph, offsets
from graph.backend.edge_numbers import LARGEST_STRENGTH, extremes, strengths
from graph.kernels.aggregation import inner_weight, merged
from graph.kernels.components import EVERY, components
from graph.kernels.modularity import move_nodes, refine

if TYPE_CHECKING:
    from collections.abc import Hashable

    from numpy.typing import NDArray

    Numbers = NDArray[Any]


class _Level(NamedTuple):
    """One level of aggregation: a weighted graph whose nodes are groups of nodes."""

    starts: Numbers
    targets: Numbers
    weights: Numbers
    loops: Numbers
    strength: Numbers

    @property
    def size(self) -> int:
        return int(self.starts.size - 1)

    def merged(self, group: Numbers, count: int) -> _Level:
        """Make each group one node; what lies inside becomes its self-loop."""
        starts, targets, weights, loops = merged(self.starts, self.targets, self.weights, self.loops, group, count)
        return _Level(starts, targets, weights, loops, np.bincount(group, weights=self.strength, minlength=count))


def _compact(labels: Numbers) -> tuple[Numbers, int]:
    """Give labels without gaps, in their order, and how many there are."""
    found = np.bincount(labels) > 0
    number = np.cumsum(found, dtype=np.int32) - 1
    return number[labels], int(found.sum())


def _modularity(level: _Level, community: Numbers, resolution: float) -> float:
    total = level.strength.sum()
    if total == 0:
        return 0.0
    mass = np.bincount(community, weights=level.strength)
    inner = inner_weight(level.starts, level.targets, level.weights, level.loops, community)
    return float(inner / total - resolution * (mass @ mass) / total**2)


def _connected(G: CsrGraph, community: Numbers) -> Numbers:
    """Part each community into its connected parts."""
    inside = community[G.sources] == community[G.targets]
    found: Numbers = components(offsets(len(G), G.sources[inside]), G.targets[inside], EVERY)[0]
    return found


def _chance(seed: Any) -> np.random.Generator:
    """Draw by a seed of any kind that NetworkX takes; what stands for a generator of numpy gives no whole numbers."""
    return np.random.default_rng(int(nx.utils.create_py_random_state(seed).random() * 2**53))


def _base(G: CsrGraph, weight: str | None) -> _Level:
    least, largest = extremes(G, weight)
    if least < 0 or largest * G.targets.size > LARGEST_STRENGTH:
        raise NotImplementedError(
            f"Communities are found by strengths of 0 or more, together below {LARGEST_STRENGTH:g}; those of "
            f"{weight!r} go from {least:g} to {largest:g}."
        )
    weights = strengths(G, weight)
    strength = np.bincount(G.sources, weights=weights, minlength=len(G))
    return _Level(G.starts, G.targets, weights, np.zeros(len(G)), strength)


def louvain_communities(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    threshold: float = 1e-7,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Hashable]]:
    """Serve `nx.community.louvain_communities`: equal seeds give equal communities, not those of NetworkX."""
    if max_level is not None and max_level <= 0:
        raise ValueError("max_level argument must be a positive integer or None")
    draw = _chance(seed)
    level, mine = _base(G, weight), np.arange(len(G), dtype=np.int32)
    best, steps = -np.inf, 0
    while level.size:
        community = np.arange(level.size, dtype=np.int32)
        order = draw.permutation(level.size)
        moves = move_nodes(
            level.starts, level.targets, level.weights, level.strength, float(resolution), order, community
        )
        community, count = _compact(community)
        quality = _modularity(level, community, resolution)
        if moves == 0 or quality - best <= threshold:
            break
        best, steps = quality, steps + 1
        mine = community[mine]
        if max_level is not None and steps >= max_level:
            break
        level = level.merged(community, count)
    return list(G.grouped(*_compact(mine)))


def leiden_communities(
    G: CsrGraph,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: Any = None,
) -> list[set[Hashable]]:
    """
    Serve `nx.community.leiden_communities`: connected communities; equal seeds give equal ones.

    Two rounds of moving, refining and merging until nothing moves; the second starts from the first's communities.
    """
    try:
        base = _base(G, weight)
    except NotImplementedError as problem:  # there is no other Leiden that could be asked
        raise nx.NetworkXError(str(problem)) from None
    draw = _chance(seed)
    result = np.arange(len(G), dtype=np.int32)
    for _ in range(2):
        level, member = base, np.arange(len(G), dtype=np.int32)
        community, steps = result.copy(), 0
        while level.size:
            order = draw.permutation(level.size)
            move_nodes(level.starts, level.targets, level.weights, level.strength, float(resolution), order, community)
            community, count = _compact(community)
            steps += 1
            if count == level.size or (max_level is not None and steps >= max_level):
                break
            part = refine(
                level.starts,
                level.targets,
                level.weights,
                level.strength,
                float(resolution),
                draw.permutation(level.size),
                community,
                draw.random(level.size),
            )
            part, parts = _compact(part)
            if parts == level.size:
                part, parts = community, count
            above = np.empty(parts, np.int32)
            above[part] = community
            level, member, community = level.merged(part, parts), part[member], _compact(above)[0]
        result = community[member]
    # Where refinement was cut short by `max_level`, or by rounding, a community may still lie in pieces.
    return list(G.grouped(*_compact(_connected(G, result))))
