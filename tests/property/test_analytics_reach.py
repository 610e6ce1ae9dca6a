"""The strongest ways on random networks against all simple paths."""

from __future__ import annotations

import math
from itertools import islice, pairwise

import networkx as nx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_graphs import random_graph

from graph.analytics.routes import FAR, Routes, kept


def loss(strength: float) -> int:
    return max(1, round(-10000 * math.log(max(strength, 0.01) / 100)))


def all_ways(graph, sources, targets, through, max_hops):
    """Give all simple paths with one source, one target, and only allowed nodes between; best first."""
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges)
    found = []
    for source in sources:
        if source in targets:
            found.append((0, 1, (source,)))
            continue
        for path in nx.all_simple_paths(plain, source, set(targets), cutoff=max_hops):
            between = path[1:-1]
            if set(between) & (set(targets) | set(sources)) or not set(between) <= through or path[-1] in sources:
                continue
            total = sum(loss(graph[one][two]["strength"]) for one, two in pairwise(path))
            found.append((total, len(path), tuple(path)))
    return sorted(found)


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**6), max_hops=st.integers(1, 5), k=st.integers(1, 8), data=st.data())
def test_ways_are_the_best_of_all(seed: int, max_hops: int, k: int, data: st.DataObject) -> None:
    graph = random_graph(seed, most=8)
    nodes = list(graph)
    if len(nodes) < 2:
        return
    targets = data.draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=2, unique=True))
    others = [node for node in nodes if node not in targets]
    sources = data.draw(st.lists(st.sampled_from(others), max_size=3, unique=True)) if others else []
    through = set(data.draw(st.lists(st.sampled_from(nodes), max_size=8, unique=True)))
    rows = {node: row for row, node in enumerate(nodes)}
    allowed = np.array([node in through for node in nodes], dtype=bool)
    routes = Routes(graph.arrays, through=allowed)
    ends = np.array([rows[node] for node in targets], dtype=np.int64)
    to_go = routes.to_go(ends, max_hops)
    found = list(islice(routes.search([rows[node] for node in sources], ends, to_go), k))
    expected = all_ways(graph, sources, targets, through, max_hops)
    assert [(way.loss, len(way.rows), tuple(nodes[row] for row in way.rows)) for way in found] == expected[:k]
    for way in found:
        product = math.prod(graph[nodes[one]][nodes[two]]["strength"] / 100 for one, two in pairwise(way.rows))
        # Each whole loss is off by half at the most, or by one where it would be 0.
        assert abs(math.log(kept(way.loss) / 100) - math.log(product)) <= 1e-4 * len(way.rows)
    for source in sources:
        alone = all_ways(graph, [source], targets, through, max_hops)
        best = to_go[-1][rows[source]]
        assert best == (alone[0][0] if alone else FAR)
