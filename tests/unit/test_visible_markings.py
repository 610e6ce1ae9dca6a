"""Who may see what, all combinations; what is missing protects; banners."""

import datetime as dt
import itertools

import pytest
from random_networks import may_see

from graph.errors import NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible

LEVELS = (0, 1, 2, 3, 4, None)
CAVEATS = ([], ["K1"], ["K2"], ["K1", "K2"], ["K1\x1fK2"], None)
RELEASES = (["*"], [], ["BE"], ["NL"], ["BE", "NL"], ["*", "NL"], None)
MARKINGS = [
    {"level": level, "caveats": caveats, "releasable_to": releases}
    for level, caveats, releases in itertools.product(LEVELS, CAVEATS, RELEASES)
]
VIEWERS = [
    Viewer("u", "analyst", level, frozenset(compartments), frozenset(releases))
    for level, compartments, releases in itertools.product(
        range(5), [(), ("K1",), ("K1", "K2"), ("K2", "K3")], [(), ("BE",), ("NL", "FR")]
    )
]


def officers(*rows):
    records = [{"officer_id": f"O{i:03d}", **row} for i, row in enumerate(rows)]
    return snapshot_from_records({"Officer": records}, {}, marking=Marking(4))


@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda viewer: viewer.ceiling())
def test_every_marking_for_every_viewer(viewer):
    shown = visible(officers(*MARKINGS), viewer).keys("Officer").to_pylist()
    expected = [
        f"O{i:03d}"
        for i, row in enumerate(MARKINGS)
        if may_see(row, viewer.level, set(viewer.compartments), set(viewer.releases))
    ]
    assert shown == expected


def test_the_table_has_both_answers_for_each_part():
    answers = {may_see(row, viewer.level, set(viewer.compartments), set(viewer.releases))
               for row in MARKINGS for viewer in VIEWERS}  # fmt: skip
    assert answers == {True, False}


def test_a_record_without_marking_gets_the_one_given_and_no_other():
    assert len(visible(officers({}), OPEN).keys("Officer")) == 0
    assert len(visible(officers({}), Viewer("u", "analyst", 4)).keys("Officer")) == 1


def test_a_relationship_needs_both_ends():
    low, high = {"level": 0}, {"level": 3}
    nodes = {
        "Officer": [{"officer_id": "O", **low}],
        "Exchange": [{"exchange_id": "E", **low}, {"exchange_id": "S", **high}],
        "Contact": [{"contact_id": "S", **low}],
    }
    links = {
        "TOOK_PART": [
            {"start_label": "Officer", "start": "O", "end_label": "Exchange", "end": "E", **low},
            {"start_label": "Officer", "start": "O", "end_label": "Exchange", "end": "S", **low},
            # A contact with the key of a hidden exchange does not stand in for it.
            {"start_label": "Contact", "start": "S", "end_label": "Exchange", "end": "E", **high},
            {"start_label": "Officer", "start": "nobody", "end_label": "Exchange", "end": "E", **low},
        ]
    }
    network = visible(snapshot_from_records(nodes, links, marking=Marking()), OPEN)
    assert [(row["start"], row["end"]) for row in network.relationships["TOOK_PART"].to_pylist()] == [("O", "E")]


def test_what_was_learned_later_can_be_left_out():
    noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    rows = [{"level": 0, "recorded_at": noon + dt.timedelta(hours=hour)} for hour in (-1, 0, 1)]
    rows.append({"level": 0})
    snapshot = officers(*rows)
    assert visible(snapshot, OPEN, known_at=noon).keys("Officer").to_pylist() == ["O000", "O001"]
    assert len(visible(snapshot, OPEN).keys("Officer")) == 4


def test_reference_lists_are_known_from_the_start():
    snapshot = snapshot_from_records({"Country": [{"iso2": "IT"}]}, {}, marking=Marking())
    network = visible(snapshot, OPEN, known_at=dt.datetime(1990, 1, 1, tzinfo=dt.UTC))
    assert network.keys("Country").to_pylist() == ["IT"]


def test_the_banner_combines_everything_visible():
    snapshot = officers(
        {"level": 1, "caveats": ["K1"], "releasable_to": ["BE", "NL"], "originator": "A"},
        {"level": 2, "caveats": ["K2"], "releasable_to": ["BE", "FR"], "originator": "B"},
        {"level": 0, "caveats": [], "releasable_to": ["*"]},
        {"level": 4, "caveats": ["K3"], "releasable_to": ["*"], "originator": "C"},
    )
    viewer = Viewer("u", "analyst", 2, frozenset({"K1", "K2"}), frozenset({"BE"}))
    assert visible(snapshot, viewer).marking() == Marking(
        2, frozenset({"K1", "K2"}), frozenset({"BE"}), frozenset({"A", "B"})
    )
    assert visible(officers(), OPEN).marking() == Marking()


@pytest.mark.slow
def test_the_fingerprint_tells_contents_apart():
    seen = {
        visible(officers(*rows), Viewer("u", "analyst", 4, frozenset({"a", "b", "ab"}))).fingerprint()
        for rows in (
            [],
            [{"name": "a"}],
            [{"name": "b"}],
            [{"name": None}],
            [{"name": ""}],
            [{"name": "a", "caveats": ["a", "b"]}],
            [{"name": "a", "caveats": ["ab"]}],
            [{"name": "a", "clearance_level": 0}],
            [{"name": "a", "valid_to": dt.date(1970, 1, 1)}],
            [{"name": "a"}, {"name": "a"}],
        )
    }
    assert len(seen) == 10


def test_unknown_and_hidden_are_told_alike():
    network = visible(officers({"level": 3}), OPEN)
    with pytest.raises(NotFoundError) as hidden:
        network.position("Officer", "O000")
    with pytest.raises(NotFoundError) as unknown:
        network.position("Officer", "O999")
    assert str(hidden.value).replace("O000", "O999") == str(unknown.value)
    with pytest.raises(NotFoundError, match="bookkeeping"):
        network.node_table("Batch")
    with pytest.raises(NotFoundError, match="Did you mean 'Officer'"):
        network.node_table("Oficer")
