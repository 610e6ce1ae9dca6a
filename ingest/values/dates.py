"""Days. An ambiguous one is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import re

from ingest.shown import quoted
from ingest.values.reading import CellError, Reading, Remark

EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2199, 12, 31)
_REMEDY = "write it as year-month-day, such as 2020-09-10"

_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?")
_WITH_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{1,2}:.*")
_COMPACT = re.compile(r"\d{8}")
_DAY_FIRST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_SERIAL = re.compile(r"\d{5}")
_ISO_LENGTH = 10
_MONTHS = 12


def date_reading(*, serial_epoch: dt.date | None = None, happened_by: dt.date | None = None) -> Reading:
    """
    Give the reading of a day.

    Parameters
    ----------
    serial_epoch
        Day 0 of the workbook's day numbers, for a workbook; None where a bare number cannot be a day.
    happened_by
        Last day on which something can have happened: a later one is taken, and told. None where days may lie ahead.

    Notes
    -----
    Taken are ``2020-09-10``, ``20200910``, ``10.09.2020``, and ``23/09/2020`` or ``23-09-2020`` when the day is above
    12 or equal to the month. ``03/04/2020`` is 3 April to some and 4 March to others, so it is refused, as is a year of
    two digits. A time of day is taken only when it is midnight without a zone: with another one the day is uncertain.
    """

    def convert(cell: str, remarks: list[Remark]) -> dt.date:
        day = _iso(cell)
        if day is None:
            day = _other(cell)
        if day is None and serial_epoch is not None and _SERIAL.fullmatch(cell):
            day = serial_epoch + dt.timedelta(days=int(cell))
        if day is None:
            raise CellError("date", f"{quoted(cell)} is not a day; {_REMEDY}.")
        if not EARLIEST <= day <= LATEST:
            raise CellError(
                "date_range",
                f"The day {day.isoformat()} lies outside {EARLIEST.year} to {LATEST.year}; check the year.",
            )
        if happened_by is not None and day > happened_by:
            remarks.append(
                Remark(
                    "future",
                    f"The day {day.isoformat()} lies after {happened_by.isoformat()}, the day of the load, but this "
                    "has happened already; it was kept as written, check the year.",
                )
            )
        return day

    return Reading("day", convert)


def _iso(cell: str) -> dt.date | None:
    if len(cell) != _ISO_LENGTH or cell[4] != "-" or cell[7] != "-":
        return None
    year, month, day = cell[:4], cell[5:7], cell[8:]
    if not (year + month + day).isdecimal() or not cell.isascii():
        return None
    return _calendar(int(year), int(month), int(day), cell)


def _other(cell: str) -> dt.date | None:
    if not cell.isascii():
        return None
    if match := _MIDNIGHT.fullmatch(cell):
        return _iso(match[1])
    if _WITH_TIME.fullmatch(cell):
        raise CellError("date_time", f"{quoted(cell)} has a time of day, so its day depends on the zone; {_REMEDY}.")
    if _COMPACT.fullmatch(cell):
        return _calendar(int(cell[:4]), int(cell[4:6]), int(cell[6:]), cell)
    if match := _DAY_FIRST.fullmatch(cell):
        return _day_first(int(match[1]), int(match[3]), int(match[4]), match[2], cell)
    if _SHORT_YEAR.fullmatch(cell):
        raise CellError("date_short_year", f"{quoted(cell)} has a year of two digits; {_REMEDY}.")
    return None


def _day_first(day: int, month: int, year: int, separator: str, cell: str) -> dt.date:
    if separator != "." and day <= _MONTHS and month <= _MONTHS and day != month:
        raise CellError(
            "date_ambiguous",
            f"{quoted(cell)} can be {year:04}-{month:02}-{day:02} or {year:04}-{day:02}-{month:02}; write it as "
            "year-month-day.",
        )
    return _calendar(year, month, day, cell)


def _calendar(year: int, month: int, day: int, cell: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise CellError(
            "date",
            f"{quoted(cell)} is not a day of the calendar (read as year {year}, month {month}, day {day}); {_REMEDY}.",
        ) from None


DATE = date_reading()
