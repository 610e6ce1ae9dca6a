"""Text from data made safe for a place: shown, in markdown, in a spreadsheet. What is changed stays visible."""

from __future__ import annotations

import re
import unicodedata

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_WORD_JOINER = "\u2060"
_NO_BREAK_SPACE = "\u00a0"
_JOINERS = "\u200c\u200d"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_C0_END, _DELETE = 0x20, 0x7F
_CONTROL_PICTURES = 0x2400
_NONCHARACTERS = frozenset({0xFFFE, 0xFFFF})

# What a reader cannot see: controls, format characters, lone surrogates, line separators.
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# Letters and marks that draw nothing although Unicode calls them letters or marks.
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5\u180b\u180c\u180d")
_VARIANTS = range(0xFE00, 0xFE10)

_MARKDOWN_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_FORMULA_START = frozenset("=+-@\uff1d\uff0b\uff0d\uff20|%\t\r\n")


def _shown(character: str) -> str:
    code = ord(character)
    if code < _C0_END:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return "\u2421"
    return f"\u2039U+{code:04X}\u203a"


def _is_invisible(text: str, position: int) -> bool:
    character = text[position]
    code = ord(character)
    if character in _JOINERS:
        # Persian, Indic scripts and emoji need joiners; between Latin letters they only make two names look alike.
        around = (text[position - 1 : position], text[position + 1 : position + 2])
        return not all(neighbour and not neighbour.isascii() for neighbour in around)
    if code in _VARIANTS:
        return text[max(position - 1, 0)].isascii() or position == 0
    if character in _BLANK_LETTERS or code & 0xFFFF in _NONCHARACTERS or 0xFDD0 <= code <= 0xFDEF:  # noqa: PLR2004
        return True
    return unicodedata.category(character) in _INVISIBLE_CATEGORIES


def plain(value: object, *, isolate: bool = True) -> str:
    """
    Write a value on one line so that it shows what it is and changes nothing around it.

    Parameters
    ----------
    value
        Anything from data; None gives an empty text.
    isolate
        Put text with right-to-left letters between U+2068 and U+2069, so that it cannot reorder its surroundings.
        False where the text is stored rather than shown, as in a file that will be read back.

    Returns
    -------
    text
        The same text; each control, bidirectional or other invisible character is replaced by a visible sign
        (U+240A for a line feed, `\u2039U+202E\u203a` for a right-to-left override), never dropped.
        Applying the function again changes nothing.
    """
    if value is None:
        return ""
    text = str(value)
    isolated = len(text) > 1 and text[0] == _FIRST_STRONG_ISOLATE and text[-1] == _POP_ISOLATE
    if isolated:
        text = text[1:-1]
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            _shown(character) if _is_invisible(text, position) else character for position, character in enumerate(text)
        )
    mixed = isolate and any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if isolated or mixed else text


def markdown_safe(value: object) -> str:
    """
    Write a value so that a markdown renderer shows it letter by letter.

    Parameters
    ----------
    value
        Anything from data; None gives an empty text.

    Returns
    -------
    text
        `plain` text with every sign that could mean something escaped; addresses are broken by an invisible word
        joiner, because renderers turn a bare address into a link even when its signs are escaped.
    """
    text = plain(value)
    stripped = text.lstrip(" ")
    text = _NO_BREAK_SPACE * (len(text) - len(stripped)) + stripped
    text = re.sub(r"(?i)(https?:)(?=//)|(www)(?=\.)|(?<=\S)(@)(?=\S)", rf"\g<0>{_WORD_JOINER}", text)
    return _MARKDOWN_SIGNS.sub(r"\\\1", text)


def counted(number: int, noun: str) -> str:
    """Write a number with its noun, "1 row" or "2,000 rows"; the noun's plural ends in s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def spreadsheet_safe(value: object) -> str:
    """
    Write a text so that no spreadsheet takes it for a formula.

    Parameters
    ----------
    value
        A text from data; None gives an empty text. Numbers and dates are not for this function: write them as such.

    Returns
    -------
    text
        `plain` text without isolates; an apostrophe goes in front when the first sign that is not a space
        starts a formula or a command (= + - @ | % and their full-width forms, tab, carriage return, line feed).
    """
    raw = "" if value is None else str(value)
    text = plain(raw, isolate=False)
    start = raw.lstrip(" \u00a0\u3000")[:1]
    return f"'{text}" if start in _FORMULA_START and start else text
