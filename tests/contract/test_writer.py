"""Writing rows: what becomes of each, on both stores."""

import datetime as dt

import pytest

from graph.errors import BusyError
from graph.model import entities as e
from graph.model import relationships as r
from graph.model.records import Chunk, LinkRecord, Outcome, Rejection, RowRecord, Source
from graph.model.shapes import Link, NodeShape, RelationshipShape
from graph.statement import Statement
from graph.store.outcomes import decode, encode
from graph.store.writer import Load

SOURCE = Source(1, "organisations.csv", "", "organisations", "0" * 64)
BARE = {"level": 1, "caveats": [], "releasable_to": ["*"], "originator": "BE-FP", "valid_from": None}
ORGANISATIONS = NodeShape("organisations", e.ORGANISATION, (Link("parent", r.PART_OF, e.ORGANISATION, outgoing=True),))
EXCHANGES = NodeShape(
    "exchanges",
    e.EXCHANGE,
    (
        Link("giver", r.GAVE, e.ORGANISATION, outgoing=False),
        Link("themes", r.ABOUT, e.THEME, outgoing=True, create=True),
        Link("item", r.CONCERNS, e.INFO_ITEM, outgoing=True, create=True),
        Link("originator", r.ORIGINATES, e.ORGANISATION, outgoing=False, anchor="item"),
    ),
)
REQUIREMENTS = RelationshipShape("theme_requirements", r.REQUIRES, e.COUNTRY, e.THEME, create_end=True)
ROLES = RelationshipShape("contact_roles", r.HOLDS_ROLE, e.CONTACT, e.ORGANISATION)


def organisation(row, key, name="Service", parent=None, **more):
    links = (LinkRecord("parent", parent),) if parent else ()
    return RowRecord(row, key, f"{name}{parent}{more}", {**BARE, "name": name, **more}, links)


def chunk(*records, shape=ORGANISATIONS, rejections=(), source=SOURCE):
    rows = [record.row for record in records] + [rejection.row for rejection in rejections]
    return Chunk(shape, source, min(rows), max(rows), tuple(records), tuple(rejections))


def load(store, *chunks):
    with Load(store, title="test", ceiling=1) as running:
        running.add_source(SOURCE)
        outcomes = [running.write(part) for part in chunks]
        return running, outcomes, running.finish()


def digest(store):
    nodes = store.read(
        Statement(
            "MATCH (n) WHERE NOT n:Batch AND NOT n:LedgerPage AND NOT n:SourceFile AND NOT "
            "n:SourceRow RETURN labels(n), properties(n)"
        )
    ).rows
    links = store.read(Statement("MATCH (a)-[r]->(b) RETURN type(r), properties(r), properties(a), properties(b)")).rows
    return sorted(repr(row) for row in nodes), sorted(repr(row) for row in links)


def test_a_new_row_is_loaded_and_a_known_one_writes_nothing(store):
    first = chunk(organisation(2, "A"), organisation(3, "B", parent="A"))
    _, (outcome,), summary = load(store, first)
    assert outcome.outcomes == {2: Outcome.LOADED, 3: Outcome.LOADED}
    assert (summary.rows_read, summary.rows_loaded) == (2, 2)
    before = digest(store)
    _, (outcome,), summary = load(store, first)
    assert set(outcome.outcomes.values()) == {Outcome.UNCHANGED}
    assert summary.rows_unchanged == summary.rows_read == 2
    assert digest(store) == before


def test_a_changed_row_replaces_its_relationships(store):
    load(store, chunk(organisation(2, "A"), organisation(3, "B"), organisation(4, "C", parent="A")))
    _, (outcome,), _ = load(store, chunk(organisation(4, "C", name="New", parent="B")))
    assert outcome.outcomes == {4: Outcome.UPDATED}
    parents = store.read(Statement("MATCH (c:Organisation {org_id: 'C'})-[:PART_OF]->(p) RETURN c.name, p.org_id")).rows
    assert parents == (("New", "B"),)


def test_a_value_that_went_away_is_removed(store):
    load(store, chunk(organisation(2, "A", native_name="Служба")))
    load(store, chunk(organisation(2, "A", native_name=None)))
    assert store.read(Statement("MATCH (a:Organisation) RETURN a.native_name")).rows == ((None,),)


