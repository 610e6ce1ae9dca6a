"""Calls that the backend and networkx must answer alike."""

import inspect
import math
import random
from itertools import islice, pairwise

import networkx as nx
import pytest

from graph.backend.interface import BACKEND, SERVED, UNDIRECTED, WITHOUT_LOOPS

CALLS = [
    ("degree_centrality", {}),
    ("pagerank", {"tol": 1e-13, "max_iter": 1000}),
    ("betweenness_centrality", {}),
    ("betweenness_centrality", {"normalized": False}),
    ("betweenness_centrality", {"k": 3, "seed": 5}),
    ("betweenness_centrality", {"weight": "weight"}),
    ("edge_betweenness_centrality", {}),
    ("edge_betweenness_centrality", {"weight": "weight", "normalized": False}),
    ("closeness_centrality", {}),
    ("closeness_centrality", {"wf_improved": False}),
    ("harmonic_centrality", {}),
    ("core_number", {}),
    ("triangles", {}),
    ("clustering", {}),
    ("transitivity", {}),
    ("number_connected_components", {}),
    ("rich_club_coefficient", {"normalized": False}),
]
MORE_CALLS = [
    *CALLS,
    ("pagerank", {"tol": 1e-13, "max_iter": 1000, "weight": None, "alpha": 0.6}),
    ("eigenvector_centrality", {"tol": 1e-9, "max_iter": 200}),
    ("eigenvector_centrality", {"tol": 1e-9, "max_iter": 200, "weight": "weight"}),
    ("edge_betweenness_centrality", {"k": 2, "seed": 3}),
    ("closeness_centrality", {"u": 1}),
    ("harmonic_centrality", {"nbunch": [1, 2, 77]}),
    ("harmonic_centrality", {"sources": [0, 3, 77]}),
    ("constraint", {"nodes": [0, 1, 2], "weight": "weight"}),
    ("effective_size", {"nodes": [0, 1, 2], "weight": "weight"}),
    ("average_clustering", {}),
    ("average_clustering", {"nodes": [1, 2], "count_zeros": False}),
    ("triangles", {"nodes": 1}),
    ("connected_components", {}),
    ("is_connected", {}),
    ("node_connected_component", {"n": 1}),
    ("articulation_points", {}),
    ("bridges", {}),
    ("bridges", {"root": 1}),
    ("has_bridges", {}),
    ("biconnected_components", {}),
    ("biconnected_component_edges", {}),
    ("louvain_communities", {"seed": 1}),
    ("jaccard_coefficient", {"ebunch": [(0, 1), (1, 2)]}),
    ("adamic_adar_index", {"ebunch": [(0, 1), (1, 2)]}),
    ("degree_assortativity_coefficient", {}),
    ("projected_graph", {"nodes": [0, 2, 4]}),
    ("weighted_projected_graph", {"nodes": [0, 2, 4]}),
    ("weighted_projected_graph", {"nodes": [0, 2], "ratio": True}),
    ("maximum_flow_value", {"_s": 0, "_t": 2, "capacity": "weight"}),
    ("minimum_cut_value", {"_s": 0, "_t": 2, "capacity": "weight"}),
    ("minimum_cut", {"_s": 0, "_t": 2, "capacity": "weight"}),
    ("node_connectivity", {"s": 0, "t": 2}),
    ("edge_connectivity", {"s": 0, "t": 2}),
    ("single_source_dijkstra_path_length", {"source": 1}),
    ("single_source_dijkstra_path_length", {"source": 1, "cutoff": 5}),
    ("single_source_dijkstra_path", {"source": 1}),
    ("dijkstra_path", {"source": 0, "target": 2}),
    ("dijkstra_path_length", {"source": 0, "target": 2}),
    ("bidirectional_dijkstra", {"source": 0, "target": 2}),
    ("shortest_simple_paths", {"source": 0, "target": 2}),
    ("shortest_simple_paths", {"source": 0, "target": 2, "weight": "weight"}),
]


def weighted(graph: nx.Graph) -> nx.Graph:
    draw = random.Random(1)
    graph = graph.copy()
    for a, b in graph.edges:
        graph[a][b]["weight"] = draw.randint(1, 9)
    return graph


def function(name: str):
    """Give the function of networkx."""
    return getattr(nx, name, None) or getattr(nx.community, name, None) or getattr(nx.bipartite, name)


def same(ours, theirs) -> bool:
    if isinstance(theirs, dict):
        return set(ours) == set(theirs) and all(same(ours[key], theirs[key]) for key in theirs)
    if isinstance(theirs, (list, tuple)):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(theirs, float) and math.isnan(theirs):
        return math.isnan(ours)
    if isinstance(theirs, (int, float)):
        return ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)
    return ours == theirs


def outcome(call, *args, **kwargs):
    try:
        result = call(*args, **kwargs)
        return list(islice(result, 12)) if hasattr(result, "__next__") else result
    except (nx.NetworkXException, ValueError, ZeroDivisionError, KeyError) as problem:
        return type(problem)


def answers(graph: nx.Graph, name: str, kwargs: dict):
    """Give what the backend and what networkx answers: values, or the kind of the exception."""
    theirs = outcome(function(name), graph, backend="networkx", **kwargs)
    return outcome(SERVED[name], BACKEND.convert_from_nx(graph, edge_attrs={"weight": 1}), **kwargs), theirs


def alike(ours, theirs) -> bool:
    """Tell whether two answers are the same to 1e-9, or the same exception."""
    return ours is theirs if isinstance(theirs, type) else same(ours, theirs)


def served(graph: nx.Graph, name: str) -> bool:
    """Tell whether the backend takes such a graph at all."""
    looped = nx.number_of_selfloops(graph) > 0
    return not (graph.is_directed() and name in UNDIRECTED) and not (looped and name in WITHOUT_LOOPS)


def comparable(graph: nx.Graph, name: str, kwargs: dict, answer):
    """Put an answer in a form in which two right ones are equal: parts have no order, and of equal paths any does."""

    def edge(pair):
        return tuple(pair) if graph.is_directed() else tuple(sorted(pair))

    def length(path):
        assert all(graph.has_edge(a, b) for a, b in pairwise(path)), path
        by_default = inspect.signature(function(name)).parameters["weight"].default
        return nx.path_weight(graph, path, "weight") if kwargs.get("weight", by_default) else len(path) - 1

    if isinstance(answer, type):
        return answer
    if isinstance(answer, nx.Graph):
        assert type(answer) in (nx.Graph, nx.DiGraph)
        pairs = {edge(pair): data for *pair, data in answer.edges(data=True)}
        return [answer.is_directed(), sorted(answer.nodes(data=True)), pairs]
    return {
        "edge_betweenness_centrality": lambda: {edge(pair): value for pair, value in answer.items()},
        "connected_components": lambda: sorted(map(sorted, answer)),
        "biconnected_components": lambda: sorted(map(sorted, answer)),
        "biconnected_component_edges": lambda: sorted(sorted(map(edge, part)) for part in answer),
        "articulation_points": lambda: sorted(set(answer)),
        "bridges": lambda: sorted(map(edge, answer)),
        "louvain_communities": lambda: nx.community.is_partition(graph, answer),
        "minimum_cut": lambda: answer[0],
        "single_source_dijkstra_path": lambda: {end: len(path) > 1 and length(path) for end, path in answer.items()},
        "dijkstra_path": lambda: length(answer),
        "bidirectional_dijkstra": lambda: [answer[0], length(answer[1])],
        "shortest_simple_paths": lambda: [length(path) for path in answer],
    }.get(name, lambda: answer)()
