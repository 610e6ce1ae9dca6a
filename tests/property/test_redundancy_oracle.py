"""Second holders against all simple ways of the network, written out."""

import datetime as dt
import math
import random
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import settings
from plain_graphs import graph_of

from graph.analytics.redundancy import redundancy
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible

assert contact_graph  # importing the package makes NetworkX prefer the backend


def drawn(seed):
    draw = random.Random(seed)
    officers = [f"Officer:{n}" for n in range(draw.randint(1, 5))]
    contacts = [f"Contact:{n}" for n in range(draw.randint(1, 7))]
    pairs = [(a, b) for a in officers for b in contacts if draw.random() < 0.3]
    pairs += [(a, b) for a in contacts for b in contacts if a < b and draw.random() < 0.15]
    # Strengths from a few, so that equal ways and ties below the bound of activity occur.
    strengths = [float(draw.choice([3, 9, 10, 40, 90])) for _ in pairs]
    country = [None for _ in officers] + [draw.choice([None, "IT", "FR"]) for _ in contacts]
    return graph_of(officers + contacts, pairs, strengths, country=country)


def expected(graph, active, max_hops):
    found = {}
    country = dict(graph.nodes(data="country"))
    officers = sorted(node for node in graph if node.startswith("Officer"))

    def loss(a, b):
        return round(-10_000 * math.log(graph[a][b]["strength"] / 100))

    for contact in (node for node in graph if node.startswith("Contact")):
        holders = [node for node in graph[contact] if node.startswith("Officer")]
        if len(holders) != 1:
            continue
        best = None
        for officer in officers:
            if officer == holders[0]:
                continue
            near = country[contact] is not None and any(
                country[one] == country[contact] and data["strength"] >= active
                for one, data in graph[officer].items()
                if one.startswith("Contact")
            )
            ways = nx.all_simple_paths(graph, officer, contact, cutoff=max_hops)
            way = min((sum(loss(a, b) for a, b in pairwise(path)) for path in ways), default=None)
            if near or way is not None:
                rank = (not near, way is None, way or 0, officer)
                best = min(best or rank, rank)
        found[contact] = (holders[0], best[3] if best else "", not best[0] if best else False, best and best[1])
    return found


@pytest.mark.parametrize("seed", range(settings.default.max_examples))
def test_the_second_holder_is_the_best_of_all(seed):
    network = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    graph = drawn(seed)
    active, hops = random.Random(seed).choice([(10.0, 4), (40.0, 3), (1.0, 2)])
    rows = redundancy(network, ties(network, dt.date(2026, 1, 1)), graph, active=active, max_hops=hops).contacts
    got = {
        row.contact: (row.holder, row.second, row.same_country, row.path_strength is None if row.second else None)
        for row in rows
    }
    assert got == expected(graph, active, hops)
