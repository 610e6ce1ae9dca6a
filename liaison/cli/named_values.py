"""Values of parameters as they are written on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

ValuesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Values of the question's parameters.")
]
ParamOption = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="The same, as an option; may be repeated.")
]


def named_values(words: Iterable[str]) -> dict[str, object]:
    """
    Read words such as country=PL.

    Raises
    ------
    InputError
        A word has no name or no equals sign, or a parameter is given twice.
    """
    found: dict[str, object] = {}
    for text in words:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise InputError(f"{text!r} is no value of a parameter; write it as name=value, such as country=PL.")
        if name.strip() in found:
            raise InputError(f"The parameter {name.strip()!r} is given twice; keep one.")
        found[name.strip()] = value
    return found


def split_words(words: Iterable[str]) -> tuple[list[str], dict[str, object]]:
    """Part words that are values of parameters from those that name somebody; raises as `named_values` does."""
    given = list(words)
    return [word for word in given if "=" not in word], named_values(word for word in given if "=" in word)
