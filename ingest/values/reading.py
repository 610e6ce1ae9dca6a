"""How a cell is read: the one shape that all families of values share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.errors import InputError


class CellError(InputError):
    """
    A cell cannot be used.

    Attributes
    ----------
    rule
        Short code of the broken rule, for grouping.
    """

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a cell that was taken nevertheless: a rule's code, and a sentence."""

    rule: str
    message: str


Convert = Callable[[str, list[Remark]], object]


@dataclass(frozen=True, slots=True)
class Reading:
    """
    A way of reading cells.

    Attributes
    ----------
    name
        What a cell holds, as the documentation calls it.
    convert
        Takes the trimmed, non-empty text of a cell and a list for remarks, gives the value or raises `CellError`.
    many
        True when the value is a list.
    personal
        True when the text must not be repeated in messages that are kept.
    """

    name: str
    convert: Convert
    many: bool = False
    personal: bool = False


def canonical(value: object) -> str:
    """
    Write a value so that equal values, and only those, have equal texts.

    The unit separator parts the values of a row and the record separator the parts of a list, so both are escaped
    inside.
    """
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "\x1e".join(canonical(part) for part in value)
    if isinstance(value, str):
        if value.isprintable() and "\\" not in value:
            return value
        return value.replace("\\", "\\\\").replace("\x1f", "\\u").replace("\x1e", "\\r")
    return str(value)
