"""Counting days by the calendar."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

_MONTHS_A_YEAR = 12


def add_months(day: dt.date, months: int) -> dt.date:
    """
    Go months on, or back if negative; a day that the month lacks becomes its last one, as in Cypher.

    Raises
    ------
    ValueError
        The year is outside 1 to 9999.
    """
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
