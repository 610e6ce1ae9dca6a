"""How sure a tie is: worked by hand, and against one plain loop after the other on random networks."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_graphs import graph_of
from random_networks import DAY, INFO, SOURCE, expected_ties, random_world
from sample_network import sample_network
from sample_rows import Rows, day

from graph.analytics.uncertainty import rank_bands
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.network import Arrays, ContactGraph, contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import sureness, ties
from graph.visible import visible
from liaison.sample import write_world

FULL = {"channel": "phone", "source_grade": "A", "info_grade": "1", "handling": ["H0"], "originator": "G"}


def network(exchanges, interactions=(), officers=("O1", "O2")):
    """Give officers and a contact; each event is a pair of officer and what it states."""
    events = {"Exchange": exchanges, "Interaction": interactions}
    nodes = {
        "Officer": [{"officer_id": key} for key in officers],
        "Contact": [{"contact_id": "C1"}],
        "Exchange": [{"exchange_id": f"E{at}", "date": DAY, "kind": "reply", **more}
                     for at, (_, more) in enumerate(exchanges)],
        "Interaction": [{"interaction_id": f"I{at}", "date": DAY, "kind": "call"} for at in range(len(interactions))],
    }  # fmt: skip
    took_part = [
        {"start_label": label, "start": who, "end_label": kind, "end": f"{kind[0]}{at}"}
        for kind, rows in events.items()
        for at, (officer, _) in enumerate(rows)
        for label, who in (("Officer", officer), ("Contact", "C1"))
    ]
    return visible(snapshot_from_records(nodes, {"TOOK_PART": took_part}, marking=Marking()), OPEN)


def sure(network, day=DAY):
    table = ties(network, day)
    keys = table.officer_keys.to_pylist()
    return dict(zip([keys[at] for at in table.officer], sureness(network, table).tolist(), strict=True))


def test_by_hand():
    # One exchange that states all: 2/3 of nothing lost. Two, of which one states the channel alone: 3/4 times the mean
    # of the grades 1 and 0.7, times the mean of the shares 1 and 1/4.
    found = sure(network([("O1", FULL), ("O2", FULL), ("O2", {"channel": "phone"})]))
    assert found == pytest.approx({"O1": 2 / 3, "O2": 3 / 4 * 0.85 * 0.625})


def test_who_has_no_exchange_gets_the_share_of_all():
    found = sure(network([("O1", FULL), ("O1", {})], [("O2", {})]))
    assert found["O2"] == pytest.approx(2 / 3 * 0.5)
    assert sure(network([], [("O2", {})])) == pytest.approx({"O2": 2 / 3})


def test_later_exchanges_do_not_count():
    later = FULL | {"date": DAY + dt.timedelta(days=1)}
    assert sure(network([("O1", {"channel": "phone"}), ("O1", later)])) == pytest.approx({"O1": 2 / 3 * 0.7 / 4})


def test_nobody():
    assert sure(network([])) == {}


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_against_plain_loops(seed):
    nodes, links = world = random_world(seed)
    for at, row in enumerate(nodes["Exchange"]):
        row |= {"channel": (None, "phone")[at % 2], "handling": ([], ["H0"], None)[at % 3]}
    shares = {}
    for row in nodes["Exchange"]:
        if row["date"] is None or row["date"] > DAY:
            continue
        stated = [row["channel"], row["source_grade"] and row["info_grade"], row["handling"], row["originator"]]
        people = {link["start"] for link in links["TOOK_PART"]
                  if link["start_label"] == "Officer" and link["end"] == row["exchange_id"]}  # fmt: skip
        for officer in people:
            shares.setdefault(officer, []).append(sum(map(bool, stated)) / 4)
    everybody = [share for held in shares.values() for share in held] or [1.0]
    graph = contact_graph(visible(snapshot_from_records(*world, marking=Marking()), OPEN), ties_of(world))
    expected = {}
    for officer, contact in expected_ties(world, DAY):
        held = shares.get(officer, everybody)
        grades = list(event_grades(world, officer, contact))
        evidence = (len(grades) + 1) / (len(grades) + 2)
        expected[f"Officer:{officer}", f"Contact:{contact}"] = (
            evidence * sum(grades) / len(grades) * sum(held) / len(held)
        )
    found = {(one, two): data["sureness"] for one, two, data in graph.edges(data=True)}
    assert found == pytest.approx(expected)


def ties_of(world):
    return ties(visible(snapshot_from_records(*world, marking=Marking()), OPEN), DAY)


def event_grades(world, officer, contact):
    nodes, links = world
    for label, key in (("Exchange", "exchange_id"), ("Interaction", "interaction_id")):
        for row in nodes[label]:
            people = {(link["start_label"], link["start"]) for link in links["TOOK_PART"]
                      if link["end_label"] == label and link["end"] == row[key]}  # fmt: skip
            if row["date"] is None or row["date"] > DAY or not {("Officer", officer), ("Contact", contact)} <= people:
                continue
            scheme = row.get("grade_scheme") or "6x6"
            yield (
                (SOURCE[scheme].get(row["source_grade"], 0.7) + INFO[scheme].get(row["info_grade"], 0.7)) / 2
                if label == "Exchange"
                else 1.0
            )


def hubs(sureness):
    """Give two officers with six contacts each, all ties equally strong and equally sure."""
    nodes = ["Officer:a", "Officer:b", *(f"Contact:{at}" for at in range(12))]
    first, second = np.repeat([0, 1], 6), np.arange(2, 14)
    values = {"strength": np.full(12, 50.0), "sureness": np.full(12, sureness)}
    return ContactGraph(Arrays.from_edges(nodes, first, second, values))


def degree(graph):
    return dict(graph.degree())


def test_unsure_ties_are_left_out_more_often_than_sure_ones():
    def width(sureness):
        return sum(row.worst - row.best for row in rank_bands(hubs(sureness), degree, keep=0.5, rounds=40).nodes)

    assert width(0.05) > width(0.95)
    assert width(1.0) == 0
    assert "graded" in rank_bands(hubs(0.5), degree).caption()


def test_without_sureness_the_strength_decides_and_the_caption_says_so():
    spokes = [f"s{at}" for at in range(6)]
    bands = rank_bands(graph_of(["a", *spokes], [("a", spoke) for spoke in spokes], [100.0] * 6), degree, keep=0.0)
    assert all(row.best == row.rank == row.worst for row in bands.nodes)
    assert "carry no grading" in bands.caption()


@pytest.mark.slow
def test_the_true_ranks_of_the_first_lie_in_the_bands_of_a_network_that_lost_ties(tmp_path):
    write_world(tmp_path, seed=31, scale=0.05)
    rows = Rows(tmp_path)
    network = sample_network(rows)
    whole = contact_graph(network, ties(network, day(rows.truth["world_end"])))
    values = degree(whole)
    first = [node for node in sorted(values, key=lambda node: (-values[node], node)) if node.startswith("Contact")][:10]
    first += sorted((node for node in values if node.startswith("Officer")), key=lambda node: -values[node])[:10]
    rank = {node: 1 + sum(other > values[node] for other in values.values()) for node in first}
    arrays, inside = whole.arrays, []
    one, two = arrays.ends()
    for seed in range(20):
        stays = np.random.default_rng(seed).random(len(one)) < 0.9 + 0.1 * arrays.edge_values["sureness"]
        kept = {name: column[stays] for name, column in arrays.edge_values.items()}
        lost = ContactGraph(Arrays.from_edges(arrays.nodes, one[stays], two[stays], kept, arrays.node_values))
        band = {row.node: row for row in rank_bands(lost, degree, seed=seed).nodes}
        inside += [band[node].best <= rank[node] <= band[node].worst for node in first]
    assert sum(inside) / len(inside) >= 0.9
