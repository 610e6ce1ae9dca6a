"""A question that a measure answers gives the numbers of that measure."""

from types import SimpleNamespace

import networkx as nx
import numpy as np
import pytest

from graph.network import Arrays, ContactGraph
from graph.ties import FORMULA
from liaison.app.analyses.catalogue import ANALYSES
from liaison.app.questions.measured import brokers


@pytest.fixture(scope="module", params=[300, 900])
def view(request):
    """Give a view of a network of so many contacts."""
    size = request.param
    edges = np.array(nx.barabasi_albert_graph(size, 2, seed=4).edges)
    strength = np.random.default_rng(4).uniform(1, 100, len(edges))
    keys = [f"C-{row}" for row in range(size)]
    people = {"label": ["Contact"] * size, "key": keys, "name": keys, "country": [None] * size}
    values = {"strength": strength, "distance": FORMULA.distance(strength)}
    graph = ContactGraph(Arrays.from_edges([f"Contact:{key}" for key in keys], *edges.T, values, people))
    return SimpleNamespace(graph=lambda _: graph, once=lambda _, make: make(), as_of=None)


def test_brokers_stand_where_the_measure_puts_them(view):
    """Nobody may have one place in the question and another in the measure, whatever the size of the network."""
    measure = ANALYSES["betweenness"]
    table = measure.compute(view, measure.given({}, view.as_of)).tables[0]
    wanted = [tuple(row[name] for name in ("rank", "node", "value", "best", "worst")) for row in table.records()]
    found = brokers(view, {"projection": "officer-contact", "top": len(wanted)})
    # Rank, node, betweenness, best and worst rank.
    assert [(row[0], row[1], *row[5:8]) for row in found] == sorted(wanted, key=lambda one: one[:2])
