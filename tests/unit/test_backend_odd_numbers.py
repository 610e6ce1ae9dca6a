"""Numbers at the ends of what floats hold, and arguments in unusual forms: as networkx takes them, or a sentence."""

import random

import networkx as nx
import numpy as np
import pytest
from backend_calls import same

from graph.backend import interface


@pytest.fixture(autouse=True)
def served(monkeypatch):
    """Serve small graphs too."""
    monkeypatch.setattr(interface, "SMALLEST", 0)
    with nx.config(backend_priority=["contacts"]):
        yield


def weighted(graph, value):
    nx.set_edge_attributes(graph, value, "weight")
    return graph


@pytest.mark.parametrize("weight", [1e20, 2.0, 3, True, 2**53 - 1, 0.1])
def test_a_length_has_the_value_and_the_type_of_networkx(weight):
    graph = weighted(nx.path_graph(9), weight)
    for ask in (nx.dijkstra_path_length, lambda g, a, b, **k: nx.bidirectional_dijkstra(g, a, b, **k)[0]):
        theirs = ask(graph, 0, 5, backend="networkx")
        assert ask(graph, 0, 5) == pytest.approx(theirs, rel=1e-15)
        assert type(ask(graph, 0, 5)) is type(theirs)
    theirs = nx.single_source_dijkstra_path_length(graph, 0, backend="networkx")
    assert nx.single_source_dijkstra_path_length(graph, 0) == pytest.approx(theirs, rel=1e-15)


def test_whole_distances_that_floats_do_not_sum_are_left_to_networkx():
    graph = weighted(nx.gnp_random_graph(30, 0.2, seed=3), 1)
    for number, (a, b) in enumerate(graph.edges):
        graph[a][b]["weight"] = 2**53 - 1 - number
    theirs = nx.betweenness_centrality(graph, weight="weight", backend="networkx")
    assert nx.betweenness_centrality(graph, weight="weight") == theirs


@pytest.mark.parametrize(("capacity", "kind"), [(3, int), (3.0, float), (1.5, float)])
def test_a_flow_has_the_type_of_its_capacities(capacity, kind):
    graph = nx.complete_graph(5)
    nx.set_edge_attributes(graph, capacity, "capacity")
    assert nx.maximum_flow_value(graph, 0, 4) == 4 * capacity
    assert type(nx.maximum_flow_value(graph, 0, 4)) is kind


@pytest.mark.parametrize("flat", [0, 1e-20])
def test_steps_that_make_a_path_no_longer_are_left_to_networkx_wherever_they_lead(flat):
    graph = nx.DiGraph()
    graph.add_nodes_from("svuw")
    graph.add_weighted_edges_from([("s", "v", 1), ("s", "u", 1), ("u", "v", flat), ("v", "w", 1)])
    theirs = nx.betweenness_centrality(graph, weight="weight", backend="networkx")
    assert nx.betweenness_centrality(graph, weight="weight") == theirs


@pytest.mark.parametrize("weight", [0, float("inf")])
@pytest.mark.parametrize("make", [int, random.Random, np.random.RandomState, np.random.default_rng])
def test_what_falls_back_draws_the_pivots_of_networkx(weight, make):
    graph = nx.karate_club_graph()
    graph[0][1]["weight"] = weight
    ours = nx.betweenness_centrality(graph, k=3, weight="weight", seed=make(5))
    assert ours == nx.betweenness_centrality(graph, k=3, weight="weight", seed=make(5), backend="networkx")


@pytest.mark.parametrize("seed", [np.random.RandomState(1), np.random.default_rng(1), random.Random(1), None, 1])
def test_communities_take_any_seed(seed):
    graph = nx.karate_club_graph()
    for find in (nx.community.louvain_communities, nx.community.leiden_communities):
        assert nx.community.is_partition(graph, find(graph, seed=seed))


