"""Month by month, and communities of two days: worked by hand, and against plain computation."""

import datetime as dt
import math
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_graphs import graph_of
from random_networks import DAY, expected_ties, is_valid, random_world
from sample_network import sample_network
from sample_rows import Rows, day

from graph.analytics.drift import adjusted_rand, drift, mutual_information
from graph.analytics.timeline import timeline
from graph.errors import InputError
from graph.model.days import add_months
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible
from liaison.sample import write_world

ACTIVE = 5.0


def network_of(world):
    return visible(snapshot_from_records(*world, marking=Marking()), OPEN)


def plain(world, when):
    """Give the graph of active ties on a day, by networkx alone."""
    graph = nx.Graph()
    for (officer, contact), tie in expected_ties(world, when).items():
        if tie["strength"] >= ACTIVE:
            graph.add_edge(f"Officer:{officer}", f"Contact:{contact}", strength=tie["strength"])
    return graph


def ranks(graph):
    return nx.pagerank(graph, weight="strength", tol=1e-12, max_iter=1000, backend="networkx") if graph else {}


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_every_month_is_that_of_plain_networks(seed):
    world = random_world(seed)
    first = add_months(DAY, -3)
    found = timeline(network_of(world), first, DAY)
    assert [month.day for month in found.months] == [add_months(first, count) for count in range(4)]
    before = None
    for month in found.months:
        graph = plain(world, month.day)
        parts = [len(part) for part in nx.connected_components(graph)]
        edges = {frozenset(edge) for edge in graph.edges}
        assert (month.officers, month.contacts) == tuple(
            sum(is_valid(row, month.day) for row in world[0][label]) for label in ("Officer", "Contact")
        )
        assert (month.ties, month.people, month.parts) == (len(edges), len(graph), len(parts))
        assert month.largest == max(parts, default=0)
        assert month.core == max(nx.core_number(graph, backend="networkx").values(), default=0) if graph else True
        assert month.strength == pytest.approx(sum(data["strength"] for _, _, data in graph.edges(data=True)))
        then = {frozenset(edge) for edge in before.edges} if before is not None else edges
        assert (month.new, month.lost) == (len(edges - then), len(then - edges))
        was, now = ranks(graph if before is None else before), ranks(graph)
        shift = sum(abs(now.get(node, 0.0) - was.get(node, 0.0)) for node in {*was, *now}) / 2
        assert month.shift == pytest.approx(shift, abs=1e-7)
        before = graph
    then, now = ranks(plain(world, first)), ranks(before)
    for mover in found.movers:
        assert mover.before == pytest.approx(then.get(mover.node, 0.0), abs=1e-7)
        assert mover.after == pytest.approx(now.get(mover.node, 0.0), abs=1e-7)
    moved = sorted((abs(now.get(node, 0.0) - then.get(node, 0.0)) for node in {*then, *now}), reverse=True)
    assert [abs(mover.change) for mover in found.movers] == pytest.approx(
        [one for one in moved[:10] if round(one, 9)], abs=1e-7
    )


def test_nothing_visible_and_one_day():
    nothing = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    found = timeline(nothing, DAY, DAY)
    (month,) = found.months
    assert (month.officers, month.ties, month.parts, month.core, month.shift, found.movers) == (0, 0, 0, 0, 0.0, ())
    assert len(found.table().rows) == 1
    assert found.movers_table().rows == ()
    assert "strength of 5" in found.caption()
    assert len(timeline(nothing, dt.date(2024, 1, 31), dt.date(2024, 3, 30)).months) == 2
    with pytest.raises(InputError, match="must not come after"):
        timeline(nothing, DAY, DAY - dt.timedelta(days=1))
    with pytest.raises(InputError, match="0 or more"):
        timeline(nothing, DAY, DAY, movers=-1)


def cliques(*groups):
    """Join everybody of a group with everybody else of it."""
    nodes = sorted({node for group in groups for node in group})
    return graph_of(nodes, [pair for group in groups for pair in combinations(sorted(group), 2)])


def fates(before, after):
    found = drift(cliques(*before), cliques(*after))
    return [(fate.change, fate.people_before, fate.people_after, fate.common) for fate in found.fates], found


def test_what_becomes_of_communities():
    assert fates(["abcd"], ["abcd"])[0] == [("continued", 4, 4, 4)]
    assert fates(["abcdef"], ["abc", "def"])[0] == [("split", 6, 6, 6)]
    assert fates(["abc", "def"], ["abcdef"])[0] == [("merged", 6, 6, 6)]
    assert fates(["abcd"], ["wxyz"])[0] == [("appeared", 0, 4, 0), ("dissolved", 4, 0, 0)]
    # Half of the smaller one makes two related, less does not.
    assert fates(["abcd"], ["abxy"])[0] == [("continued", 4, 4, 2)]
    assert fates(["abcd"], ["axyz"])[0] == [("appeared", 0, 4, 0), ("dissolved", 4, 0, 0)]


