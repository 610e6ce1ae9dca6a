"""Files to chunks: order, content hashes, defaults, keys, and rejected rows that come back mended."""

from __future__ import annotations

import csv
import hashlib
import stat

import pytest

from graph.errors import InputError
from graph.model.records import Rejection, Source
from ingest.chunks import Notice
from ingest.guard import guarded
from ingest.issues import IssueReport, Severity
from ingest.pipeline import prepare, read_chunks
from ingest.rejects import RejectWriter
from ingest.seen import Occurrences, Seen
from ingest.tables import TABLES

OFFICERS = "officer_id,last_name,service\n"
INTERACTIONS = "date,officer_id,contact_ids,kind,place,minutes\n"


def write(path, text):
    path.write_text(text, encoding="utf-8", newline="")
    return path


def records(*paths, **options):
    return [one for read in read_chunks(paths, **options) for one in read.chunk.records]


def rejections(*paths, **options):
    return [one for read in read_chunks(paths, **options) for one in read.chunk.rejections]


def test_tables_come_after_those_they_refer_to():
    order = list(TABLES)
    for name, table in TABLES.items():
        shape = table.shape
        others = [link.other for link in shape.links] if hasattr(shape, "links") else [shape.start, shape.end]
        for other in others:
            defining = [n for n, t in TABLES.items() if hasattr(t.shape, "node") and t.shape.node is other]
            assert all(order.index(one) <= order.index(name) for one in defining), (name, other.label)


def test_a_folder_is_read_in_the_order_of_the_tables(tmp_path):
    write(tmp_path / "a_interactions.csv", INTERACTIONS + "2020-01-01,O-1,C-1,call,,\n")
    write(tmp_path / "z_officers.csv", OFFICERS + "O-1,A,VSSE\n")
    write(tmp_path / "notes.md", "x")
    write(tmp_path / ".hidden.csv", "x")
    write(tmp_path / "~$lock.xlsx", "x")
    (tmp_path / "inner").mkdir()
    ready = prepare([tmp_path])
    assert [(part.source.file_number, part.source.name, part.source.table) for part in ready.parts] == [
        (1, "z_officers.csv", "officers"),
        (2, "a_interactions.csv", "interactions"),
    ]
    digest = hashlib.sha256((tmp_path / "z_officers.csv").read_bytes()).hexdigest()
    assert ready.parts[0].source.sha256 == digest
    assert not ready.refusals
    assert [notice.rule for _, _, notice in ready.notices] == ["left_out"]


def test_one_bad_file_stops_itself_and_is_told_with_issues_and_stops_all_without(tmp_path):
    good = write(tmp_path / "officers.csv", OFFICERS + "O-1,A,VSSE\n")
    bad = write(tmp_path / "contacts.csv", "a,b\n1,2\n")
    issues = IssueReport()
    assert [one.key for one in records(good, bad, issues=issues)] == ["O-1"]
    assert issues.refused == 1
    with pytest.raises(InputError, match="contacts"):
        records(good, bad)


def test_nothing_to_load_is_said(tmp_path):
    with pytest.raises(InputError, match="nothing to load"):
        records(tmp_path)


@pytest.mark.parametrize("ceiling", [-1, 5, True])
def test_a_ceiling_that_is_no_level_is_refused(tmp_path, ceiling):
    with pytest.raises(InputError, match="not a level"):
        records(write(tmp_path / "officers.csv", OFFICERS), ceiling=ceiling)


def test_a_missing_level_gets_the_ceiling_and_a_stated_one_stays(tmp_path):
    path = write(tmp_path / "officers.csv", "officer_id,last_name,service,level\nO-1,A,VSSE,\nO-2,A,VSSE,0\n")
    assert [one.properties["level"] for one in records(path)] == [4, 0]
    write(tmp_path / "source.toml", 'ceiling = 2\noriginator = "BE-FP"\n')
    assert [one.properties["level"] for one in records(path)] == [2, 0]
    assert [one.properties["originator"] for one in records(path)] == ["BE-FP", "BE-FP"]
    assert [one.properties["level"] for one in records(path, ceiling=1)] == [1, 0]


