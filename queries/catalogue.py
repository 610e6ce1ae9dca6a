"""The questions by id: list, search, get, and bind to values, a viewer and a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError, near
from graph.model.folding import folded
from graph.statement import Statement
from queries.implicit import implicit_parameters
from queries.loader import load_library
from queries.macros import expand
from queries.spec import Engine
from queries.tokens import tokens
from queries.values import read_values as read

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graph.model.viewer import Viewer
    from queries.spec import QuerySpec


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All questions, in the order of their ids."""

    specs: tuple[QuerySpec, ...]

    def list(self, theme: str | None = None) -> tuple[QuerySpec, ...]:
        """Give all questions, or those of one theme."""
        return tuple(spec for spec in self.specs if theme is None or spec.theme == theme)

    def get(self, query_id: str) -> QuerySpec:
        """
        Give one question.

        Parameters
        ----------
        query_id
            The id, or its first part ("q01") alone; letter case does not matter.

        Raises
        ------
        NotFoundError
            There is none of that id; the sentence names near ones.
        """
        wanted = query_id.strip().casefold()
        for spec in self.specs:
            if wanted in (spec.query_id, spec.query_id.partition("-")[0]):
                return spec
        words = near(wanted, [spec.query_id for spec in self.specs])
        raise NotFoundError(f"There is no question {query_id[:80]!r}. {words} `liaison query list` lists all.")

    def search(self, text: str) -> tuple[QuerySpec, ...]:
        """Give the questions that hold every word of the text in id, theme, title or question; best titles first."""
        words = folded(text).split()
        found = [spec for spec in self.specs if all(word in _haystack(spec) for word in words)]
        return tuple(
            sorted(found, key=lambda spec: (-sum(word in folded(spec.title) for word in words), spec.query_id))
        )


def _haystack(spec: QuerySpec) -> str:
    parameters = " ".join(f"{one.name} {one.description}" for one in spec.parameters)
    return folded(f"{spec.query_id} {spec.theme} {spec.title} {spec.question} {parameters}")


@cache
def catalogue() -> Catalogue:
    """Give the packaged library, loaded and checked once."""
    return Catalogue(load_library())


def read_values(spec: QuerySpec, values: Mapping[str, object], *, as_of: dt.date) -> dict[str, object]:
    """
    Read the values of a question's parameters; those not given get their default.

    Raises
    ------
    InputError
        A parameter is unknown, missing or its value wrong; the sentence names near ones.
    """
    return read(f"The question {spec.query_id!r}", spec.parameters, values, as_of=as_of)


def bind(spec: QuerySpec, values: Mapping[str, object], *, viewer: Viewer, as_of: dt.date) -> Statement:
    """
    Make the statement that answers a question.

    Parameters
    ----------
    spec
        A question that Cypher answers.
    values
        By parameter, as text or typed; what is left out gets its default.
    viewer
        For whom: everything read is what this viewer may see.
    as_of
        On which day.

    Returns
    -------
    statement
        Plain Cypher with exactly the parameters that it uses.

    Raises
    ------
    InputError
        A value is wrong, or a measure and not Cypher answers the question.
    """
    if spec.engine is not Engine.CYPHER:
        raise InputError(f"The question {spec.query_id!r} is answered by the measure {spec.use_case!r}, not by Cypher.")
    text = expand(spec.text)
    given = {**implicit_parameters(viewer, as_of), **read_values(spec, values, as_of=as_of)}
    used = {word.text for word in tokens(text) if word.kind == "parameter"}
    return Statement(text, {name: given[name] for name in sorted(used)})
