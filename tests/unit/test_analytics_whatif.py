"""What-if on networks that can be worked out by hand."""

import datetime as dt
import time
from itertools import pairwise

import networkx as nx
import numpy as np
import pytest
from plain_graphs import graph_of
from world_network import sample_world

from graph.analytics.pivots import Pair, betweenness, draw, everybody
from graph.analytics.refinement import Refinement, refined_table, shortened
from graph.analytics.scenario import HandedOver, NewPosting, Scenario, changed, changed_arrays
from graph.analytics.whatif import what_if
from graph.backend.conversion import from_arrays
from graph.errors import InputError, NotFoundError
from graph.kernels.breadth_first import hops_from
from graph.network import contact_graph
from graph.ties import ties

A, B = "Officer:A", "Officer:B"
C = {number: f"Contact:{number}" for number in range(1, 6)}
NODES = [A, B, *C.values(), "Organisation:P", "Organisation:Q"]
EDGES = [
    (A, C[1]), (A, C[2]), (B, C[2]), (B, C[3]), (A, C[4]),
    (C[1], "Organisation:P"), (C[4], "Organisation:P"), (C[3], "Organisation:Q"),
]  # fmt: skip
STRENGTHS = [40.0, 20.0, 10.0, 80.0, 50.0, 50.0, 50.0, 50.0]
COUNTRIES = [None, None, "IT", "FR", "FR", "ES", "PL", "IT", "FR"]


def network():
    """Two officers; A alone knows 1 and 4 at P, both know 2, B alone knows 3 at Q, nobody knows 5."""
    return graph_of(
        NODES,
        EDGES,
        STRENGTHS,
        label=[node.partition(":")[0] for node in NODES],
        key=[node.partition(":")[2] for node in NODES],
        name=[node.lower() for node in NODES],
        country=COUNTRIES,
    )


def strengths(graph):
    return {frozenset((one, two)): data["strength"] for one, two, data in graph.edges(data=True)}


def figures(found):
    return {row.measure: (row.before, row.after) for row in found.figures}


def test_when_an_officer_leaves():
    found = what_if(network(), Scenario((A,)))
    assert found.pivots is None
    assert "exact" in found.caption()
    rows = figures(found)
    assert rows["nodes"] == (9, 8)
    assert rows["ties"] == (8, 5)
    # Before: everybody but 5. After: B-2-3-Q, 1-4-P, and 5 alone.
    assert rows["parts"] == (2, 3)
    assert rows["largest part"] == (8, 4)
    assert rows["fragmentation"] == pytest.approx((1 - 56 / 72, 1 - (12 + 6) / 56))
    assert rows["reach"] == pytest.approx((6 / 7, 3 / 7))
    assert rows["harmonic reach"] == pytest.approx((5 / 7, (1 + 1 + 0.5) / 7))
    assert [(row.node, row.from_largest, row.from_officers) for row in found.cut_off] == [
        (C[1], True, True), (C[4], True, True), ("Organisation:P", True, True),
    ]  # fmt: skip
    assert [(row.kind, row.key, row.ties_before, row.ties_after) for row in found.losses] == [
        ("country", "ES", 1, None), ("country", "IT", 1, None), ("service", "P", 1, None),
    ]  # fmt: skip
    assert found.losses_table().records()[2]["name"] == "organisation:p"
    between = {row.node: row for row in found.shifts if row.measure == "betweenness"}
    # B lies between 2 and 3, 2 and Q of 42 ordered pairs; before also between A's side and its own.
    assert between[B].after == pytest.approx(2 * 2 / 42)
    assert between[B].before == pytest.approx(2 * (2 * 5) / 56)
    assert A not in between
    assert all(row.error == 0 for row in found.shifts)
    cores = {row.node: (row.before, row.after) for row in found.shifts if row.measure == "core"}
    assert cores == {C[1]: (2, 1), C[4]: (2, 1), "Organisation:P": (2, 1)}
    holes = {row.node: row for row in found.shifts if row.measure == "constraint"}
    assert holes[C[2]].after == pytest.approx(1.0)
    assert holes[C[2]].before == pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)
    assert len(found.table().rows) == 7
    assert len(found.cut_off_table().rows) == 3
    assert len(found.shifts_table().rows) == len(found.shifts)