def test_an_unknown_reference_is_rejected_and_its_row_not_written(store):
    _, (outcome,), summary = load(store, chunk(organisation(2, "A", parent="nowhere"), organisation(3, "B")))
    assert outcome.outcomes == {2: Outcome.REJECTED, 3: Outcome.LOADED}
    (rejection,) = outcome.rejections
    assert rejection.column == "parent"
    assert "'nowhere'" in rejection.message
    assert store.read(Statement("MATCH (o:Organisation) RETURN o.org_id")).rows == (("B",),)
    assert summary.rows_rejected == 1
    refused = store.read(Statement("MATCH (s:SourceRow) RETURN s.row, s.rule, s.column")).rows
    assert refused == ((2, "unknown reference", "parent"),)


def test_a_row_may_name_one_that_comes_after_it_in_the_chunk(store):
    _, (outcome,), _ = load(store, chunk(organisation(2, "B", parent="A"), organisation(3, "A")))
    assert set(outcome.outcomes.values()) == {Outcome.LOADED}
    assert store.read(Statement("MATCH ()-[r:PART_OF]->() RETURN count(r)")).rows == ((1,),)


@pytest.mark.parametrize("together", [True, False])
def test_of_two_rows_with_one_key_the_first_stands(store, together):
    rows = organisation(2, "A", "First"), organisation(3, "A", "Second"), organisation(4, "A", "First")
    parts = [chunk(*rows)] if together else [chunk(row) for row in rows]
    _, outcomes, summary = load(store, *parts)
    merged = {row: kind for outcome in outcomes for row, kind in outcome.outcomes.items()}
    assert merged == {2: Outcome.LOADED, 3: Outcome.REJECTED, 4: Outcome.UNCHANGED}
    assert store.read(Statement("MATCH (o:Organisation) RETURN o.name")).rows == (("First",),)
    assert (summary.rows_read, summary.rows_rejected) == (3, 1)


def test_a_file_may_not_lower_a_level(store):
    load(store, chunk(organisation(2, "A", level=3)))
    _, (outcome,), _ = load(store, chunk(organisation(2, "A", name="Other", level=2)))
    assert outcome.outcomes == {2: Outcome.REJECTED}
    assert outcome.rejections[0].rule == "lower marking"
    assert store.read(Statement("MATCH (o:Organisation) RETURN o.level, o.name")).rows == ((3, "Service"),)


def test_rejected_rows_of_the_reader_are_in_the_ledger(store):
    bad = Rejection(3, "country", "Atlantis", "unknown country", "There is no country 'Atlantis'.")
    running, _, _ = load(store, chunk(organisation(2, "A"), organisation(5, "B"), rejections=[bad]))
    first, text = store.read(Statement("MATCH (p:LedgerPage) RETURN p.first_row, p.outcomes")).rows[0]
    assert decode(first, text) == {2: Outcome.LOADED, 3: Outcome.REJECTED, 5: Outcome.LOADED}
    assert encode(decode(first, text)) == text
    assert running.batch_id == "000001"


def exchange(row, key, item="I-1", level=1, themes=("DRUGS",), caveats=()):
    links = [LinkRecord("giver", "A"), LinkRecord("item", item, {}, {"created": dt.date(2020, 1, 1)})]
    links += [LinkRecord("originator", "A"), *(LinkRecord("themes", theme) for theme in themes)]
    properties = {**BARE, "level": level, "caveats": list(caveats), "date": dt.date(2020, 1, 1), "kind": "request"}
    return RowRecord(row, key, f"{key}{item}{level}{themes}{caveats}", properties, tuple(links))


