"""Read the packaged files of the library; a wrong one fails with file and line."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files
from typing import TYPE_CHECKING

from graph.errors import DeclarationError, LiaisonError
from graph.model.catalog import node_type, relationship_type
from graph.model.projections import NETWORK
from queries.checks import Structure, check_statement
from queries.header import PROJECTION, read_column, read_header, read_parameter
from queries.implicit import IMPLICIT
from queries.macros import expand
from queries.spec import Engine, QuerySpec
from queries.tokens import tokens
from queries.values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from queries.header import Entry, Header
    from queries.spec import Parameter

_ANY_DAY = dt.date(2024, 1, 31)


def load_library(folder: Traversable | None = None) -> tuple[QuerySpec, ...]:
    """
    Load all questions, in the order of their ids.

    Parameters
    ----------
    folder
        Folder of themes; by default the packaged library.

    Raises
    ------
    DeclarationError
        A file is wrong; the sentence names file and line.
    """
    found: dict[str, QuerySpec] = {}
    for theme, name, text in _files(files("queries").joinpath("library") if folder is None else folder):
        spec = load_file(theme, name, text)
        if spec.query_id in found:
            raise DeclarationError(
                f"{spec.source}: the id {spec.query_id!r} is also that of {found[spec.query_id].source}."
            )
        found[spec.query_id] = spec
    return tuple(found[query_id] for query_id in sorted(found))


def _files(folder: Traversable) -> Iterator[tuple[str, str, str]]:
    for theme in sorted(folder.iterdir(), key=lambda one: one.name):
        if theme.is_dir():
            for file in sorted(theme.iterdir(), key=lambda one: one.name):
                yield theme.name, file.name, file.read_text(encoding="utf-8")


def load_file(theme: str, name: str, text: str) -> QuerySpec:
    """
    Make a specification from one file's text.

    Parameters
    ----------
    theme, name
        Folder and name of the file.
    text
        Its content.

    Raises
    ------
    DeclarationError
        Header and statement do not fit together, or break a rule; the sentence begins with file and line.
    """
    source = f"{theme}/{name}"
    try:
        return _load(theme, name, text)
    except LiaisonError as error:
        place, _, rest = str(error).partition(": ")
        if place.startswith("line ") and rest:
            raise DeclarationError(f"{source}:{place.removeprefix('line ')}: {rest}") from error
        raise DeclarationError(f"{source}: {error}") from error


def _load(theme: str, name: str, text: str) -> QuerySpec:
    header = read_header(text)
    query_id = header.entries["id"].value
    if name != f"{query_id}.cypher":
        raise DeclarationError(f"line {header.entries['id'].line}: the id {query_id!r} and the file's name differ.")
    engine = _engine(header.entries["engine"])
    parameters = tuple(read_parameter(one, entry) for one, entry in header.parameters.items())
    columns = tuple(read_column(one, entry) for one, entry in header.columns.items())
    for parameter in parameters:
        _check_default(parameter, header)
    if engine is Engine.CYPHER:
        structure = check_statement(header.text)
        _compare(header, structure)
        reads = tuple(sorted(structure.reads))
    else:
        reads = _declared_reads(header, parameters)
    for key in ("use_case", "reads"):
        if (key in header.entries) != (engine is Engine.ANALYTICS):
            raise DeclarationError(f"line 1: '{key}' belongs to questions with 'engine: analytics', and to those only.")
    entry = {key: one.value for key, one in header.entries.items()}
    return QuerySpec(
        query_id=query_id,
        theme=theme,
        title=entry["title"],
        question=entry["question"],
        engine=engine,
        use_case=entry.get("use_case", ""),
        parameters=parameters,
        columns=columns,
        empty=entry["empty"],
        marking=entry["marking"],
        since=entry["since"],
        text=header.text.strip(),
        reads=reads,
        source=f"{theme}/{name}",
    )


def _engine(entry: Entry) -> Engine:
    try:
        return Engine(entry.value)
    except ValueError as error:
        raise DeclarationError(
            f"line {entry.line}: the engine {entry.value!r} must be 'cypher' or 'analytics'."
        ) from error


def _check_default(parameter: Parameter, header: Header) -> None:
    line = header.parameters[parameter.name].line
    if parameter.name in IMPLICIT:
        raise DeclarationError(f"line {line}: ${parameter.name} is given to every question; do not declare it.")
    for value in (parameter.default, parameter.example):
        if value:
            try:
                read_value(parameter, value, as_of=_ANY_DAY)
            except LiaisonError as error:
                raise DeclarationError(f"line {line}: {error}") from error


def _compare(header: Header, structure: Structure) -> None:
    used = structure.parameters - IMPLICIT
    declared = set(header.parameters)
    if used - declared:
        missing = min(used - declared)
        line = next(one.line for one in tokens(header.text) if one.kind == "parameter" and one.text == missing)
        raise DeclarationError(f"line {line}: ${missing} is used, but no parameter of that name is declared.")
    if declared - used:
        missing = min(declared - used)
        raise DeclarationError(f"line {header.parameters[missing].line}: the parameter {missing!r} is not used.")
    if structure.columns != tuple(header.columns):
        raise DeclarationError(
            f"line 1: the header declares the columns {', '.join(header.columns)}, "
            f"but the statement returns {', '.join(structure.columns)}."
        )
    expand(header.text)


def _declared_reads(header: Header, parameters: tuple[Parameter, ...]) -> tuple[str, ...]:
    if header.text.strip():
        raise DeclarationError("line 1: a question with 'engine: analytics' has no statement; take it out.")
    names = [one.strip() for one in header.entries["reads"].value.split(",")] if "reads" in header.entries else []
    for name in names:
        (relationship_type if name.isupper() else node_type)(name)
    # The banner of an answer combines the markings of what is declared here: what is left out may understate it.
    chosen = next((one.name for one in parameters if one.vocabulary == PROJECTION), None)
    lacking = [name for name in NETWORK if name not in names]
    if names and chosen is not None and lacking:
        raise DeclarationError(
            f"line {header.entries['reads'].line}: the parameter {chosen!r} allows every network, and one of them also "
            f"reads {', '.join(lacking)}; add that to 'reads'."
        )
    return tuple(sorted(names))
