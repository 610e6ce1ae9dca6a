"""The snapshot holds what the store holds, after loads, changes, removals, damage; on both stores."""

import datetime as dt
import json
import os

import pytest

from graph.errors import StoreContentError
from graph.model import entities as e
from graph.model import relationships as r
from graph.model.records import Chunk, LinkRecord, RowRecord, Source
from graph.model.shapes import Link, NodeShape, RelationshipShape
from graph.snapshot import exporting, open_snapshot
from graph.snapshot import opening as opening_module
from graph.statement import Statement
from graph.store.writer import Load

BARE = {"level": 1, "caveats": ["K1"], "releasable_to": ["*"], "originator": "BE-FP"}
ORGANISATIONS = NodeShape("organisations", e.ORGANISATION, (Link("parent", r.PART_OF, e.ORGANISATION, outgoing=True),))
CONTACTS = NodeShape("contacts", e.CONTACT, ())
EXCHANGES = NodeShape(
    "exchanges",
    e.EXCHANGE,
    (
        Link("contact", r.TOOK_PART, e.CONTACT, outgoing=False),
        Link("giver", r.GAVE, e.ORGANISATION, outgoing=False),
        Link("themes", r.ABOUT, e.THEME, outgoing=True, create=True),
        Link("item", r.CONCERNS, e.INFO_ITEM, outgoing=True, create=True),
        Link("originator", r.ORIGINATES, e.ORGANISATION, outgoing=False, anchor="item"),
    ),
)
ROLES = RelationshipShape("contact_roles", r.HOLDS_ROLE, e.CONTACT, e.ORGANISATION)
DAY = dt.date(2026, 3, 1)


def loaded(store, shape, *rows, finish=True):
    source = Source(1, f"{shape.name}.csv", "", shape.name, "0" * 64)
    with Load(store, title="test", ceiling=1) as load:
        load.add_source(source)
        load.write(Chunk(shape, source, rows[0].row, rows[-1].row, tuple(rows), ()))
        if finish:
            load.finish()


def organisation(row, key, name="Service", parent=None):
    links = (LinkRecord("parent", parent),) if parent else ()
    return RowRecord(row, key, f"{key}{name}{parent}", {**BARE, "name": name, "org_type": "police"}, links)


def contact(row, key):
    return RowRecord(row, key, key, {**BARE, "display_name": key, "known_since": DAY})


def exchange(row, key, who="C1", level=1, releasable_to=("*",), item="I1", theme="drugs"):
    marking = {"level": level, "releasable_to": list(releasable_to)}
    properties = {**BARE, **marking, "date": DAY, "kind": "reply", "direction": "given", "theme": [theme, "x"]}
    new = {**BARE, **marking, "third_party_rule": True, "created": DAY}
    links = (
        LinkRecord("contact", who),
        LinkRecord("giver", "A"),
        LinkRecord("themes", theme, {}, {"level": 0, "caveats": [], "releasable_to": ["*"]}),
        LinkRecord("item", item, {}, new),
        LinkRecord("originator", "B"),
    )
    return RowRecord(row, key, f"{key}{who}{level}{releasable_to}{item}{theme}", properties, links)


def role(row, who, where, function):
    properties = {**BARE, "function": function, "valid_from": DAY}
    return RowRecord(row, f"{who}\t{where}\t{function}", f"{who}{where}{function}", properties, (), who, where)


def filled(store):
    loaded(store, ORGANISATIONS, organisation(2, "A"), organisation(3, "B", parent="A"))
    loaded(store, CONTACTS, *(contact(i, f"C{i}") for i in range(1, 6)))
    loaded(store, EXCHANGES, *(exchange(i, f"E{i}", f"C{i}", item=f"I{i % 3}") for i in range(1, 6)))
    loaded(store, ROLES, role(2, "C1", "A", "head"), role(3, "C1", "A", "deputy"), role(4, "C2", "B", "head"))


def truth(store):
    """Read everything in the plainest way: property maps, one row each."""
    nodes = store.read(Statement("MATCH (n) RETURN labels(n), properties(n)")).rows
    links = store.read(
        Statement(
            "MATCH (a)-[r]->(b) RETURN type(r), labels(a), properties(a), labels(b), properties(b), properties(r)"
        )
    ).rows
    keys = {"Organisation": "org_id", "Contact": "contact_id", "Exchange": "exchange_id", "Theme": "code",
            "InfoItem": "item_id", "Country": "iso2", "Marking": "marking_id"}  # fmt: skip

    rows = [repr((label[0], sorted(held(properties).items()))) for label, properties in nodes if label[0] in keys]
    rows += [
        repr((name, la[0], a[keys[la[0]]], lb[0], b[keys[lb[0]]], sorted(held(properties).items())))
        for name, la, a, lb, b, properties in links
    ]
    return sorted(rows)