def test_created_nodes_are_shared_and_keep_the_strongest_marking(store):
    load(store, chunk(organisation(2, "A")))
    rows = (
        exchange(2, "E1", themes=("DRUGS", "ARMS")),
        exchange(3, "E2", level=3, caveats=("ORCON",)),
        exchange(4, "E3"),
    )
    load(store, chunk(*rows, shape=EXCHANGES))
    items = store.read(Statement("MATCH (i:InfoItem) RETURN i.level, i.caveats, i.releasable_to, i.created")).rows
    assert items == ((3, ["ORCON"], ["*"], dt.date(2020, 1, 1)),)
    themes = store.read(
        Statement("MATCH (t:Theme)<-[:ABOUT]-(e) RETURN t.code, t.level, count(e) ORDER BY t.code")
    ).rows
    assert themes == (("ARMS", 0, 1), ("DRUGS", 0, 3))
    assert store.read(Statement("MATCH (:Organisation)-[r:ORIGINATES]->(:InfoItem) RETURN count(r)")).rows == ((1,),)


def test_relationships_as_rows(store):
    country = RowRecord(2, "PL", "pl", {**BARE, "name_en": "Poland"})
    load(store, chunk(country, shape=NodeShape("countries", e.COUNTRY)))
    first = RowRecord(2, "PL\tDRUGS", "h1", {**BARE, "required": True}, (), "PL", "DRUGS")
    _, (outcome,), _ = load(store, chunk(first, shape=REQUIREMENTS))
    assert outcome.outcomes == {2: Outcome.LOADED}
    _, (outcome,), _ = load(store, chunk(first, shape=REQUIREMENTS))
    assert outcome.outcomes == {2: Outcome.UNCHANGED}
    changed = RowRecord(2, "PL\tDRUGS", "h2", {**BARE, "required": False}, (), "PL", "DRUGS")
    unknown = RowRecord(3, "XX\tDRUGS", "h3", {**BARE, "required": False}, (), "XX", "DRUGS")
    _, (outcome,), _ = load(store, chunk(changed, unknown, shape=REQUIREMENTS))
    assert outcome.outcomes == {2: Outcome.UPDATED, 3: Outcome.REJECTED}
    assert store.read(Statement("MATCH (:Country)-[r:REQUIRES]->(:Theme) RETURN r.required")).rows == ((False,),)


def test_relationships_of_one_pair_are_told_apart_by_their_declared_key(store):
    load(store, chunk(organisation(2, "A")))
    contact = RowRecord(2, "C", "c", {**BARE, "display_name": "X"})
    load(store, chunk(contact, shape=NodeShape("contacts", e.CONTACT)))
    days = [dt.date(2020, 1, 1), dt.date(2021, 1, 1), None]
    rows = [
        RowRecord(2 + i, f"C\tA\thead\t{day}", f"h{i}", {**BARE, "function": "head", "valid_from": day}, (), "C", "A")
        for i, day in enumerate(days)
    ]
    load(store, chunk(*rows, shape=ROLES))
    _, (outcome,), _ = load(store, chunk(*rows, shape=ROLES))
    assert set(outcome.outcomes.values()) == {Outcome.UNCHANGED}
    assert store.read(Statement("MATCH (:Contact)-[r:HOLDS_ROLE]->() RETURN count(r)")).rows == ((3,),)


def test_a_role_that_the_contact_brought_is_taken_over_by_its_own_row_and_stays_one(store):
    contacts = NodeShape("contacts", e.CONTACT, (Link("organisation", r.HOLDS_ROLE, e.ORGANISATION, outgoing=True),))
    load(store, chunk(organisation(2, "A")))

    def contact(row_hash, name):
        properties = {"function": "head", "valid_from": dt.date(2020, 1, 1)}
        links = (LinkRecord("organisation", "A", properties),)
        return chunk(RowRecord(2, "C", row_hash, {**BARE, "level": 2, "display_name": name}, links), shape=contacts)

    ends = {**BARE, "function": "head", "valid_from": dt.date(2020, 1, 1), "valid_to": dt.date(2024, 1, 1)}
    role = chunk(RowRecord(2, "C\tA\thead\t2020-01-01", "role", ends, (), "C", "A"), shape=ROLES)
    held = Statement("MATCH (:Contact)-[r:HOLDS_ROLE]->() RETURN r.valid_to, r.row_hash")
    # Both tables in one load, as in a folder.
    _, outcomes, _ = load(store, contact("one", "X"), role)
    assert outcomes[1].outcomes == {2: Outcome.LOADED}
    assert store.read(held).rows == ((dt.date(2024, 1, 1), "role"),)
    _, outcomes, _ = load(store, contact("one", "X"), role)
    assert [outcome.outcomes for outcome in outcomes] == [{2: Outcome.UNCHANGED}] * 2
    # The contact's own row changes: the role is not written a second time.
    load(store, contact("two", "Y"))
    assert store.read(held).rows == ((dt.date(2024, 1, 1), "role"),)
    _, outcomes, _ = load(store, contact("two", "Y"), role)
    assert [outcome.outcomes for outcome in outcomes] == [{2: Outcome.UNCHANGED}] * 2


