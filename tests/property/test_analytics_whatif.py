"""What-if on random networks against networkx on the network without those who leave."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_graphs import random_graph

from graph.analytics.fragmentation import removal
from graph.analytics.scenario import HandedOver, NewPosting, Scenario, changed
from graph.analytics.whatif import what_if

SEEDS = st.integers(0, 10**6)


def plain(graph) -> nx.Graph:
    copy = nx.Graph()
    copy.add_nodes_from(graph)
    copy.add_edges_from((one, two, dict(data)) for one, two, data in graph.edges(data=True))
    return copy


def measures(graph):
    if not len(graph):
        return {}
    return {
        "betweenness": nx.betweenness_centrality(graph, backend="networkx"),
        "pagerank": nx.pagerank(graph, weight="strength", tol=1e-12, max_iter=2000, backend="networkx"),
        "core": nx.core_number(graph, backend="networkx"),
        "constraint": nx.constraint(graph, weight="strength", backend="networkx"),
    }


def rank(values, node, *, lowest_first):
    value = round(values[node], 9)
    others = [round(other, 9) for other in values.values() if not math.isnan(other)]
    return 1 + sum(1 for other in others if (other < value if lowest_first else other > value))


def reached(graph):
    officers = [node for node in graph if node.startswith("Officer")]
    lengths = nx.multi_source_dijkstra_path_length(graph, set(officers), weight=None) if officers else {}
    return {node: hops for node, hops in lengths.items() if node not in officers}


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_removal_equals_exact_recomputation(seed: int) -> None:
    graph = random_graph(seed)
    gone = tuple(graph)[: len(graph) // 3]
    found, before = what_if(graph, Scenario(gone), top=100), plain(graph)
    after = before.subgraph([node for node in before if node not in gone])
    assert {frozenset(edge) for edge in changed(graph, Scenario(gone)).edges} == {
        frozenset(edge) for edge in after.edges
    }
    simple = removal(graph, gone)
    rows = {row.measure: (row.before, row.after) for row in found.figures}
    assert (rows["ties"], rows["parts"], rows["largest part"]) == (simple.ties, simple.parts, simple.largest)
    assert rows["fragmentation"] == pytest.approx(simple.fragmentation)
    assert sorted(row.node for row in found.cut_off if row.from_largest) == sorted(simple.cut_off)
    hops = reached(before), reached(after)
    lost = set(hops[0]) - set(hops[1]) - set(gone)
    assert {row.node for row in found.cut_off if row.from_officers} == lost
    for at, whole in enumerate((before, after)):
        others = sum(1 for node in whole if not node.startswith("Officer"))
        assert rows["reach"][at] == pytest.approx(len(hops[at]) / others if others else 0)
        assert rows["harmonic reach"][at] == pytest.approx(
            sum(1 / hops[at][node] for node in hops[at]) / others if others else 0
        )
    expected = measures(before), measures(after)
    for row in found.shifts:
        old, new = (values[row.measure] for values in expected)
        for value, rank_told, values in ((row.before, row.rank_before, old), (row.after, row.rank_after, new)):
            if value is None:
                assert math.isnan(values[row.node])
                assert rank_told is None
            else:
                assert value == pytest.approx(values[row.node], abs=2e-8)
                if row.measure != "pagerank":
                    assert rank_told == rank(values, row.node, lowest_first=row.measure == "constraint")
    for measure, old in expected[0].items():
        told = {row.node for row in found.shifts if row.measure == measure}
        for node in after:
            if abs(expected[1][measure][node] - old[node]) > 1e-7:
                assert node in told


@settings(max_examples=60, deadline=None)
@given(seed=SEEDS, retention=st.sampled_from([0.0, 0.3, 1.0]), strength=st.sampled_from([0.5, 30.0, 100.0]))
def test_gained_ties_are_those_of_a_plain_graph(seed: int, retention: float, strength: float) -> None:
    graph = random_graph(seed)
    expected = {frozenset((one, two)): data["strength"] for one, two, data in graph.edges(data=True)}
    contacts = [node for node in graph if node.startswith("Contact")]
    officers = [node for node in graph if node.startswith("Officer")]
    if not contacts or not officers:
        return
    postings = (NewPosting("Officer:new", strength, tuple(contacts[::2])),)
    for contact in contacts[::2]:
        expected[frozenset(("Officer:new", contact))] = strength
    for contact in contacts:
        held = expected.pop(frozenset((officers[0], contact)), 0.0) * retention
        pair = frozenset(("Officer:new", contact))
        if held > expected.get(pair, 0.0):
            expected[pair] = held
    found = changed(graph, Scenario((), postings, (HandedOver(officers[0], "Officer:new", retention),)))
    assert {frozenset((one, two)): data["strength"] for one, two, data in found.edges(data=True)} == pytest.approx(
        expected
    )
    assert list(found) == [*graph, "Officer:new"]
