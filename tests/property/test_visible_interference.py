"""What a viewer is shown is a function of what that viewer may see: hidden records change nothing at all."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import DAY, World, may_see, random_world

from graph.analytics.brokerage import brokerage
from graph.analytics.change import change
from graph.analytics.communities import communities
from graph.analytics.drift import drift
from graph.analytics.handover import handover
from graph.analytics.handover_plan import plan_handover
from graph.analytics.keyplayers import kpp_neg, kpp_pos
from graph.analytics.paths import strongest_paths
from graph.analytics.scores import SCORES, Sampling, pagerank
from graph.analytics.survival import survival
from graph.analytics.timeline import timeline
from graph.analytics.uncertainty import rank_bands
from graph.model.marking import Marking
from graph.model.projections import PROJECTIONS
from graph.model.viewer import Viewer
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import VisibleNetwork, visible

_VIEWERS = st.builds(
    lambda level, compartments, releases: Viewer("u", "analyst", level, frozenset(compartments), frozenset(releases)),
    st.integers(0, 4),
    st.sampled_from([(), ("K1",), ("K1", "K2")]),
    st.sampled_from([(), ("BE",), ("NL",)]),
)
_KEYS = {
    "Officer": "officer_id",
    "Contact": "contact_id",
    "Organisation": "org_id",
    "Exchange": "exchange_id",
    "Interaction": "interaction_id",
}


def network_of(world: World, viewer: Viewer) -> VisibleNetwork:
    return visible(snapshot_from_records(*world, marking=Marking(4)), viewer)


def downstream(network: VisibleNetwork) -> list[object]:
    table = ties(network, DAY)
    graphs = [contact_graph(network, table, name) for name in PROJECTIONS]
    return [
        network.fingerprint(),
        network.marking(),
        table.to_arrow().to_pylist(),
        *[(list(graph.nodes(data=True)), list(graph.edges(data=True))) for graph in graphs],
    ]


def measured(network: VisibleNetwork) -> list[object]:
    table = ties(network, DAY)
    graph = contact_graph(network, table)
    ego = [strongest_paths(graph, node, list(graph)[-1]) for node in list(graph)[:-1]]
    officers = network.keys("Officer").to_pylist()
    return [
        ego,
        [score(graph, Sampling()) for score in SCORES.values()],
        brokerage(graph),
        communities(graph),
        kpp_neg(graph, 2),
        kpp_pos(graph, 2),
        rank_bands(graph, pagerank, rounds=3),
        change(network, DAY - dt.timedelta(days=90), DAY),
        survival(network, DAY),
        timeline(network, DAY - dt.timedelta(days=60), DAY),
        drift(contact_graph(network, ties(network, DAY - dt.timedelta(days=90))), graph),
        [handover(network, table, officer) for officer in officers],
        [plan_handover(network, table, officer, departure=DAY) for officer in officers],
    ]


def disturbed(world: World, viewer: Viewer, seed: int) -> World:
    """Remove, change and add records that the viewer may not see."""
    rng = random.Random(seed)

    def sees(row: dict) -> bool:
        return may_see(row, viewer.level, set(viewer.compartments), set(viewer.releases))

    nodes = {label: [dict(row) for row in rows] for label, rows in world[0].items()}
    links = {name: [dict(row) for row in rows] for name, rows in world[1].items()}
    for label, rows in nodes.items():
        hidden = [row for row in rows if not sees(row)]
        for row in rng.sample(hidden, len(hidden) // 2):
            rows.remove(row)
        for row in rows:
            if not sees(row) and "date" in row:
                row["date"] = DAY
        extra = {_KEYS[label]: f"A{seed}", "level": 4, "caveats": ["NOBODY"], "releasable_to": [], "date": DAY}
        rows.insert(0, extra | ({"kind": "reply"} if label == "Exchange" else {}))
    for name, rows in links.items():
        hidden = [row for row in rows if not sees(row)]
        for row in rng.sample(hidden, len(hidden) // 2):
            rows.remove(row)
        for row in rng.sample(rows, min(len(rows), 3)):
            twin = dict(row) | {"level": 4, "caveats": ["NOBODY"], "releasable_to": ["*"]}
            twin["end"] = f"A{seed}" if name == "HOLDS_ROLE" else row["end"]
            rows.insert(0, twin)
        for row in world[1]["TOOK_PART"][:2]:
            # Visible in itself, but one of its ends is not.
            if name == "TOOK_PART":
                plain = {"level": 0, "caveats": [], "releasable_to": ["*"]}
                rows.insert(0, row | plain | {"end_label": "Exchange", "end": f"A{seed}"})
    return nodes, links


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), viewer=_VIEWERS)
def test_hidden_records_change_nothing(seed: int, viewer: Viewer) -> None:
    world = random_world(seed, marked=True)
    before, after = network_of(world, viewer), network_of(disturbed(world, viewer, seed), viewer)
    for name, table in before.nodes.items():
        assert table.equals(after.nodes[name]), name
    for name, table in before.relationships.items():
        assert table.equals(after.relationships[name]), name
    assert downstream(before) == downstream(after)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), viewer=_VIEWERS)
def test_hidden_records_change_no_measure(seed: int, viewer: Viewer) -> None:
    world = random_world(seed, marked=True)
    assert measured(network_of(world, viewer)) == measured(network_of(disturbed(world, viewer, seed), viewer))


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(seed=st.integers(0, 10**6), viewer=_VIEWERS)
def test_visible_is_what_each_row_alone_says(seed: int, viewer: Viewer) -> None:
    world = random_world(seed, marked=True)
    network = network_of(world, viewer)

    def sees(row: dict) -> bool:
        return may_see(row, viewer.level, set(viewer.compartments), set(viewer.releases))

    shown = {label: {row[_KEYS[label]] for row in rows if sees(row)} for label, rows in world[0].items()}
    for label, keys in shown.items():
        assert network.keys(label).to_pylist() == sorted(keys)
    expected = sorted(
        (row["start_label"], row["start"], row["end_label"], row["end"])
        for row in world[1]["TOOK_PART"]
        if sees(row) and row["start"] in shown[row["start_label"]] and row["end"] in shown[row["end_label"]]
    )
    table = network.relationships["TOOK_PART"].select(["start_label", "start", "end_label", "end"])
    assert [tuple(row.values()) for row in table.to_pylist()] == expected


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), viewer=_VIEWERS)
def test_seeing_more_never_shows_less(seed: int, viewer: Viewer) -> None:
    world = random_world(seed, marked=True)
    more = Viewer("u", "analyst", 4, viewer.compartments | {"K1"}, viewer.releases | {"NL"})
    lesser, greater = network_of(world, viewer), network_of(world, more)
    for label in world[0]:
        assert set(lesser.keys(label).to_pylist()) <= set(greater.keys(label).to_pylist())