def held(properties):
    """Give what is there, dates and times as text: how a store holds a time is not the snapshot's business."""
    found = {name: value for name, value in properties.items() if value is not None and name != "row_hash"}
    if isinstance(found.get("recorded_at"), str):
        found["recorded_at"] = dt.datetime.fromisoformat(found["recorded_at"])
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in found.items()}


def content(snapshot):
    rows = [
        repr((label, sorted(held(row).items()))) for label, table in snapshot.nodes.items() for row in table.to_pylist()
    ]
    for name, table in snapshot.relationships.items():
        for row in table.to_pylist():
            ends = [row.pop(column) for column in ("start_label", "start", "end_label", "end")]
            rows.append(repr((name, *ends, sorted(held(row).items()))))
    return sorted(rows)


def same(snapshot, store):
    found, expected = content(snapshot), truth(store)
    assert [row for row in found if row not in expected] == [row for row in expected if row not in found] == []
    assert found == expected


def test_a_snapshot_holds_exactly_what_the_store_holds(store, tmp_path):
    filled(store)
    snapshot = open_snapshot(tmp_path / "snapshot", store)
    same(snapshot, store)
    assert snapshot.relationships["TOOK_PART"].num_rows == 5
    assert snapshot.watermark == "000004"


def test_an_empty_store_gives_an_empty_snapshot(store, tmp_path):
    snapshot = open_snapshot(tmp_path, store)
    assert snapshot.relationships["TOOK_PART"].num_rows == 0
    assert snapshot.watermark == ""
    same(snapshot, store)


def test_the_saved_snapshot_is_taken_when_nothing_changed(store, tmp_path, monkeypatch):
    filled(store)
    first = open_snapshot(tmp_path, store)
    monkeypatch.setattr(opening_module, "_read", lambda *_: pytest.fail("read the store again"))
    second = open_snapshot(tmp_path, store)
    assert second.fingerprint == first.fingerprint
    assert all(second.nodes[label].equals(table) for label, table in first.nodes.items())
    assert all(second.relationships[name].equals(table) for name, table in first.relationships.items())


RECORDED_EXCHANGE = "MATCH (n:Exchange {exchange_id: $key}) SET n.recorded_at = datetime($at)"
RECORDED = "MATCH (n:Organisation {org_id: $key}) SET n.recorded_at = datetime($at)"


def test_many_nodes_come_in_slices(store, tmp_path, monkeypatch):
    loaded(store, ORGANISATIONS, *(organisation(number, f"P{number}") for number in range(2, 7)))
    for number in range(2, 7):
        store.run(Statement(RECORDED, {"key": f"P{number}", "at": f"2026-03-01T12:00:0{number}Z"}))
    monkeypatch.setattr(exporting, "SLICE", 2)
    seen = asked(store, monkeypatch)
    same(open_snapshot(tmp_path, store), store)
    slices = [one for one in seen if "MATCH (n:Organisation)" in one.text and "first" in one.parameters]
    assert len(slices) == 3


@pytest.mark.parametrize(
    "untouched", ["MATCH (n:Organisation) SET n.recorded_at = NULL", "RETURN 1"], ids=["no moment", "one moment"]
)
def test_nodes_that_no_load_wrote_come_one_by_one(store, tmp_path, monkeypatch, untouched):
    filled(store)
    store.run(Statement(untouched))
    monkeypatch.setattr(exporting, "SLICE", 1)  # each chunk of five contacts is too long
    seen = asked(store, monkeypatch)
    same(open_snapshot(tmp_path, store), store)
    assert not any(":Contact)" in statement.text and "first" in statement.parameters for statement in seen)


def test_relationships_of_many_nodes_come_in_slices_too(store, tmp_path, monkeypatch):
    filled(store)
    first = open_snapshot(tmp_path / "one", store)
    for number in range(1, 6):
        store.run(Statement(RECORDED_EXCHANGE, {"key": f"E{number}", "at": f"2026-03-01T12:00:0{number}Z"}))
    monkeypatch.setattr(exporting, "SLICE", 2)
    seen = asked(store, monkeypatch)
    second = open_snapshot(tmp_path / "other", store)
    same(second, store)
    assert all(second.relationships[name].equals(table) for name, table in first.relationships.items())
    sliced = {name for name in first.relationships for one in seen if f":{name}]" in one.text and one.parameters}
    assert sliced >= {"TOOK_PART", "GAVE", "ABOUT", "CONCERNS"}


def asked(store, monkeypatch):
    """Record the statements of exports."""
    seen = []
    stream = type(store).stream

    def spy(self, statement, **more):
        seen.append(statement)
        return stream(self, statement, **more)

    monkeypatch.setattr(type(store), "stream", spy)
    return seen


