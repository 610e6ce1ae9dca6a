"""The backend against networkx on random graphs: with weights, isolates, several parts, dense and sparse."""

import networkx as nx
import pytest
from backend_calls import CALLS, alike, answers
from hypothesis import given, settings
from hypothesis import strategies as st

NODES = 9


@st.composite
def graphs(draw):
    graph = nx.empty_graph(draw(st.integers(0, NODES)))
    pairs = [(a, b) for a in graph for b in graph if a < b]
    weights = draw(st.lists(st.integers(0, 6), min_size=len(pairs), max_size=len(pairs)))
    # 0 = no edge; equal weights are common, so that equal paths are.
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in zip(pairs, weights, strict=True) if weight)
    return graph


@pytest.mark.parametrize(("name", "kwargs"), CALLS, ids=[f"{name}-{kwargs}" for name, kwargs in CALLS])
@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_values_are_those_of_networkx(name, kwargs, graph):
    if kwargs.get("k", 0) <= len(graph):
        ours, theirs = answers(graph, name, kwargs)
        assert alike(ours, theirs), (ours, theirs)
