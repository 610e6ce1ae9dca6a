"""Every input table, by enumeration: its own examples load, and each of its rules refuses what it must."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from graph.errors import DeclarationError, InputError
from graph.model import entities as e
from graph.model import relationships as r
from graph.model.shapes import Link, NodeShape
from ingest.pipeline import read_chunks
from ingest.tables import TABLES
from ingest.tables.table import Check, Column, Made, Table

REQUIRED = [(name, column) for name, table in TABLES.items() for column in table.required]
# Written down here once more on purpose: the interface that people's files follow.
COLUMNS = {
    "officers": "officer_id,last_name,first_name,service,languages,clearance,clearance_until",
    "postings": "posting_id,officer_id,city,country,start,planned_end,end,kind,predecessor_posting_id",
    "accreditations": "posting_id,country,mode,from,to",
    "organisations": "org_id,name,native_name,country,org_type,parent_org_id",
    "contacts": "contact_id,last_name,first_name,native_name,org_id,function,country,email,phone,known_since,level,"
    "introduced_by,status,retention_until",
    "contact_roles": "contact_id,org_id,function,from,to",
    "interactions": "date,officer_id,contact_ids,kind,initiative,minutes,place,level,interaction_id",
    "exchanges": "exchange_id,date,from_org,to_org,officer_id,contact_id,direction,kind,theme,channel,grade,handling,"
    "level,originator,item_ref,request_id,interaction_id,purpose,derived_from",
    "requests": "request_id,opened,due,closed,asking_org,asked_org,officer_id,theme,mandate_basis",
    "briefings": "briefing_id,officer_id,posting_id,date,stage,given_by,themes_covered",
    "theme_requirements": "country,theme,required",
    "priorities": "country,org_type,priority",
    "consents": "consent_id,originator,item_ref,operation,recipient,purpose,status,granted_on,valid_until,written_ref",
    "viewers": "user_id,role,level,compartments,countries",
}


def write(folder, name, header, *rows):
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def example(name):
    """Give a row of the first example of every column."""
    return {column.name: column.examples[0] if column.examples else "" for column in TABLES[name].columns}


def read(folder, name, *rows):
    path = write(folder, name, list(rows[0]), *[list(row.values()) for row in rows])
    chunks = [one.chunk for one in read_chunks([path])]
    return [x for c in chunks for x in c.records], [x for c in chunks for x in c.rejections]


def test_the_tables_are_the_fourteen_with_their_columns():
    assert set(TABLES) == set(COLUMNS)
    for name, columns in COLUMNS.items():
        assert set(columns.split(",")) <= {column.name for column in TABLES[name].columns}, name


@pytest.mark.parametrize("name", [name for name in TABLES if name != "viewers"])
def test_every_table_takes_a_marking(name, read_one):
    row = example(name) | {"level": "2", "caveats": "oscar;LIMA", "releasable_to": "BE;Italie", "originator": "BE-VSSE"}
    records, rejections = read_one(name, row)
    assert not rejections
    properties = records[0].properties
    assert (properties["level"], properties["caveats"], properties["releasable_to"], properties["originator"]) == (
        2,
        ["OSCAR", "LIMA"],
        ["BE", "IT"],
        "BE-VSSE",
    )


@pytest.fixture
def read_one(tmp_path):
    return lambda name, row: read(tmp_path, name, row)


@pytest.mark.parametrize("name", TABLES)
def test_the_examples_of_every_column_load(name, read_one):
    for at in range(3):
        row = {
            column.name: column.examples[min(at, len(column.examples) - 1)] if column.examples else ""
            for column in TABLES[name].columns
        }
        records, rejections = read_one(name, row)
        assert not rejections
        assert len(records) == 1
        assert records[0].row == 2
        assert records[0].properties["level"] in range(5)
        assert "" not in records[0].properties.values()


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_required_columns_alone_loads_at_the_ceiling(name, read_one):
    row = {column: example(name)[column] for column in TABLES[name].required}
    records, rejections = read_one(name, row)
    assert not rejections
    assert records[0].properties["level"] == 4
    assert records[0].properties["releasable_to"] == ["*"]


@pytest.mark.parametrize(("name", "column"), REQUIRED)
def test_a_file_without_a_required_column_is_stopped(name, column, tmp_path):
    row = example(name)
    del row[column]
    path = write(tmp_path, name, list(row), list(row.values()))
    with pytest.raises(InputError, match=rf"lacks '{column}'"):
        list(read_chunks([path]))


@pytest.mark.parametrize(("name", "column"), REQUIRED)
def test_an_empty_required_cell_is_rejected(name, column, read_one):
    records, rejections = read_one(name, example(name) | {column: "  "})
    assert not records
    assert [(one.row, one.column, one.rule) for one in rejections] == [(2, column, "missing")]
    assert f"'{column}' must be filled" in rejections[0].message


@pytest.mark.parametrize(
    ("name", "column"),
    [(n, c.name) for n, t in TABLES.items() for c in t.columns if c.field and t.field(c.field).vocabulary],
)
def test_a_value_outside_its_vocabulary_is_rejected(name, column, read_one):
    records, rejections = read_one(name, example(name) | {column: "kwijnend"})
    assert not records
    assert (rejections[0].column, rejections[0].rule, rejections[0].value) == (column, "vocabulary", "kwijnend")


# table, column at fault, rule, what breaks it, and its twin that just passes
BROKEN = [
    ("postings", "end", "order", {"start": "2021-09-02", "end": "2021-09-01"}, {"end": "2021-09-02"}),
    ("postings", "planned_end", "order", {"planned_end": "2021-08-31"}, {"planned_end": "2021-09-01"}),
    ("postings", "predecessor_posting_id", "same", {"predecessor_posting_id": "P-014"}, {"posting_id": "P-015"}),
    ("accreditations", "to", "order", {"to": "2021-08-31"}, {"to": "2021-09-01"}),
    ("contact_roles", "to", "order", {"to": "2019-03-13"}, {"to": "2019-03-14"}),
    ("contacts", "retention_until", "order", {"retention_until": "2019-03-13"}, {"retention_until": "2019-03-14"}),
    ("viewers", "user_id", "reserved", {"user_id": "open"}, {"user_id": "opener"}),
    ("organisations", "parent_org_id", "same", {"parent_org_id": "IT-POL"}, {"parent_org_id": "IT-POL-2"}),
    ("requests", "due", "order", {"due": "2023-04-27"}, {"due": "2023-04-28"}),
    ("requests", "closed", "order", {"closed": "2023-04-27", "state": ""}, {"closed": "2023-04-28"}),
    ("requests", "asked_org", "same", {"asked_org": "BE-VSSE"}, {"asked_org": "BE-FP"}),
    ("requests", "state", "state", {"state": "open"}, {"closed": ""}),
    ("requests", "state", "state", {"state": "answered", "closed": ""}, {"closed": "2023-05-04"}),
    ("consents", "valid_until", "order", {"valid_until": "2023-05-01"}, {"valid_until": "2023-05-02"}),
    ("exchanges", "to_org", "same", {"to_org": "IT-POL", "from_org": "IT-POL"}, {"from_org": "BE-FP"}),
    ("exchanges", "direction", "direction", {"to_org": "BE-VSSE"}, {"direction": "internal"}),
    ("exchanges", "direction", "direction", {"direction": "received"}, {"from_org": "FR-POL"}),
    ("exchanges", "grade", "grade", {"source_grade": "B"}, {"grade": ""}),
    (
        "exchanges",
        "source_grade",
        "grade",
        {"grade": "", "source_grade": "D", "grade_scheme": "4x4"},
        {"source_grade": "C"},
    ),
    (
        "exchanges",
        "source_grade",
        "grade",
        {"grade": "", "info_grade": "5", "grade_scheme": "4x4"},
        {"info_grade": "4"},
    ),
    ("exchanges", "derived_from", "item", {"item_ref": ""}, {"derived_from": ""}),
    ("exchanges", "derived_from", "same", {"derived_from": "N-12;N-77"}, {"derived_from": "N-12;N-78"}),
]
BROKEN += [
    (name, "valid_to", "order", {"valid_from": "2021-01-02", "valid_to": "2021-01-01"}, {"valid_to": "2021-01-02"})
    for name, table in TABLES.items()
    if any(column.name == "valid_to" for column in table.columns)
]


@pytest.mark.parametrize(("name", "column", "rule", "broken", "mended"), BROKEN)
def test_a_rule_across_columns_refuses_and_its_boundary_passes(name, column, rule, broken, mended, read_one):
    records, rejections = read_one(name, example(name) | broken)
    assert not records
    assert [(one.column, one.rule) for one in rejections] == [(column, rule)]
    records, rejections = read_one(name, example(name) | broken | mended)
    assert not rejections
    assert len(records) == 1


def test_every_check_is_among_the_broken_ones():
    cases = {(name, column, rule) for name, column, rule, _, _ in BROKEN}
    for name, table in TABLES.items():
        for check in table.checks:
            assert (name, check.columns[0], check.rule) in cases


def test_a_posting_becomes_a_node_with_its_links(read_one):
    records, _ = read_one("postings", example("postings"))
    assert records[0].key == "P-014"
    assert {(link.link, link.target) for link in records[0].links} == {
        ("officer", "O-001"),
        ("country", "MA"),
        ("predecessor", "P-003"),
    }


def test_an_exchange_becomes_a_node_with_its_links(read_one):
    row = example("exchanges") | {
        "contact_id": "C-1|C-2",
        "originator": "IT-POL",
        "grade": "x4",
        "handling": "h3:no; h1",
    }
    records, rejections = read_one("exchanges", row)
    assert not rejections
    record = records[0]
    assert [(link.link, link.target) for link in record.links] == [
        ("giver", "BE-FP"),
        ("receiver", "IT-POL"),
        ("officer", "O-001"),
        ("contact", "C-1"),
        ("contact", "C-2"),
        ("themes", "drugs"),
        ("themes", "terrorism"),
        ("request", "R-0031"),
        ("interaction", "I-0099"),
        ("item", "N-77"),
        ("originator", "IT-POL"),
        ("derived_from", "N-12"),
        ("derived_from", "N-31"),
    ]
    item = next(link for link in record.links if link.link == "item")
    assert item.target_properties["third_party_rule"] is True
    assert item.target_properties["derived"] is True
    wanted = {
        "grade_scheme": "4x4",
        "source_grade": "X",
        "info_grade": "4",
        "handling": ["H1", "H3"],
        "handling_text": "no",
    }
    assert wanted.items() <= record.properties.items()


def test_an_own_item_is_not_under_the_third_party_rule(read_one):
    records, _ = read_one("exchanges", example("exchanges") | {"originator": "BE-FP", "derived_from": ""})
    item = next(link for link in records[0].links if link.link == "item")
    assert item.target_properties["third_party_rule"] is False
    assert item.target_properties["derived"] is False


def test_a_relationship_row_names_both_ends_and_its_key(read_one):
    records, _ = read_one("accreditations", example("accreditations"))
    record = records[0]
    assert (record.start, record.end, record.key) == ("P-014", "TN", "P-014\tTN\tside\t2021-09-01")
    assert record.properties["mode"] == "side"
    assert "posting_id" not in record.properties


def test_a_contact_keeps_digests_and_its_role(read_one):
    records, _ = read_one("contacts", example("contacts"))
    record = records[0]
    assert record.properties["display_name"] == "Rossi, Anna"
    # sha256("a.rossi@service.example") and sha256("+39061234567"), computed with sha256sum
    assert record.properties["email_hash"] == "fc9d38b2bcff3b39dbb76148463feb0e623e17de4110ed129def9abfe786cd28"
    assert record.properties["phone_hash"] == "7d8923c780c57dd46ec29d2ba33afd31a571d7cea22c134d2c0a18ba897a9ad7"
    assert "a.rossi" not in repr(record)
    role = next(link for link in record.links if link.link == "organisation")
    assert role.target == "IT-POL"
    assert role.properties["function"] == "head of unit"
    assert role.properties["valid_from"].isoformat() == "2019-03-14"


def test_a_personal_value_is_not_repeated_in_a_rejection(read_one):
    _, rejections = read_one("contacts", example("contacts") | {"email": "anna at service", "phone": "secret 12"})
    assert rejections[0].value == ""
    assert "anna" not in rejections[0].message
    assert "secret" not in rejections[0].message


def test_a_row_with_three_faults_is_one_rejection_that_tells_all_three(read_one):
    row = example("exchanges") | {"date": "03/04/2020", "kind": "gossip", "grade": "Z9"}
    _, rejections = read_one("exchanges", row)
    assert len(rejections) == 1
    assert (rejections[0].column, rejections[0].rule) == ("date", "date_ambiguous")
    assert "gossip" in rejections[0].message
    assert "Z9" in rejections[0].message


def test_the_state_of_a_request_follows_from_its_dates(read_one):
    assert read_one("requests", example("requests") | {"state": ""})[0][0].properties["state"] == "answered"
    assert read_one("requests", example("requests") | {"state": "", "closed": ""})[0][0].properties["state"] == "open"


def test_a_viewer_has_a_ceiling_of_its_own_and_the_rows_marking(read_one):
    records, _ = read_one("viewers", example("viewers") | {"level": "GEHEIM"})
    assert records[0].properties["clearance_level"] == 3
    assert records[0].properties["level"] == 4


PAST = [(name, column.name) for name, table in TABLES.items() for column in table.columns if column.past]


@pytest.mark.parametrize(("name", "column"), PAST)
def test_what_has_happened_tomorrow_is_taken_and_told(name, column, tmp_path):
    def told(day):
        # Later days of the row that must not lie before this one are left out.
        row = example(name) | {"due": "", "closed": "", "state": "", "valid_until": ""} | {column: day.isoformat()}
        if column == "closed":
            row["opened"] = "2020-01-01"
        header = {key: value for key, value in row.items() if key in {one.name for one in TABLES[name].columns}}
        (read,) = read_chunks([write(tmp_path, name, list(header), list(header.values()))])
        assert len(read.chunk.records) == 1
        return [(note.column, note.rule) for note in read.notices]

    today = dt.date.today()  # noqa: DTZ011 - the day where the load runs
    assert told(today) == []
    assert told(today + dt.timedelta(days=1)) == [(column, "future")]


def test_what_may_lie_ahead_is_not_told(tmp_path):
    row = example("postings") | {"start": "2098-01-01", "planned_end": "2099-01-01", "end": ""}
    (read,) = read_chunks([write(tmp_path, "postings", list(row), list(row.values()))])
    assert len(read.chunk.records) == 1
    assert read.notices == ()


SHAPE = NodeShape("themes", e.THEME)
CODE = Column("code", "code", field="code", required=True)


@pytest.mark.parametrize(
    "declare",
    [
        lambda: Table("other", "x", SHAPE, (CODE,)),
        lambda: Table("themes", "x", SHAPE, (CODE, CODE)),
        lambda: Table("themes", "x", SHAPE, (Column("label", "label", field="label_en"),)),
        lambda: Table("themes", "x", SHAPE, (Column("code", "code", field="kode"),)),
        lambda: Table("themes", "x", SHAPE, (CODE, Column("orphan", "goes nowhere"))),
        lambda: Table("themes", "x", SHAPE, (CODE, Column("twice", "same place", field="code"))),
        lambda: Table("themes", "x", SHAPE, (CODE, Column("to", "no such link", link="nowhere"))),
        lambda: Table("themes", "x", SHAPE, (CODE,), made=(Made("label_en", ("absent",), str),)),
        lambda: Table("themes", "x", SHAPE, (CODE,), checks=(Check("r", ("absent",), bool, "Sentence."),)),
        lambda: Table("themes", "x", SHAPE, (CODE,), dated_by="absent"),
        lambda: Table("themes", "x", SHAPE, (Column("code", "code", field="code", required=True, past=True),)),
        lambda: Table(
            "briefings", "x",
            NodeShape("briefings", e.BRIEFING, (Link("officer", r.ATTENDED, e.OFFICER, outgoing=False),)),
            (Column("briefing_id", "id", field="briefing_id"),),
        ),
        lambda: Column("Bad Name", "x"),
        lambda: Column("name", ""),
        lambda: Column("name", "x", required=True, default=1),
        lambda: Check("", ("a",), bool, "Sentence."),
        lambda: Check("r", ("a",), bool, "no full stop"),
    ],
)  # fmt: skip
def test_a_declaration_that_contradicts_itself_fails_at_once(declare):
    with pytest.raises(DeclarationError):
        declare()