def test_the_default_originator_becomes_a_link_of_the_item(tmp_path):
    write(tmp_path / "source.toml", 'originator = "IT-POL"\n')
    header = "exchange_id,date,from_org,to_org,direction,kind,item_ref\n"
    path = write(tmp_path / "exchanges.csv", header + "E-1,2020-01-01,IT-POL,BE-FP,received,reply,N-1\n")
    assert ("originator", "IT-POL") in [(link.link, link.target) for link in records(path)[0].links]


def test_a_written_level_is_that_of_the_rows_day(tmp_path):
    header = "briefing_id,officer_id,posting_id,date,stage,level\n"
    rows = "B-1,O-1,P-1,2023-12-30,plus_6m,BEPERKT\nB-2,O-1,P-1,2023-12-31,plus_6m,BEPERKT\n"
    path = write(tmp_path / "briefings.csv", header + rows)
    assert [(one.key, one.properties["level"]) for one in records(path)] == [("B-2", 1)]
    assert [(one.row, one.column, one.rule) for one in rejections(path)] == [(2, "level", "level")]


def test_the_hash_is_of_the_content(tmp_path):
    def hashed(text, name="officers.csv", **options):
        return records(write(tmp_path / name, text), **options)[0].row_hash

    base = hashed(OFFICERS + "O-1,A,VSSE\n")
    assert hashed(OFFICERS + "O-1, A ,state_security\n") == base
    assert hashed("service;last_name;officer_id\nvsse;A;O-1\n") == base
    assert hashed(OFFICERS + "O-1,B,VSSE\n") != base
    assert hashed(OFFICERS + "O-1,A,VSSE\n", ceiling=1) != base
    assert hashed("officer_id,last_name,service,languages\nO-1,A,VSSE,\n") != base
    assert hashed("officer_id,last_name,service,level\nO-1,A,VSSE,\n", ceiling=1) == hashed(
        "officer_id,last_name,service,level\nO-1,A,VSSE,1\n", ceiling=3
    )
    nobody = hashed("officer_id,last_name,service,releasable_to\nO-1,A,VSSE,NOBODY\n")
    assert nobody != hashed("officer_id,last_name,service,releasable_to\nO-1,A,VSSE,\n")


def test_an_absent_column_leaves_a_property_alone_and_an_empty_cell_empties_it(tmp_path):
    absent = records(write(tmp_path / "officers.csv", OFFICERS + "O-1,A,VSSE\n"))[0]
    empty = records(write(tmp_path / "officers.csv", "officer_id,last_name,service,clearance\nO-1,A,VSSE,\n"))[0]
    assert "clearance_level" not in absent.properties
    assert empty.properties["clearance_level"] is None


def test_made_keys_are_stable_and_tell_equal_rows_apart(tmp_path):
    rows = "2020-01-01,O-1,C-1;C-2,call,Rome,10\n"
    path = write(tmp_path / "interactions.csv", INTERACTIONS + rows + rows + rows.replace("C-1;C-2", "C-2;C-1"))
    keys = [one.key for one in records(path, size=1)]
    assert len(set(keys)) == 3
    assert all(key.startswith("I-") and len(key) == 14 for key in keys)
    assert [one.key for one in records(path)] == keys
    other = write(tmp_path / "interactions.csv", INTERACTIONS + rows.replace("Rome", "Roma"))
    assert records(other)[0].key not in keys
    # sha256 of the day, officer, contacts, kind, place and 1, parted by unit and record separators
    text = "2020-01-01\x1fO-1\x1fC-1\x1eC-2\x1fcall\x1fRome\x1f1"
    assert keys[0] == "I-" + hashlib.sha256(text.encode()).hexdigest()[:12]


def test_a_given_key_is_kept_beside_made_ones(tmp_path):
    header = "interaction_id,date,officer_id,contact_ids,kind\n"
    path = write(tmp_path / "interactions.csv", header + "I-7,2020-01-01,O-1,C-1,call\n,2020-01-01,O-1,C-1,call\n")
    keys = [(one.key, one.properties["interaction_id"]) for one in records(path)]
    assert keys[0] == ("I-7", "I-7")
    assert keys[1][0] == keys[1][1] != "I-7"


