"""Numbers that were printed elsewhere, to the printed digit."""

import pytest
from plain_graphs import published

from graph.analytics.brokerage import brokerage
from graph.analytics.communities import communities
from graph.analytics.fragmentation import removal
from graph.analytics.keyplayers import kpp_neg
from graph.analytics.scores import SCORES, Sampling


def column(result, name):
    return {row["node"]: row[name] for row in result.table().records()}


def check(values, expected):
    for node, number in expected.items():
        digits = len(str(number).partition(".")[2])
        assert round(values[node], digits) == pytest.approx(number, abs=1e-9), node


@pytest.mark.parametrize("measure", ["betweenness", "closeness"])
def test_kite(measure):
    expected, graph = published(f"kite.{measure}")
    check(SCORES[measure](graph, Sampling()), expected)


def test_kite_degree_is_normalised_in_print():
    expected, graph = published("kite.degree")
    degree = SCORES["degree"](graph, Sampling())
    check({node: value / (len(graph) - 1) for node, value in degree.items()}, expected)


def test_kite_who_is_first():
    expected, graph = published("kite.argmax")
    for measure, names in expected.items():
        values = SCORES[measure](graph, Sampling())
        assert sorted(node for node in values if values[node] == max(values.values())) == sorted(names)


def test_kite_without_its_most_central_people():
    expected, graph = published("kite.key_player")
    assert removal(graph, ["Diane"]).parts == (1, expected["remove Diane"])
    without = removal(graph, ["Heather"])
    assert without.parts == (1, expected["remove Heather"])
    assert without.largest == (10, expected["sizes after Heather"][0])
    assert without.cut_off == ("Ike", "Jane")
    assert kpp_neg(graph, 1, by="components").members == ("Heather",)


def test_florentine_families():
    expected, graph = published("florentine.betweenness")
    check(SCORES["betweenness"](graph, Sampling()), expected)
    expected, _ = published("florentine.degree")
    check(SCORES["degree"](graph, Sampling()), expected)


def test_karate_club():
    expected, graph = published("karate.size")
    assert (len(graph), graph.number_of_edges()) == (expected["nodes"], expected["edges"])
    expected, graph = published("karate.modularity")
    found = communities(graph)
    assert 0.41 <= found.modularity <= expected["Q"] + 0.00005
    assert len(found.communities) == expected["communities"]


@pytest.mark.parametrize("identifier", ["burt.constraint", "burt.effective_size"])
def test_structural_holes(identifier):
    expected, graph = published(identifier)
    check(column(brokerage(graph), identifier.partition(".")[2]), expected)


def test_structural_holes_of_all():
    expected, graph = published("burt.all")
    for measure, values in expected.items():
        check(column(brokerage(graph), measure), values)
