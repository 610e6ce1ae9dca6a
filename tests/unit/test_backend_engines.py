"""Who serves which call, and that what is not served says so."""

import contextlib
import logging
import threading

import networkx as nx
import pytest

from graph.backend.engines import engines
from graph.backend.interface import NEEDED, UNDIRECTED, WITHOUT, WITHOUT_LOOPS
from graph.network import ContactGraph

assert ContactGraph  # importing the package makes NetworkX prefer the backend


@pytest.fixture(scope="module")
def graph():
    whole = nx.gnp_random_graph(60, 0.2, seed=1)
    nx.set_edge_attributes(whole, 2, "weight")
    return whole


def function(name):
    return getattr(nx, name, None) or getattr(nx.community, name, None) or getattr(nx.bipartite, name)


def use(result):
    return next(result, None) if hasattr(result, "__next__") else result


def one(_tail, _head, _data):
    return 1


SERVED_CALLS = {
    "degree_centrality": {},
    "pagerank": {"weight": "weight"},
    "eigenvector_centrality": {},
    "betweenness_centrality": {"k": 4, "seed": 1},
    "edge_betweenness_centrality": {"weight": "weight"},
    "closeness_centrality": {},
    "harmonic_centrality": {},
    "constraint": {"weight": "weight"},
    "effective_size": {"weight": "weight"},
    "core_number": {},
    "triangles": {},
    "clustering": {"nodes": [1, 2]},
    "average_clustering": {},
    "transitivity": {},
    "connected_components": {},
    "number_connected_components": {},
    "is_connected": {},
    "node_connected_component": {"n": 1},
    "articulation_points": {},
    "bridges": {},
    "has_bridges": {},
    "biconnected_components": {},
    "biconnected_component_edges": {},
    "louvain_communities": {"seed": 1},
    "leiden_communities": {"seed": 1},
    "jaccard_coefficient": {"ebunch": [(0, 1)]},
    "adamic_adar_index": {"ebunch": [(0, 1)]},
    "degree_assortativity_coefficient": {},
    "rich_club_coefficient": {"normalized": False},
    "projected_graph": {"nodes": [0, 1, 2]},
    "weighted_projected_graph": {"nodes": [0, 1, 2]},
    "maximum_flow_value": {"_s": 0, "_t": 5, "capacity": "weight"},
    "minimum_cut": {"_s": 0, "_t": 5, "capacity": "weight"},
    "minimum_cut_value": {"_s": 0, "_t": 5, "capacity": "weight"},
    "edge_connectivity": {"s": 0, "t": 5},
    "single_source_dijkstra_path_length": {"source": 0},
    "single_source_dijkstra_path": {"source": 0},
    "dijkstra_path": {"source": 0, "target": 5},
    "dijkstra_path_length": {"source": 0, "target": 5},
    "bidirectional_dijkstra": {"source": 0, "target": 5},
    "shortest_simple_paths": {"source": 0, "target": 5},
}
REFUSED_CALLS = [
    ("betweenness_centrality", {"endpoints": True}),
    ("closeness_centrality", {"distance": "weight"}),
    ("harmonic_centrality", {"distance": "weight"}),
    ("clustering", {"weight": "weight"}),
    ("average_clustering", {"weight": "weight"}),
    ("degree_assortativity_coefficient", {"weight": "weight"}),
    ("degree_assortativity_coefficient", {"nodes": [1, 2, 3]}),
    ("projected_graph", {"nodes": [0, 1], "multigraph": True}),
    ("rich_club_coefficient", {"normalized": True, "seed": 1, "Q": 1}),
    ("maximum_flow_value", {"_s": 0, "_t": 5, "capacity": "weight", "flow_func": nx.algorithms.flow.dinitz}),
    ("minimum_cut", {"_s": 0, "_t": 5, "capacity": "weight", "flow_func": nx.algorithms.flow.dinitz}),
    ("minimum_cut_value", {"_s": 0, "_t": 5, "capacity": "weight", "flow_func": nx.algorithms.flow.dinitz}),
    ("edge_connectivity", {"s": 0, "t": 5, "flow_func": nx.algorithms.flow.dinitz}),
    ("edge_connectivity", {"s": 0, "t": 5, "cutoff": 2}),
    ("node_connectivity", {"s": 0, "t": 5, "flow_func": nx.algorithms.flow.dinitz}),
    ("jaccard_coefficient", {}),
    ("adamic_adar_index", {}),
    ("dijkstra_path", {"source": 0, "target": 5, "weight": one}),
]