@pytest.mark.parametrize("size", [1, 2000])
def test_contradicting_rows_of_one_key_are_refused_within_and_across_files(tmp_path, size):
    one = write(tmp_path / "officers_a.csv", OFFICERS + "O-1,A,VSSE\nO-1,A,VSSE\nO-2,A,VSSE\nO-1,B,VSSE\n")
    two = write(tmp_path / "officers_b.csv", OFFICERS + "O-3,A,VSSE\nO-2,C,VSSE\n")
    assert [one.key for one in records(one, two, size=size)] == ["O-1", "O-1", "O-2", "O-3"]
    found = rejections(one, two, size=size)
    assert [(one.row, one.rule) for one in found] == [(5, "duplicate"), (3, "duplicate")]
    assert "on row 2;" in found[0].message
    assert "on row 4 of officers_a.csv;" in found[1].message


def test_tables_with_references_to_later_rows_come_whole(tmp_path):
    rows = "".join(f"ORG-{n},Name,police,ORG-{n + 1}\n" for n in range(4999)) + "ORG-4999,Name,police,\n"
    path = write(tmp_path / "organisations.csv", "org_id,name,org_type,parent_org_id\n" + rows)
    assert [len(read.chunk.records) for read in read_chunks([path], size=100)] == [5000]


def test_chunks_are_consecutive_and_progress_ends_at_one(tmp_path):
    path = write(tmp_path / "officers.csv", OFFICERS + "".join(f"O-{n},A,VSSE\n" for n in range(25)))
    told = []
    spans = [
        (read.chunk.first_row, read.chunk.last_row)
        for read in read_chunks([path], size=10, progress=lambda share, name: told.append((share, name)))
    ]
    assert spans == [(2, 11), (12, 21), (22, 26)]
    assert told == sorted(told)
    assert told[-1] == (1.0, "officers.csv")


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path):
    path = write(tmp_path / "officers.csv", OFFICERS + "".join(f"O-{n},A,VSSE\n" for n in range(25)))
    chunks = read_chunks([path], size=10)
    next(chunks)
    write(path, OFFICERS)
    with pytest.raises(InputError, match="changed while it was read"):
        list(chunks)


def load(paths, folder, refuse=()):
    """Read as a load does; rows whose key is in `refuse` are rejected as the store would."""
    keys = []
    with RejectWriter(folder) as writer:
        for read in read_chunks(paths):
            store = [
                Rejection(one.row, "", "", "unknown", "Unknown.") for one in read.chunk.records if one.key in refuse
            ]
            keys += [one.key for one in read.chunk.records if one.key not in refuse]
            writer.write(read, (*read.chunk.rejections, *store))
    return keys, writer.paths


def test_rejected_rows_are_mended_and_fed_back(tmp_path):
    text = (
        "officer_id;last_name;service;first_name\nO-1;A;VSSE;\nO-2;=1+1;nowhere;+32\n"
        'O-3;\'=x;nowhere;-\nO-4;B;VSSE;surplus;cell\n\nO-5;"C\nD";VSSE;x\n'
    )
    path = write(tmp_path / "officers.csv", text)
    keys, files = load([path], tmp_path / "out", refuse={"O-5"})
    assert keys == ["O-1"]
    assert [file.name for file in files] == ["officers.rejected.csv"]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o600
    with files[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["source_row"] for row in rows] == ["3", "4", "5", "7"]
    assert [row["last_name"] for row in rows] == ["'=1+1", "''=x", "B", "C\nD"]
    assert "not a known service" in rows[0]["problem"]
    assert "Surplus: cell" in rows[2]["problem"]
    mended = files[0].read_text(encoding="utf-8-sig").replace("nowhere", "VSSE")
    folder = tmp_path / "mended"
    folder.mkdir()
    again = write(folder / files[0].name, "\ufeff" + mended)
    found = records(again)
    assert [one.key for one in found] == ["O-2", "O-3", "O-4", "O-5"]
    assert [one.properties["name"] for one in found] == ["=1+1, +32", "'=x, -", "B, surplus", "C\nD, x"]
    whole = write(tmp_path / "all.csv", text.replace("nowhere", "VSSE").replace(";cell", ""))
    assert {one.row_hash for one in found} <= {one.row_hash for one in records(whole)}


