"""The backend against networkx on random graphs: directed or not, with loops, weights, isolates and several parts."""

import networkx as nx
import pytest
from backend_calls import MORE_CALLS, alike, answers, comparable, function, outcome, served
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.backend.interface import SERVED

NODES = 9
EXAMPLES = settings.default.max_examples * 2 // 5  # `make test-fast` draws fewer, `make test` all
NAMES = [f"{name}-{kwargs}" for name, kwargs in MORE_CALLS]


@st.composite
def graphs(draw, *, directed=False, loops=False):
    graph = nx.empty_graph(draw(st.integers(0, NODES)), create_using=nx.DiGraph if directed else nx.Graph)
    pairs = [(a, b) for a in graph for b in graph if (a != b if directed else a < b)]
    # Bytes are one draw, ten times as quick as a list of numbers. 0 = no edge; equal weights, and so paths, are common.
    weights = [sign % 7 for sign in draw(st.binary(min_size=len(pairs), max_size=len(pairs)))]
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in zip(pairs, weights, strict=True) if weight)
    if loops:
        graph.add_weighted_edges_from((node, node, 2) for node in draw(st.sets(st.sampled_from(range(NODES)))))
    for node in graph:
        graph.nodes[node]["name"] = f"node {node}"
    return graph


def judged(graph, name, kwargs):
    assert served(graph, name)
    if kwargs.get("k", 0) <= len(graph):
        ours, theirs = (comparable(graph, name, kwargs, answer) for answer in answers(graph, name, kwargs))
        assert alike(ours, theirs), (ours, theirs)


def test_every_served_function_is_called():
    # Nothing in networkx answers Leiden; its own laws are tested with Louvain's.
    assert {name for name, _ in MORE_CALLS} == set(SERVED) - {"leiden_communities"}


@pytest.mark.parametrize(("name", "kwargs"), MORE_CALLS, ids=NAMES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(graph=graphs())
def test_values_are_those_of_networkx(name, kwargs, graph):
    judged(graph, name, kwargs)


@pytest.mark.parametrize(("name", "kwargs"), MORE_CALLS, ids=NAMES)
@settings(max_examples=EXAMPLES, deadline=None)
@given(graph=graphs(directed=True))
def test_values_of_directed_graphs_are_those_of_networkx(name, kwargs, graph):
    if served(graph, name):
        judged(graph, name, kwargs)
        return
    # What is not for directed graphs is answered, or refused, by networkx itself.
    with nx.config(backend_priority=["contacts"]):
        found = outcome(function(name), graph, **kwargs)
    theirs = outcome(function(name), graph, backend="networkx", **kwargs)
    assert alike(*(comparable(graph, name, kwargs, answer) for answer in (found, theirs)))


LOOPED = [(name, kwargs) for name, kwargs in MORE_CALLS if served(nx.Graph([(0, 0)]), name)]


@pytest.mark.parametrize("directed", [False, True])
@pytest.mark.parametrize(("name", "kwargs"), LOOPED, ids=[f"{name}-{kwargs}" for name, kwargs in LOOPED])
@settings(max_examples=EXAMPLES // 2, deadline=None)
@given(data=st.data())
def test_values_of_graphs_with_loops_are_those_of_networkx(name, kwargs, directed, data):
    graph = data.draw(graphs(directed=directed, loops=True))
    if served(graph, name):
        judged(graph, name, kwargs)
