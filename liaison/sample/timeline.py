"""The days of the world, as numbers from its first day on."""

from __future__ import annotations

import datetime as dt

WORLD_START = dt.date(2015, 1, 1)
WORLD_END = dt.date(2026, 10, 31)
PROTOCOL = dt.date(2020, 9, 10)
LAST_DAY = (WORLD_END - WORLD_START).days
YEAR = 365

_WEEK = 7
_SATURDAY = 5
# First and last day (month, day) of the quiet weeks of a year.
_QUIET = (((7, 15), (8, 20)), ((12, 20), (12, 31)), ((1, 1), (1, 4)))
_BEYOND = 12 * YEAR


def number(date: dt.date) -> int:
    """Give the number of a day; the first day of the world is 0."""
    return (date - WORLD_START).days


def date_of(day: int) -> dt.date:
    """Give the date of a numbered day."""
    return WORLD_START + dt.timedelta(days=day)


def _quiet(date: dt.date) -> bool:
    return any(first <= (date.month, date.day) <= last for first, last in _QUIET)


ISO = tuple(date_of(day).isoformat() for day in range(LAST_DAY + _BEYOND))
"""Written dates by number, up to twelve years after the world's end (clearances, retention)."""
WEEKEND = tuple((WORLD_START.weekday() + day) % _WEEK >= _SATURDAY for day in range(LAST_DAY + 1))
QUIET = tuple(_quiet(date_of(day)) for day in range(LAST_DAY + 1))


def iso(day: int | None) -> str:
    """Write a numbered day as year-month-day; an open one as nothing. Days before the world's first are allowed."""
    if day is None:
        return ""
    return ISO[day] if day >= 0 else date_of(day).isoformat()


def workday(day: int) -> int:
    """Move a day of a weekend to the Monday after it, unless the world ends before."""
    while day < LAST_DAY and WEEKEND[day]:
        day += 1
    return day