def test_a_file_of_rejected_rows_never_overwrites_another(tmp_path):
    path = write(tmp_path / "officers.rejected.csv", "officer_id,last_name,service,problem,source_row\nO-1,A,x,why,9\n")
    before = path.read_bytes()
    _, files = load([path], tmp_path)
    assert [file.name for file in files] == ["officers.rejected-2.csv"]
    assert path.read_bytes() == before
    _, files = load(files, tmp_path)
    assert [file.name for file in files] == ["officers.rejected-3.csv"]
    assert files[0].read_text(encoding="utf-8-sig").splitlines()[0] == "officer_id,last_name,service,problem,source_row"


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "'=1", "''x", "plain", "", "O'Connor", "\uff1d1"]
)
def test_guarded_cells_cannot_run_and_come_back(tmp_path, cell):
    assert not guarded(cell).lstrip().startswith(("=", "+", "-", "@", "\uff1d"))
    header = "officer_id,last_name,service,first_name,problem,source_row\n"
    path = tmp_path / "officers.csv"
    with path.open("w", newline="") as file:
        file.write(header)
        csv.writer(file).writerow(["O-1", "A", "VSSE", guarded(cell), "", ""])
    name = records(path)[0].properties["name"]
    assert name == (f"A, {cell.strip()}" if cell.strip() else "A")


SOURCE = Source(1, "x.csv", "", "officers", "0")


def test_issues_are_counted_exactly_and_five_are_shown():
    issues = IssueReport()
    issues.reject(SOURCE, [Rejection(n, "service", f"v{n}\x1b", "vocabulary", f"Wrong {n}.") for n in range(2, 1002)])
    issues.note("x.csv", "", "officers", [Notice(7, "officer_id", "a", "invisible", "Look.")])
    issues.note("x.csv", "", "", [Notice(0, "", "", "encoding", "Read as cp1252.")])
    issues.refuse("y.csv", "", "y.csv is empty.")
    assert (issues.refused, issues.rejected, issues.noticed) == (1, 1000, 2)
    groups = issues.groups()
    assert [group.severity for group in groups] == [
        Severity.REFUSED,
        Severity.REJECTED,
        Severity.NOTICE,
        Severity.NOTICE,
    ]
    assert groups[1].count == 1000
    assert [one.row for one in groups[1].examples] == [2, 3, 4, 5, 6]
    text = issues.text()
    assert text.splitlines()[0] == "not loaded: y.csv is empty."
    assert "rejected: 1000 rows of 'officers', column 'service', rule 'vocabulary'" in text
    assert "  x.csv, row 2 [v2\\x1b]: Wrong 2." in text
    assert "  ... and 995 more" in text
    assert "\x1b" not in text
    columns, rows = issues.table()
    assert len(rows) == 8
    assert len(rows[1]) == len(columns)
    assert rows[1][columns.index("count")] == 1000


@pytest.mark.parametrize(
    ("table", "name", "column"),
    [
        ("exchanges", "contact", "contact_id"),
        ("exchanges", "giver", "from_org"),
        ("exchanges", "originator", "originator"),
        ("exchanges", "item", "item_ref"),
        ("contacts", "organisation", "org_id"),
        ("accreditations", "start", "posting_id"),
        ("contact_roles", "end", "org_id"),
        ("contacts", "", ""),
        ("elsewhere", "x", "x"),
    ],
)
def test_what_the_store_says_of_a_link_is_told_of_its_column(table, name, column):
    issues = IssueReport()
    issues.reject(Source(1, "x.csv", "", table, "0"), [Rejection(2, name, "C-9", "unknown reference", "None such.")])
    assert issues.groups()[0].column == column


def test_an_empty_report_says_nothing():
    issues = IssueReport()
    assert not issues
    assert issues.text() == ""
    assert issues.table()[1] == ()


def test_seen_keys_are_found_with_their_number():
    seen = Seen()
    for start in range(0, 5000, 7):
        keys = [f"K{n}" for n in range(start, min(start + 7, 5000))]
        assert not seen.find(keys)
        seen.add(keys, range(start, start + len(keys)))
    assert len(seen) == 5000
    assert seen.find(["K0", "absent", "K4999", "K2500"]) == {0: 0, 2: 4999, 3: 2500}


def test_occurrences_count_on_across_calls():
    occurrences = Occurrences()
    assert occurrences.count(["a", "b", "a"]) == [1, 1, 2]
    assert occurrences.count(["b", "a", "c", "c"]) == [2, 3, 1, 2]
    assert occurrences.count([]) == []
