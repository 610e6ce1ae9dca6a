"""Reports, exports and commands on the sample world in both stores, against counts made from the files alone."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import lxml.etree
import lxml.html
import openpyxl
import pytest

from graph.statement import Statement
from liaison.app.exporting import export
from liaison.app.reporting import network_report
from liaison.app.viewers import find_viewer
from liaison.app.workspace import Workspace

PROGRAM = Path(sys.executable).with_name("liaison")
CEILING = 1  # of the world's source.toml
ANALYST = 1


def rows(world, name):
    dirty = {row["row"] for row in world.truth["dirty_rows"] if row["file"] == f"{name}.csv"}
    with (world.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row for number, row in enumerate(csv.DictReader(file), 2) if number not in dirty]


def open_to(level, row):
    """Tell from a row alone whether somebody with that level, no caveats and no releases may read it."""
    own = int(row["level"]) if row.get("level") else CEILING
    return own <= level and not row.get("caveats") and row.get("releasable_to", "") in ("", "*")


@pytest.fixture(scope="module")
def workspace_of(loaded_store, tmp_path_factory):
    return Workspace(loaded_store, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def view_of(workspace_of, world):
    def view(user_id):
        return workspace_of.view(find_viewer(workspace_of.store, user_id), world.as_of)

    return view


@pytest.fixture(scope="module")
def reader(workspace_of):
    return lambda user_id: find_viewer(workspace_of.store, user_id)


@pytest.mark.slow
def test_a_reader_sees_the_contacts_that_the_files_open_to_that_level(view_of, world):
    everyone = {row["contact_id"] for row in rows(world, "contacts")}
    expected = {row["contact_id"] for row in rows(world, "contacts") if open_to(ANALYST, row)}
    assert set(view_of("analyst").network.keys("Contact").to_pylist()) == expected
    assert 0 < len(expected) < len(everyone)


@pytest.mark.slow
def test_two_readers_get_two_reports_and_no_hidden_name_is_in_the_lower_one(view_of, reader, world, tmp_path):
    low = network_report(view_of("analyst"), tmp_path / "low", viewer=reader("analyst"))
    high = network_report(view_of("coordinator"), tmp_path / "high", viewer=reader("coordinator"))
    assert (low.marking.level, high.marking.level) == (1, 3)
    assert "LEVEL-1" in low.path.name
    assert "LEVEL-3" in high.path.name
    text = low.path.read_text(encoding="utf-8")
    names = {(row["last_name"], row["first_name"]) for row in rows(world, "contacts") if open_to(ANALYST, row)}
    hidden = [
        row for row in rows(world, "contacts")
        if not open_to(ANALYST, row) and (row["last_name"], row["first_name"]) not in names and row["first_name"]
    ]  # fmt: skip
    assert len(hidden) > 20
    assert [row["contact_id"] for row in hidden if f"{row['last_name']}, {row['first_name']}" in text] == []
    assert [row["contact_id"] for row in hidden if row["contact_id"] in text] == []


@pytest.mark.slow
def test_the_same_report_from_a_new_snapshot_has_the_same_bytes(loaded_store, view_of, reader, world, tmp_path):
    first = network_report(view_of("coordinator"), tmp_path / "a", viewer=reader("coordinator"))
    fresh = Workspace(loaded_store, tmp_path / "home")
    viewer = find_viewer(loaded_store, "coordinator")
    again = network_report(fresh.view(viewer, world.as_of), tmp_path / "b", viewer=viewer)
    assert first.path.read_bytes() == again.path.read_bytes()
    assert first.path.name == again.path.name


@pytest.mark.slow
def test_the_report_counts_what_the_store_answers(loaded_store, view_of, reader, world, tmp_path):
    page = lxml.html.parse(
        str(network_report(view_of("coordinator"), tmp_path, viewer=reader("coordinator")).path)
    ).getroot()
    titles = [term.text_content() for term in page.xpath("//dl[@class='figures']/div/dt")]
    values = [value.text_content() for value in page.xpath("//dl[@class='figures']/div/dd[1]")]
    told = {title: int(value.replace("\u202f", "")) for title, value in zip(titles, values, strict=True)}
    pairs = loaded_store.read(
        Statement(
            "MATCH (o:Officer)-[a:TOOK_PART]->(e)<-[b:TOOK_PART]-(c:Contact) WHERE e.date <= date($day) "
            "AND all(x IN [o, a, e, b, c] WHERE x.level <= 3 "
            "AND all(v IN x.caveats WHERE v IN ['ORCON', 'EYES BE', 'SOURCE-7']) "
            "AND any(v IN x.releasable_to WHERE v IN ['*', 'BE'])) "
            "RETURN DISTINCT o.officer_id AS officer, c.contact_id AS contact",
            {"day": world.as_of.isoformat()},
        )
    ).rows
    assert told["Ties"] == len(pairs)
    assert told["Officers"] == len({officer for officer, _ in pairs})
    assert told["Contacts"] == len({contact for _, contact in pairs})
    holders = {}
    for officer, contact in pairs:
        holders.setdefault(contact, set()).add(officer)
    assert told["Only holder"] == sum(len(officers) == 1 for officers in holders.values())


@pytest.mark.slow
def test_everything_that_is_exported_is_what_the_reader_sees(view_of, reader, world, tmp_path):
    made = export(view_of("analyst"), "graphml", tmp_path, viewer=reader("analyst"), content="all")
    root = lxml.etree.parse(str(made.paths[0])).getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    nodes = {node.get("id") for node in root.iterfind(".//g:node", space)}
    for name, key, label in (("contacts", "contact_id", "Contact"), ("exchanges", "exchange_id", "Exchange")):
        expected = {f"{label}:{row[key]}" for row in rows(world, name) if open_to(ANALYST, row)}
        assert {node for node in nodes if node.startswith(f"{label}:")} == expected
    ends = {(edge.get("source"), edge.get("target")) for edge in root.iterfind(".//g:edge", space)}
    assert {end for pair in ends for end in pair} <= nodes
    made = export(view_of("analyst"), "xlsx", tmp_path, viewer=reader("analyst"), content="all")
    book = openpyxl.load_workbook(made.paths[0], read_only=True)
    assert {row[0] for row in book["Nodes"].iter_rows(min_row=4, values_only=True)} == nodes
    first, _ = export(view_of("analyst"), "csv", tmp_path, viewer=reader("analyst"), content="all").paths
    assert {row["Id"] for row in csv.DictReader(io.StringIO(first.read_text(encoding="utf-8-sig")))} == nodes


class Commands:
    """The command line, pointed at the store under test."""

    def __init__(self, store, home, as_of):
        address = store.address
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LIAISON_", "NEO4J_"))}
        self.as_of = as_of.isoformat()
        self.environment = {
            **kept,
            "NEO4J_URI": address.uri,
            "NEO4J_USER": address.user,
            "NEO4J_PASSWORD": address.password,
            "NEO4J_DATABASE": address.database or "",
            "LIAISON_HOME": str(home),
            "LIAISON_VIEWER": "coordinator",
        }
        self.home = home

    def __call__(self, *arguments, code=0):
        done = subprocess.run(
            [PROGRAM, *arguments], env=self.environment, cwd=self.home, capture_output=True, text=True, timeout=120,
            check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout

    def json(self, *arguments):
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def liaison(loaded_store, world, tmp_path):
    loaded_store.read(Statement("MATCH (o:Officer) RETURN count(o)"))  # loads again if other tests emptied it
    return Commands(loaded_store, tmp_path, world.as_of)


@pytest.mark.slow
def test_commands_answer_for_scripts(liaison, world):
    viewers = {row["viewer"]: row["level"] for row in liaison.json("viewers")}
    assert viewers["open"] == 0
    assert viewers["coordinator"] == 3
    single = world.truth["single_holders"][0]
    found = liaison.json("show", f"Officer:{single['officer']}", "--as-of", liaison.as_of)
    contact = found["sections"]["Ties"][0]["node"].removeprefix("Contact:")
    assert liaison.json("search", contact)[0]["node"] == f"Contact:{contact}"
    why = liaison.json("explain", "tie", single["officer"], contact, "--as-of", liaison.as_of)
    (tie,) = why["tables"]["tie"]
    assert tie["strength"] == pytest.approx(found["sections"]["Ties"][0]["strength"], abs=0.05)
    assert sum(term["value"] for term in why["tables"]["terms"]) == pytest.approx(tie["decayed"])
    assert why["ceiling"].startswith("3|")
    told = liaison("explain", "tie", single["officer"], contact, "--as-of", liaison.as_of)
    assert "for a reader with level 3, caveats EYES BE" in told
    assert {row["reference"] for row in why["source_rows"]} >= set(why["tables"]["terms"][0]["source_rows"])
    assert {row["title"] for row in liaison.json("loads")["loads"]} >= {"Reference data: countries and levels"}
    report = liaison.json("report", "network", "--as-of", liaison.as_of)
    assert (liaison.home / report["file"]).stat().st_size > 100_000
    assert {len(liaison.json("export", form)["files"]) for form in ("gexf", "csv")} == {1, 2}


@pytest.mark.slow
def test_an_estimate_is_refined_and_told_beside_the_exact_numbers(liaison, world):
    leaving = world.truth["single_holders"][0]["officer"]
    arguments = ("analyze", "what-if", f"remove={leaving}", "exact=yes", "--as-of", liaison.as_of)
    straight = liaison.json(*arguments)
    refined = liaison.json(*arguments, "exact_up_to=0", "pivots=16")
    beside = refined["tables"].pop("estimated and exact")
    assert refined == straight == liaison.json("whatif", leaving, "--exact", "--as-of", liaison.as_of)
    exact = {row["node"]: row["after"] - row["before"] for row in straight["tables"]["shifts"]
             if row["measure"] == "betweenness"}  # fmt: skip
    assert beside
    known = [row for row in beside if row["node"] in exact]
    assert known
    for row in known:
        assert row["exact"] == pytest.approx(exact[row["node"]])


@pytest.mark.slow
def test_questions_are_asked_and_written_in_every_format(liaison):
    arguments = ("query", "run", "q06", "months=6", "--as-of", liaison.as_of)
    records = json.loads(liaison(*arguments, "--format", "json"))
    lines = [json.loads(line) for line in liaison(*arguments, "--format", "jsonl").splitlines()]
    table = list(csv.DictReader(io.StringIO(liaison(*arguments, "--format", "csv"))))
    assert lines == records
    assert [row["posting_id"] for row in table] == [row["posting_id"] for row in records]
    assert records
    assert "RETURN" in liaison("query", "show", "q06", "--expanded", "--param", "months=6")


@pytest.mark.slow
def test_commands_fail_with_a_sentence_and_their_exit_code(liaison):
    liaison("loads", "--viewer", "analyst", code=6)
    liaison("viewers", "--viewer", "x", code=2)
    liaison("search", "x", "--viewer", "nobody", code=5)
    liaison("show", "Officer:O-404", code=5)
    liaison("export", "graphml", "--max-level", "4", code=6)
    liaison("query", "run", "q01", "contry=MA", code=2)
    liaison("load", "nothing-here", code=2)
    liaison("loads", "999999", "--viewer", "coordinator", code=5)
    reader = liaison.environment.pop("LIAISON_VIEWER", "")
    liaison.environment["LIAISON_VIEWER"] = "nobody-yet"  # whom a load may bring
    liaison("load", "nothing-here", code=2)
    liaison.environment["LIAISON_VIEWER"] = reader
    liaison.environment["NEO4J_URI"] = "bolt://127.0.0.1:9"
    liaison("viewers", code=4)
