"""Values from files as a terminal or a report may show them: hostile characters made visible, long ones cut."""

from __future__ import annotations

import unicodedata

_LONGEST = 60
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(value: str, *, longest: int = _LONGEST) -> str:
    r"""
    Write a value so that nothing in it acts on a terminal.

    Control, format and direction characters, and lone surrogates, become ``\u202e``-like escapes. A value longer than
    `longest` characters is cut, with its length said.
    """
    cut = value if len(value) <= longest else value[:longest]
    if not (cut.isascii() and cut.isprintable()):
        cut = "".join(_escaped(sign) if unicodedata.category(sign) in _UNSEEN else sign for sign in cut)
    return cut if len(value) <= longest else f"{cut}... ({len(value)} characters)"


def quoted(value: str) -> str:
    """Write a value safely between quotation marks, for sentences."""
    return f"'{shown(value)}'"


def _escaped(sign: str) -> str:
    code = ord(sign)
    if code < 0x100:  # noqa: PLR2004 - two hexadecimal digits are enough
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - the basic plane
