"""What loading guarantees beside storing: markings never weaken, references stand, the ledger adds up."""

import datetime as dt

import pytest
from synthetic_rows import CONTACTS, EXCHANGES, OPEN, ORGANISATIONS, row

from graph.errors import BusyError, DeclarationError
from graph.model import entities as e
from graph.model import relationships as r
from graph.model.records import Chunk, LinkRecord, Outcome, Rejection, Source
from graph.model.shapes import Link, NodeShape
from graph.statement import Statement
from graph.store.writer import Load

SEATED = NodeShape(
    "organisations",
    e.ORGANISATION,
    (
        Link("country", r.IN_COUNTRY, e.COUNTRY, outgoing=True),
        Link("parent", r.PART_OF, e.ORGANISATION, outgoing=True),
    ),
)


def load(store, shape, *rows, rejections=()):
    source = Source(1, f"{shape.name}.csv", "", shape.name, "0" * 64)
    numbers = [one.row for one in (*rows, *rejections)]
    with Load(store, title="test", ceiling=2) as running:
        running.add_source(source)
        outcome = running.write(Chunk(shape, source, min(numbers), max(numbers), rows, tuple(rejections)))
        return outcome, running.finish()


def test_a_row_that_names_a_rejected_one_is_rejected_too(store):
    outcome, summary = load(
        store,
        SEATED,
        row(2, "TOP", {}, [LinkRecord("country", "XX")]),
        row(3, "MIDDLE", {}, [LinkRecord("parent", "TOP")]),
        row(4, "LEAF", {}, [LinkRecord("parent", "MIDDLE")]),
        row(5, "OTHER", {}),
    )
    assert outcome.outcomes == {2: Outcome.REJECTED, 3: Outcome.REJECTED, 4: Outcome.REJECTED, 5: Outcome.LOADED}
    assert [(one.row, one.column, one.value) for one in sorted(outcome.rejections, key=lambda one: one.row)] == [
        (2, "country", "XX"),
        (3, "parent", "TOP"),
        (4, "parent", "MIDDLE"),
    ]
    assert (summary.rows_loaded, summary.rows_rejected) == (1, 3)


WEAKER = {
    "level": {"level": 1},
    "caveats": {"caveats": ["A"]},
    "releasable_to": {"releasable_to": ["BE", "FR", "NL"]},
    "originator": {"originator": None},
}


@pytest.mark.parametrize("column", WEAKER)
def test_no_part_of_a_marking_is_weakened_by_a_file(store, column):
    strong = {"level": 2, "caveats": ["A", "B"], "releasable_to": ["BE", "FR"], "originator": "BE-FP"}
    load(store, ORGANISATIONS, row(2, "A", {**strong, "name": "First"}))
    outcome, _ = load(store, ORGANISATIONS, row(2, "A", {**strong, **WEAKER[column], "name": "Second"}))
    assert outcome.outcomes == {2: Outcome.REJECTED}
    assert (outcome.rejections[0].column, outcome.rejections[0].rule) == (column, "lower marking")
    held = store.read(
        Statement("MATCH (o:Organisation) RETURN o.name, o.level, o.caveats, o.releasable_to, o.originator")
    ).rows
    assert held == (("First", 2, ["A", "B"], ["BE", "FR"], "BE-FP"),)


def test_a_marking_may_become_stronger(store):
    load(store, ORGANISATIONS, row(2, "A", {"level": 1}))
    outcome, _ = load(store, ORGANISATIONS, row(2, "A", {"level": 3, "caveats": ["A"], "releasable_to": []}))
    assert outcome.outcomes == {2: Outcome.UPDATED}
    held = store.read(Statement("MATCH (o:Organisation) RETURN o.level, o.caveats, o.releasable_to")).rows
    assert held == ((3, ["A"], []),)


def test_relationships_carry_marking_valid_time_and_origin_of_their_row(store):
    dates = {"valid_from": dt.date(2020, 1, 1), "valid_to": dt.date(2021, 1, 1)}
    marking = {"level": 3, "caveats": ["A"], "releasable_to": ["BE"], "originator": "ORG"}
    load(store, ORGANISATIONS, row(2, "A", {}), row(3, "B", {**dates, **marking}, [LinkRecord("parent", "A")]))
    held = store.read(Statement("MATCH ()-[r:PART_OF]->() RETURN properties(r) AS p, r.row_hash IS NOT NULL")).rows
    ((found, hashed),) = held
    assert hashed
    assert {name: found[name] for name in (*dates, *marking)} == {**dates, **marking}
    assert found["source_rows"] == ["000001/1:3"]
    assert found["batch_id"] == "000001"
    assert isinstance(found["recorded_at"], dt.datetime)


def test_a_link_may_have_a_time_of_its_own(store):
    load(store, ORGANISATIONS, row(2, "A", {}))
    since = LinkRecord("organisation", "A", {"function": "head", "valid_from": dt.date(2019, 1, 1)})
    load(store, CONTACTS, row(2, "C", {"valid_from": dt.date(2018, 1, 1)}, [since]))
    held = store.read(Statement("MATCH (c:Contact)-[r:HOLDS_ROLE]->() RETURN c.valid_from, r.valid_from, r.function"))
    assert held.rows == ((dt.date(2018, 1, 1), dt.date(2019, 1, 1), "head"),)


def test_an_update_leaves_nothing_of_the_earlier_content(store):
    load(store, ORGANISATIONS, row(2, "A", {"name": "First", "native_name": "Служба", "org_type": "police"}))
    load(store, ORGANISATIONS, row(2, "A", {"name": "Second"}))
    ((found,),) = store.read(Statement("MATCH (o:Organisation) RETURN properties(o)")).rows
    assert found["name"] == "Second"
    assert {"native_name", "org_type", "originator", "valid_from"}.isdisjoint(found)


