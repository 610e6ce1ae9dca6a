"""Names are hostile wherever they are drawn or exported; what is changed in them stays visible."""

from __future__ import annotations

import unicodedata

import pytest

from reports.text import counted, markdown_safe, plain, spreadsheet_safe


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (None, ""),
        (7, "7"),
        ("B\u0113rzi\u0146\u0161, J\u0101nis", "B\u0113rzi\u0146\u0161, J\u0101nis"),
        ("one\ntwo", "one\u240atwo"),
        ("nul\x00", "nul\u2400"),
        ("del\x7f", "del\u2421"),
        ("\x1b[31mred", "\u241b[31mred"),
        ("exe.\u202egpj", "exe.\u2039U+202E\u203agpj"),
        ("Anna\u200b", "Anna\u2039U+200B\u203a"),
        ("An\u200dna", "An\u2039U+200D\u203ana"),
        ("line\u2028end", "line\u2039U+2028\u203aend"),
        ("\ud800", "\u2039U+D800\u203a"),
        ("\ufeffname", "\u2039U+FEFF\u203aname"),
        ("tag\U000e0041", "tag\u2039U+E0041\u203a"),
        ("fill\u3164", "fill\u2039U+3164\u203a"),
        ("\u202eabc\u202c", "\u2039U+202E\u203aabc\u2039U+202C\u203a"),
    ],
)
def test_plain_shows_what_cannot_be_seen(raw: object, shown: str) -> None:
    assert plain(raw) == shown


def test_right_to_left_names_are_isolated_and_kept() -> None:
    name = "\u0645\u062d\u0645\u062f"
    assert plain(name) == f"\u2068{name}\u2069"
    assert plain(name, isolate=False) == name


def test_joiners_that_a_script_needs_are_kept() -> None:
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert plain(persian, isolate=False) == persian


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("![](http://x/b.png)", "\\!\\[\\]\\(http\\:\u2060\\/\\/x\\/b\\.png\\)"),
        ("# head", "\\# head"),
        (":material/home:", "\\:material\\/home\\:"),
        ("$x$", "\\$x\\$"),
        ("    code", "\u00a0\u00a0\u00a0\u00a0code"),
        ("a@b.be", "a\\@\u2060b\\.be"),
        ("www.x.be", "www\u2060\\.x\\.be"),
    ],
)
def test_markdown_means_nothing(raw: str, safe: str) -> None:
    assert markdown_safe(raw) == safe


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "  =", "\u00a0@"]
)
def test_no_formula_starts_a_cell(start: str) -> None:
    assert spreadsheet_safe(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize("text", ["O'Connor", "Peeters-Dubois", "a=b", ""])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert spreadsheet_safe(text) == text


def test_control_characters_that_start_a_cell_cannot_hide_a_formula() -> None:
    assert spreadsheet_safe("\t=1+1") == "'\u2409=1+1"
    assert all(unicodedata.category(sign) != "Cc" for sign in spreadsheet_safe("\r\n=1"))


@pytest.mark.parametrize(("number", "said"), [(0, "0 rows"), (1, "1 row"), (2000, "2,000 rows")])
def test_a_noun_goes_with_its_number(number, said):
    assert counted(number, "row") == said
