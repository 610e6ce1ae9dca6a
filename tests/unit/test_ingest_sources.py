"""Formats that are not text, and limits that keep memory bounded."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from graph.errors import InputError
from ingest.issues import IssueReport
from ingest.pipeline import prepare, read_chunks
from ingest.sources import package, sheet

HEADER = ["officer_id", "last_name", "first_name", "service", "clearance_until"]


def loaded(*paths, **options):
    chunks = [read.chunk for read in read_chunks(paths, **options)]
    return [one for chunk in chunks for one in chunk.records], [one for chunk in chunks for one in chunk.rejections]


def book(path, *rows, title="officers", change=None):
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    if change:
        change(workbook)
    workbook.save(path)
    return path


@pytest.fixture
def xlsx(tmp_path):
    return tmp_path / "unit.xlsx"


def rewritten(path, change):
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def test_a_workbook_gives_typed_cells_as_text(xlsx):
    book(
        xlsx,
        HEADER,
        ["007", "NA", True, "VSSE", dt.date(2027, 5, 31)],
        [7, 3.0, 2.5, "VSSE", dt.datetime(2027, 5, 31)],  # noqa: DTZ001
        ["O-3", "A", None, "VSSE", 46538],
        ["O-4", "A", None, "VSSE", dt.datetime(2027, 5, 31, 12)],  # noqa: DTZ001
        [None] * 5,
        ["O-5", "A", None, "VSSE"],
    )
    records, rejections = loaded(xlsx)
    assert [(one.row, one.key, one.properties["name"]) for one in records] == [
        (2, "007", "NA, true"),
        (3, "7", "3, 2.5"),
        (4, "O-3", "A"),
        (7, "O-5", "A"),
    ]
    assert {one.properties["clearance_until"] for one in records[:3]} == {dt.date(2027, 5, 31)}
    assert [(one.row, one.rule) for one in rejections] == [(5, "date_time")]


def test_day_numbers_follow_the_workbooks_own_epoch(xlsx):
    def change(workbook):
        workbook.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    book(xlsx, HEADER, ["O-1", "A", None, "VSSE", 42622], change=change)
    assert loaded(xlsx)[0][0].properties["clearance_until"] == dt.date(2020, 9, 10)


def test_every_sheet_is_a_table_hidden_ones_too_and_empty_ones_are_none(xlsx):
    def change(workbook):
        hidden = workbook.create_sheet("organisations 2020")
        hidden.append(["org_id", "name", "org_type"])
        hidden.append(["IT-POL", "Polizia", "police"])
        hidden.sheet_state = "veryHidden"
        workbook.create_sheet("Sheet3")

    book(xlsx, HEADER, ["O-1", "A", None, "VSSE", None], change=change)
    issues = IssueReport()
    records, _ = loaded(xlsx, issues=issues)
    assert [one.key for one in records] == ["IT-POL", "O-1"]
    assert [(group.rule, group.examples[0].sheet) for group in issues.groups()] == [("hidden", "organisations 2020")]
    assert [part.source.sheet for part in prepare([xlsx]).parts] == ["organisations 2020", "officers"]


def test_a_sheet_that_is_no_table_stops_that_sheet_only(xlsx):
    book(xlsx, HEADER, ["O-1", "A", None, "VSSE", None], change=lambda w: w.create_sheet("Notes").append(["hello"]))
    ready = prepare([xlsx])
    assert [refusal.sheet for refusal in ready.refusals] == ["Notes"]
    assert [part.source.sheet for part in ready.parts] == ["officers"]


def test_cells_merged_down_count_in_each_row_and_merged_across_are_refused(xlsx):
    def change(workbook):
        workbook.active.merge_cells("D2:D4")
        workbook.active.merge_cells("B5:C5")

    book(
        xlsx,
        HEADER,
        ["O-1", "A", None, "VSSE", None],
        ["O-2", "B", None, None, None],
        ["O-3", "C", None, None, None],
        ["O-4", "D", None, "VSSE", None],
        ["O-5", "E", None, None, None],
        change=change,
    )
    issues = IssueReport()
    records, rejections = loaded(xlsx, issues=issues)
    assert [(one.key, one.properties["service"]) for one in records] == [
        (f"O-{n}", "state_security") for n in (1, 2, 3)
    ]
    assert [(one.row, one.rule) for one in rejections] == [(5, "merged"), (6, "missing")]
    assert [group.rule for group in issues.groups()] == ["merged"]


def test_a_merged_header_is_refused(xlsx):
    book(xlsx, HEADER, ["O-1"], change=lambda workbook: workbook.active.merge_cells("A1:B1"))
    with pytest.raises(InputError, match="merged cells in its header"):
        loaded(xlsx)


def test_a_formula_gives_its_stored_result_or_is_refused(xlsx):
    book(xlsx, HEADER, ["O-1", "=1+2", None, "VSSE", None], ["O-2", "B", None, "VSSE", None])
    records, rejections = loaded(xlsx)
    assert [one.key for one in records] == ["O-2"]
    assert [(one.row, one.rule) for one in rejections] == [(2, "formula")]
    place = "xl/worksheets/sheet1.xml"
    rewritten(xlsx, lambda parts: parts.update({place: re.sub(rb"<v></v>|<v ?/>", b"<v>3</v>", parts[place])}))
    assert [one.properties["name"] for one in loaded(xlsx)[0]] == ["3", "B"]


def test_leading_blank_rows_and_columns_keep_row_numbers(xlsx):
    book(xlsx, [], [], [None, *HEADER], [None, "O-1", "A", None, "VSSE", None], ["note", "O-2", "B", None, "VSSE"])
    records, rejections = loaded(xlsx)
    assert [(one.row, one.key) for one in records] == [(4, "O-1")]
    assert [(one.row, one.rule) for one in rejections] == [(5, "unnamed")]


def test_a_cell_beyond_the_header_is_refused(xlsx):
    book(xlsx, HEADER, ["O-1", "A", None, "VSSE", None, None], ["O-2", "A", None, "VSSE", None, "stray"])
    records, rejections = loaded(xlsx)
    assert [one.key for one in records] == ["O-1"]
    assert [(one.row, one.rule) for one in rejections] == [(3, "ragged")]


DEFINITION = b'<!DOCTYPE x [<!ENTITY a "b">]>'


def entity(parts):
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"<worksheet", DEFINITION + b"<worksheet", 1)


def entity_in_styles(parts):
    parts["xl/styles.xml"] = DEFINITION + parts["xl/styles.xml"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda parts: parts.update({"xl/media/zeros.bin": bytes(30 << 20)}), "would unpack to"),
        (entity, "defines XML entities"),
        (entity_in_styles, "defines XML entities"),
        (lambda parts: parts.pop("xl/workbook.xml"), "not an .xlsx workbook"),
        (lambda parts: parts.pop("xl/worksheets/sheet1.xml"), "unit.xlsx"),
        (lambda parts: parts.update({"xl/workbook.xml": b"<workbook"}), "cannot be read as a workbook"),
    ],
)
def test_a_package_that_is_dangerous_or_damaged_is_refused(xlsx, change, message):
    book(xlsx, HEADER, ["O-1", "A", None, "VSSE", None])
    rewritten(xlsx, change)
    with pytest.raises(InputError, match=message):
        loaded(xlsx)


def test_a_truncated_workbook_is_refused(xlsx):
    book(xlsx, HEADER, ["O-1", "A", None, "VSSE", None])
    xlsx.write_bytes(xlsx.read_bytes()[:2000])
    with pytest.raises(InputError, match="damaged workbook"):
        loaded(xlsx)


def test_a_sheet_that_breaks_off_keeps_what_came_before_and_says_so(xlsx):
    book(xlsx, HEADER, *[[f"O-{n}", "A", None, "VSSE", None] for n in range(50)])
    rewritten(xlsx, lambda parts: parts.update({"xl/worksheets/sheet1.xml": parts["xl/worksheets/sheet1.xml"][:-900]}))
    issues = IssueReport()
    records, _ = loaded(xlsx, issues=issues, size=10)
    assert 0 < len(records) < 50
    assert issues.refused == 1
    assert "What came before stays loaded" in issues.text()


def test_too_many_merged_ranges_are_refused(xlsx, monkeypatch):
    monkeypatch.setattr(package, "MOST_MERGES", 1)
    book(xlsx, HEADER, change=lambda w: [w.active.merge_cells(f"A{n}:A{n + 1}") for n in (2, 4)])
    with pytest.raises(InputError, match="merged ranges"):
        loaded(xlsx)


def test_parquet_gives_typed_columns_as_text(tmp_path):
    table = pa.table(
        {
            "officer_id": pa.array(["O-1", "O-2", None]),
            "last_name": pa.array(["NA", "B", None]).dictionary_encode(),
            "service": ["VSSE", "VSSE", None],
            "languages": pa.array([["nl", "fr"], ["a;b"], None]),
            "clearance": pa.array([2, 3, None], pa.int8()),
            "clearance_until": pa.array([dt.date(2027, 5, 31), None, None]),
            "valid_from": pa.array([dt.datetime(2020, 1, 1), None, None], pa.timestamp("ns")),  # noqa: DTZ001
        }
    )
    path = tmp_path / "officers.parquet"
    pq.write_table(table, path)
    records, rejections = loaded(path)
    assert [(one.row, one.rule) for one in rejections] == [(3, "list")]
    wanted = {
        "name": "NA",
        "languages": ["nl", "fr"],
        "clearance_level": 2,
        "clearance_until": dt.date(2027, 5, 31),
        "valid_from": dt.date(2020, 1, 1),
    }
    assert [one.row for one in records] == [2]
    assert wanted.items() <= records[0].properties.items()


@pytest.mark.parametrize("column", [pa.array([{"x": 1}]), pa.array([b"x"]), pa.array([[{"x": 1}]])])
def test_parquet_with_nested_or_binary_columns_is_refused(tmp_path, column):
    path = tmp_path / "officers.parquet"
    pq.write_table(pa.table({"officer_id": ["O-1"], "last_name": column, "service": ["VSSE"]}), path)
    with pytest.raises(InputError, match="only texts, numbers, days"):
        loaded(path)


def test_a_damaged_parquet_file_is_refused(tmp_path):
    path = tmp_path / "officers.parquet"
    path.write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    with pytest.raises(InputError, match="cannot be read as Parquet"):
        loaded(path)


def test_json_lines_and_json_take_the_same_objects(tmp_path):
    rows = [{"officer_id": f"O-{n}", "last_name": "A", "service": "VSSE", "clearance": n} for n in range(3)]
    lines, array = tmp_path / "officers.jsonl", tmp_path / "officers.json"
    lines.write_text("\n".join(map(json.dumps, rows)))
    array.write_text(json.dumps(rows, indent=1))
    assert [one.row for one in loaded(lines)[0]] == [1, 2, 3]
    assert [one.row for one in loaded(array)[0]] == [2, 3, 4]
    assert [one.row_hash for one in loaded(lines)[0]] == [one.row_hash for one in loaded(array)[0]]


def test_the_same_rows_have_the_same_hash_in_every_format(tmp_path):
    values = ["O-1", "Bērziņš", "Jānis", "VSSE", "2027-05-31"]
    delimited = tmp_path / "officers.csv"
    delimited.write_text(f"{';'.join(HEADER)}\n{';'.join(values)}\n", encoding="utf-16")
    lines = tmp_path / "officers.jsonl"
    lines.write_text(json.dumps(dict(zip(HEADER, values, strict=True))))
    workbook = book(tmp_path / "officers.xlsx", HEADER, [*values[:4], dt.date(2027, 5, 31)])
    table = tmp_path / "officers.parquet"
    pq.write_table(pa.table({name: [value] for name, value in zip(HEADER, values, strict=True)}), table)
    assert len({loaded(path)[0][0].row_hash for path in (delimited, lines, workbook, table)}) == 1


@pytest.mark.parametrize("length", [140_000, 1_200_000])
@pytest.mark.parametrize("mark", ["", '"'])
def test_an_enormous_cell_costs_its_own_row(tmp_path, length, mark):
    path = tmp_path / "officers.csv"
    path.write_text(
        f"officer_id,last_name,service\nO-1,A,VSSE\nO-2,{mark}{'x' * length}{mark},VSSE\nO-3,A,VSSE\n"
        f"O-4,{mark}A{mark},VSSE\n"
    )
    records, rejections = loaded(path)
    assert [one.key for one in records] == ["O-1", "O-3", "O-4"]
    assert [(one.row, one.rule) for one in rejections] == [(3, "line_length")]


def test_an_enormous_line_of_json_costs_its_own_row(tmp_path):
    path = tmp_path / "officers.jsonl"
    row = {"officer_id": "O-1", "last_name": "A", "service": "VSSE"}
    path.write_text("\n".join(json.dumps(row | {"last_name": "A" * n}) for n in (1, sheet.LONGEST_LINE, 2)))
    records, rejections = loaded(path)
    assert [one.row for one in records] == [1]
    assert [(one.row, one.rule) for one in rejections] == [(2, "json"), (3, "duplicate")]


def test_a_quote_left_open_in_a_long_file_costs_one_row(tmp_path):
    path = tmp_path / "officers.csv"
    rows = [f"O-{n},A,VSSE" for n in range(5000)]
    rows[2500] = 'O-2500,"A,VSSE'
    path.write_text("officer_id,last_name,service\n" + "\n".join(rows) + "\n")
    records, rejections = loaded(path)
    assert [(one.row, one.rule) for one in rejections] == [(2502, "quote")]
    assert len(records) == 4999


def test_rows_that_span_lines_keep_their_first_line_as_number_across_blocks(tmp_path):
    path = tmp_path / "officers.csv"
    rows = [f'O-{n},"A\nB",VSSE' for n in range(500)]
    path.write_text("officer_id,last_name,service\n" + "\n".join(rows) + "\n")
    records, rejections = loaded(path, size=7)
    assert not rejections
    assert [one.row for one in records] == list(range(2, 1002, 2))


def test_only_ordinary_files_are_read(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    outside = tmp_path / "officers.csv"
    outside.write_text("officer_id,last_name,service\nO-1,A,VSSE\n")
    (folder / "officers.csv").symlink_to(outside)
    os.mkfifo(folder / "contacts.csv")
    messages = [refusal.message for refusal in prepare([folder]).refusals]
    assert "not an ordinary file" in messages[0]
    assert "link to a file outside the folder" in messages[1]
    assert "not an ordinary file" in prepare([folder / "contacts.csv"]).refusals[0].message
    assert "does not exist" in prepare([folder / "absent.csv"]).refusals[0].message
