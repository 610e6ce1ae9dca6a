"""The answer to a question as one CSV file, marked and safe for spreadsheets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reports.exports.comma_separated import TRAILER, endings
from reports.text import spreadsheet_safe

if TYPE_CHECKING:
    from graph.statement import Result
    from reports.exports.content import Facts


def answer_csv(result: Result, facts: Facts) -> bytes:
    """
    Write rows of any columns.

    Parameters
    ----------
    result
        Rows; lists become one cell, separated by `; `.
    facts
        What the file says of itself: marking, day and fingerprint stand at the end of each row, and the command that
        makes it again at the end of the first.

    Returns
    -------
    data
        UTF-8 with the signature that Excel looks for. Text that a spreadsheet would run gets an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([spreadsheet_safe(name) for name in (*result.columns, *TRAILER)])
    writer.writerows([*map(_cell, row), *ending] for row, ending in zip(result.rows, endings(facts), strict=False))
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        value = "; ".join(map(str, value))
    return spreadsheet_safe(value)
