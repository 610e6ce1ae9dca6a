"""What a measure needs to be asked for by name: its parameters, how it is computed for a view, what it reads."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from graph.analytics.definition import Definition, definition
from graph.errors import DeclarationError
from graph.model.catalog import NODES, RELATIONSHIPS
from queries.header import Entry, read_parameter
from queries.spec import THEMES
from queries.values import read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.analytics.results import Table
    from graph.analytics.whatif import WhatIf
    from liaison.app.view import View
    from queries.spec import Parameter

_SPELT = {"pagerank": "PageRank"}
_NAME = re.compile(r"[a-z]+(-[a-z]+)*")


class Given:
    """Values of parameters, read by their types."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self.values = values

    def text(self, name: str) -> str:
        """Give a text; empty when none was given."""
        value = self.values[name]
        return "" if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Give several texts; none when none were given."""
        value = self.values[name]
        return tuple(map(str, value)) if isinstance(value, list | tuple) else ()

    def whole(self, name: str) -> int:
        """Give a whole number."""
        value = self.values[name]
        if not isinstance(value, int):
            raise DeclarationError(f"The parameter {name!r} is read as a whole number, but declared as something else.")
        return value

    def number(self, name: str) -> float:
        """Give a number."""
        value = self.values[name]
        if not isinstance(value, int | float):
            raise DeclarationError(f"The parameter {name!r} is read as a number, but declared as something else.")
        return float(value)

    def day(self, name: str) -> dt.date | None:
        """Give a day; None when none was given."""
        value = self.values[name]
        return value if isinstance(value, dt.date) else None

    def yes(self, name: str) -> bool:
        """Tell whether it is true; one that was not given is not."""
        return self.values[name] is True


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What a measure gave.

    Attributes
    ----------
    tables
        The main one first.
    caption
        How the numbers came about, in a sentence or two; may be empty.
    estimate
        What was estimated and can be followed exactly, see `refine`; None when all numbers are exact.
    """

    tables: tuple[Table, ...]
    caption: str = ""
    estimate: WhatIf | None = None


@dataclass(frozen=True)
class Analysis:
    """
    A measure that can be asked for by name.

    Attributes
    ----------
    name
        In lower case with hyphens.
    theme
        One of `queries.spec.THEMES`.
    question
        What it answers, as a person asks it.
    function
        What computes the numbers; its docstring defines them.
    compute
        Calls the function for a view.
    reads
        Labels and relationships whose records it is computed from.
    declared
        Parameters as in the header of a question: "projection: enum of projection, default full; which network".
    """

    name: str
    theme: str
    question: str
    function: Callable[..., Any]
    compute: Callable[[View, Given], Outcome]
    reads: tuple[str, ...]
    declared: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise DeclarationError(f"The measure {self.name!r} must be named in lower case with hyphens.")
        if self.theme not in THEMES:
            raise DeclarationError(f"The theme {self.theme!r} of {self.name!r} is none of {', '.join(THEMES)}.")
        if not self.question.endswith("?"):
            raise DeclarationError(f"The question of {self.name!r} must end with a question mark.")
        unknown = next((name for name in self.reads if name not in NODES and name not in RELATIONSHIPS), None)
        if unknown or not self.reads:
            raise DeclarationError(f"The measure {self.name!r} must say what it reads; {unknown!r} is no record.")

    @property
    def title(self) -> str:
        """What a person reads as its name."""
        return _SPELT.get(self.name, self.name.replace("-", " ").capitalize())

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What may be given."""
        parts = [one.partition(":") for one in self.declared]
        return tuple(read_parameter(name, Entry(text.strip(), 0)) for name, _, text in parts)

    @cached_property
    def definition(self) -> Definition:
        """Formula, unit, range, reading and sources."""
        return definition(self.function)

    def given(self, values: Mapping[str, object], as_of: dt.date) -> Given:
        """
        Read values; those left out get their default.

        Raises
        ------
        InputError
            One is unknown, missing or wrong; the sentence names near ones.
        """
        return Given(read_values(f"The measure {self.name!r}", self.parameters, values, as_of=as_of))