HOSTILE = ["'; MATCH (n) DETACH DELETE n //", "`", "\\u0060", "<b>", "=1+1", "\u202eabc", "a\x00b", "é" * 3000, "$x"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_a_value_and_nothing_else(store, text):
    load(store, chunk(organisation(2, text, name=text)))
    assert store.read(Statement("MATCH (o:Organisation) RETURN o.org_id, o.name")).rows == ((text, text),)


def test_a_second_load_waits_for_the_first(store):
    with Load(store, title="first", ceiling=1), pytest.raises(BusyError, match="'first'"):
        load(store, chunk(organisation(2, "A")))


def test_a_load_that_was_taken_for_dead_writes_nothing_more(store):
    with Load(store, title="first", ceiling=1) as running:
        running.add_source(SOURCE)
        store.run(
            Statement("MATCH (b:Batch) SET b.holder = 'elsewhere:1:1', b.heartbeat = datetime('2020-01-01T00:00:00Z')")
        )
        load(store, chunk(organisation(2, "A")))
        with pytest.raises(BusyError, match="taken for dead"):
            running.write(chunk(organisation(2, "Z")))
    assert store.read(Statement("MATCH (o:Organisation) RETURN o.org_id")).rows == (("A",),)


def test_an_interrupted_load_is_completed_by_loading_again(store):
    with Load(store, title="cut", ceiling=1) as running:
        running.add_source(SOURCE)
        running.write(chunk(organisation(2, "A")))
    store.run(
        Statement("MATCH (b:Batch) SET b.holder = 'elsewhere:1:1', b.heartbeat = datetime('2020-01-01T00:00:00Z')")
    )
    _, outcomes, summary = load(store, chunk(organisation(2, "A")), chunk(organisation(3, "B")))
    assert [kind for outcome in outcomes for kind in outcome.outcomes.values()] == [Outcome.UNCHANGED, Outcome.LOADED]
    assert summary.load_id == "000002"


def parts(*rows):
    """Give chunks of which each is a row or some rows."""
    return [chunk(*(row if isinstance(row, tuple) else (row,)), shape=EXCHANGES) for row in rows]


def test_rows_that_were_taken_for_new_are_found_all_the_same(store):
    load(store, chunk(organisation(2, "A")))
    load(store, *parts(exchange(2, "X-3", item="I-1", level=0), exchange(3, "X-4", item="I-2", level=0)))
    # The first chunk holds nothing known, so of the next ones the store is not asked at first.
    again = parts(
        exchange(2, "X-1", item="I-8"),
        exchange(3, "X-2", item="I-9"),
        (exchange(4, "X-3", item="I-1", level=0), exchange(5, "X-4", item="I-3", level=2), exchange(6, "X-5")),
        exchange(7, "X-6", item="I-2", level=2),
        exchange(8, "X-7", item="I-10"),
    )
    _, outcomes, summary = load(store, *again)
    assert "".join(kind.value for one in outcomes for _, kind in sorted(one.outcomes.items())) == "LLNULLL"
    assert (summary.rows_loaded, summary.rows_unchanged, summary.rows_updated) == (5, 1, 1)
    levels = store.read(Statement("MATCH (i:InfoItem) RETURN i.item_id AS item, i.level AS level ORDER BY item")).rows
    assert dict(levels)["I-2"] == 2
    assert dict(levels)["I-1"] == 1
    assert store.read(Statement("MATCH (x:Exchange) RETURN count(x)")).rows == ((7,),)
    before = digest(store)
    assert set(load(store, *again)[1][0].outcomes.values()) == {Outcome.UNCHANGED}
    assert digest(store) == before
