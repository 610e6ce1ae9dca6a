"""The sample world as files: always the same, of the promised size, in the columns of the input tables."""

import csv
import hashlib
import json
import os
import subprocess
import sys
import tomllib

import pytest
from sample_rows import Rows, parts

from graph.errors import InputError
from graph.model.countries import find_country
from ingest.tables import TABLES
from liaison.sample import write_world
from liaison.sample.scale import scale_of

# The columns that a coordination unit has, in its order; further ones may follow.
COLUMNS = {
    "officers": "officer_id,last_name,first_name,service,languages,clearance,clearance_until",
    "postings": "posting_id,officer_id,city,country,start,planned_end,end,kind,predecessor_posting_id",
    "accreditations": "posting_id,country,mode,from,to",
    "organisations": "org_id,name,native_name,country,org_type,parent_org_id",
    "contacts": "contact_id,last_name,first_name,native_name,org_id,function,country,email,phone,known_since,level",
    "contact_roles": "contact_id,org_id,function,from,to",
    "interactions": "date,officer_id,contact_ids,kind,initiative,minutes,place,level",
    "exchanges": "exchange_id,date,from_org,to_org,officer_id,contact_id,direction,kind,theme,channel,grade,"
    "handling,level,originator,item_ref",
    "requests": "request_id,opened,due,closed,asking_org,asked_org,officer_id,theme,mandate_basis",
    "briefings": "briefing_id,officer_id,posting_id,date,stage,given_by,themes_covered",
    "theme_requirements": "country,theme,required",
    "priorities": "country,org_type,priority",
    "consents": "consent_id,originator,item_ref,operation,recipient,purpose,status,granted_on,valid_until,written_ref",
    "viewers": "user_id,role,level,compartments,countries",
}
# Kinds of entries of the truth.
PHENOMENA = """
    breaches brokers consents_expired consents_expiring consents_withdrawn countries_without_contact derivations
    dirty_rows duplicates empty_priority_cells in_order languages_of_one late_preparations late_requests
    missing_feedback moves namesakes rotations silences single_holders themes_of_one unanswered_requests
    uncovered_themes vacant_seats
"""
RULES = {"C01", "C03", "C04", "C08", "C09", "C10", "C11"}


