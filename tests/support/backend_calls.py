"""Calls that the backend and networkx must answer alike."""

import math
import random

import networkx as nx
import pytest

from graph.backend.interface import BACKEND, SERVED

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


def weighted(graph: nx.Graph) -> nx.Graph:
    draw = random.Random(1)
    graph = graph.copy()
    for a, b in graph.edges:
        graph[a][b]["weight"] = draw.randint(1, 9)
    return graph


def same(ours, theirs) -> bool:
    if isinstance(theirs, dict):
        return set(ours) == set(theirs) and all(same(ours[key], theirs[key]) for key in theirs)
    if isinstance(theirs, float) and math.isnan(theirs):
        return math.isnan(ours)
    return ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)


def outcome(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except (nx.NetworkXException, ValueError, ZeroDivisionError) as problem:
        return type(problem)


def answers(graph: nx.Graph, name: str, kwargs: dict):
    """Give what the backend and what networkx answers: values, or the kind of the exception."""
    theirs = outcome(getattr(nx, name), graph, backend="networkx", **kwargs)
    return outcome(SERVED[name], BACKEND.convert_from_nx(graph, edge_attrs={"weight": 1}), **kwargs), theirs


def alike(ours, theirs) -> bool:
    """Tell whether two answers are the same to 1e-9, or the same exception."""
    return ours is theirs if isinstance(theirs, type) else same(ours, theirs)
