"""Planted facts of the sample world that measures must find again."""

import pytest

from graph.analytics.introductions import suggest_introductions
from graph.analytics.reach import reach
from graph.analytics.redundancy import redundancy
from graph.analytics.scenario import Scenario
from graph.analytics.whatif import what_if
from graph.model.viewer import Viewer
from graph.network import contact_graph
from graph.ties import ties

pytestmark = [pytest.mark.server, pytest.mark.slow]

EVERYTHING = Viewer("all", "auditor", 4, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"}))


@pytest.fixture(scope="module")
def seen(workspace, world):
    network = workspace.view(EVERYTHING, world.as_of).network
    table = ties(network, world.as_of)
    return network, table, contact_graph(network, table, "introductions")


def test_planted_single_holders_have_their_holder(seen, world):
    found = {row.contact: row for row in redundancy(*seen).contacts}
    planted = [(entry["officer"], contact) for entry in world.truth["single_holders"] for contact in entry["contacts"]]
    assert planted
    for officer, contact in planted:
        row = found[f"Contact:{contact}"]
        assert row.holder == f"Officer:{officer}"
        assert row.second != row.holder


def test_without_their_holder_they_are_known_to_nobody(seen, world):
    entry = max(world.truth["single_holders"], key=lambda entry: len(entry["contacts"]))
    network, table, _ = seen
    found = what_if(contact_graph(network, table), Scenario((f"Officer:{entry['officer']}",)))
    lost = {row.node for row in found.cut_off if row.from_officers}
    assert {f"Contact:{contact}" for contact in entry["contacts"]} <= lost


def test_a_planted_broker_is_reached_from_both_sides(seen, world):
    network, table, graph = seen
    for entry in world.truth["brokers"]:
        found = reach(network, table, graph, f"Contact:{entry['contact']}", active=0.0, k=1, officers=100)
        direct = {way.officer_id for way in found.ways if way.hops == 1}
        there = {key for key in [*entry["officers_there"], *entry["officers_elsewhere"]] if f"Officer:{key}" in graph}
        assert direct <= there
        assert direct


def test_nobody_is_introduced_to_whom_they_know(seen):
    _, _, graph = seen
    for row in suggest_introductions(*seen).items:
        assert not graph.has_edge(row.officer, row.target)
