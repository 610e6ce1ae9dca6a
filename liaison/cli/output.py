"""Answers on standard output, safe for terminals and spreadsheets; remarks on standard error."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import sys
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING

from reports.text import plain, spreadsheet_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.statement import Result

_NARROWEST, _FALLBACK_WIDTH = 8, 120
_GAP = "  "


class Format(Enum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"


def say(text: str) -> None:
    """Write a line of the answer."""
    sys.stdout.write(f"{text}\n")


def remark(text: str) -> None:
    """Write a line that is not part of the answer."""
    sys.stderr.write(f"{text}\n")


def write_json(value: object) -> None:
    """Write a value as JSON, with escapes for everything that a terminal could obey."""
    say(json.dumps(value, indent=2, default=_json))


def write_result(result: Result, form: Format = Format.TABLE) -> None:
    """Write a table; on a terminal no wider than it."""
    if form is Format.JSON:
        write_json(result.records())
    elif form is Format.JSONL:
        for record in result.records():
            say(json.dumps(record, default=_json))
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(result.columns)
        writer.writerows([_csv(value) for value in row] for row in result.rows)
    else:
        for line in table_lines(result.columns, result.rows, _width()):
            say(line)


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[object]], width: int | None) -> list[str]:
    """
    Write rows under their columns.

    Parameters
    ----------
    columns
        Headings.
    rows
        Values; numbers are set right, texts left, None is left empty.
    width
        Signs in a line; the widest columns are cut to fit, with a sign that says so. None = never cut.
    """
    cells = [[_text(value) for value in row] for row in rows]
    numeric = [
        bool(cells) and all(isinstance(row[place], int | float) or row[place] is None for row in rows)
        for place in range(len(columns))
    ] if isinstance(rows, tuple | list) else [False] * len(columns)  # fmt: skip
    widths = [max([_columns(name), *(_columns(row[place]) for row in cells)]) for place, name in enumerate(columns)]
    _shrink(widths, width)
    lines = [_line(columns, widths, numeric), _GAP.join("-" * size for size in widths)]
    lines += [_line(row, widths, numeric) for row in cells]
    return [line.rstrip() for line in lines]


def _shrink(widths: list[int], width: int | None) -> None:
    while width is not None and sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    parts = []
    for text, width, right in zip(cells, widths, numeric, strict=True):
        shown = _cut(text, width)
        space = " " * (width - _columns(shown))
        parts.append(space + shown if right else shown + space)
    return _GAP.join(parts)


def _cut(text: str, width: int) -> str:
    if _columns(text) <= width:
        return text
    kept, used = "", 0
    for sign in text:
        used += _columns(sign)
        if used > width - 1:
            break
        kept += sign
    return f"{kept}…"


def _columns(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )


def _width() -> int | None:
    return shutil.get_terminal_size((_FALLBACK_WIDTH, 24)).columns if sys.stdout.isatty() else None


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list | tuple):
        return "; ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return plain(json.dumps(value, default=_json, ensure_ascii=False), isolate=False)
    return plain(value, isolate=False)


def _csv(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return spreadsheet_safe(_text(value)) if not isinstance(value, bool) else str(value).lower()
    return value


def _json(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
