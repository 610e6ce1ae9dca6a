"""A question as plain Cypher with its parameters, to paste into Neo4j Browser or cypher-shell."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from queries.catalogue import bind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.model.viewer import Viewer
    from queries.spec import QuerySpec

_PLAIN = re.compile(r"[A-Za-z_]\w*")


def expanded(spec: QuerySpec, values: Mapping[str, object], *, viewer: Viewer, as_of: dt.date) -> str:
    """
    Write a question as it runs.

    Parameters
    ----------
    spec, values, viewer, as_of
        As for `queries.catalogue.bind`.

    Returns
    -------
    text
        One `:param` line for each parameter, then the statement with a semicolon.

    Raises
    ------
    InputError
        As `bind`.
    """
    statement = bind(spec, values, viewer=viewer, as_of=as_of)
    lines = [f":param {name} => {literal(value)};" for name, value in statement.parameters.items()]
    return "\n".join([*lines, "", f"{statement.text};", ""])


def literal(value: object) -> str:
    """
    Write a value as Cypher does.

    Raises
    ------
    InputError
        It is of a type that no parameter has.
    """
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    raise InputError(f"A value of the type {type(value).__name__!r} cannot be written as Cypher.")


def _quoted(text: str) -> str:
    # Whatever could end the text or the line is written by its number.
    signs = (sign if sign.isprintable() and sign not in "'\\" else _escaped(sign) for sign in text)
    return "'" + "".join(signs) + "'"


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be")
    return "".join(f"\\u{int.from_bytes(units[at : at + 2], 'big'):04x}" for at in range(0, len(units), 2))


def _name(key: str) -> str:
    return key if _PLAIN.fullmatch(key) else f"`{key}`"


_WRITERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (type(None), lambda _: "null"),
    (bool, lambda value: str(value).lower()),
    ((int, float), repr),
    (dt.date, lambda value: f"date('{value.isoformat()}')"),
    (str, _quoted),
    ((list, tuple), lambda value: "[" + ", ".join(map(literal, value)) + "]"),
    (dict, lambda value: "{" + ", ".join(f"{_name(str(key))}: {literal(one)}" for key, one in value.items()) + "}"),
)
