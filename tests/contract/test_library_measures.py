"""Questions that measures answer, against plain networkx on a graph made straight from the input files."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import networkx as nx
import pytest
from library_oracle.records import read_world
from library_oracle.sight import Sight
from library_oracle.structure import best_paths, broken, changed, moved, nearness, network

from graph.errors import InputError, NotFoundError
from graph.model.viewer import OPEN, Viewer
from liaison.app import questions
from liaison.app.workspace import Workspace

pytestmark = [pytest.mark.server, pytest.mark.slow]

VIEWERS = [
    Viewer("analyst", "analyst", 1),
    Viewer("coordinator", "coordinator", 3, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"})),
]


@pytest.fixture(scope="module")
def place(loaded_store, tmp_path_factory):
    return Workspace(loaded_store, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module", params=VIEWERS, ids=lambda viewer: viewer.user_id)
def viewer(request):
    return request.param


@pytest.fixture(scope="module")
def sight(world, viewer):
    return Sight(read_world(world.folder, world.truth), viewer, world.as_of)


@pytest.fixture
def ask(place, viewer, world):
    def answer(query_id, **values):
        return questions.run(place, query_id, values, viewer=viewer, as_of=world.as_of)

    return answer


def far_contacts(sight):
    """Choose an officer, and a contact and an organisation that this officer does not know directly."""
    graph = network(sight, organisations=True)
    source = max((node for node in graph if node.startswith("Officer:")), key=lambda node: (graph.degree(node), node))
    away = nx.single_source_shortest_path_length(graph, source)
    for label in ("Contact", "Organisation"):
        yield source, min(node for node, hops in away.items() if node.startswith(label) and 2 <= hops <= 4)


def test_q02_gives_the_best_paths(ask, sight):
    for source, target in far_contacts(sight):
        answer = ask("q02", **{"from": source.partition(":")[2], "to": target, "paths": 3})
        ways = {}
        for row in answer.table.records():
            ways.setdefault(row["path"], []).append(row)
        expected = best_paths(sight, source, target, 4, 3)
        assert [steps[-1]["distance"] for steps in ways.values()] == expected
        graph = network(sight, organisations=True)
        for steps in ways.values():
            assert (steps[0]["node"], steps[-1]["node"]) == (source, target)
            for one, two in pairwise(steps):
                tie = graph.edges[one["node"], two["node"]]
                assert two["strength"] == pytest.approx(tie["strength"], abs=1e-9)
                assert two["distance"] - one["distance"] == tie["distance"]


def test_q02_takes_a_key_alone(ask, sight):
    source, target = next(far_contacts(sight))
    values = {"from": source.partition(":")[2], "k": 4}
    with_label = ask("q02", **values, to=target)
    assert ask("q02", **values, to=target.partition(":")[2]).table == with_label.table


def test_q28_measures_as_networkx_does(ask, sight):
    graph = network(sight)
    found = {row["node"]: row for row in ask("q28", top=1000).table.records()}
    assert set(found) == set(graph)
    between = nx.betweenness_centrality(graph, backend="networkx")
    constraint = nx.constraint(graph, weight="strength", backend="networkx")
    cut = set(nx.articulation_points(graph))
    at_bridges = Counter(end for edge in nx.bridges(graph) for end in edge)
    for node, row in found.items():
        assert row["betweenness"] == pytest.approx(between[node], abs=1e-9)
        assert row["ties"] == graph.degree(node)
        assert row["cut_point"] == (node in cut)
        assert row["bridges"] == at_bridges[node]
        assert 1 <= row["best_rank"] <= row["worst_rank"] <= len(graph)
        if graph.degree(node):
            assert row["constraint"] == pytest.approx(constraint[node], abs=1e-9)
        else:
            assert row["constraint"] is None
        alone = sum(graph.degree(other) == 1 for other in graph[node]) if node.startswith("Officer:") else 0
        assert row["sole_contacts"] == alone


def test_q28_keeps_cut_points_beyond_the_top(ask, sight):
    cut = set(nx.articulation_points(network(sight)))
    rows = ask("q28", top=1).table.records()
    assert {row["node"] for row in rows[1:]} == cut - {rows[0]["node"]}


def test_q29_finds_the_best_single_players(ask, sight):
    graph = network(sight)
    rows = {row["problem"]: row for row in ask("q29", k=1).table.records()}
    assert rows["loss"]["after"] == pytest.approx(max(broken(graph, [node]) for node in graph), abs=1e-9)
    assert rows["loss"]["after"] == pytest.approx(broken(graph, [rows["loss"]["node"]]), abs=1e-9)
    assert rows["loss"]["before"] == pytest.approx(broken(graph), abs=1e-9)
    assert rows["reach"]["after"] == pytest.approx(max(nearness(graph, [node]) for node in graph), abs=1e-9)


def test_q29_values_are_those_of_its_sets(ask, sight):
    graph = network(sight)
    hub = max((node for node in graph if node.startswith("Officer:")), key=lambda node: (graph.degree(node), node))
    rows = ask("q29", k=3, remove=hub.partition(":")[2]).table.records()
    sets = {name: [row["node"] for row in rows if row["problem"] == name] for name in ("loss", "reach", "what_if")}
    values = {row["problem"]: row["after"] for row in rows}
    assert [len(members) for members in sets.values()] == [3, 3, 1]
    assert values["loss"] == pytest.approx(broken(graph, sets["loss"]), abs=1e-9)
    assert values["reach"] == pytest.approx(nearness(graph, sets["reach"]), abs=1e-9)
    assert sets["what_if"] == [hub]
    assert values["what_if"] == pytest.approx(broken(graph, [hub]), abs=1e-9)


def test_q30_tells_changed_ties_and_moves(ask, sight):
    first = dt.date(2025, 3, 1)
    rows = ask("q30", date1=first).table.records()
    expected = changed(sight, first, sight.as_of)
    found = {
        (row["officer_id"], row["contact_id"]): (row["change"], row["before"], row["after"])
        for row in rows
        if row["change"] in ("new", "lost", "faded")
    }
    assert set(found) == set(expected)
    assert len({kind for kind, _, _ in found.values()}) == 3
    for pair, (kind, before, after) in expected.items():
        assert found[pair][0] == kind
        assert found[pair][1:] == pytest.approx((before, after), abs=1e-9)
    moves = {row["contact_id"]: (row["was"], row["is_now"]) for row in rows if row["change"] == "moved"}
    assert moves == moved(sight, first, sight.as_of)


def test_q30_sets_communities_against_countries_and_keeps_namesakes_apart(ask, sight, world):
    rows = ask("q30").table.records()
    groups = [row for row in rows if row["change"] == "community"]
    assert groups
    assert sum(row["members"] for row in groups) <= len(sight.contacts)
    assert all(0 < row["share"] <= 1 for row in groups)
    pairs = {frozenset((row["contact_id"], row["is_now"])) for row in rows if row["change"] == "possible_duplicate"}
    assert not pairs & {frozenset(one["contacts"]) for one in world.truth["namesakes"]}
    planted = {frozenset(one["contacts"]) for one in world.truth["duplicates"]}
    seen = {pair for pair in planted if pair <= set(sight.contacts)}
    assert len(seen & pairs) >= len(seen) * 3 / 4


def test_somebody_who_is_not_visible_is_not_there(place, world):
    with pytest.raises(NotFoundError, match="Officer:O-999"):
        questions.run(place, "q02", {"from": "O-999", "to": "C-00001"}, viewer=OPEN, as_of=world.as_of)
    with pytest.raises(NotFoundError, match="X-1"):
        questions.run(place, "q29", {"remove": "X-1"}, viewer=VIEWERS[1], as_of=world.as_of)
    with pytest.raises(InputError, match="must come before"):
        questions.run(place, "q30", {"date1": "2025-01-01", "date2": "2024-01-01"}, viewer=OPEN, as_of=world.as_of)
