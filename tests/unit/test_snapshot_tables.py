"""The snapshot without a store: columns, order, and what it refuses."""

import datetime as dt
import json

import pyarrow as pa
import pytest

from graph.errors import StoreContentError
from graph.model.catalog import NODES, RELATIONSHIPS
from graph.model.marking import Marking
from graph.snapshot import folder as saved
from graph.snapshot import snapshot_from_records, snapshot_from_tables
from graph.snapshot.columns import columns, network_nodes, network_relationships
from graph.snapshot.state import NOTHING, StoreState, model_digest

NIGHT = dt.datetime(2026, 1, 1, 23, 59, 59, 123456, tzinfo=dt.UTC)


def test_every_kind_but_bookkeeping_has_a_table_with_its_columns():
    snapshot = snapshot_from_tables({}, {})
    assert set(snapshot.nodes) == {label for label, kind in NODES.items() if not kind.bookkeeping}
    assert set(snapshot.relationships) == set(RELATIONSHIPS)
    for kind in network_nodes():
        names = [field.name for field in kind.all_fields if field.name != "row_hash"]
        assert snapshot.nodes[kind.label].column_names == names == [field.name for field in columns(kind)]
    for link in network_relationships():
        names = snapshot.relationships[link.name].column_names
        assert names[:4] == ["start_label", "start", "end_label", "end"]
        assert {"level", "caveats", "releasable_to", "originator", "source_rows"} <= set(names)
    assert snapshot.size() == (0, 0)


def test_rows_come_in_the_order_of_their_keys_whatever_order_they_had():
    rows = [{"contact_id": key} for key in ("b", "a", "c", "B")]
    one = snapshot_from_records({"Contact": rows}, {}, marking=Marking())
    two = snapshot_from_records({"Contact": rows[::-1]}, {}, marking=Marking())
    assert one.nodes["Contact"]["contact_id"].to_pylist() == ["B", "a", "b", "c"]
    assert one.nodes["Contact"].equals(two.nodes["Contact"])


def test_relationships_are_ordered_by_ends_and_key():
    rows = [{"start": "c", "end": "o", "function": function} for function in ("z", None, "a")]
    rows.insert(0, {"start": "c", "end": "p"})
    table = snapshot_from_records({}, {"HOLDS_ROLE": rows}, marking=Marking()).relationships["HOLDS_ROLE"]
    assert table.select(["end", "function"]).to_pylist() == [
        {"end": "o", "function": "a"},
        {"end": "o", "function": "z"},
        {"end": "o", "function": None},
        {"end": "p", "function": None},
    ]
    assert table["start_label"].to_pylist() == ["Contact"] * 4


def test_undeclared_columns_are_dropped_and_types_are_brought_into_line():
    table = pa.table(
        {
            "exchange_id": pa.array(["e"], pa.large_string()),
            "date": pa.array([1_767_312_000], pa.timestamp("s")),
            "level": pa.array([1], pa.int8()),
            "secret_notes": ["no"],
        }
    )
    (row,) = snapshot_from_tables({"Exchange": table}, {}).nodes["Exchange"].to_pylist()
    assert (row["date"], row["level"], row["kind"]) == (dt.date(2026, 1, 2), 1, None)
    assert "secret_notes" not in row


def test_what_does_not_fit_is_named():
    wrong = pa.table({"exchange_id": ["e"], "date": ["yesterday"]})
    with pytest.raises(StoreContentError, match="'date' of Exchange holds values that are not date32"):
        snapshot_from_tables({"Exchange": wrong}, {})
    with pytest.raises(StoreContentError, match="Some Contact have no 'contact_id'"):
        snapshot_from_tables({"Contact": pa.table({"display_name": ["x"]})}, {})
    with pytest.raises(StoreContentError, match="Some PART_OF have no 'end'"):
        snapshot_from_tables({}, {"PART_OF": pa.table({"start": ["x"]})})


def filled():
    marking = Marking(2, frozenset({"K1"}), frozenset({"BE"}))
    exchange = {"exchange_id": "é\u202e", "theme": ["a", None], "date": dt.date(2026, 1, 1), "recorded_at": NIGHT}
    links = {"PART_OF": [{"start": "a", "end": "b"}]}
    return snapshot_from_records({"Exchange": [exchange]}, links, marking=marking)


def state(**more):
    return StoreState(**{"store": "s", "loads": {"000001": "x"}, "watermark": "000001", "pages": 1,
                         "nodes": {"Exchange": 1}, "model": model_digest(), **more})  # fmt: skip


def test_what_is_saved_is_what_is_loaded(tmp_path):
    snapshot = filled()
    saved.save(tmp_path / "new" / "folder", snapshot, state())
    again, found = saved.load(tmp_path / "new" / "folder", state().fingerprint())
    assert found == state()
    assert all(table.equals(again.nodes[label]) for label, table in snapshot.nodes.items())
    assert all(table.equals(again.relationships[name]) for name, table in snapshot.relationships.items())
    assert (again.fingerprint, again.watermark) == (state().fingerprint(), "000001")
    saved.save(tmp_path / "new" / "folder", snapshot, state())
    assert saved.load(tmp_path / "new" / "folder") is not None


def test_there_is_nothing_to_load_where_nothing_was_saved(tmp_path):
    assert saved.load(tmp_path / "none") is None
    assert saved.load(tmp_path) is None
    (tmp_path / "stray").write_text("x")
    (tmp_path / "folder").mkdir()
    assert saved.load(tmp_path) is None
    assert saved.load(tmp_path, "0" * 32) is None


def test_a_snapshot_under_another_name_is_not_taken(tmp_path):
    saved.save(tmp_path, filled(), state())
    next(tmp_path.iterdir()).rename(tmp_path / ("0" * 32))
    assert saved.load(tmp_path, "0" * 32) is None


def test_a_snapshot_of_another_model_is_not_taken(tmp_path):
    saved.save(tmp_path, filled(), state())
    manifest = tmp_path / state().fingerprint() / "manifest.json"
    other = json.loads(manifest.read_text())
    other["state"]["model"] = "older"
    manifest.write_text(json.dumps(other))
    assert saved.load(tmp_path) is None


def test_half_written_folders_are_not_taken_and_saving_fails_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(saved, "_digest", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        saved.save(tmp_path, filled(), state())
    assert list(tmp_path.iterdir()) == []


def test_only_a_store_that_kept_what_was_certain_grew():
    before = state()
    assert state(loads={"000001": "x", "000002": "y"}, watermark="000002", pages=9).grew_from(before)
    assert not state(loads={"000001": "other"}).grew_from(before)
    assert not state(loads={}).grew_from(before)
    assert not state(store="another").grew_from(before)
    assert not state(model="other").grew_from(before)
    assert not before.grew_from(NOTHING)
    # What an unfinished load had written is read again, so it may have changed.
    running = state(loads={"000001": "x", "000002": "half"})
    assert state(loads={"000001": "x", "000002": "whole"}, watermark="000002").grew_from(running)
