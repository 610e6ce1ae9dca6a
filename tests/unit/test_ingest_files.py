"""Hostile files, by enumeration: what each must come to stands in `tests/data/ingest/expected.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import InputError
from ingest.issues import IssueReport, Severity
from ingest.pipeline import prepare, read_chunks

FILES = Path(__file__).resolve().parents[1] / "data" / "ingest"
EXPECTED = json.loads((FILES / "expected.json").read_text(encoding="utf-8"))


def test_every_file_has_an_expected_outcome():
    assert {path.name for path in FILES.iterdir()} - {"expected.json"} == set(EXPECTED)


@pytest.mark.parametrize("name", [name for name, outcome in EXPECTED.items() if not outcome["refused"]])
@pytest.mark.parametrize("size", [2000, 1])
def test_a_file_comes_to_what_it_must(name, size):
    expected = EXPECTED[name]
    issues = IssueReport()
    records, rejections, notices = [], [], []
    for read in read_chunks([FILES / name], issues=issues, size=size):
        numbers = [one.row for one in (*read.chunk.records, *read.chunk.rejections)]
        assert sorted(numbers) == sorted(read.raw_rows)
        assert (min(numbers), max(numbers)) == (read.chunk.first_row, read.chunk.last_row)
        records += read.chunk.records
        rejections += read.chunk.rejections
        notices += [one.rule for one in read.notices]
    whole = [group.rule for group in issues.groups() if group.severity is Severity.NOTICE]
    assert [[one.row, one.rule] for one in rejections] == expected["rejected"]
    assert len(records) == expected["loaded"]
    assert sorted(notices + whole) == expected["notices"]
    assert all(one.message.endswith((".", "?")) for one in rejections)


@pytest.mark.parametrize("name", [name for name, outcome in EXPECTED.items() if outcome["refused"]])
def test_a_file_that_cannot_be_read_is_stopped_before_its_first_row(name):
    refusals = prepare([FILES / name]).refusals
    assert [refusal.file for refusal in refusals] == [name]
    assert EXPECTED[name]["refused"] in refusals[0].message
    assert refusals[0].message.endswith((".", "?"))
    with pytest.raises(InputError):
        next(read_chunks([FILES / name]))


def test_values_survive_every_encoding_and_separator():
    names = [
        "officers_utf16le.csv",
        "officers_cp1252.csv",
        "officers_line_break_in_cell.csv",
        "officers_quoted_all.csv",
    ]
    found = [next(read_chunks([FILES / name])).chunk.records[0].properties["name"] for name in names]
    assert found == ["Bērziņš, Jānis", "Lefèvre, Zoë", "Peeters\nDubois, An", "Peeters, Jr, An"]


def test_namibia_and_leading_zeros_are_kept():
    record = next(read_chunks([FILES / "officers_namibia_and_007.csv"])).chunk.records[0]
    assert (record.key, record.properties["name"]) == ("007", "NA, null")


def test_an_unclosed_quote_names_its_line_and_swallows_nothing():
    read = next(read_chunks([FILES / "officers_unclosed_quote_closed_later.csv"]))
    assert "begins on line 2" in read.chunk.rejections[0].message
    assert [record.key for record in read.chunk.records] == ["O-2", "O-3", "O-4"]