@pytest.mark.parametrize("name", SERVED_CALLS)
def test_the_backend_serves(name, graph):
    with engines() as calls:
        use(function(name)(graph, **SERVED_CALLS[name]))
    assert calls == [(name, "contacts")]


def test_node_connectivity_of_a_pair_without_an_edge_is_served(graph):
    with engines() as calls:
        nx.node_connectivity(graph, *next(nx.non_edges(graph)))
    assert ("node_connectivity", "contacts") in calls


@pytest.mark.parametrize(("name", "arguments"), REFUSED_CALLS, ids=[f"{n}-{[*a][-1:]}" for n, a in REFUSED_CALLS])
def test_networkx_does_what_the_backend_refuses(name, arguments, graph, caplog):
    caplog.set_level(logging.DEBUG, logger="networkx")
    # Where nobody is left above a degree, networkx divides the rich club by 0.
    with engines() as calls, contextlib.suppress(nx.NetworkXException, ZeroDivisionError):
        use(function(name)(graph, **arguments))
    assert (name, "networkx") in calls
    assert (name, "contacts") not in calls
    assert f"Backend 'contacts' can't run `{name}`" in caplog.text


def test_every_refused_argument_has_a_case():
    tried = {(name, argument) for name, arguments in REFUSED_CALLS for argument in arguments}
    assert {(name, argument) for name, arguments in WITHOUT.items() for argument in arguments} <= tried
    assert set(NEEDED) <= {*SERVED_CALLS, "node_connectivity"}


@pytest.mark.parametrize("name", sorted(UNDIRECTED & {"core_number", "clustering", "triangles", "bridges"}))
def test_directed_graphs_are_left_to_networkx(name, graph, caplog):
    with caplog.at_level(logging.DEBUG, logger="networkx"), engines() as calls:
        try:
            use(function(name)(graph.to_directed()))
        except nx.NetworkXNotImplemented:
            calls.append((name, "networkx"))
    assert (name, "contacts") not in calls
    assert calls


@pytest.mark.parametrize("name", sorted(WITHOUT_LOOPS - {"jaccard_coefficient", "adamic_adar_index"}))
def test_graphs_with_loops_are_left_to_networkx(name, graph):
    looped = graph.copy()
    looped.add_edge(3, 3, weight=1)
    # networkx refuses loops in rich_club_coefficient with a bare Exception, and has no Leiden of its own.
    with engines() as calls, contextlib.suppress(Exception):
        use(function(name)(looped, **SERVED_CALLS[name]))
    assert (name, "contacts") not in calls
    assert (name, "networkx") in calls


def test_a_value_found_wanting_falls_back(graph):
    uneven = graph.copy()
    uneven.edges[next(iter(uneven.edges))]["weight"] = 1e-20
    with engines() as calls:
        nx.maximum_flow_value(uneven, 0, 5, capacity="weight")
    assert ("maximum_flow_value", "networkx") in calls
    assert ("maximum_flow_value", "contacts") not in calls


def test_what_the_backend_does_not_know_is_networkx(graph):
    with engines() as calls:
        nx.square_clustering(graph)
    assert calls == [("square_clustering", "networkx")]


def test_small_graphs_stay_on_networkx_and_collections_nest(graph):
    small = nx.path_graph(5)
    with engines() as outer:
        nx.core_number(small)
        with engines() as inner:
            nx.core_number(graph)
        nx.triangles(graph)
    assert inner == [("core_number", "contacts")]
    assert outer[0] == ("core_number", "networkx")
    assert outer[-2:] == [("core_number", "contacts"), ("triangles", "contacts")]


def test_another_thread_is_another_context(graph):
    with engines() as calls:
        thread = threading.Thread(target=nx.core_number, args=(graph,))
        thread.start()
        thread.join()
    assert calls == []
