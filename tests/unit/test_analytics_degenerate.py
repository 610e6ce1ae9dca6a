"""Empty networks, single people, people without ties: defined, not accidental."""

from itertools import pairwise

import pytest
from plain_graphs import graph_of

from graph.analytics.brokerage import brokerage
from graph.analytics.communities import communities
from graph.analytics.fragmentation import fragmentation, removal
from graph.analytics.keyplayers import kpp_neg, kpp_pos
from graph.analytics.paths import strongest_paths
from graph.analytics.results import Column, Table
from graph.analytics.scores import LEAST_PIVOTS, SCORES, Sampling
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
    assert [score(EMPTY, Sampling()) for score in SCORES.values()] == [{}] * len(SCORES)
    found = brokerage(EMPTY)
    assert (found.table().rows, found.bridge_table().rows, found.single_holder_table().rows) == ((), (), ())
    assert communities(EMPTY).communities == ()
    assert (fragmentation(EMPTY), fragmentation(EMPTY, by="distance")) == (0.0, 0.0)
    assert kpp_neg(EMPTY, 2).members == kpp_pos(EMPTY, 2).members == ()
    assert removal(EMPTY, []).largest == (0, 0)
    assert rank_bands(EMPTY, degree).nodes == ()


def test_one_person():
    values = {name: score(ONE, Sampling())["a"] for name, score in SCORES.items()}
    undefined = dict.fromkeys(("constraint", "effective_size"))
    assert values == {**dict.fromkeys(SCORES, 0.0), "pagerank": 1.0, **undefined}
    broker = brokerage(ONE).nodes[0]
    assert (broker.constraint, broker.effective_size, broker.efficiency, broker.cut_point) == (None, None, None, False)
    found = communities(ONE)
    assert (found.components, found.communities, found.modularity, found.nodes[0].core) == ((1,), (1,), None, 0)
    assert kpp_neg(ONE, 3).members == kpp_pos(ONE, 3).members == ("a",)
    assert kpp_pos(ONE, 1).value == 1.0
    assert removal(ONE, ["a"]).largest == (1, 0)
    assert rank_bands(ONE, degree).nodes[0].rank == 1


def test_two_people():
    assert SCORES["betweenness"](TWO, Sampling()) == {"a": 0.0, "b": 0.0}
    assert SCORES["closeness"](TWO, Sampling()) == {"a": 1.0, "b": 1.0}
    assert [row.constraint for row in brokerage(TWO).nodes] == [1.0, 1.0]
    assert [(row.first, row.second) for row in brokerage(TWO).bridges] == [("a", "b")]
    assert fragmentation(APART) == fragmentation(APART, by="distance") == 1.0
    assert fragmentation(TWO) == fragmentation(TWO, by="distance") == 0.0
    assert SCORES["pagerank"](APART, Sampling()) == {"a": 0.5, "b": 0.5}


def test_a_long_path_of_five_thousand():
    names = [f"{i:04d}" for i in range(5000)]
    path = graph_of(names, list(pairwise(names)))
    assert len(brokerage(path).bridges) == 4999
    assert communities(path).components == (5000,)
    few = Sampling(exact_up_to=10, pivots=LEAST_PIVOTS)
    assert few.drawn(path) == 2
    assert "2 pivots, seed 1" in few.caption(path)
    assert all(0 <= value <= 1 for value in SCORES["betweenness"](path, few).values())
    assert len(strongest_paths(path, "0000", "0004").paths) == 1
    assert [kind(path, 1).candidates for kind in (kpp_neg, kpp_pos)] == [60, 60]
    assert kpp_neg(path, 1).members == ("0060",)  # the innermost of the candidates, 0001 to 0060
    assert strongest_paths(path, "0000", "0004", max_hops=10**12).paths[0].hops == 4  # no more rounds than nodes
    assert strongest_paths(path, "0000", "4999").message == "No path to 4999 within 4 ties; the shortest has 4999."


def test_above_the_limit_closeness_is_left_out():
    graph = graph_of("abcd", [("a", "b"), ("b", "c")])
    assert set(SCORES["closeness"](graph, Sampling(exact_up_to=3, pivots=2)).values()) == {None}


def test_all_pivots_give_the_exact_values():
    graph = graph_of("abcdef", [("a", "b"), ("b", "c"), ("c", "d"), ("b", "d"), ("d", "e")])
    for score in (SCORES["harmonic"], SCORES["betweenness"]):
        assert score(graph, Sampling(exact_up_to=1, pivots=6)) == pytest.approx(score(graph, Sampling()))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Sampling(paths="miles"), "'hops' or 'distance'"),
        (lambda: Sampling(pivots=1), "from 1 pivots; ask for at least 2"),
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
