"""Rhythms that can be worked out by hand, and the silences that the sample world plants."""

import datetime as dt

import pytest
from world_network import sample_world

from graph.analytics.dormancy import CADENCE, DORMANT, IN_RHYTHM, LATE, NOT_EXPECTED, TOO_FEW, dormancy
from graph.errors import InputError
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.snapshot import snapshot_from_records
from graph.visible import visible

TODAY = dt.date(2026, 3, 1)


def ago(days):
    return TODAY - dt.timedelta(days=days)


def network(silences, *, hidden=(), **nodes):
    """Give each contact events so many days ago, all with Anna; days in `hidden` are on events of level 3."""
    meetings, took_part = [], []
    for contact, days in silences.items():
        for number, day in enumerate(days):
            key = f"{contact}{number}"
            level = 3 if (contact, day) in hidden else 0
            meetings.append({"interaction_id": key, "date": ago(day), "kind": "meeting", "level": level})
            took_part += [
                {"start_label": label, "start": who, "end_label": "Interaction", "end": key}
                for label, who in (("Officer", "Anna"), ("Contact", contact))
            ]
    records = {
        "Officer": [{"officer_id": "Anna", "name": "Anna"}],
        "Contact": [{"contact_id": key, "display_name": key.lower()} for key in silences],
        "Interaction": meetings,
    }
    links = nodes.pop("links", {})
    return visible(snapshot_from_records(records | nodes, {"TOOK_PART": took_part} | links, marking=Marking()), OPEN)


def rhythm(days, **more):
    (row,) = dormancy(network({"C": days}), TODAY, **more).ties
    return row


def test_bursts_and_pauses_by_hand():
    # Bursts of 100 to 94 (steps of 3), 84, 70, 58, 40: pauses 10, 14, 12, 18; silence 40.
    row = rhythm([100, 97, 94, 94, 84, 70, 58, 40])
    assert (row.events, row.bursts, row.silence, row.last_day) == (8, 5, 40, ago(40))
    # Nine in ten of four pauses are all four.
    assert (row.expected, row.basis, row.lateness) == (18, "own rhythm", 40 / 18)
    assert row.status == DORMANT
    # The second of four pauses by length is their median.
    assert rhythm([100, 97, 94, 94, 84, 70, 58, 40], quantile=0.5).expected == 12
    # With bursts of up to two days, 97 and 94 stand apart: pauses 3, 3, 10, 14, 12, 18.
    wider = rhythm([100, 97, 94, 94, 84, 70, 58, 40], burst_days=2, quantile=0.5)
    assert (wider.bursts, wider.expected) == (7, 10)
    assert rhythm([100, 97, 94, 94, 84, 70, 58, 40], dormant_from=3).status == LATE


def test_states_at_their_bounds():
    even = [170, 160, 150, 140, 130, 120]
    for silence, status in ((10, IN_RHYTHM), (11, LATE), (20, LATE), (21, DORMANT)):
        row = rhythm([day - 120 + silence for day in even])
        assert (row.expected, row.lateness, row.status) == (10, silence / 10, status)
    assert rhythm([50, 40, 30, 20, 0]).lateness == 0


def test_ten_pauses_and_a_quantile():
    days = [0]
    for pause in (11, 12, 13, 14, 15, 16, 17, 18, 19, 90):
        days.append(days[-1] + pause)
    # One long pause among ten does not make the tie slow; the seventh of ten is 17.
    assert rhythm(days).expected == 19
    assert rhythm(days, quantile=0.7).expected == 17
    assert rhythm(days, quantile=1.0).expected == 90


def test_few_pauses_are_held_against_the_cadence():
    row = rhythm([200, 190, 180, 170])
    assert (row.bursts, row.expected, row.basis, row.status) == (4, CADENCE[0], "cadence of priority", IN_RHYTHM)
    # A pause longer than the cadence excuses; a short one does not accuse.
    assert rhythm([700, 200]).expected == 500
    assert rhythm([200, 190, 180, 170], least_gaps=3).expected == 10


def test_who_has_no_rhythm():
    for days in ([400], [400, 400], [403, 400], [0]):
        row = rhythm(days)
        assert (row.expected, row.lateness, row.basis, row.status) == (None, None, "", TOO_FEW)
    assert rhythm([404, 400]).lateness == 400 / CADENCE[0]