def test_arrays_are_taken_for_lists():
    graph = nx.karate_club_graph()
    some = np.arange(30)
    theirs = nx.degree_assortativity_coefficient(graph, nodes=some, backend="networkx")
    assert nx.degree_assortativity_coefficient(graph, nodes=some) == theirs
    theirs = list(nx.jaccard_coefficient(graph, [(0, 1)], backend="networkx"))
    assert list(nx.jaccard_coefficient(graph, np.array([[0, 1]]))) == theirs


def test_a_node_with_itself_and_a_start_of_nothing_are_left_to_networkx():
    graph = nx.karate_club_graph()
    assert nx.node_connectivity(graph, 0, 0) == nx.node_connectivity(graph, 0, 0, backend="networkx")
    nothing = dict.fromkeys(graph, 0)
    with np.errstate(all="ignore"), pytest.raises(nx.PowerIterationFailedConvergence):
        nx.pagerank(graph, nstart=nothing)


def test_strengths_below_0_are_left_to_networkx_or_refused():
    graph = weighted(nx.karate_club_graph(), -1)
    ours = nx.community.louvain_communities(graph, seed=1)
    assert ours == nx.community.louvain_communities(graph, seed=1, backend="networkx")
    with pytest.raises(nx.NetworkXError, match=r"strengths of 0 or more.* those of 'weight' go from -1 to -1"):
        nx.community.leiden_communities(graph, seed=1)


def test_a_bridge_is_named_as_networkx_lists_edges():
    graph = nx.Graph()
    graph.add_nodes_from(range(27))
    graph.add_edges_from([*nx.complete_graph(25).edges, (24, 26), (26, 25)])
    assert list(nx.bridges(graph)) == list(nx.bridges(graph, backend="networkx")) == [(24, 26), (25, 26)]


@pytest.mark.parametrize("squares", [1024, 1100])  # of 1024 only one node is joined by too many paths, the last
def test_more_paths_than_a_float_counts_are_refused(squares):
    graph = nx.Graph()
    for at in range(0, 3 * squares, 3):  # each of these squares doubles the number of shortest paths
        graph.add_edges_from([(at, at + 1), (at, at + 2), (at + 1, at + 3), (at + 2, at + 3)])
    with pytest.raises(nx.NetworkXError, match=r"1\.8e308 shortest paths join two"):
        nx.betweenness_centrality(graph)
    weighted(graph, 1)
    with pytest.raises(nx.NetworkXError, match=r"1\.8e308 shortest paths join two"):
        nx.edge_betweenness_centrality(graph, weight="weight")
    assert max(nx.betweenness_centrality(graph.subgraph(range(3 * 1023 + 1)).copy()).values()) < 1


@pytest.mark.parametrize("weight", [1e200, 1e-200])
def test_an_eigenvector_of_very_large_or_small_weights(weight):
    graph = weighted(nx.complete_graph(3), weight)
    found = nx.eigenvector_centrality(graph, weight="weight")
    assert same(found, nx.eigenvector_centrality(graph, weight="weight", backend="networkx"))
    with pytest.raises(ZeroDivisionError):
        nx.eigenvector_centrality(nx.path_graph(2), nstart={0: 1, 1: -1})


def test_a_projection_keeps_what_is_said_of_the_graph():
    graph = nx.Graph([("a", 1), ("b", 1)], name="club")
    assert nx.bipartite.projected_graph(graph, ["a", "b"], backend="contacts").graph == {"name": "club"}


@pytest.mark.parametrize("weight", [None, "weight"])
def test_simple_paths_of_a_dense_core_come_in_order(weight):
    draw = random.Random(2)
    graph = nx.complete_graph(60)
    graph.add_edges_from((node, draw.randrange(node)) for node in range(60, 200))
    for a, b in graph.edges:
        graph[a][b]["weight"] = draw.randint(1, 5)

    def lengths(**backend):
        found = nx.shortest_simple_paths(graph, 0, 150, weight, **backend)
        paths = [path for _, path in zip(range(40), found, strict=False)]
        assert len(set(map(tuple, paths))) == 40
        return [nx.path_weight(graph, path, weight) if weight else len(path) for path in paths]

    assert lengths() == lengths(backend="networkx")
