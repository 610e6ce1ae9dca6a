"""Values as graph formats can hold them: one plain type per column, nothing that breaks the file or its reader."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING, Any

from graph.errors import InputError
from graph.model.fields import Kind
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable

LIST_SEPARATOR = ";"
"""As in the input tables, so that a list that was exported can be loaded."""

Plain = str | int | float | bool | None


def plain_value(value: object, kind: Kind) -> Plain:
    """
    Bring a value into the one type of its column.

    Parameters
    ----------
    value
        From the data; None stays None and is left out of the file.
    kind
        Kind of the column.

    Returns
    -------
    value
        Text without control or bidirectional characters, each replaced by a visible sign; a whole number; a finite
        number (None for others: readers disagree on how infinity is written); a truth value. Dates become ISO 8601
        text, lists text with semicolons, mappings JSON.

    Raises
    ------
    InputError
        The value is of another kind than its column: a file of mixed types is written but not read back.
    """
    if value is None:
        return None
    for python, kinds, convert in _CONVERSIONS:
        if kind in kinds and isinstance(value, python) and (kind is Kind.BOOLEAN or not isinstance(value, bool)):
            return convert(value)
    if kind is Kind.TEXT:
        return plain(value, isolate=False)
    raise InputError(f"An export column of {kind.value} cannot hold {plain(repr(value))}.")


def _listed(values: Any) -> str:
    return LIST_SEPARATOR.join(plain(item, isolate=False) for item in values)


def _json(value: Any) -> str:
    return plain(json.dumps(value, sort_keys=True, default=str, ensure_ascii=False), isolate=False)


def _finite(value: Any) -> float | None:
    return float(value) if math.isfinite(value) else None


_CONVERSIONS: tuple[tuple[type | tuple[type, ...], tuple[Kind, ...], Callable[[Any], Plain]], ...] = (
    (bool, (Kind.BOOLEAN,), bool),
    (int, (Kind.INTEGER,), int),
    ((int, float), (Kind.NUMBER,), _finite),
    (dt.date, (Kind.DATE, Kind.DATETIME), lambda value: value.isoformat()),
    ((list, tuple), (Kind.TEXTS,), _listed),
    (dict, (Kind.TEXT,), _json),
)