def test_the_priority_of_the_service_sets_the_cadence():
    nodes = {
        "Organisation": [
            {"org_id": "F", "country": "IT", "org_type": "fiu"},
            {"org_id": "P", "country": "IT", "org_type": "police"},
        ],
        "Priority": [
            {"priority_id": "1", "country": "IT", "org_type": "fiu", "priority": 3},
            {"priority_id": "2", "country": "IT", "org_type": "police", "priority": 1},
        ],
    }
    links = {
        "HOLDS_ROLE": [
            {"start": "A", "end": "F"},
            {"start": "A", "end": "P"},
            {"start": "B", "end": "F", "valid_to": ago(1)},
            {"start": "B", "end": "P"},
        ]
    }
    found = dormancy(network({"A": [150, 100], "B": [150, 100], "C": [150, 100]}, links=links, **nodes), TODAY)
    rows = {row.contact_id: (row.priority, row.expected, row.status) for row in found.ties}
    assert rows == {"A": (3, 60, LATE), "B": (1, 120, IN_RHYTHM), "C": (0, 180, IN_RHYTHM)}
    assert [row.contact_id for row in found.ties] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("postings", "status"),
    [
        ([], DORMANT),
        ([(200, None)], DORMANT),
        ([(60, None)], DORMANT),
        ([(59, None)], NOT_EXPECTED),
        ([(400, 1)], NOT_EXPECTED),
        ([(400, 0)], DORMANT),
        ([(400, 30), (20, None)], NOT_EXPECTED),
        ([(400, None), (20, None)], DORMANT),
        ([(-1, None)], NOT_EXPECTED),
    ],
)
def test_nothing_is_expected_of_who_left_the_posting(postings, status):
    nodes = {
        "Posting": [
            {"posting_id": str(i), "start_date": ago(start), "end_date": None if end is None else ago(end)}
            for i, (start, end) in enumerate(postings)
        ]
    }
    links = {"HELD_POSTING": [{"start": "Anna", "end": str(i)} for i in range(len(postings))]}
    (row,) = dormancy(network({"C": [100, 90, 80, 70, 60]}, links=links, **nodes), TODAY).ties
    assert (row.status, row.lateness) == (status, 6.0)


@pytest.mark.parametrize(
    ("state", "status"), [("left", NOT_EXPECTED), ("dormant", NOT_EXPECTED), ("active", DORMANT), (None, DORMANT)]
)
def test_nothing_is_expected_of_who_left_the_function(state, status):
    contact = [{"contact_id": "C", "status": state}]
    (row,) = dormancy(network({"C": [100, 90, 80, 70, 60]}, Contact=contact), TODAY).ties
    assert row.status == status


def test_hidden_events_do_not_count():
    days = [50, 40, 30, 20, 10, 0]
    seen = network({"C": days}, hidden=[("C", 0), ("C", 10)])
    assert dormancy(seen, TODAY) == dormancy(network({"C": days[:4]}), TODAY)


def test_tables_and_nobody():
    found = dormancy(network({"C": [50, 40, 30, 20, 10]}), TODAY)
    assert found.table().records()[0]["status"] == IN_RHYTHM
    assert found.table().records()[0]["contact_name"] == "c"
    assert "90%" in found.caption()
    assert "within 3 days" in found.caption()
    empty = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    assert dormancy(empty, TODAY).table().rows == ()
    assert dormancy(network({"C": [50, 40]}), ago(51)).ties == ()
    assert dormancy(network({"C": []}), TODAY).ties == ()


@pytest.mark.parametrize(
    "wrong", [{"burst_days": -1}, {"least_gaps": 0}, {"quantile": 0.0}, {"quantile": 1.1}, {"dormant_from": 0.9}]
)
def test_wrong_parameters_are_refused(wrong):
    with pytest.raises(InputError, match="at least 1 pause"):
        rhythm([1, 2], **wrong)


def auc(positive, negative):
    """Area under the ROC curve: the share of pairs in the right order, ties counting half."""
    pairs = [(one > other) + (one == other) / 2 for one in positive for other in negative]
    return sum(pairs) / len(pairs)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [7, 2020])
def test_planted_silences_are_told_from_slow_ties(seed):
    world = sample_world(seed)
    planted = {(one["officer"], one["contact"]): one for one in world.truth["silences"]}
    rows = {(row.officer_id, row.contact_id): row for row in dormancy(world.network(), world.as_of).ties}
    for pair, one in planted.items():
        row = rows[pair]
        assert (row.silence, row.last_day.isoformat(), row.status) == (one["silent_days"], one["last_date"], DORMANT)
        # The planted rhythm varies by a quarter, and a pause over a weekend by two days more.
        assert one["cadence_days"] <= row.expected <= 1.25 * one["cadence_days"] + 3
    judged = {pair: row for pair, row in rows.items() if row.status not in (TOO_FEW, NOT_EXPECTED)}
    silent = [row for pair, row in judged.items() if pair in planted]
    others = [row for pair, row in judged.items() if pair not in planted]
    assert len(silent) == len(planted)
    ours = auc([row.lateness for row in silent], [row.lateness for row in others])
    days = auc([row.silence for row in silent], [row.silence for row in others])
    assert ours > 0.95 > days
    # Both find every planted silence; a fixed 90 days raises at least twice as many other alarms.
    assert min(row.silence for row in silent) > 90
    assert sum(row.silence > 90 for row in others) > 2 * sum(row.status == DORMANT for row in others)