def digest(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("sample")
    write_world(made, seed=2020, scale=0.01)
    return made


@pytest.fixture(scope="module")
def rows(folder):
    return Rows(folder)


def test_same_seed_gives_the_same_bytes_in_another_process(folder, tmp_path):
    program = "import pathlib, sys, liaison.sample as s; s.write_world(pathlib.Path(sys.argv[1]), scale=0.01)"
    environment = {**os.environ, "PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True, env=environment)
    assert digest(tmp_path) == digest(folder)


def test_other_seed_gives_another_world(folder, tmp_path):
    write_world(tmp_path, seed=2021, scale=0.01)
    ours, theirs = digest(folder), digest(tmp_path)
    same = {name for name in ours if ours[name] == theirs[name]}
    # The services of a country bear the same names in every world.
    assert same == {"README.txt", "source.toml", "viewers.csv", "organisations.csv"}


def test_writing_again_replaces_the_world(folder, tmp_path):
    write_world(tmp_path, seed=7, scale=0.01)
    write_world(tmp_path, seed=2020, scale=0.01)
    assert digest(tmp_path) == digest(folder)


@pytest.mark.parametrize("table", COLUMNS)
def test_columns(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    wanted = COLUMNS[table].split(",")
    assert header[: len(wanted)] == wanted
    assert set(header) <= {column.name for column in TABLES[table].columns}


def test_folder_holds_the_tables_and_what_explains_them(folder):
    names = {path.name for path in folder.iterdir()}
    assert names == {f"{table}.csv" for table in COLUMNS} | {"README.txt", "source.toml", "truth.json"}
    assert "fictional" in (folder / "README.txt").read_text(encoding="utf-8")
    source = (folder / "source.toml").read_text(encoding="utf-8")
    assert "fictional" in source
    assert tomllib.loads(source) == {"ceiling": 1}


def test_smallest_world_has_every_phenomenon(rows):
    assert [kind for kind in PHENOMENA.split() if not rows.truth[kind]] == []
    assert {one["rule"] for one in rows.truth["breaches"]} == RULES
    assert {one["rule"] for one in rows.truth["in_order"]} >= {"C01", "C03", "C10", "C11"}
    rotations = rows.truth["rotations"]
    assert any(one["overlap_days"] for one in rotations)
    assert any(one["vacancy_days"] for one in rotations)
    handed = [contact for one in rotations for contact in one["handed_over"]]
    assert any(one["introduced"] for one in handed)
    assert any(one["first_met"] is None for one in handed)
    assert any(not one["followed_up_by"] for one in rows.truth["moves"])


def test_summary_counts_the_rows(tmp_path):
    summary = write_world(tmp_path, seed=3, scale=0.02)
    written = {table: sum(1 for _ in Rows(tmp_path).numbered(table)) for table in COLUMNS}
    assert dict(summary.rows) == written
    assert summary.broken_rows == len(Rows(tmp_path).broken)
    assert str(summary).startswith(f"{tmp_path} holds a fictional unit (seed 3, scale 0.02): ")
    assert all(counted <= 2.2 * 2_000 for counted in written.values())
    assert 0.8 * 2_000 < written["exchanges"] < 1.2 * 2_000


def test_progress_runs_from_nothing_to_all(tmp_path):
    seen = []
    write_world(tmp_path, scale=0.01, progress=lambda share, what: seen.append((share, what)))
    shares = [share for share, _ in seen]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert seen[-1][1] == "writing 2026"


@pytest.mark.parametrize("scale", [0, 0.009, -1, 100.1, float("nan"), float("inf")])
def test_scale_out_of_bounds_is_refused(tmp_path, scale):
    with pytest.raises(InputError, match=r"outside 0\.01 to 100"):
        write_world(tmp_path / "never", scale=scale)
    assert not (tmp_path / "never").exists()


def test_scale_one_is_a_real_unit():
    unit, largest = scale_of(1), scale_of(100)
    assert (unit.officers, unit.contacts, unit.exchanges, unit.countries) == (60, 6_000, 100_000, 80)
    assert largest.exchanges == 10_000_000
    assert largest.officers < 400


def test_folder_that_is_a_file_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be written to"):
        write_world(tmp_path / "file", scale=0.01)


def test_every_reference_of_a_sound_row_exists(rows):
    ids = {
        "officer_id": set(rows.by("officers", "officer_id")),
        "posting_id": set(rows.by("postings", "posting_id")),
        "org_id": set(rows.by("organisations", "org_id")),
        "contact_id": set(rows.by("contacts", "contact_id")),
        "request_id": set(rows.by("requests", "request_id")),
        "interaction_id": set(rows.by("interactions", "interaction_id")),
    }
    columns = {"predecessor_posting_id": "posting_id", "contact_ids": "contact_id", "introduced_by": "officer_id"}
    columns |= dict.fromkeys(
        ("parent_org_id", "from_org", "to_org", "asking_org", "asked_org", "originator", "recipient"), "org_id"
    )
    for table in COLUMNS:
        for row in rows[table]:
            for column, cell in row.items():
                known = ids.get(columns.get(column, column))
                if known is not None:
                    assert set(parts(cell)) <= known, (table, column, cell)
            if row.get("country"):
                assert find_country(row["country"]).iso2 == row["country"]


def test_broken_rows_lie_where_the_truth_says(rows):
    found = {}
    for table in COLUMNS:
        for number, row in rows.numbered(table):
            found[f"{table}.csv", number] = row
    for one in rows.truth["dirty_rows"]:
        row = found[one["file"], one["row"]]
        if one["column"]:
            assert row[one["column"]] == one["value"]
    assert len(rows.truth["dirty_rows"]) == len(rows.broken) == 60
    assert {one["file"] for one in rows.truth["dirty_rows"]} == {f"{table}.csv" for table in COLUMNS}


def test_names_stand_in_several_orders_and_scripts(rows):
    contacts = rows["contacts"]
    assert any(", " in row["last_name"] and not row["first_name"] for row in contacts)
    assert any(row["last_name"].split()[0].isupper() and not row["first_name"] for row in contacts)
    letters = "".join(row["native_name"] for row in contacts)
    for first, last in (("\u0400", "\u04ff"), ("\u0600", "\u06ff")):
        assert any(first <= letter <= last for letter in letters)
    assert all(row["email"].endswith(".example") and row["phone"].startswith("+999") for row in contacts)


def test_truth_is_one_entry_a_line(folder):
    text = (folder / "truth.json").read_text(encoding="utf-8")
    truth = json.loads(text)
    assert truth["world_end"] == "2026-10-31"
    assert truth["counts"]["breaches"] == len(truth["breaches"])
    assert truth["cut"] == []
    assert text.count("\n") > sum(truth["counts"].values())
