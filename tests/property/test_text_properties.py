"""For any text at all."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reports.text import markdown_safe, plain, spreadsheet_safe

ANY = st.text(alphabet=st.characters(), max_size=60) | st.text(
    alphabet=st.sampled_from(
        "ab=+-@|\t\r\n\x00\x1b\u200b\u200d\u202e\u2066\u2068\u2069\u05d0\u0627\ufeff<>&[]()!:$\\/"
    ),
    max_size=30,
)


@given(ANY)
def test_plain_twice_is_plain_once(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(ANY)
def test_plain_leaves_nothing_invisible_and_drops_nothing(text: str) -> None:
    shown = plain(text, isolate=False)
    inner = shown[1:-1] if shown[:1] == "\u2068" and shown[-1:] == "\u2069" else shown
    assert not re.search("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]", inner)
    inner.encode("utf-8")  # no lone surrogate is left
    assert len(shown) >= len(text)


@given(ANY)
def test_unescaping_markdown_gives_the_plain_text_back(text: str) -> None:
    safe = markdown_safe(text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[<>\[\]`*_$:!#~|]", re.sub(r"\\[!-/:-@\[-`{-~]", "", safe))
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", safe).replace("\u2060", "")
    assert shown.replace("\u00a0", " ") == plain(text).replace("\u00a0", " ")


@given(ANY)
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = spreadsheet_safe(text)
    first = cell.lstrip(" \u00a0\u3000")[:1]
    assert unicodedata.normalize("NFKC", first) not in {"=", "+", "@", "-"} or first == ""