def test_who_moved_and_how_far_it_drifted():
    kinds, found = fates(["abcde", "vwxyz"], ["abcd", "evwxyz"])
    assert kinds == [("continued", 5, 6, 5), ("continued", 5, 4, 4)]
    assert [(one.node, one.label) for one in found.moved] == [("e", "")]
    # Numbers are by size on each day: those of a to d are now the second.
    assert (found.moved[0].before, found.moved[0].after, found.moved[0].others) == (1, 1, 2)
    # The contingency table is 4 0 / 1 5.
    mutual = 0.4 * math.log(0.4 / (0.5 * 0.4)) + 0.1 * math.log(0.1 / (0.5 * 0.6)) + 0.5 * math.log(0.5 / (0.5 * 0.6))
    entropies = math.log(2) - 0.4 * math.log(0.4) - 0.6 * math.log(0.6)
    assert found.drift == pytest.approx(1 - 2 * mutual / entropies)
    # Pairs together: 20 before, 21 after, 16 on both days, of 45.
    assert found.rand == pytest.approx((16 - 20 * 21 / 45) / (20.5 - 20 * 21 / 45))
    assert found.people == 10
    assert f"{found.drift:.2f} of 1" in found.caption()
    assert len(found.table().rows) == 2
    assert found.table().records()[0]["after"] == "1"
    assert len(found.moved_table().rows) == 1


def test_the_same_day_has_no_drift_and_strangers_have_none_to_tell():
    same = drift(cliques("abcd", "xyz"), cliques("abcd", "xyz"))
    assert (same.drift, same.rand, same.moved) == (0.0, 1.0, ())
    assert same == drift(cliques("abcd", "xyz"), cliques("abcd", "xyz"))
    strangers = drift(cliques("abc"), cliques("xyz"))
    assert (strangers.drift, strangers.rand, strangers.people) == (None, None, 0)
    assert "Nobody" in strangers.caption()
    empty = graph_of([], [])
    assert drift(empty, empty).fates == ()
    alone = graph_of(["a"], [])
    assert (drift(alone, alone).drift, drift(alone, alone).fates) == (0.0, ())


def test_days_and_projections_must_fit():
    network = network_of(random_world(3))
    one, two = (contact_graph(network, ties(network, when)) for when in (DAY, DAY + dt.timedelta(days=30)))
    assert drift(one, two).second == DAY + dt.timedelta(days=30)
    with pytest.raises(InputError, match="must come before"):
        drift(two, one)
    with pytest.raises(InputError, match="same projection"):
        drift(one, contact_graph(network, ties(network, DAY), "contacts"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_both_numbers_against_pairs_and_probabilities(people):
    one, two = [a for a, _ in people], [b for _, b in people]
    count = len(people)

    def entropy(values):
        return -sum(values.count(v) / count * math.log(values.count(v) / count) for v in set(values))

    total = entropy(one) + entropy(two)
    expected = 2 * (total - entropy(people)) / total if total else 1.0
    assert mutual_information(one, two) == pytest.approx(expected, abs=1e-9)
    assert mutual_information(two, one) == pytest.approx(expected, abs=1e-9)
    # Hubert and Arabie by counting pairs.
    pairs = list(combinations(range(count), 2))
    first = sum(one[a] == one[b] for a, b in pairs)
    second = sum(two[a] == two[b] for a, b in pairs)
    both = sum(one[a] == one[b] and two[a] == two[b] for a, b in pairs)
    chance = first * second / len(pairs) if pairs else 0.0
    rand = (both - chance) / ((first + second) / 2 - chance) if (first + second) / 2 != chance else 1.0
    assert adjusted_rand(one, two) == pytest.approx(rand)


@pytest.mark.slow
def test_the_sample_world_grows_and_its_communities_go_on(tmp_path):
    write_world(tmp_path, seed=31, scale=0.05)
    rows = Rows(tmp_path)
    network, end = sample_network(rows), day(rows.truth["world_end"])
    found = timeline(network, add_months(end, -35), end)
    assert len(found.months) == 36
    for before, after in zip(found.months, found.months[1:], strict=False):
        assert after.ties == before.ties + after.new - after.lost
    graphs = [contact_graph(network, ties(network, when)) for when in (add_months(end, -12), end)]
    changed = drift(*graphs)
    assert 0 < changed.drift < 1
    members = sum(fate.people_after for fate in changed.fates if fate.change in ("continued", "appeared"))
    assert 0 < members <= len(graphs[1])