def test_a_later_load_is_added_without_reading_everything_again(store, tmp_path, monkeypatch):
    filled(store)
    first = open_snapshot(tmp_path, store)
    loaded(store, EXCHANGES, exchange(2, "E9", "C2", item="I9"))
    seen = asked(store, monkeypatch)
    second = open_snapshot(tmp_path, store)
    assert all(statement.parameters == {"watermark": first.watermark} for statement in seen)
    same(second, store)
    assert second.fingerprint != first.fingerprint
    assert second.watermark == "000005"


def test_relationships_that_an_update_removed_vanish(store, tmp_path):
    filled(store)
    open_snapshot(tmp_path, store)
    loaded(store, EXCHANGES, exchange(2, "E1", "C2", item="I7", theme="arms"))
    loaded(store, ORGANISATIONS, organisation(3, "B", name="Other"))
    second = open_snapshot(tmp_path, store)
    same(second, store)
    starts = second.relationships["TOOK_PART"].to_pylist()
    assert [row["start"] for row in starts if row["end"] == "E1"] == ["C2"]
    assert second.relationships["PART_OF"].num_rows == 0


@pytest.mark.parametrize("stronger", [{"level": 3}, {"releasable_to": ("BE",)}], ids=["level", "releases"])
def test_an_item_that_became_more_protected_is_so_in_the_snapshot(store, tmp_path, stronger):
    filled(store)
    open_snapshot(tmp_path, store)
    loaded(store, EXCHANGES, exchange(2, "E9", item="I1", **stronger))
    second = open_snapshot(tmp_path, store)
    same(second, store)
    item = next(row for row in second.nodes["InfoItem"].to_pylist() if row["item_id"] == "I1")
    assert item["level"] == stronger.get("level", 1)
    assert item["releasable_to"] == list(stronger.get("releasable_to", ["*"]))


def test_what_was_removed_behind_its_back_vanishes_with_the_next_load(store, tmp_path):
    filled(store)
    open_snapshot(tmp_path, store)
    store.run(Statement("MATCH (x:Exchange {exchange_id: 'E3'}) DETACH DELETE x"))
    same(open_snapshot(tmp_path, store), store)


def test_an_unfinished_load_is_read_again_until_it_ends(store, tmp_path):
    filled(store)
    loaded(store, EXCHANGES, exchange(2, "E8", item="I8"), finish=False)
    first = open_snapshot(tmp_path, store)
    assert first.watermark == "000004"
    same(first, store)
    gone = "MATCH (b:Batch) SET b.holder = 'elsewhere:1:1', b.heartbeat = datetime('2020-01-01T00:00:00Z')"
    store.run(Statement(gone))
    loaded(store, EXCHANGES, exchange(2, "E8", item="I8"), exchange(3, "E9", item="I8"))
    second = open_snapshot(tmp_path, store)
    assert second.watermark == "000006"
    same(second, store)


@pytest.mark.parametrize("damage", ["flip", "cut", "remove", "swap", "manifest"])
def test_damage_is_noticed_and_mended(store, tmp_path, damage):
    filled(store)
    first = open_snapshot(tmp_path, store)
    folder = next(path for path in tmp_path.iterdir() if path.is_dir())
    file = folder / "Exchange.parquet"
    whole = file.read_bytes()
    if damage == "flip":
        file.write_bytes(whole[:200] + bytes([whole[200] ^ 1]) + whole[201:])
    elif damage == "cut":
        file.write_bytes(whole[:-5])
    elif damage == "remove":
        file.unlink()
    elif damage == "swap":
        file.write_bytes((folder / "Contact.parquet").read_bytes())
    else:
        (folder / "manifest.json").write_text(json.dumps({"state": 1}))
    second = open_snapshot(tmp_path, store)
    assert content(second) == content(first)
    assert file.read_bytes() == whole


def test_only_its_owner_can_read_it_and_only_one_is_kept(store, tmp_path):
    os.umask(0o022)
    filled(store)
    folder = tmp_path / "kept" / "snapshot"
    open_snapshot(folder, store)
    loaded(store, EXCHANGES, exchange(2, "E9"))
    open_snapshot(folder, store)
    states = list(folder.iterdir())
    assert len(states) == 1
    assert oct(folder.stat().st_mode & 0o777) == oct(states[0].stat().st_mode & 0o777) == oct(0o700)
    assert {oct(path.stat().st_mode & 0o777) for path in states[0].iterdir()} == {oct(0o600)}


def test_a_value_of_another_type_is_named(store, tmp_path):
    filled(store)
    store.run(Statement("MATCH (x:Exchange {exchange_id: 'E3'}) SET x.date = 'soon'"))
    with pytest.raises(StoreContentError, match=r"'date' of some Exchange is no date; load"):
        open_snapshot(tmp_path, store)
