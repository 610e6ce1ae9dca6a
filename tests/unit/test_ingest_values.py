"""Each family of values: what is taken, what is refused, and the boundary between."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from graph.errors import DeclarationError
from graph.model import vocabularies as v
from ingest.shown import shown
from ingest.values import vocabulary
from ingest.values.dates import DATE, date_reading
from ingest.values.grades import GRADE
from ingest.values.handling import HANDLING
from ingest.values.levels import LEVEL, WrittenLevel
from ingest.values.numbers import BOOLEAN, whole
from ingest.values.personal import EMAIL, PHONE
from ingest.values.places import COUNTRY, LANGUAGE, LANGUAGES, RELEASES
from ingest.values.reading import CellError, canonical
from ingest.values.text import CODES, IDENTIFIER, IDENTIFIERS, TEXT
from ingest.values.vocabulary import vocabulary_reading


def read(reading, cell):
    remarks = []
    return reading.convert(cell, remarks), [remark.rule for remark in remarks]


def refused(reading, cell):
    with pytest.raises(CellError) as caught:
        reading.convert(cell, [])
    assert str(caught.value).endswith((".", "?", "..."))
    return caught.value.rule


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2020-09-10", (2020, 9, 10)),
        ("20200910", (2020, 9, 10)),
        ("2020-09-10 00:00:00", (2020, 9, 10)),
        ("2020-09-10T00:00", (2020, 9, 10)),
        ("10.09.2020", (2020, 9, 10)),
        ("3.4.2020", (2020, 4, 3)),
        ("13/04/2020", (2020, 4, 13)),
        ("13-04-2020", (2020, 4, 13)),
        ("04/04/2020", (2020, 4, 4)),
        ("29.02.2020", (2020, 2, 29)),
        ("1900-01-01", (1900, 1, 1)),
        ("2199-12-31", (2199, 12, 31)),
    ],
)
def test_days(cell, day):
    assert read(DATE, cell) == (dt.date(*day), [])


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("03/04/2020", "date_ambiguous"),
        ("12-11-2020", "date_ambiguous"),
        ("12/03/20", "date_short_year"),
        ("1.2.99", "date_short_year"),
        ("29.02.2021", "date"),
        ("2021-02-29", "date"),
        ("2020-13-01", "date"),
        ("20201301", "date"),
        ("03/25/2020", "date"),
        ("0000-01-01", "date"),
        ("1899-12-31", "date_range"),
        ("2200-01-01", "date_range"),
        ("2020-09-10 14:30", "date_time"),
        ("2020-09-10T00:00:00Z", "date_time"),
        ("2020-09-10T23:59:59+02:00", "date_time"),
        ("2020-W37-4", "date"),
        ("sept 2020", "date"),
        ("2020", "date"),
        ("44084", "date"),
        ("\uff12\uff10\uff12\uff10-09-10", "date"),
        ("10.09/2020", "date"),
    ],
)
def test_days_that_are_refused(cell, rule):
    assert refused(DATE, cell) == rule


def test_a_day_number_counts_from_the_epoch_of_its_workbook():
    # Excel shows 44084 as 10 September 2020 with the 1900 system, 42622 with the 1904 system.
    assert read(date_reading(serial_epoch=dt.date(1899, 12, 30)), "44084")[0] == dt.date(2020, 9, 10)
    assert read(date_reading(serial_epoch=dt.date(1904, 1, 1)), "42622")[0] == dt.date(2020, 9, 10)
    assert refused(date_reading(serial_epoch=dt.date(1899, 12, 30)), "2020") == "date"


@pytest.mark.parametrize(
    ("cell", "value", "rules"),
    [
        ("NA", "NA", []),
        ("007", "007", []),
        ("null", "null", []),
        ("e\u0301", "\u00e9", []),
        ("O-\u200b1", "O-1", ["invisible"]),
        ("\ufeffO-1", "O-1", ["invisible"]),
        ("O\u202e-1", "O-1", ["invisible"]),
        ("O\t-1", "O-1", ["invisible"]),
        ("\u041e-1a", "\u041e-1a", ["scripts"]),
        ("\u041e\u0416-1", "\u041e\u0416-1", []),
        ("x" * 200, "x" * 200, []),
    ],
)
def test_identifiers(cell, value, rules):
    assert read(IDENTIFIER, cell) == (value, rules)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("x" * 201, "length"),
        ("A;B", "identifier"),
        ("A|B", "identifier"),
        ("\u200b", "missing"),
        ("a\x00b", "nul"),
        ("a\udc80", "encoding"),
        ("#REF!", "formula"),
        ("#N/A", "formula"),
    ],
)
def test_identifiers_that_are_refused(cell, rule):
    assert refused(IDENTIFIER, cell) == rule


@pytest.mark.parametrize(
    ("cell", "rules"),
    [
        ("=HYPERLINK(1)", []),
        ("<script>alert(1)</script>", []),
        ("'; MATCH (n) DETACH DELETE n //", []),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", []),
        ("two\nlines", []),
        ("gnp\u202eexe", ["invisible"]),
        ("bell\x07", ["invisible"]),
        ("lost \ufffd", ["encoding"]),
        ("#1 of the list", []),
        ("x" * 2000, []),
    ],
)
def test_names_are_kept_as_written_and_remarked_on(cell, rules):
    assert read(TEXT, cell) == (cell, rules)


@pytest.mark.parametrize(("cell", "rule"), [("x" * 2001, "length"), ("a\x00", "nul"), ("#VALUE!", "formula")])
def test_text_that_is_refused(cell, rule):
    assert refused(TEXT, cell) == rule


@pytest.mark.parametrize(
    ("cell", "value"), [("A", ["A"]), ("A;B", ["A", "B"]), (" A | B ;A", ["A", "B"]), (";A;", ["A"]), (";", [])]
)
def test_lists(cell, value):
    assert read(IDENTIFIERS, cell)[0] == value


def test_codes_are_upper_case_with_single_blanks():
    assert read(CODES, "oscar;  tango  two")[0] == ["OSCAR", "TANGO TWO"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("NA", "NA"),
        ("nam", "NA"),
        ("Italie", "IT"),
        ("Duitsland", "DE"),
        ("Côte d'Ivoire", "CI"),
        ("XK", "XK"),
        ("COD", "CD"),
    ],
)
def test_countries(cell, code):
    assert read(COUNTRY, cell)[0] == code


@pytest.mark.parametrize("cell", ["Congo", "Atlantis", "ZZ", "EU"])
def test_countries_that_are_refused(cell):
    assert refused(COUNTRY, cell) == "country"


def test_languages():
    assert len(LANGUAGES) > 180
    assert read(LANGUAGE, "NL; fr|en")[0] == ["nl", "fr", "en"]
    assert refused(LANGUAGE, "nl;french") == "language"


@pytest.mark.parametrize(
    ("cell", "value"),
    [("*", ["*"]), ("nobody", []), ("be;Frankrijk", ["BE", "FR"]), ("europol;NATO", ["EUROPOL", "NATO"])],
)
def test_releases(cell, value):
    assert read(RELEASES, cell)[0] == value


@pytest.mark.parametrize(
    ("cell", "rule"), [("QQ", "country"), ("Congo", "country"), ("*;BE", "release"), ("NOBODY;BE", "release")]
)
def test_releases_that_are_refused(cell, rule):
    assert refused(RELEASES, cell) == rule


@pytest.mark.parametrize(("cell", "value"), [("true", True), ("OUI", True), ("1", True), ("nee", False), ("0", False)])
def test_yes_and_no(cell, value):
    assert read(BOOLEAN, cell)[0] is value
    assert refused(BOOLEAN, "perhaps") == "boolean"


def test_whole_numbers_and_their_bounds():
    reading = whole(0, 3)
    assert [read(reading, cell)[0] for cell in ("0", "3", "+2", "002")] == [0, 3, 2, 2]
    assert [refused(reading, cell) for cell in ("-1", "4", "9999999999")] == ["range"] * 3
    assert [refused(reading, cell) for cell in ("1.0", "1,000", "2 h", "-", "٣", "1e1")] == ["number"] * 6


@pytest.mark.parametrize(
    ("cell", "value"),
    [("federal_police", "federal_police"), ("Federal Police", "federal_police"), ("Federale politie", "federal_police"),
     ("VSSE", "state_security"), ("STATE-SECURITY", "state_security")],
)  # fmt: skip
def test_spellings_of_a_vocabulary(cell, value):
    assert read(vocabulary_reading(v.SERVICE), cell)[0] == value


def test_an_unknown_value_names_the_near_ones():
    with pytest.raises(CellError, match="Did you mean 'operational_info'"):
        vocabulary_reading(v.EXCHANGE_KIND).convert("operational information", [])
    assert refused(vocabulary_reading(v.SERVICE), "police") == "vocabulary"


def test_a_spelling_of_an_unknown_value_fails_at_once(monkeypatch):
    monkeypatch.setattr(vocabulary, "SPELLINGS", {v.SERVICE.name: {"coast guard": "coast_guard"}})
    with pytest.raises(DeclarationError):
        vocabulary_reading(v.SERVICE)


@pytest.mark.parametrize(
    ("cell", "grade"),
    [
        ("B2", "6x6:B2"), ("b2", "6x6:B2"), ("B 2", "6x6:B2"), ("B/2", "6x6:B2"), ("B-2", "6x6:B2"), ("F6", "6x6:F6"),
        ("4x4:B2", "4x4:B2"), ("4X4 : c4", "4x4:C4"), ("6x6:A1", "6x6:A1"), ("X4", "4x4:X4"), ("X", "4x4:X"),
        ("B", "6x6:B"), ("3", "6x6:3"),
    ],
)  # fmt: skip
def test_grades(cell, grade):
    assert str(read(GRADE, cell)[0]) == grade


@pytest.mark.parametrize(
    "cell", ["G1", "A7", "A0", "4x4:D1", "4x4:A5", "X5", "6x6:X1", "2B", "BB", "5x5:B2", "4x4:", "-"]
)
def test_grades_that_are_refused(cell):
    assert refused(GRADE, cell) == "grade"


@pytest.mark.parametrize(
    ("cell", "codes", "text"),
    [
        ("H1", ("H1",), None),
        ("h0;H2", ("H0", "H2"), None),
        ("H2|H1|H1", ("H1", "H2"), None),
        ("H1;H3:not for X; nor Y", ("H1", "H3"), "not for X; nor Y"),
        ("H3: ask first ;H1", ("H1", "H3"), "ask first"),
    ],
)
def test_handling(cell, codes, text):
    value = read(HANDLING, cell)[0]
    assert (value.codes, value.restriction) == (codes, text)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("H3", "handling_text"), ("H3:", "handling_text"), ("H1;H3: ", "handling_text"), ("H1:why", "handling_text"),
     ("H4", "handling"), ("TLP:RED", "handling"), ("H1 H2", "handling")],
)  # fmt: skip
def test_handling_that_is_refused(cell, rule):
    assert refused(HANDLING, cell) == rule


def test_levels():
    assert [read(LEVEL, cell)[0] for cell in "01234"] == [0, 1, 2, 3, 4]
    assert [refused(LEVEL, cell) for cell in ("5", "-1", "2.5", "LEVEL 2", "TLP:RED", "diffusion restreinte")] == [
        "level"
    ] * 6


@pytest.mark.parametrize(
    ("code", "day", "rank"),
    [
        ("geheim", (2020, 1, 1), 3),
        ("NATO  secret", (2020, 1, 1), 3),
        ("BEPERKT", (2023, 12, 31), 1),
        ("COSMIC TOP SECRET", (2020, 1, 1), 4),
    ],
)
def test_a_written_level_counts_as_on_its_day(code, day, rank):
    assert read(LEVEL, code)[0].rank(dt.date(*day)) == rank


def test_a_level_that_was_not_in_force_is_refused():
    with pytest.raises(CellError, match="not in force"):
        WrittenLevel("BEPERKT").rank(dt.date(2023, 12, 30))


def test_addresses_and_numbers_are_digests_of_their_normal_form():
    assert read(EMAIL, "mailto:A.Rossi@Service.example")[0] == hashlib.sha256(b"a.rossi@service.example").hexdigest()
    digest = hashlib.sha256(b"+3221234567").hexdigest()
    assert {read(PHONE, cell)[0] for cell in ("+32 2 123 45 67", "0032(0)2/123.45.67", "+32\u00a02-1234567")} == {
        digest
    }
    assert [refused(EMAIL, cell) for cell in ("a@b", "a b@c.d", "@c.d", "a@b.c;d@e.f")] == ["email"] * 4
    assert [refused(PHONE, cell) for cell in ("1234", "call me", "1" * 16, "+32 2 1/+33 1 2")] == ["phone"] * 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, "x"),
        (["a", "b"], ["ab"]),
        (["a"], ["a", "b"]),
        ("a\x1fb", "a\\ub"),
        ("a\x1eb", ["a", "b"]),
        (1, 11),
        (True, False),
    ],
)
def test_different_values_have_different_canonical_texts(one, other):
    assert canonical(one) != canonical(other)


def test_what_is_shown_cannot_act_on_a_terminal():
    assert shown("\x1b[31m\u202e\ud800\U000e0041\n") == "\\x1b[31m\\u202e\\ud800\\U000e0041\\x0a"
    assert shown("Bērziņš 北京") == "Bērziņš 北京"
    assert shown("x" * 70) == "x" * 60 + "... (70 characters)"
