"""What a measure is, read from the docstring of the function that computes it, so that it is written once."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = ("Formula", "Unit", "Range", "Reading", "Cost")
_ENTRY = re.compile(rf"(?P<word>{'|'.join(_WORDS)}): +(?P<text>\S.*)")
_HEADING = re.compile(r"^(?P<title>[A-Z][A-Za-z ]+)\n-+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Definition:
    """
    What a measure says of itself.

    Attributes
    ----------
    function
        Where it is computed, as module and name.
    summary, meaning
        First sentence, and what follows it up to the parameters; the second may be empty.
    formula, unit, range, reading, cost
        How it is computed, in which unit, between which values, how a person reads it, and what it costs.
    degenerate
        What it gives where there is little or nothing to measure.
    sources
        Where the formula comes from.
    """

    function: str
    summary: str
    meaning: str
    formula: str
    unit: str
    range: str
    reading: str
    cost: str
    degenerate: str
    sources: str


def definition(function: Callable[..., Any]) -> Definition:
    """
    Read the definition of a measure.

    Parameters
    ----------
    function
        Its docstring follows numpydoc; its Notes have entries `Formula:`, `Unit:`, `Range:`, `Reading:` and `Cost:`,
        each on a line of its own and continued below, and its References say where the formula comes from.

    Raises
    ------
    DeclarationError
        An entry or the references are missing.
    """
    name = f"{function.__module__}.{function.__name__}"
    sections = _sections(inspect.getdoc(function) or "")
    summary, _, meaning = sections.get("", "").partition("\n\n")
    entries = _entries(sections.get("Notes", ""))
    missing = [word for word in _WORDS if word not in entries] + ["References"] * ("References" not in sections)
    if missing:
        raise DeclarationError(f"The measure {name} does not say its {missing[0]}; add it to the docstring.")
    return Definition(
        function=name,
        summary=_joined(summary),
        meaning=_joined(meaning),
        **{word.lower(): entries[word] for word in _WORDS},
        degenerate=_described(sections.get("Returns", "")),
        sources=_joined(sections["References"]),
    )


def _sections(text: str) -> dict[str, str]:
    """Split a docstring at its underlined headings; what stands above them has the empty title."""
    found, title, start = {}, "", 0
    for heading in _HEADING.finditer(text):
        found[title] = text[start : heading.start()].strip()
        title, start = heading["title"], heading.end()
    found[title] = text[start:].strip()
    return found


def _entries(notes: str) -> dict[str, str]:
    """Read the entries of the notes; an entry ends at the next one or at an empty line."""
    found: dict[str, str] = {}
    current = ""
    for line in notes.splitlines():
        entry = _ENTRY.match(line)
        if entry:
            current = entry["word"]
            found[current] = entry["text"]
        elif not line.strip():
            current = ""
        elif current:
            found[current] += f" {line.strip()}"
    return found


def _described(returns: str) -> str:
    """Give what the section Returns says below the names of the values."""
    return " ".join(line.strip() for line in returns.splitlines() if line.startswith(" "))


def _joined(text: str) -> str:
    return " ".join(text.split())