def test_a_contact_at_a_distance_is_no_longer_known():
    # A's 1 still can be reached through its service and 6, whom B knows.
    graph = graph_of(
        [A, B, C[1], C[2], "Organisation:P"],
        [(A, C[1]), (B, C[2]), (C[1], "Organisation:P"), (C[2], "Organisation:P")],
        country=[None, None, "IT", "FR", "FR"],
    )
    found = what_if(graph, Scenario((A,)))
    assert [(row.key, row.ties_before, row.ties_after) for row in found.losses] == [("IT", 1, 3)]
    assert found.cut_off == ()


def test_a_posting_gains_ties():
    posting = NewPosting(
        "Officer:N", 30.0, contacts=(C[5],), countries=("FR",), services=("Organisation:P",), name="Née"
    )
    graph = changed(network(), Scenario(postings=(posting,)))
    now = strengths(graph)
    for contact in C.values():
        assert now[frozenset(("Officer:N", contact))] == 30.0
    assert len(now) == 8 + 5
    assert graph.nodes["Officer:N"] == {"label": "Officer", "key": "N", "name": "Née", "country": None}
    assert graph["Officer:N"][C[5]]["distance"] == 333
    found = what_if(network(), Scenario(postings=(posting,)))
    assert figures(found)["reach"] == pytest.approx((6 / 7, 1))
    assert "Assumed: Officer:N gains ties of strength 30." in found.caption()
    # A stronger tie stays, a weaker one becomes stronger.
    more = strengths(changed(network(), Scenario(postings=(NewPosting(A, 30.0, contacts=(C[1], C[2])),))))
    assert more[frozenset((A, C[1]))] == 40.0
    assert more[frozenset((A, C[2]))] == 30.0


def test_contacts_are_handed_over():
    handover = HandedOver(A, B, 0.75)
    now = strengths(changed(network(), Scenario(handovers=(handover,))))
    expected = {frozenset(edge): strength for edge, strength in zip(EDGES, STRENGTHS, strict=True) if A not in edge}
    expected |= {frozenset((B, C[1])): 30.0, frozenset((B, C[4])): 37.5, frozenset((B, C[2])): 15.0}
    assert now == expected
    one = strengths(changed(network(), Scenario((A,), handovers=(HandedOver(A, B, 0.0, (C[1],)),))))
    assert not any(A in pair for pair in one)
    assert frozenset((B, C[1])) not in one
    new = NewPosting("Officer:N", 10.0, contacts=(C[5],))
    both = strengths(changed(network(), Scenario((A,), (new,), (HandedOver(A, "Officer:N", 0.5),))))
    assert {other: both[frozenset(("Officer:N", other))] for other in (C[1], C[2], C[4], C[5])} == {
        C[1]: 20.0, C[2]: 10.0, C[4]: 25.0, C[5]: 10.0,
    }  # fmt: skip
    assert (
        "Officer:B keeps 75% of the strength of Officer:A"
        in what_if(network(), Scenario(handovers=(handover,))).caption()
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: NewPosting("Contact:1", 10.0, (C[1],)), "posting is an officer's"),
        (lambda: NewPosting(A, 0.0, (C[1],)), "above 0 and up to 100"),
        (lambda: NewPosting(A, 101.0, (C[1],)), "above 0 and up to 100"),
        (lambda: NewPosting(A, 10.0), "gains nothing"),
        (
            lambda: changed(network(), Scenario(postings=(NewPosting(A, 5.0, countries=("BE",)),))),
            "no contact of BE is in",
        ),
        (lambda: changed(network(), Scenario(postings=(NewPosting(A, 5.0, countries=("ZZ",)),))), "'ZZ' is not known"),
        (lambda: HandedOver(A, A, 0.5), "to themselves"),
        (lambda: HandedOver(A, B, 1.5), "between 0 and 1"),
        (lambda: Scenario((B,), handovers=(HandedOver(A, B, 0.5),)), "both leaves and gains"),
        (lambda: changed(network(), Scenario(handovers=(HandedOver(A, B, 0.5, (C[3],)),))), "no tie with 'Contact:3'"),
        (lambda: changed(network(), Scenario(postings=(NewPosting(A, 5.0, (A,)),))), "tie with themselves"),
        (lambda: what_if(network(), Scenario(), pivots=3), "at least 8 pivots"),
        (lambda: what_if(network().to_undirected(as_view=True), Scenario()), "was changed"),
    ],
)
def test_wrong_scenarios_are_refused(make, message):
    with pytest.raises((InputError, NotFoundError), match=message):
        make()


