"""What holds for any rows: values come back as written, and no row is ever lost."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import string

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.cell import WriteOnlyCell

from graph.errors import InputError
from ingest.issues import IssueReport
from ingest.pipeline import read_chunks
from ingest.sources.lines import Lines

FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEADER = ["exchange_id", "date", "from_org", "to_org", "direction", "kind", "theme", "purpose", "level"]
CODES = st.text(string.ascii_letters + string.digits + "-_.", min_size=1, max_size=12)
NAMES = (
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co"), exclude_characters="\u2028\u2029"
        ),
        max_size=30,
    )
    .map(str.strip)
    .filter(lambda name: not name.startswith("#"))
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)),
            "org": CODES,
            "kind": st.sampled_from(["request", "reply", "expertise"]),
            "theme": st.lists(CODES, max_size=3, unique=True),
            "purpose": NAMES,
            "level": st.none() | st.integers(0, 4),
        }
    ),
    min_size=1,
    max_size=12,
)


def cells(number, row):
    level = "" if row["level"] is None else str(row["level"])
    org = "F-" + row["org"]
    return [
        f"E-{number}",
        row["date"].isoformat(),
        "BE-FP",
        org,
        "given",
        row["kind"],
        ";".join(row["theme"]),
        row["purpose"],
        level,
    ]


def write_delimited(folder, rows, delimiter, encoding):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([HEADER, *rows])
    path = folder / "exchanges.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def as_text(sheet, value):
    """Make a cell of text; openpyxl would take '=0' for a formula."""
    cell = WriteOnlyCell(sheet, value or None)
    if value:
        cell.data_type = "s"
    return cell


def write_book(folder, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("exchanges")
    for row in [HEADER, *rows]:
        sheet.append([as_text(sheet, cell) for cell in row])
    book.save(folder / "unit.xlsx")
    return folder / "unit.xlsx"


def write_lines(folder, rows):
    path = folder / "exchanges.jsonl"
    path.write_text("\n".join(json.dumps(dict(zip(HEADER, row, strict=True))) for row in rows), encoding="utf-8")
    return path


def write_parquet(folder, rows):
    path = folder / "exchanges.parquet"
    pq.write_table(
        pa.table({name: list(column) for name, column in zip(HEADER, zip(*rows, strict=True), strict=True)}), path
    )
    return path


WRITERS = {
    "comma": lambda folder, rows: write_delimited(folder, rows, ",", "utf-8"),
    "semicolon": lambda folder, rows: write_delimited(folder, rows, ";", "utf-8-sig"),
    "tab": lambda folder, rows: write_delimited(folder, rows, "\t", "utf-16"),
    "workbook": write_book,
    "json": write_lines,
    "parquet": write_parquet,
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
@given(rows=ROWS)
@example(
    rows=[{"date": dt.date(2000, 1, 1), "org": "0", "kind": "request", "theme": [], "purpose": "=0", "level": None}]
)
@FAST
def test_values_come_back_as_written(tmp_path, kind, rows):
    import unicodedata  # noqa: PLC0415 - only here

    path = WRITERS[kind](tmp_path, [cells(number, row) for number, row in enumerate(rows)])
    chunks = [read.chunk for read in read_chunks([path], ceiling=3, size=5)]
    records = [one for chunk in chunks for one in chunk.records]
    assert not [one for chunk in chunks for one in chunk.rejections]
    assert [one.key for one in records] == [f"E-{number}" for number in range(len(rows))]
    for record, row in zip(records, rows, strict=True):
        got = record.properties
        assert got["date"] == row["date"]
        assert got["kind"] == row["kind"]
        assert (got["theme"] or []) == row["theme"]
        assert got["purpose"] == (unicodedata.normalize("NFC", row["purpose"]) or None)
        assert got["level"] == (3 if row["level"] is None else row["level"])
        targets = [(link.link, link.target) for link in record.links]
        assert targets == [("giver", "BE-FP"), ("receiver", "F-" + row["org"])] + [
            ("themes", one) for one in row["theme"]
        ]


LINE = st.text(st.sampled_from('abO-1,VS"; \t\x00\u200bé='), max_size=25)


def rows_of(path, **options):
    """Give the numbers of all rows that came out, and check that each came once and with its raw cells."""
    numbers = []
    for read in read_chunks([path], issues=IssueReport(), **options):
        chunk = read.chunk
        here = [one.row for one in (*chunk.records, *chunk.rejections)]
        assert len(set(here)) == len(here)
        assert set(here) == set(read.raw_rows)
        assert chunk.first_row == min(here)
        assert chunk.last_row == max(here)
        assert not numbers or max(numbers) < min(here)
        numbers += sorted(here)
    return numbers


@pytest.mark.slow
@given(
    lines=st.lists(LINE | st.just("O-1,Maes,VSSE"), max_size=15),
    size=st.integers(1, 6),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(lines=['"', "a,b,c", '"'], size=1, end="\n")
@example(lines=['O-1,"x', 'y",VSSE', "O-2,Maes,VSSE"], size=2, end="\n")
@FAST
def test_no_line_of_a_delimited_file_is_lost(tmp_path, lines, size, end):
    path = tmp_path / "officers.csv"
    path.write_bytes(end.join(["officer_id,last_name,service", *lines, ""]).encode())
    numbers = rows_of(path, size=size)
    assert numbers == rows_of(path, size=1000)
    taken = [one for read in read_chunks([path], issues=IssueReport()) for one in read.chunk.records]
    # A row may go over several lines only when a quotation mark is open at the end of each; such lines are its own.
    continued = set()
    raw = {
        number: cells for read in read_chunks([path], issues=IssueReport()) for number, cells in read.raw_rows.items()
    }
    rejected = {
        one.row: one.rule for read in read_chunks([path], issues=IssueReport()) for one in read.chunk.rejections
    }
    for number, row in raw.items():
        if rejected.get(number) != "quote":
            breaks = sum(cell.count("\n") + cell.count("\r") - cell.count("\r\n") for cell in row)
            continued |= set(range(number + 1, number + 1 + breaks))
    visible = {at for at, line in enumerate(lines, start=2) if line.replace('"', "").replace(",", "")}
    assert visible <= set(numbers) | continued
    assert len(taken) + len(rejected) == len(numbers)


@given(data=st.binary(max_size=300), name=st.sampled_from(["officers.csv", "officers.jsonl", "officers.xlsx"]))
@FAST
def test_any_bytes_end_in_rows_or_in_one_sentence(tmp_path, data, name):
    path = tmp_path / name
    path.write_bytes(data)
    sentence = "Nothing was refused."
    try:
        rows_of(path)
    except InputError as error:
        sentence = str(error)
    assert sentence.rstrip().endswith((".", "?"))


@given(data=st.data())
@FAST
def test_mangled_bytes_lose_no_row(tmp_path, data):
    rows = [f"O-{number},Bērziņš {number},VSSE" for number in range(20)]
    good = "\n".join(["officer_id,last_name,service", *rows, ""]).encode()
    start = good.index(b"\n") + 1
    mangled = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(start, len(mangled) - 1))
        mangled[at] = data.draw(st.integers(0, 255).filter(lambda value: value not in b'"\n\r'))
    path = tmp_path / "officers.csv"
    path.write_bytes(mangled)
    lines = bytes(mangled)[start:].replace(b"\r", b"\n").split(b"\n")
    expected = [number for number, line in enumerate(lines, start=2) if line.strip(b",")]
    assert rows_of(path, size=3) == expected


@given(
    pieces=st.lists(st.text("ab\u00e9", max_size=9), max_size=20),
    takes=st.lists(st.integers(1, 5), min_size=30, max_size=30),
    back=st.integers(0, 2),
)
@FAST
def test_lines_given_back_come_again(tmp_path, pieces, takes, back):
    path = tmp_path / "x"
    path.write_text("".join(f"{piece}\n" for piece in pieces), encoding="utf-8")
    got = []
    with path.open(encoding="utf-8", newline="") as file:
        lines = Lines(file)
        for count in takes:
            taken = lines.take(count)
            kept = max(len(taken) - back, min(len(taken), 1))
            lines.give_back(taken[kept:])
            assert lines.next_number == len(got) + kept + 1
            got += taken[:kept]
    assert got == [f"{piece}\n" for piece in pieces][: len(got)]
    assert len(got) == len(pieces) or len(got) >= len(takes)
