"""Introductions worth asking for, on a network that can be worked out by hand."""

import math

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_graphs import graph_of, random_graph
from reach_world import DAY, snapshot

from graph.analytics.introductions import suggest_introductions
from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible

A, B = "Officer:A", "Officer:B"
ONE, TWO, THREE = (f"Contact:{number}" for number in range(1, 4))
POLICE, CUSTOMS = "Organisation:P", "Organisation:Q"


def stated(**nodes):
    network = visible(snapshot_from_records(nodes, nodes.pop("links", {}), marking=Marking()), OPEN)
    return network, ties(network, DAY)


def graph():
    """A knows 1, 1 and 2 met, B knows 2; 1 works at P, 2 and 3 at Q."""
    return graph_of(
        [A, B, ONE, TWO, THREE, POLICE, CUSTOMS],
        [(A, ONE), (ONE, TWO), (B, TWO), (ONE, POLICE), (TWO, CUSTOMS), (THREE, CUSTOMS)],
        [80.0, 60.0, 40.0, 50.0, 50.0, 50.0],
    )


def wanted():
    return stated(
        Organisation=[{"org_id": "Q", "country": "IT", "org_type": "customs"}],
        Priority=[{"priority_id": "IT|customs", "country": "IT", "org_type": "customs", "priority": 3}],
    )


def test_score_path_and_introducer():
    found = suggest_introductions(*wanted(), graph(), "A")
    rows = {row.target: row for row in found.items}
    # 3 lies four ties away; P is where 1 works, whom A knows.
    assert set(rows) == {TWO, CUSTOMS}
    two, customs = rows[TWO], rows[CUSTOMS]
    assert (two.path, two.introducer, two.holders, two.priority) == ("A > 1 > 2", ONE, 1, 0)
    assert two.strength == pytest.approx(48, rel=3e-4)
    # 1, with three ties, is the common neighbour.
    shared = 1 / math.log(3)
    assert two.adamic_adar == pytest.approx(shared)
    assert two.score == pytest.approx(48 / 4 / 2 * (1 + shared / (1 + shared)) / 2, rel=3e-4)
    assert (customs.path, customs.introducer, customs.holders, customs.priority) == ("A > 1 > 2 > Q", ONE, 1, 3)
    assert customs.score == pytest.approx(24 / 2 / 2, rel=3e-4)
    assert customs.reason == "Priority 3; 1 officer has an active tie there; 1 can introduce."
    assert [row.rank for row in found.items] == [1, 2]
    assert found.items[0] is customs
    assert len(found.table().rows) == 2
    more = {row.target: row for row in suggest_introductions(*wanted(), graph(), "A", max_hops=4).items}
    # Q leads to 3; the one who can introduce is a person.
    assert (more[THREE].path, more[THREE].introducer) == ("A > 1 > 2 > Q > 3", TWO)


def test_all_officers_and_a_colleague_as_introducer():
    everybody = suggest_introductions(*wanted(), graph())
    assert {(row.officer, row.target) for row in everybody.items} == {
        (A, TWO), (A, CUSTOMS), (B, ONE), (B, POLICE), (B, THREE),
    }  # fmt: skip
    assert suggest_introductions(*wanted(), graph(), top=2).items == everybody.items[:2]
    shared = graph_of([A, B, ONE, TWO], [(A, ONE), (B, ONE), (B, TWO)], [80.0, 80.0, 80.0])
    (row,) = suggest_introductions(*stated(), shared, "A").items
    assert (row.path, row.introducer) == ("A > 1 > B > 2", B)


def test_weak_ties_lend_themselves_to_nothing():
    weak = graph_of([A, B, ONE, TWO], [(A, ONE), (ONE, TWO)], [80.0, 1.0])
    assert suggest_introductions(*stated(), weak).items == ()
    assert suggest_introductions(*stated(), weak, active=0.5).items[0].target == TWO
    # Who is known, however little, needs no introduction.
    known = graph_of([A, ONE, TWO], [(A, ONE), (ONE, TWO), (A, TWO)], [80.0, 80.0, 1.0])
    assert suggest_introductions(*stated(), known).items == ()


def test_degenerate_and_wrong():
    assert suggest_introductions(*stated(), graph_of([], [])).items == ()
    assert suggest_introductions(*stated(), graph_of([A, ONE], [])).items == ()
    with pytest.raises(NotFoundError, match="There is no 'Officer:Z' in this network"):
        suggest_introductions(*stated(), graph(), "Z")
    for wrong in ({"top": 0}, {"max_hops": 0}):
        with pytest.raises(InputError, match="at least 1"):
            suggest_introductions(*stated(), graph(), **wrong)


@pytest.mark.parametrize("level", [0, 3])
def test_nothing_hidden_is_suggested(level):
    network = visible(snapshot(), Viewer("x", "analyst", level))
    table = ties(network, DAY)
    found = suggest_introductions(network, table, contact_graph(network, table, "introductions"), "Bram", max_hops=4)
    assert ("Contact:Gris" in {row.target for row in found.items}) == (level == 3)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), top=st.integers(1, 5))
def test_the_best_pairs_of_all(seed, top):
    graph = random_graph(seed, most=9)
    found = suggest_introductions(*stated(), graph, top=top)
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges)
    usable = nx.Graph((one, two) for one, two, data in graph.edges(data=True) if data["strength"] >= 5)
    scores = []
    for officer in (node for node in graph if node.startswith("Officer")):
        for contact in (node for node in graph if node.startswith("Contact")):
            if plain.has_edge(officer, contact) or not {officer, contact} <= set(usable):
                continue
            ways = [
                math.prod(graph[one][two]["strength"] / 100 for one, two in nx.utils.pairwise(path))
                for path in nx.all_simple_paths(usable, officer, contact, cutoff=3)
            ]
            if ways:
                support = sum(1 / math.log(plain.degree(node)) for node in nx.common_neighbors(plain, officer, contact))
                holders = sum(1 for node in usable[contact] if node.startswith("Officer"))
                score = 100 * max(ways) / 4 / (1 + holders) * (1 + support / (1 + support)) / 2
                scores.append(score)
    expected = sorted(scores, reverse=True)[:top]
    assert [row.score for row in found.items] == pytest.approx(expected, rel=1e-3)