def test_who_is_not_there_is_said():
    for scenario in (
        Scenario(("Officer:Z",)),
        Scenario(postings=(NewPosting(A, 5.0, ("Contact:Z",)),)),
        Scenario(handovers=(HandedOver("Officer:Z", A, 0.5),)),
    ):
        with pytest.raises(NotFoundError, match=r"There is no '(Officer|Contact):Z' in this network on this day"):
            what_if(network(), scenario)


def test_degenerate_networks():
    empty = what_if(graph_of([], []), Scenario())
    assert {row.before for row in empty.figures} == {row.after for row in empty.figures} == {0.0}
    assert (empty.cut_off, empty.losses, empty.shifts) == ((), (), ())
    last = what_if(graph_of([A], []), Scenario((A,)))
    assert figures(last)["nodes"] == (1, 0)
    assert last.shifts == ()
    alone = what_if(graph_of([C[1], C[2]], [(C[1], C[2])]), Scenario((C[1],)))
    assert figures(alone)["reach"] == (0, 0)
    first = what_if(graph_of([C[1]], []), Scenario(postings=(NewPosting(A, 5.0, (C[1],)),)))
    assert figures(first)["reach"] == (0, 1)
    nothing = what_if(network(), Scenario())
    assert all(row.before == row.after for row in nothing.figures)
    assert (nothing.cut_off, nothing.losses, nothing.shifts) == ((), (), ())


def random_pair(nodes=400, seed=3):
    rng = np.random.default_rng(seed)
    names = [f"Officer:{i}" if i < 20 else f"Contact:{i}" for i in range(nodes)]
    # One officer knows sixty; the others few each.
    edges = {(0, int(i)) for i in rng.choice(np.arange(20, nodes), 60, replace=False)}
    edges |= {tuple(sorted(map(int, rng.choice(nodes, 2, replace=False)))) for _ in range(700)}
    graph = graph_of(names, [(names[one], names[two]) for one, two in sorted(edges)])
    return graph, Scenario((names[0],))


def lined_up(graph, scenario):
    """The first node leaves."""
    after = changed(graph, scenario)
    pair = Pair(from_arrays(graph.arrays), from_arrays(after.arrays), np.arange(-1, len(after)))
    return pair, np.array([graph.row(node) for node in graph.neighbors("Officer:0")])


@pytest.mark.slow
def test_each_source_counts_once_on_average():
    pair, focus = lined_up(*random_pair(nodes=100))
    totals, rounds = np.zeros(100), 600
    for seed in range(rounds):
        groups = draw(pair, focus, 32, seed)
        for group in groups:
            totals[group.before] += group.size / group.drawn
            assert (pair.place[group.before] == group.after).all()
        assert sum(len(group.before) for group in groups) == 33
        near = sum(np.isin(group.before, focus).sum() for group in groups)
        assert near == 16
    assert totals[0] == rounds
    # The weight of a source is its stratum's size over 16 or 0.
    size = np.where(np.isin(np.arange(100), focus), len(focus), 99 - len(focus))
    error = np.sqrt((size / 16 - 1) / rounds)
    assert np.max(np.abs(totals[1:] / rounds - 1) / error[1:]) < 4.5


def test_the_estimate_is_the_weighted_sum_over_its_sources():
    graph, scenario = random_pair(nodes=100)
    pair, focus = lined_up(graph, scenario)
    groups = draw(pair, focus, 16, 1)
    found = betweenness(pair, groups, exact=False)
    expected = dict.fromkeys(graph, 0.0)
    names = list(graph)
    plain = nx.Graph(list(graph.edges))
    for group in groups:
        for row in group.before:
            parts = nx.betweenness_centrality_subset(plain, [names[row]], names, backend="networkx")
            for node, value in parts.items():
                expected[node] += 2 * value * group.size / group.drawn / (99 * 98)
    assert found.before == pytest.approx(list(expected.values()))


def test_an_estimate_says_how_far_it_may_be_off():
    graph, scenario = random_pair()
    pair, focus = lined_up(graph, scenario)
    found = [betweenness(pair, draw(pair, focus, 32, seed), exact=False) for seed in range(40)]
    change = [one.after[pair.place[1:]] - one.before[1:] for one in found]
    told = np.sqrt(np.mean([one.error[1:] ** 2 for one in found], axis=0))
    seen = np.std(change, axis=0, ddof=1)
    assert told.sum() == pytest.approx(seen.sum(), rel=0.15)
    exact = what_if(graph, scenario, top=400)
    sampled = what_if(graph, scenario, exact_up_to=10, pivots=32, seed=5)
    assert sampled == what_if(graph, scenario, exact_up_to=10, pivots=32, seed=5)
    # 32, and the officer who leaves.
    assert "33 pivots" in sampled.caption()
    rows = {(row.measure, row.node): row for row in exact.shifts}
    hit = [row for row in sampled.shifts if row.measure == "betweenness"]
    assert hit
    for row in hit:
        assert abs(row.after - row.before) > 2 * row.error
    for row in sampled.shifts:
        if row.measure != "betweenness":
            assert row == rows[row.measure, row.node]


