"""Weighted paths and flows of the backend against NetworkX on random networks, directed ones too."""

import random
from itertools import islice

import networkx as nx
import numpy as np
import pytest

from graph.backend.interface import BACKEND, SERVED


def drawn(seed, attribute, least):
    draw = random.Random(seed)
    graph = nx.gnp_random_graph(24, 0.13, seed=seed, directed=seed % 2 == 1)
    for one, two in graph.edges:
        graph[one][two][attribute] = draw.randint(least, 9)
    return graph, BACKEND.convert_from_nx(graph, edge_attrs={attribute: 1})


def lengths(graph, paths):
    return [nx.path_weight(graph, path, "weight") for path in islice(paths, 12)]


@pytest.mark.parametrize("seed", range(20))
def test_weighted_paths(seed):
    graph, ours = drawn(seed, "weight", 1)
    expected = nx.single_source_dijkstra_path_length(graph, 0, backend="networkx")
    near = {node: length for node, length in expected.items() if length <= 12}
    assert SERVED["single_source_dijkstra_path_length"](ours, 0, cutoff=12) == near
    paths = SERVED["single_source_dijkstra_path"](ours, 0)
    assert {node: nx.path_weight(graph, path, "weight") for node, path in paths.items()} == expected
    for target in range(1, 24):
        if target not in expected:
            with pytest.raises(nx.NetworkXNoPath):
                SERVED["bidirectional_dijkstra"](ours, 0, target)
            continue
        length, path = SERVED["bidirectional_dijkstra"](ours, 0, target)
        assert length == expected[target] == nx.path_weight(graph, path, "weight")
    if 5 in expected:
        theirs = nx.shortest_simple_paths(graph, 0, 5, "weight", backend="networkx")
        assert lengths(graph, SERVED["shortest_simple_paths"](ours, 0, 5, "weight")) == lengths(graph, theirs)


@pytest.mark.parametrize("seed", range(20))
def test_flows_and_cuts(seed):
    graph, ours = drawn(seed, "capacity", 0)
    value, sides = nx.minimum_cut(graph, 0, 5, backend="networkx")
    assert SERVED["maximum_flow_value"](ours, 0, 5) == value
    assert SERVED["minimum_cut"](ours, 0, 5) == (value, sides)
    assert SERVED["edge_connectivity"](ours, 0, 5) == nx.edge_connectivity(graph, 0, 5, backend="networkx")
    if not graph.has_edge(0, 5):
        assert SERVED["node_connectivity"](ours, 0, 5) == nx.node_connectivity(graph, 0, 5, backend="networkx")


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize("seed", range(10))
def test_flows_of_fractions(seed, directed):
    draw = random.Random(seed)
    graph = nx.gnp_random_graph(20, 0.25, seed=seed, directed=directed)
    nx.set_edge_attributes(
        graph, {edge: draw.choice((0, 0.1, 1 / 3, draw.random(), 40.5)) for edge in graph.edges}, "c"
    )
    ours = BACKEND.convert_from_nx(graph, edge_attrs={"c": np.inf})
    theirs = nx.maximum_flow_value(graph, 0, 5, "c", backend="networkx")
    value, (near, far) = SERVED["minimum_cut"](ours, 0, 5, "c")
    assert value == SERVED["maximum_flow_value"](ours, 0, 5, "c") == pytest.approx(theirs, rel=1e-9, abs=1e-12)
    assert 0 in near
    assert 5 in far
    turned = set() if directed else far
    across = sum(c for a, b, c in graph.edges(data="c") if (a in near and b in far) or (a in turned and b in near))
    assert value == pytest.approx(across)


def test_capacities_too_far_apart_are_left_to_networkx():
    graph = nx.path_graph(3)
    nx.set_edge_attributes(graph, {(0, 1): 1e-12, (1, 2): 1e6}, "capacity")
    with pytest.raises(NotImplementedError, match="a billionth of the sum"):
        SERVED["maximum_flow_value"](BACKEND.convert_from_nx(graph, edge_attrs={"capacity": np.inf}), 0, 2)
    assert nx.maximum_flow_value(graph, 0, 2) == 1e-12


def test_whole_capacities_beyond_64_bits_are_left_to_networkx():
    graph = nx.complete_bipartite_graph(2, 3000)
    nx.set_edge_attributes(graph, 2**53, "capacity")
    assert nx.maximum_flow_value(graph, 0, 1) == 3000 * 2**53


def test_a_capacity_beyond_32_bits_is_served():
    graph = nx.path_graph(3)
    nx.set_edge_attributes(graph, 2**40, "capacity")
    ours = BACKEND.convert_from_nx(graph, edge_attrs={"capacity": 1})
    assert SERVED["maximum_flow_value"](ours, 0, 2) == 2**40
