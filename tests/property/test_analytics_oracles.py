"""Measures on random networks against networkx on a plain graph, igraph, and plain enumeration."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_graphs import graph_of, random_graph

from graph.analytics.brokerage import brokerage
from graph.analytics.communities import communities
from graph.analytics.fragmentation import fragmentation, removal
from graph.analytics.keyplayers import kpp_neg, kpp_pos
from graph.analytics.paths import strongest_paths
from graph.analytics.scores import SCORES, Sampling
from graph.analytics.uncertainty import rank_bands

SEEDS = st.integers(0, 10**6)


def plain(graph) -> nx.Graph:
    copy = nx.Graph()
    copy.add_nodes_from(graph)
    copy.add_edges_from((one, two, dict(data)) for one, two, data in graph.edges(data=True))
    return copy


def in_igraph(graph) -> igraph.Graph:
    names = list(graph)
    edges = [(names.index(one), names.index(two)) for one, two in graph.edges]
    other = igraph.Graph(n=len(names), edges=edges)
    other.es["strength"] = [data["strength"] for _, _, data in graph.edges(data=True)]
    other.es["distance"] = [data["distance"] for _, _, data in graph.edges(data=True)]
    return other


def near(values, expected):
    assert values == pytest.approx(expected, abs=1e-9)


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, paths=st.sampled_from(["hops", "distance"]))
def test_centrality(seed: int, paths: str) -> None:
    graph = random_graph(seed)
    scores = {name: score(graph, Sampling(paths=paths)) for name, score in SCORES.items()}
    found = {name: [values[node] for node in graph] for name, values in scores.items()}
    count, other, length = len(graph), in_igraph(graph), None if paths == "hops" else "distance"
    near(found["degree"], other.degree())
    near(found["strength"], other.strength(weights="strength"))
    if not count:
        return
    ranks = other.pagerank(weights="strength" if other.ecount() else None)
    # Iterated to an L1 error of n * 1e-10 a round, so up to seven times that from the fixed point.
    assert found["pagerank"] == pytest.approx(ranks, abs=count * 1e-9)
    scale = (count - 1) * (count - 2) / 2
    near(
        found["betweenness"],
        [value / scale if scale else 0.0 for value in other.betweenness(weights=length)],
    )
    expected = nx.closeness_centrality(plain(graph), distance=length, backend="networkx")
    near(found["closeness"], [expected[node] for node in graph])
    harmonic = other.harmonic_centrality(weights=length)
    near(found["harmonic"], [0.0 if math.isnan(value) else value for value in harmonic])


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS)
def test_brokerage(seed: int) -> None:
    graph = random_graph(seed)
    found, other = brokerage(graph), in_igraph(graph)
    expected = other.constraint(weights="strength") if other.ecount() else [math.nan] * len(graph)
    for row, value in zip(found.nodes, expected, strict=True):
        if row.degree == 0:
            assert row.constraint is None
            assert row.effective_size is None
            continue
        near(row.constraint, value)
        neighbours = set(graph[row.node])
        ties = sum(1 for one, two in combinations(neighbours, 2) if graph.has_edge(one, two))
        near(row.effective_size, len(neighbours) - 2 * ties / len(neighbours))
        near(row.efficiency, row.effective_size / row.degree)
    assert [row.cut_point for row in found.nodes] == [at in other.articulation_points() for at in range(len(graph))]
    names = list(graph)
    expected_bridges = {frozenset((names[e.source], names[e.target])) for e in (other.es[i] for i in other.bridges())}
    assert {frozenset((row.first, row.second)) for row in found.bridges} == expected_bridges
    holders = {
        node: [other for other in graph[node] if other.startswith("Officer")]
        for node in graph
        if node.startswith("Contact")
    }
    assert {(row.contact, row.officer) for row in found.single_holders} == {
        (contact, officers[0]) for contact, officers in holders.items() if len(officers) == 1
    }


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_groups(seed: int) -> None:
    graph = random_graph(seed)
    found, other = communities(graph), in_igraph(graph)
    assert [row.core for row in found.nodes] == other.coreness()
    assert sorted(found.components) == sorted(len(part) for part in other.connected_components())
    assert sum(found.communities) == len(graph)
    assert found == communities(graph.copy())
    if other.ecount():
        membership = [row.community - 1 for row in found.nodes]
        near(found.modularity, other.modularity(membership, weights="strength"))


def every_path(graph, source, target, max_hops):
    """Give all simple paths within the bound, best first, by trying them all."""
    paths = nx.all_simple_paths(plain(graph), source, target, cutoff=max_hops)
    rows = [(sum(graph[one][two]["distance"] for one, two in pairwise(path)), len(path), tuple(path))
            for path in paths]  # fmt: skip
    return [(path, distance) for distance, _, path in sorted(rows)]


@settings(max_examples=80, deadline=None)
@given(seed=SEEDS, k=st.integers(1, 6), max_hops=st.integers(1, 5))
def test_paths_are_the_best_of_all(seed: int, k: int, max_hops: int) -> None:
    graph = random_graph(seed, most=9)
    if len(graph) < 2:
        return
    source, *_, target = graph
    found = strongest_paths(graph, source, target, k=k, max_hops=max_hops)
    assert [(path.nodes, path.distance) for path in found.paths] == every_path(graph, source, target, max_hops)[:k]
    for path in found.paths:
        assert path.weakest == min(graph[one][two]["strength"] for one, two in pairwise(path.nodes))
    if not found.paths:
        within = "within" in found.message
        assert within == nx.has_path(plain(graph), source, target)


def broken(graph, by):
    nodes = list(graph)
    if len(nodes) < 2:
        return 0.0
    total = 0.0
    for one, two in combinations(nodes, 2):
        if nx.has_path(graph, one, two):
            total += 1.0 if by == "components" else 1 / nx.shortest_path_length(graph, one, two)
    return 1 - total / math.comb(len(nodes), 2)


def reached(graph, members):
    total = 0.0
    for node in graph:
        lengths = [nx.shortest_path_length(graph, one, node) for one in members if nx.has_path(graph, one, node)]
        total += 1 / max(min(lengths), 1) if lengths else 0.0
    return total / len(graph)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, k=st.integers(1, 3), by=st.sampled_from(["components", "distance"]))
def test_key_players_are_the_best_of_all_sets(seed: int, k: int, by: str) -> None:
    graph = random_graph(seed, most=8)
    whole = plain(graph)
    near(fragmentation(graph, by=by), broken(whole, by))
    if not len(graph):
        return
    size = min(k, len(graph))
    sets = list(combinations(graph, size))

    def without(members):
        return broken(whole.subgraph(set(whole) - set(members)), by)

    neg, pos = kpp_neg(graph, k, by=by), kpp_pos(graph, k)
    assert neg.exact
    near(neg.value, max(without(members) for members in sets))
    near(neg.value, without(neg.members))
    assert pos.exact
    near(pos.value, max(reached(whole, members) for members in sets))
    near(pos.value, reached(whole, pos.members))
    greedy = kpp_pos(graph, k, exact_sets=0)
    assert greedy.exact == (math.comb(len(graph), size) == 0)
    assert greedy.value >= (1 - 1 / math.e) * pos.value - 1e-9
    near(greedy.value, reached(whole, greedy.members))
    near(kpp_neg(graph, k, by=by, exact_sets=0).value, without(kpp_neg(graph, k, by=by, exact_sets=0).members))


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_removal(seed: int) -> None:
    graph = random_graph(seed)
    gone = list(graph)[: len(graph) // 3]
    found, whole = removal(graph, gone), plain(graph)
    rest = whole.subgraph(set(whole) - set(gone))
    assert found.ties == (whole.number_of_edges(), rest.number_of_edges())
    assert found.parts == (nx.number_connected_components(whole), nx.number_connected_components(rest))
    assert found.largest == tuple(max(map(len, nx.connected_components(part)), default=0) for part in (whole, rest))
    near(found.fragmentation, (broken(whole, "components"), broken(rest, "components")))
    assert not set(found.cut_off) & set(gone)
    if not gone:
        assert found.cut_off == ()


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seed=SEEDS)
def test_bands_hold_the_rank_when_nothing_is_left_out(seed: int) -> None:
    graph = random_graph(seed)

    def strength(g):
        return dict(g.degree(weight="strength"))

    sure = rank_bands(graph, strength, keep=1.0, rounds=3)
    assert all(row.best == row.rank == row.worst for row in sure.nodes)
    assert [row.value for row in sure.nodes] == sorted((row.value for row in sure.nodes), reverse=True)
    assert rank_bands(graph, strength, seed=5) == rank_bands(graph, strength, seed=5)
    loose = rank_bands(graph, strength, keep=0.5)
    assert all(row.best <= row.worst for row in loose.nodes)


def test_bands_are_wider_where_ties_are_weak() -> None:
    spokes = [f"s{i}" for i in range(12)]
    weak = graph_of(["a", "b", *spokes], [("a", s) for s in spokes[:6]] + [("b", s) for s in spokes[6:]], [1.0] * 12)
    strong = graph_of(["a", "b", *spokes], [("a", s) for s in spokes[:6]] + [("b", s) for s in spokes[6:]], [99.9] * 12)

    def degree(g):
        return dict(g.degree())

    def width(graph):
        return sum(row.worst - row.best for row in rank_bands(graph, degree, keep=0.5, rounds=40).nodes)

    assert width(weak) > width(strong)