def test_links_that_only_some_rows_have_are_all_written(store):
    load(store, ORGANISATIONS, *(row(n, f"ORG-{n}", {}) for n in range(2, 6)))
    rows = [
        row(2, "E-2", {}, [LinkRecord("giver", "ORG-2"), LinkRecord("receiver", "ORG-3"), LinkRecord("themes", "T1")]),
        row(3, "E-3", {}, [LinkRecord("giver", "ORG-2"), LinkRecord("themes", "T1"), LinkRecord("themes", "T2")]),
        row(4, "E-4", {}, [LinkRecord("giver", "ORG-4"), LinkRecord("receiver", "ORG-5"), LinkRecord("item", "I")]),
        row(5, "E-5", {}, [LinkRecord("item", "I"), LinkRecord("originator", "ORG-2")]),
        row(
            6,
            "E-6",
            {},
            [LinkRecord("item", "I"), LinkRecord("originator", "ORG-2"), LinkRecord("originator", "ORG-3")],
        ),
        row(7, "E-7", {}, [LinkRecord("giver", "ORG-2"), LinkRecord("giver", "ORG-2")]),
    ]
    outcome, _ = load(store, EXCHANGES, *rows)
    assert set(outcome.outcomes.values()) == {Outcome.LOADED}
    found = store.read(
        Statement(
            "MATCH (a)-[r]->(b) RETURN type(r), coalesce(a.org_id, a.exchange_id), "
            "coalesce(b.org_id, b.exchange_id, b.code, b.item_id)"
        )
    ).rows
    assert sorted(found) == sorted(
        [
            ("GAVE", "ORG-2", "E-2"),
            ("RECEIVED", "E-2", "ORG-3"),
            ("ABOUT", "E-2", "T1"),
            ("GAVE", "ORG-2", "E-3"),
            ("ABOUT", "E-3", "T1"),
            ("ABOUT", "E-3", "T2"),
            ("GAVE", "ORG-4", "E-4"),
            ("RECEIVED", "E-4", "ORG-5"),
            ("CONCERNS", "E-4", "I"),
            ("CONCERNS", "E-5", "I"),
            ("CONCERNS", "E-6", "I"),
            ("ORIGINATES", "ORG-2", "I"),
            ("ORIGINATES", "ORG-3", "I"),
            ("GAVE", "ORG-2", "E-7"),
        ]
    )


def test_a_changed_row_leaves_what_other_rows_wrote(store):
    load(store, ORGANISATIONS, row(2, "A", {}), row(3, "B", {}, [LinkRecord("parent", "A")]))
    load(store, EXCHANGES, row(2, "E", {}, [LinkRecord("giver", "A"), LinkRecord("receiver", "B")]))
    load(store, ORGANISATIONS, row(2, "A", {"name": "New"}, [LinkRecord("parent", "B")]))
    found = store.read(Statement("MATCH (a)-[r]->(b) RETURN type(r), a.org_id, b.org_id")).rows
    assert sorted(found, key=str) == sorted(
        [("PART_OF", "B", "A"), ("PART_OF", "A", "B"), ("GAVE", "A", None), ("RECEIVED", None, "B")], key=str
    )


def test_an_undeclared_property_is_refused(store):
    with pytest.raises(DeclarationError, match="'nickname'"):
        load(store, ORGANISATIONS, row(2, "A", {"nickname": "x"}))
    assert store.read(Statement("MATCH (o:Organisation) RETURN count(o)")).rows == ((0,),)


def test_what_is_recorded_of_a_load_is_marked(store):
    refused = [Rejection(3, "country", "XX", "unknown", "No."), Rejection(3, "name", "", "missing", "None.")]
    _, summary = load(store, ORGANISATIONS, row(2, "A", {}), rejections=refused)
    assert (summary.rows_read, summary.rows_rejected) == (2, 1)
    for label, level in (("Batch", 2), ("SourceFile", 2), ("LedgerPage", 2), ("SourceRow", 4)):
        found = store.read(Statement(f"MATCH (n:{label}) RETURN n.level, n.releasable_to, n.batch_id")).rows
        assert found == ((level, ["*"], "000001"),), label
    assert store.read(Statement("MATCH (s:SourceRow) RETURN s.column, s.rule, s.message")).rows == (
        ("country; name", "unknown; missing", "No. None."),
    )


def test_a_load_that_was_overtaken_cannot_end(store):
    assert OPEN["level"] == 1
    with Load(store, title="first", ceiling=1) as running:
        store.run(Statement("MATCH (b:Batch) SET b.holder = 'elsewhere:1:1', b.heartbeat = datetime('2020-01-01')"))
        load(store, ORGANISATIONS, row(2, "A", {}))
        with pytest.raises(BusyError, match="taken for dead"):
            running.finish()
    ends = store.read(Statement("MATCH (b:Batch) RETURN b.load_id, b.finished_at IS NULL ORDER BY b.load_id")).rows
    assert ends == (("000001", True), ("000002", False))


def test_a_load_that_ended_writes_nothing_more(store):
    source = Source(1, "x.csv", "", "organisations", "0" * 64)
    with Load(store, title="over", ceiling=1) as running:
        running.finish()
        with pytest.raises(BusyError, match="has ended"):
            running.write(Chunk(ORGANISATIONS, source, 2, 2, (row(2, "A", {}),), ()))
    assert store.read(Statement("MATCH (o:Organisation) RETURN count(o)")).rows == ((0,),)
