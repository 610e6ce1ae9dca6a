"""Change, survival and handover on a network that can be worked out by hand."""

import datetime as dt
import itertools

import pytest

from graph.analytics.change import change
from graph.analytics.handover import handover
from graph.analytics.survival import survival
from graph.errors import InputError, NotFoundError
from graph.model.days import add_months
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible

LEFT = dt.date(2025, 1, 31)
TODAY = dt.date(2026, 3, 1)


def months(count):
    return add_months(LEFT, count)


def world():
    """Old leaves to New; Other stays. C1 is met by Old and later New, C2 by Old and Other, C3 by Old alone."""
    numbers = itertools.count()
    meetings, took_part = [], []

    def meet(day, *people, kind="meeting", times=3, initiative="mutual"):
        for _ in range(times):
            key = f"I{next(numbers)}"
            meetings.append({"interaction_id": key, "date": day, "kind": kind, "initiative": initiative})
            for person in people:
                label = "Contact" if person.startswith("C") else "Officer"
                took_part.append({"start_label": label, "start": person, "end_label": "Interaction", "end": key})

    for contact in ("C1", "C2", "C3"):
        meet(LEFT, "Old", contact)
    meet(LEFT, "Other", "C2", times=5)
    meet(LEFT, "Old", "C4", times=1, kind="message", initiative="unknown")
    meet(LEFT, "Other", "C5", times=1)
    meet(months(6), "New", "C1", times=3)
    meet(TODAY, "New", "C5")
    nodes = {
        "Officer": [{"officer_id": key, "name": key} for key in ("Old", "New", "Other")],
        "Contact": [{"contact_id": f"C{i}", "display_name": f"Contact {i}"} for i in range(1, 6)],
        "Interaction": meetings,
        "Organisation": [
            {"org_id": "P", "name": "Police", "country": "IT", "org_type": "police"},
            {"org_id": "F", "name": "Customs", "country": "IT", "org_type": "customs"},
        ],
        "Priority": [{"priority_id": "IT|customs", "country": "IT", "org_type": "customs", "priority": 3}],
        "Posting": [
            {"posting_id": "P1", "end_date": LEFT},
            {"posting_id": "P2", "end_date": None},
            {"posting_id": "P3", "end_date": TODAY + dt.timedelta(days=1)},
            {"posting_id": "P4", "end_date": LEFT},
        ],
    }
    links = {
        "TOOK_PART": took_part,
        "HOLDS_ROLE": [
            {"start": "C1", "end": "P", "valid_to": LEFT},
            {"start": "C1", "end": "F", "valid_from": LEFT + dt.timedelta(days=1)},
            {"start": "C3", "end": "F"},
            {"start": "C2", "end": "P"},
        ],
        "HELD_POSTING": [
            {"start": "Old", "end": "P1"},
            {"start": "New", "end": "P2"},
            {"start": "New", "end": "P3"},
            {"start": "Old", "end": "P4"},
        ],
        "SUCCEEDED_BY": [
            {"start": "P1", "end": "P2"},
            {"start": "P2", "end": "P3"},
            {"start": "P3", "end": "P1"},
            {"start": "P1", "end": "P4"},
        ],
    }
    return visible(snapshot_from_records(nodes, links, marking=Marking()), OPEN)


def strengths(day):
    return {
        (row["officer_id"], row["contact_id"]): row["strength"] for row in ties(world(), day).to_arrow().to_pylist()
    }


def test_a_rotation_is_one_that_ended_and_changed_hands():
    found = survival(world(), TODAY)
    (rotation,) = found.rotations
    assert (rotation.officer_id, rotation.successor_id, rotation.ended) == ("Old", "New", LEFT)
    before = strengths(LEFT)
    kept = ["C1", "C2", "C3"]
    # The one message with C4 is too weak to count.
    assert 0 < before["Old", "C4"] < 5
    assert rotation.contacts == 3
    assert rotation.strength == pytest.approx(sum(before["Old", contact] for contact in kept))
    for at, count in enumerate((3, 6, 12)):
        later = strengths(months(count))
        assert rotation.successor[at] == pytest.approx(later.get(("New", "C1"), 0.0) / rotation.strength)
        expected = later.get(("New", "C1"), 0.0) + later["Other", "C2"]
        assert rotation.anyone[at] == pytest.approx(expected / rotation.strength)
    assert found.table().names()[8:14] == (
        "successor_3m", "successor_6m", "successor_12m", "anyone_3m", "anyone_6m", "anyone_12m"
    )  # fmt: skip
    assert len(found.table().rows[0]) == len(found.table().columns) == 8 + 6 + 12