@pytest.mark.slow
def test_the_told_error_covers_the_largest_changes():
    """Drawn at random, a sixth of them were off by more than four standard errors when few sources carry a change."""
    network = sample_world(2020, 0.1).network()
    graph = contact_graph(network, ties(network, dt.date(2026, 8, 31)), "full")
    for officer in ("Officer:O-001", "Officer:O-005"):
        pair, focus = removal(graph, officer)
        truth = betweenness(pair, everybody(pair), exact=True)
        common, place = pair.common, pair.place[pair.common]
        change = truth.after[place] - truth.before[common]
        top = np.argsort(-np.abs(change))[:20]
        told = [betweenness(pair, draw(pair, focus, 128, seed), exact=False) for seed in range(20)]
        off = np.array([np.abs(one.after[place] - one.before[common] - change)[top] / one.error[common][top]
                        for one in told])  # fmt: skip
        assert (off > 4).mean() < 0.05
        assert np.median(off) < 1


def removal(graph, officer):
    """Give a network without an officer beside it, and the rows of the officer's neighbours."""
    after, place = changed_arrays(graph, Scenario((officer,)))
    focus = np.array([graph.row(node) for node in graph.neighbors(officer)])
    return Pair(from_arrays(graph.arrays), from_arrays(after), place), focus


def test_hops_on_a_long_path():
    names = [f"{i:04d}" for i in range(3000)]
    graph = graph_of(names, list(pairwise(names)))
    network = from_arrays(graph.arrays)
    assert hops_from(network.starts, network.targets, np.array([0])).tolist() == list(range(3000))
    assert hops_from(network.starts, network.targets, np.array([2, 2998])).tolist() == [
        min(abs(place - 2), abs(place - 2998)) for place in range(3000)
    ]
    assert hops_from(network.starts, network.targets, np.zeros(0, dtype=np.int64)).tolist() == [-1] * 3000


def test_the_exact_answer_comes_in_the_background():
    graph, scenario = random_pair()
    work = Refinement(graph, scenario, exact_up_to=10).start()
    assert work.result() == what_if(graph, scenario, exact=True)
    assert work.progress == 1.0
    assert not work.running
    wrong = Refinement(graph, Scenario(("Officer:Z",))).start()
    with pytest.raises(NotFoundError):
        wrong.result()


@pytest.mark.slow
def test_exact_changes_stand_beside_the_estimated_ones():
    graph, scenario = random_pair()
    sampled = what_if(graph, scenario, exact_up_to=10, pivots=32, seed=5)
    work = Refinement(graph, scenario, top=len(graph)).start()
    exact = work.result()
    plain = nx.Graph(list(graph.edges))
    plain.add_nodes_from(graph)
    before = nx.betweenness_centrality(plain, backend="networkx")
    plain.remove_node("Officer:0")
    after = nx.betweenness_centrality(plain, backend="networkx")
    found = refined_table(sampled, exact).records()
    told = {row.node: row for row in sampled.shifts if row.measure == "betweenness"}
    assert [row["node"] for row in found] == list(told)
    assert len(found) > 3
    for row in found:
        shift = told[row["node"]]
        true = after[row["node"]] - before[row["node"]]
        assert row["estimate"] == shift.after - shift.before
        assert row["error"] == shift.error > 0
        assert row["exact"] == pytest.approx(true, abs=1e-11)
        assert row["off"] == pytest.approx(abs(row["estimate"] - true) / shift.error, rel=1e-6, abs=1e-6)
    assert shortened(exact) == what_if(graph, scenario)


def test_a_background_answer_can_be_cancelled():
    graph, scenario = random_pair(nodes=2500)
    work = Refinement(graph, scenario)
    work.cancel()
    work.start()
    assert work.result() is None
    assert work.cancelled
    assert work.progress == 0.0
    work = Refinement(graph, scenario).start()
    while work.running and not work.progress:
        time.sleep(0.001)
    work.cancel()
    assert work.result(timeout=60) is None
    assert not work.running
