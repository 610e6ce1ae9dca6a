"""The formula's declaration, and ties on days at the edge."""

import dataclasses
import datetime as dt
import math

import numpy as np
import pytest

from graph.errors import DeclarationError, NotFoundError
from graph.model.marking import Marking
from graph.model.tie_numbers import tie_parameters
from graph.model.viewer import OPEN
from graph.snapshot import snapshot_from_records
from graph.ties import FORMULA, explain, ties
from graph.visible import visible

DAY = dt.date(2026, 3, 1)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)


def network(*events, officers=({"officer_id": "O"},), contacts=({"contact_id": "C"},)):
    """Make interactions between all officers and contacts; an event is a date and more properties."""
    rows = [{"interaction_id": f"I{i}", "date": date, "kind": "meeting", **more} for i, (date, more) in
            enumerate(events)]  # fmt: skip
    people = [("Officer", row["officer_id"]) for row in officers] + [("Contact", row["contact_id"]) for row in contacts]
    took_part = [
        {"start_label": label, "start": key, "end_label": "Interaction", "end": row["interaction_id"]}
        for row in rows
        for label, key in people
    ]
    nodes = {"Officer": officers, "Contact": contacts, "Interaction": rows}
    return visible(snapshot_from_records(nodes, {"TOOK_PART": took_part}, marking=Marking()), OPEN)


def test_one_meeting_today_by_hand():
    found = ties(network((DAY, {})), DAY)
    # One meeting counts 1; one way 0.6; no span: raw 0.6.
    assert found.raw.tolist() == [0.6]
    assert found.strength[0] == pytest.approx(100 * (1 - math.exp(-0.12)), abs=1e-12)
    assert found.distance[0] == round(10000 / found.strength[0]) == 884


def test_an_event_halves_after_its_half_life():
    other = ({"officer_id": "O"}, {"officer_id": "P"})
    bridge = ties(network((DAY - dt.timedelta(days=120), {})), DAY)
    shared = ties(network((DAY - dt.timedelta(days=180), {}), officers=other), DAY)
    assert bridge.decayed.tolist() == [0.5]
    assert shared.decayed.tolist() == [0.5, 0.5]
    assert bridge.bridge.tolist() == [True]
    assert shared.bridge.tolist() == [False, False]


@pytest.mark.parametrize(("date", "count"), [(BEFORE, 1), (DAY, 1), (AFTER, 0), (None, 0)])
def test_an_event_counts_from_its_own_day_on(date, count):
    assert len(ties(network((date, {})), DAY)) == count


@pytest.mark.parametrize(
    ("validity", "count"),
    [
        ({"valid_to": DAY}, 1),
        ({"valid_to": BEFORE}, 0),
        ({"valid_from": DAY}, 1),
        ({"valid_from": AFTER}, 0),
    ],
)
@pytest.mark.parametrize("who", ["officers", "contacts"])
def test_people_must_be_valid_on_the_day(validity, count, who):
    key = "officer_id" if who == "officers" else "contact_id"
    people = {who: ({key: "X", **validity},)}
    assert len(ties(network((BEFORE, {}), **people), DAY)) == count


def test_initiative_makes_a_tie_mutual():
    one_way = ties(network((DAY, {"initiative": "own"}), (DAY, {"initiative": "unknown"})), DAY)
    both = ties(network((DAY, {"initiative": "own"}), (DAY, {"initiative": "counterpart"})), DAY)
    mutual = ties(network((DAY, {"initiative": "mutual"}), (DAY, {"initiative": None})), DAY)
    assert [table.reciprocity.tolist() for table in (one_way, both, mutual)] == [[0.0], [1.0], [1.0]]
    assert (one_way.raw[0], both.raw[0]) == (1.2, 2.0)


def test_the_span_bonus_is_full_after_two_years():
    days = [DAY - dt.timedelta(days=730 * 2), DAY]
    assert ties(network(*((day, {}) for day in days)), DAY).span.tolist() == [1.2]
    days = [DAY - dt.timedelta(days=365), DAY]
    assert ties(network(*((day, {}) for day in days)), DAY).span.tolist() == [1.1]


def test_the_weakest_tie_is_above_zero_and_as_far_as_can_be():
    found = ties(network((dt.date(1950, 1, 1), {})), DAY)
    assert found.strength[0] > 0
    assert found.distance.tolist() == [1_000_000]


def test_nobody_and_nothing():
    assert len(ties(network(), DAY)) == 0
    assert ties(network(), DAY).to_arrow().num_rows == 0
    assert len(ties(network((DAY, {}), officers=()), DAY)) == 0
    assert len(ties(network((DAY, {}), contacts=()), DAY)) == 0


def test_an_explanation_of_no_tie_says_so():
    found = network((AFTER, {}))
    with pytest.raises(NotFoundError, match="no common event up to 2026-03-01"):
        explain(found, DAY, "O", "C")
    with pytest.raises(NotFoundError, match="no Contact 'X'"):
        explain(found, DAY, "O", "X")


def test_cypher_gets_the_same_numbers():
    parameters = tie_parameters()
    assert parameters["tie_weights"]["joint_operation"] == 2.0
    assert parameters["tie_source_grades"]["4x4:C"] == 0.6
    assert parameters["tie_info_grades"]["6x6:3"] == 0.9
    numbers = {name for name in parameters if isinstance(parameters[name], int | float)}
    assert {f"tie_{field.name}" for field in dataclasses.fields(FORMULA)} >= numbers


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"weights": {"meeting": 1.0}}, "weigh each kind once"),
        ({"weights": dict.fromkeys(FORMULA.weights, -1.0)}, "negative"),
        ({"source_grades": {"6x6:Q": 1.0}}, "'6x6:Q'"),
        ({"info_grades": {"6x6:1": 1.5}}, "'6x6:1'"),
        ({"bridge_half_life": 200}, "half-life"),
        ({"one_way": 0.7}, "sum to 1"),
        ({"saturation": 0.0}, "positive"),
    ],
)
def test_a_formula_that_contradicts_itself_dies_at_import(change, message):
    with pytest.raises(DeclarationError, match=message):
        dataclasses.replace(FORMULA, **change)


def test_distances_are_whole_and_bounded():
    strength = np.array([0.0, 1e-9, 0.01, 50.0, 100.0])
    assert FORMULA.distance(strength).tolist() == [1_000_000, 1_000_000, 1_000_000, 200, 100]