def test_intervals_are_those_of_all_draws_of_the_contacts():
    (rotation,) = survival(world(), TODAY, draws=20_000).rotations
    before, later = strengths(LEFT), strengths(months(6))
    held = {"C1": later["New", "C1"], "C2": 0.0, "C3": 0.0}
    best = held | {"C2": later["Other", "C2"]}
    for share, interval, values in (
        (rotation.successor[1], rotation.successor_interval[1], held),
        (rotation.anyone[1], rotation.anyone_interval[1], best),
    ):
        drawn = sorted(
            sum(values[one] for one in three) / sum(before["Old", one] for one in three)
            for three in itertools.product(values, repeat=3)
        )
        # Of 27 equally likely draws, the 5th and the 95th hundredth fall on the second and the last but one.
        assert interval == pytest.approx((drawn[1], drawn[25]))
        assert interval[0] <= share <= interval[1]


def test_all_rotations_together():
    found = survival(world(), TODAY)
    (rotation,) = found.rotations
    for at, one in enumerate(found.overall):
        assert (one.months, one.rotations) == (found.months[at], 1)
        # One rotation alone always draws itself.
        assert one.successor == one.successor_low == one.successor_high == pytest.approx(rotation.successor[at])
        assert one.anyone == pytest.approx(rotation.anyone[at])
    assert len(found.overall_table().rows) == 3
    early = survival(world(), months(12) - dt.timedelta(days=1)).overall
    assert (early[2].rotations, early[2].successor, early[2].anyone_high) == (0, None, None)
    assert survival(world(), LEFT - dt.timedelta(days=1)).overall[0].successor_low is None
    assert "500 times" in found.caption()
    assert survival(world(), TODAY) == found
    with pytest.raises(InputError, match="at least 1 draw"):
        survival(world(), TODAY, draws=0)


def test_days_that_are_not_over_have_no_share():
    (rotation,) = survival(world(), months(12) - dt.timedelta(days=1)).rotations
    assert rotation.successor[1] is not None
    assert rotation.successor[2] is None
    assert rotation.anyone[2] is None
    assert rotation.successor_interval[2] is None
    assert survival(world(), LEFT - dt.timedelta(days=1)).rotations == ()
    assert survival(world(), TODAY, months=()).rotations[0].successor == ()
    with pytest.raises(InputError, match="1 month or more"):
        survival(world(), TODAY, months=(0,))


def test_what_changed():
    found = change(world(), LEFT, TODAY)
    kinds = {(row.change, row.officer_id, row.contact_id) for row in found.ties}
    now, then = strengths(TODAY), strengths(LEFT)
    expected = set()
    for pair in now:
        before, after = then.get(pair, 0.0), now[pair]
        if before < 5 <= after:
            expected.add(("new", *pair))
        elif after < 5 <= before:
            expected.add(("lost", *pair))
        elif min(before, after) >= 5 and after <= before / 2:
            expected.add(("faded", *pair))
    assert kinds == expected
    assert ("new", "New", "C5") in kinds
    assert {kind for kind, *_ in kinds} == {"new", "lost", "faded"}
    assert [(row.contact_id, row.before, row.after) for row in found.moved] == [("C1", "Police", "Customs")]
    assert found.moved_table().records()[0]["after"] == "Customs"
    assert len(found.table().rows) == len(kinds)
    with pytest.raises(InputError, match="must come before"):
        change(world(), TODAY, TODAY)


def test_handover_order_and_introducer():
    network = world()
    items = handover(network, ties(network, LEFT), "Old").items
    assert [item.rank for item in items] == [1, 2, 3]
    # C3 is in a service of priority 3, which weighs four times as much; C2 has two holders.
    assert [item.contact_id for item in items] == ["C3", "C1", "C2"]
    assert [item.holders for item in items] == [1, 1, 2]
    assert [item.priority for item in items] == [3, 0, 0]
    for item in items:
        assert item.score == pytest.approx(item.strength / item.holders * (1 + item.priority) / 4)
    assert [item.introducer_id for item in items] == ["Old", "Old", "Other"]
    assert "before departure" in items[0].reason
    assert "Other also holds a tie" in items[2].reason
    assert items[0].organisation == "Customs"
    assert handover(network, ties(network, LEFT), "New").items == ()
    with pytest.raises(NotFoundError):
        handover(network, ties(network, LEFT), "Nobody")
