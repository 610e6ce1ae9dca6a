"""Empty networks, single people, people without ties: defined, not accidental."""

from itertools import pairwise

import pytest
from plain_graphs import graph_of

from graph.analytics.brokerage import brokerage
from graph.analytics.centrality import MEASURES, centrality
from graph.analytics.communities import communities
from graph.analytics.fragmentation import fragmentation, removal
from graph.analytics.keyplayers import kpp_neg, kpp_pos
from graph.analytics.paths import strongest_paths
from graph.analytics.results import Column, Table
from graph.analytics.scores import Sampling
from graph.analytics.uncertainty import rank_bands
from graph.errors import DeclarationError, InputError, NotFoundError
from graph.statement import Result

EMPTY = graph_of([], [])
ONE = graph_of(["a"], [])
TWO = graph_of(["a", "b"], [("a", "b")])
APART = graph_of(["a", "b"], [])


def degree(graph):
    return dict(graph.degree())


def test_nobody():
    assert centrality(EMPTY).table().rows == ()
    assert centrality(EMPTY).table().names()[3:] == MEASURES
    found = brokerage(EMPTY)
    assert (found.table().rows, found.bridge_table().rows, found.single_holder_table().rows) == ((), (), ())
    assert communities(EMPTY).communities == ()
    assert (fragmentation(EMPTY), fragmentation(EMPTY, by="distance")) == (0.0, 0.0)
    assert kpp_neg(EMPTY, 2).members == kpp_pos(EMPTY, 2).members == ()
    assert removal(EMPTY, []).largest == (0, 0)
    assert rank_bands(EMPTY, degree).nodes == ()


def test_one_person():
    row = centrality(ONE).nodes[0]
    assert [getattr(row, name) for name in MEASURES] == [0, 0.0, 1.0, 0.0, 0.0, 0.0]
    broker = brokerage(ONE).nodes[0]
    assert (broker.constraint, broker.effective_size, broker.efficiency, broker.cut_point) == (None, None, None, False)
    found = communities(ONE)
    assert (found.components, found.communities, found.modularity, found.nodes[0].core) == ((1,), (1,), None, 0)
    assert kpp_neg(ONE, 3).members == kpp_pos(ONE, 3).members == ("a",)
    assert kpp_pos(ONE, 1).value == 1.0
    assert removal(ONE, ["a"]).largest == (1, 0)
    assert rank_bands(ONE, degree).nodes[0].rank == 1


def test_two_people():
    assert [row.betweenness for row in centrality(TWO).nodes] == [0.0, 0.0]
    assert [row.closeness for row in centrality(TWO).nodes] == [1.0, 1.0]
    assert [row.constraint for row in brokerage(TWO).nodes] == [1.0, 1.0]
    assert [(row.first, row.second) for row in brokerage(TWO).bridges] == [("a", "b")]
    assert fragmentation(APART) == fragmentation(APART, by="distance") == 1.0
    assert fragmentation(TWO) == fragmentation(TWO, by="distance") == 0.0
    assert [row.pagerank for row in centrality(APART).nodes] == [0.5, 0.5]


def test_a_long_path_of_five_thousand():
    names = [f"{i:04d}" for i in range(5000)]
    path = graph_of(names, list(pairwise(names)))
    assert len(brokerage(path).bridges) == 4999
    assert communities(path).components == (5000,)
    found = centrality(path, measures=["degree", "betweenness"], sampling=Sampling(exact_up_to=10, pivots=2))
    assert found.sampling.drawn(path) == 2
    assert "2 pivots, seed 1" in found.caption()
    assert len(strongest_paths(path, "0000", "0004").paths) == 1
    assert strongest_paths(path, "0000", "4999").message == "No path to 4999 within 4 ties; the shortest has 4999."


def test_above_the_limit_closeness_is_left_out():
    found = centrality(graph_of("abcd", [("a", "b"), ("b", "c")]), sampling=Sampling(exact_up_to=3, pivots=2))
    assert found.table().names() == ("node", "label", "name", "degree", "strength", "pagerank", "betweenness",
                                     "harmonic")  # fmt: skip


def test_all_pivots_give_the_exact_values():
    graph = graph_of("abcdef", [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d"), ("d", "e")])
    exact = centrality(graph)
    sampled = centrality(graph, sampling=Sampling(exact_up_to=1, pivots=6))
    assert [row.harmonic for row in sampled.nodes] == pytest.approx([row.harmonic for row in exact.nodes])
    assert [row.betweenness for row in sampled.nodes] == pytest.approx([row.betweenness for row in exact.nodes])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: centrality(TWO, measures=["betwenness"]), "Did you mean 'betweenness'"),
        (lambda: centrality(TWO, sampling=Sampling(paths="miles")), "'hops' or 'distance'"),
        (lambda: fragmentation(TWO, by="weight"), "by 'weight'"),
        (lambda: kpp_neg(TWO, 0), "at least 1"),
        (lambda: kpp_pos(TWO, -1), "at least 1"),
        (lambda: strongest_paths(TWO, "a", "a"), "two different nodes"),
        (lambda: strongest_paths(TWO, "a", "b", k=0), "at least 1 path"),
        (lambda: rank_bands(TWO, degree, rounds=0), "at least 1 round"),
        (lambda: rank_bands(TWO.to_undirected(as_view=True), degree), "was changed"),
    ],
)
def test_what_cannot_be_computed_is_said(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_who_is_not_there_is_said():
    for call in (
        lambda: strongest_paths(TWO, "a", "Z"),
        lambda: kpp_neg(TWO, 1, candidates=["Z"]),
        lambda: removal(TWO, ["Z"]),
    ):
        with pytest.raises(NotFoundError, match="There is no 'Z' in this network on this day"):
            call()


def test_a_table_gives_its_first_rows_and_tells_of_more():
    whole = Table("t", (Column("a", "", "what"),), ((1,), (2,)))
    assert whole.result() == whole.result(2) == Result(("a",), ((1,), (2,)))
    assert whole.result(1) == Result(("a",), ((1,),), truncated=True)


def test_a_table_with_a_row_too_short_is_refused():
    with pytest.raises(DeclarationError, match="2 columns"):
        Table("t", (Column("a", "", ""), Column("b", "", "")), ((1,),))
