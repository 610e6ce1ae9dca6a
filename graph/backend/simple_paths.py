"""Simple paths of the backend from the shortest on, with the signature of NetworkX 3.6."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.backend.csr_graph import slot
from graph.backend.edge_numbers import distances
from graph.kernels.weighted_paths import path_between

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from graph.backend.csr_graph import CsrGraph


def shortest_simple_paths(
    G: CsrGraph, source: Hashable, target: Hashable, weight: str | None = None
) -> Iterator[list[Hashable]]:
    """
    Serve `nx.shortest_simple_paths`: simple paths from the shortest on, without end.

    Yen (1971): the next path leaves one of those given at some node, by a step that none of those with the same
    beginning takes there. Lawler (1972): it does so behind the node where that one left its own model, so that no path
    is found twice.
    """
    for node in (source, target):
        if node not in G:
            raise nx.NodeNotFound(f"{'source' if node == source else 'target'} node {node} not in graph")
    return _from_the_shortest(G, _Detours(G, weight), G.index[source], G.index[target], (source, target))


def _from_the_shortest(
    G: CsrGraph, detours: _Detours, start: int, end: int, names: tuple[Hashable, Hashable]
) -> Iterator[list[Hashable]]:
    taken: dict[tuple[int, ...], set[int]] = {}
    order = count()
    waiting: list[tuple[float, int, list[int], int]] = []

    def offer(beginning: list[int]) -> None:
        rest = detours.shortest(beginning, end, taken.get(tuple(beginning), ()))
        if rest is not None:
            path = beginning[:-1] + rest
            heappush(waiting, (detours.length(path), next(order), path, len(beginning) - 1))

    offer([start])
    if not waiting:
        raise nx.NetworkXNoPath(f"No path between {names[0]} and {names[1]}.")
    while waiting:
        _, _, path, left = heappop(waiting)
        yield [G.nodes[number] for number in path]
        for at in range(left, len(path) - 1):
            taken.setdefault(tuple(path[: at + 1]), set()).add(path[at + 1])
            offer(path[: at + 1])


class _Detours:
    """Shortest paths that avoid some nodes and first steps."""

    def __init__(self, G: CsrGraph, weight: str | None) -> None:
        self._graph = G
        # First steps are barred by making them infinite for a while, so the arrays are our own.
        self._forth = np.array(distances(G, weight))
        self._back = np.array(G.in_weights(weight)) if G.directed else self._forth

    def shortest(self, beginning: list[int], end: int, barred: Iterable[int]) -> list[int] | None:
        """Give the shortest path from the last node of a beginning that passes no other of its nodes."""
        graph, source = self._graph, beginning[-1]
        if source == end:
            return [end]
        steps: list[tuple[Any, int, float]] = []
        for node in barred:
            for lengths, at in (
                (self._forth, slot(graph.starts, graph.targets, source, node)),
                (self._back, slot(graph.in_starts, graph.in_targets, node, source)),
            ):
                steps.append((lengths, at, lengths[at]))
                lengths[at] = np.inf
        found = path_between(
            graph.starts, graph.targets, self._forth,
            graph.in_starts, graph.in_targets, self._back,
            source, end, np.array(beginning[:-1], np.int64),
        )  # fmt: skip
        for lengths, at, value in reversed(steps):
            lengths[at] = value
        return found.tolist() if found.size else None

    def length(self, path: list[int]) -> float:
        """Sum the distances along a path."""
        graph = self._graph
        return float(sum(self._forth[slot(graph.starts, graph.targets, a, b)] for a, b in pairwise(path)))
