"""Cypher cut into words, so that a file can be checked without a server."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import InputError

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
  | (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<text>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
  | (?P<parameter>\$[A-Za-z_]\w*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<sign>[-+*/%^=<>!|&.,:()\[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")


@dataclass(frozen=True, slots=True)
class Token:
    """
    One word, sign, literal or parameter.

    Attributes
    ----------
    kind
        "word", "sign", "text", "number" or "parameter" (its text without the dollar sign).
    text
        As written.
    line
        From 1.
    depth
        Number of brackets around it; a bracket counts as outside of itself.
    """

    kind: str
    text: str
    line: int
    depth: int

    @property
    def upper(self) -> str:
        """The text in capitals if it is a word: keywords are written in any case."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(text: str) -> list[Token]:
    """
    Cut a statement into tokens, comments left out.

    Raises
    ------
    InputError
        Something is no Cypher of the library (a backtick, a second statement), or brackets do not match.
    """
    found, at, line, depth = [], 0, 1, 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise InputError(
                f"line {line}: {text[at]!r} cannot stand in a question; write one statement, without backticks or ';'."
            )
        kind, piece = str(match.lastgroup), match.group()
        if kind not in ("space", "comment"):
            depth -= piece in CLOSING
            if depth < 0:
                raise InputError(f"line {line}: {piece!r} closes a bracket that was not opened.")
            found.append(Token(kind, piece.removeprefix("$") if kind == "parameter" else piece, line, depth))
            depth += piece in OPENING
        line += piece.count("\n")
        at = match.end()
    if depth:
        raise InputError(f"line {line}: a bracket is not closed.")
    return found
