"""Loading the sample world into both stores: sums, re-runs, mended rows. Expected values come from its truth."""

import csv
import json
import shutil

import pytest
from store_digest import contents, digest, ledger_sums

from graph.errors import BusyError, InputError
from graph.statement import Statement
from graph.store.writer import Load
from liaison.app import history
from liaison.app.loading import load
from liaison.app.viewers import find_viewer

TABLES = (
    "officers", "postings", "accreditations", "organisations", "contacts", "contact_roles", "interactions", "exchanges",
    "requests", "briefings", "theme_requirements", "priorities", "consents", "viewers",
)  # fmt: skip


def csv_rows(folder):
    """Count the data rows of each table with nothing but the csv module."""
    counts = {}
    for name in TABLES:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            counts[name] = sum(any(cell.strip() for cell in row) for row in csv.reader(file)) - 1
    return counts


@pytest.fixture
def loaded(store, world, tmp_path):
    return load(store, [world.folder], rejects=tmp_path / "rejected")


@pytest.mark.slow
def test_every_row_is_accounted_for_and_the_rejected_ones_are_the_planted_ones(store, world, loaded):
    total = sum(csv_rows(world.folder).values())
    dirty = world.truth["dirty_rows"]
    assert loaded.rows_read == total
    assert loaded.rows_rejected == len(dirty)
    assert loaded.rows_loaded == total - len(dirty)
    assert (loaded.rows_updated, loaded.rows_unchanged) == (0, 0)
    assert loaded.exit_code == 3
    assert loaded.issues.refused == 0
    # The rows in the reject files are the planted rows, each with its reason.
    rejected = set()
    for path in loaded.reject_files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                assert row["problem"]
                rejected.add((path.name.removesuffix(".rejected.csv"), int(row["source_row"])))
    assert rejected == {(row["file"].removesuffix(".csv"), row["row"]) for row in dirty}
    # The ledger says the same, page by page.
    for sums, pages, read in ledger_sums(store).values():
        assert sums == pages
        assert sum(sums) == read


@pytest.mark.slow
def test_the_columns_at_fault_are_named_as_in_the_file(world, loaded):
    planted = {(row["file"], row["row"]): row["column"] for row in world.truth["dirty_rows"]}
    told = {
        (example.file, example.row): group.column
        for group in loaded.issues.groups()
        for example in group.examples
        if group.severity.value == "rejected"
    }
    wrong = {place: (told[place], planted[place]) for place in told if told[place] != planted[place]}
    assert wrong == {}


@pytest.mark.slow
def test_loading_again_changes_nothing(store, world, loaded, tmp_path):
    before = digest(store)
    again = load(store, [world.folder], rejects=tmp_path / "again")
    assert again.rows_unchanged == loaded.rows_loaded
    assert (again.rows_loaded, again.rows_updated) == (0, 0)
    assert again.rows_rejected == loaded.rows_rejected
    assert digest(store) == before


@pytest.mark.slow
def test_nodes_are_as_many_as_distinct_good_rows(store, world, loaded):
    dirty = {(row["file"], row["row"]) for row in world.truth["dirty_rows"]}
    for name, key, label in (
        ("officers", "officer_id", "Officer"), ("contacts", "contact_id", "Contact"),
        ("organisations", "org_id", "Organisation"), ("exchanges", "exchange_id", "Exchange"),
        ("requests", "request_id", "Request"), ("viewers", "user_id", "Viewer"),
    ):  # fmt: skip
        with (world.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            keys = {
                row[key].strip() for number, row in enumerate(csv.DictReader(file), 2)
                if (f"{name}.csv", number) not in dirty
            }  # fmt: skip
        found = {row[0] for row in store.read(Statement(f"MATCH (n:{label}) RETURN n.{key}")).rows}
        assert found == keys, name


@pytest.mark.slow
def test_rejected_rows_are_mended_in_their_file_and_fed_back(store, world, loaded, tmp_path):
    (path,) = [path for path in loaded.reject_files if path.name.startswith("organisations")]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["country"] = "CD" if row["country"] == "Congo" else row["country"]
        row["org_type"] = "police" if row["org_type"] == "militia" else row["org_type"]
        row["name"] = row["name"] or "Named at last"
        row["parent_org_id"] = ""
    mended = tmp_path / "mended" / "organisations.rejected.csv"
    mended.parent.mkdir()
    shutil.copy(world.folder / "source.toml", mended.parent)
    with mended.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    fed = load(store, [mended], rejects=tmp_path / "again")
    assert (fed.rows_read, fed.rows_loaded, fed.exit_code) == (len(rows), len(rows), 0)
    names = store.read(Statement("MATCH (o:Organisation {name: 'Named at last'}) RETURN count(o)")).rows
    assert names == ((sum(row["name"] == "Named at last" for row in rows),),)


@pytest.mark.slow
def test_history_tells_loads_files_and_rejected_rows_to_those_who_may_know(store, world, loaded):
    coordinator = find_viewer(store, "coordinator")
    (row, reference) = history.loads(store, coordinator).records()
    assert row["load_id"] == loaded.load_id
    assert row["rows_rejected"] == loaded.rows_rejected
    assert reference["title"].startswith("Reference data")
    files = history.sources(store, coordinator, loaded.load_id).records()
    assert {row["table"] for row in files} == set(TABLES)
    assert len(history.rejected(store, coordinator, loaded.load_id).rows) == loaded.rows_rejected
    refs = store.read(Statement("MATCH (o:Officer {officer_id: 'O-001'}) RETURN o.source_rows")).rows[0][0]
    (origin,) = history.origins(store, refs)
    with (world.folder / "officers.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[origin.row - 1][0] == "O-001"
    assert origin.file == "officers.csv"


def test_nothing_to_load_writes_nothing(store, tmp_path):
    before = contents(store)
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError):
        load(store, [tmp_path / "notes.csv"], rejects=tmp_path / "rejected")
    assert contents(store) == before
    assert store.read(Statement("MATCH (b:Batch) RETURN count(b)")).rows == ((0,),)


def test_a_second_loader_is_told_who_loads(store, world, tmp_path):
    with Load(store, title="failed in a process that lives on", ceiling=1):
        pass
    with Load(store, title="running now", ceiling=1), pytest.raises(BusyError, match="running now"):
        load(store, [world.folder], rejects=tmp_path / "rejected")


def test_the_truth_is_not_loaded(store, world):
    assert json.loads((world.folder / "truth.json").read_text(encoding="utf-8"))["fictional"]
    assert store.read(Statement("MATCH (o:Officer) RETURN count(o)")).rows == ((0,),)
