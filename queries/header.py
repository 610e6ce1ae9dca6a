"""
The header of a library file: comments that say what the question is, strictly parsed.

One entry a line, `// key: value`; a line that begins with `//` and three blanks goes on with the entry above.
`parameter NAME` and `column NAME` may come many times, every other key exactly once:

    // parameter months: integer 1 to 120, default 6; how far to look ahead
    // column strength: number, 0 to 100; strength of the tie on the day
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.errors import InputError, near
from graph.model import vocabularies
from graph.model.catalog import node_type
from graph.model.projections import PROJECTIONS
from graph.model.vocabularies import Vocabulary
from queries.spec import Parameter, ResultColumn, ValueKind

KEYS = ("id", "title", "question", "engine", "since", "empty", "marking")
"""Keys that every file has."""
OPTIONAL_KEYS = ("use_case", "reads")
"""Keys of questions that a measure answers."""

_ENTRY = re.compile(r"//\s?([a-z_]+(?: [a-z_][a-z0-9_]*)?):\s*(.*)")
_CONTINUED = re.compile(r"//\s{3,}(\S.*)")
_RANGE = re.compile(r"(integer|number) (-?\d+(?:\.\d+)?) to (-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a header: its value and the line on which it begins."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Header:
    """The entries of one file, and the statement below with blank lines in place of the header."""

    entries: dict[str, Entry]
    parameters: dict[str, Entry]
    columns: dict[str, Entry]
    text: str


def read_header(text: str) -> Header:
    """
    Split a file into header and statement.

    Raises
    ------
    InputError
        An entry is unknown, double, missing or empty. The sentence begins with the line.
    """
    entries: dict[str, Entry] = {}
    parameters: dict[str, Entry] = {}
    columns: dict[str, Entry] = {}
    last: tuple[dict[str, Entry], str] | None = None
    lines = text.splitlines()
    number = 0
    while number < len(lines) and lines[number].startswith("//"):
        line, number = lines[number], number + 1
        if last is not None and (more := _CONTINUED.fullmatch(line)):
            known, key = last
            known[key] = Entry(f"{known[key].value} {more.group(1).strip()}", known[key].line)
            continue
        found = _ENTRY.fullmatch(line)
        if found is None:
            raise InputError(f"line {number}: {line!r} is no entry; write '// key: value', or 3 blanks to go on.")
        last = _place(found.group(1), (entries, parameters, columns), number)
        if last[1] in last[0]:
            raise InputError(f"line {number}: '{found.group(1)}' comes twice; keep one.")
        last[0][last[1]] = Entry(found.group(2).strip(), number)
    for key in KEYS:
        if key not in entries or not entries[key].value:
            raise InputError(f"line 1: the entry '{key}' is missing or empty; add '// {key}: ...'.")
    return Header(entries, parameters, columns, "\n" * number + "\n".join(lines[number:]))


def _place(
    written: str, kinds: tuple[dict[str, Entry], dict[str, Entry], dict[str, Entry]], line: int
) -> tuple[dict[str, Entry], str]:
    """Tell where an entry belongs, and under which name."""
    entries, parameters, columns = kinds
    what, _, name = written.partition(" ")
    if name and what in ("parameter", "column"):
        return (parameters if what == "parameter" else columns), name
    if name or what not in (*KEYS, *OPTIONAL_KEYS):
        known = (*KEYS, *OPTIONAL_KEYS, "parameter NAME", "column NAME")
        raise InputError(f"line {line}: the key {written!r} is unknown. {near(written, known, most=11)}")
    return entries, what


def read_parameter(name: str, entry: Entry) -> Parameter:
    """
    Read what a parameter is: its type, then options, then after a semicolon its description.

    Types are `text`, `texts`, `date`, `country`, `region`, `integer LOW to HIGH`, `number LOW to HIGH`,
    `enum of VOCABULARY` and `key of LABEL`; options are `required, such as EXAMPLE`, `default VALUE` and `optional`.
    """
    declared, _, description = entry.value.partition(";")
    kind, *options = [part.strip() for part in declared.split(",")]
    required = "required" in options
    default = _option(options, "default ")
    example = _option(options, "such as ")
    odd = [
        one for one in options if one not in ("required", "optional") and not one.startswith(("default ", "such as "))
    ]
    if odd or required + bool(default) + ("optional" in options) != 1:
        raise InputError(
            f"line {entry.line}: the parameter {name!r} must be one of required, optional and 'default VALUE'"
            + (f"; {odd[0]!r} is none of its options." if odd else ".")
        )
    low, high, label, vocabulary = _limits(kind, entry.line)
    return Parameter(
        name,
        _kind(kind, entry.line),
        description.strip(),
        vocabulary=vocabulary,
        label=label,
        low=low,
        high=high,
        required=required,
        default=default,
        example=example,
    )


def _option(options: list[str], start: str) -> str:
    return next((one.removeprefix(start) for one in options if one.startswith(start)), "")


def _kind(written: str, line: int) -> ValueKind:
    word = written.partition(" ")[0]
    known = {one.value: one for one in ValueKind}
    if word not in known:
        raise InputError(f"line {line}: the type {word!r} is unknown. {near(word, known)}")
    return known[word]


def _limits(written: str, line: int) -> tuple[float | None, float | None, str, Vocabulary | None]:
    """Give the bounds, the label and the vocabulary that a type names after its first word."""
    word, _, rest = written.partition(" ")
    ranged = _RANGE.fullmatch(written)
    if ranged:
        return float(ranged.group(2)), float(ranged.group(3)), "", None
    if word == ValueKind.ENUM.value:
        return None, None, "", _vocabulary(rest.removeprefix("of "), line)
    if word == ValueKind.KEY.value:
        return None, None, node_type(rest.removeprefix("of ")).label, None
    if rest:
        raise InputError(f"line {line}: the type {written!r} is unknown; write {word!r} alone, or with its bounds.")
    return None, None, "", None


def _vocabulary(name: str, line: int) -> Vocabulary:
    known = {one.name: one for one in (*vars(vocabularies).values(), *LISTS) if isinstance(one, Vocabulary)}
    if name not in known:
        raise InputError(f"line {line}: the vocabulary {name!r} is unknown. {near(name, known)}")
    return known[name]


def read_column(name: str, entry: Entry) -> ResultColumn:
    """Read what a column holds: its type, its unit after a comma, its meaning after a semicolon."""
    declared, _, meaning = entry.value.partition(";")
    kind, _, unit = declared.partition(",")
    known = {one.value: one for one in ValueKind}
    if kind.strip() not in known:
        raise InputError(f"line {entry.line}: the type {kind.strip()!r} is unknown. {near(kind.strip(), known)}")
    return ResultColumn(name, known[kind.strip()], unit.strip(), meaning.strip())


PROJECTION = Vocabulary("projection", dict(PROJECTIONS), "graph.model.projections")
PATH_LENGTH = Vocabulary(
    "path length", {"hops": "number of ties", "distance": "strong ties are short"}, "graph.analytics.scores"
)
LISTS = (PROJECTION, PATH_LENGTH)
"""Closed lists of questions and measures that are no vocabulary of the data model."""
