"""Columns of dates compared with a day; what has no date never matches."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

YEAR = 365
"""Days of what is called the last year, the day itself included."""


def holds(condition: pa.ChunkedArray) -> NDArray[np.bool_]:
    """Give a condition as booleans; unknown is False."""
    return np.asarray(pc.fill_null(condition, fill_value=False).to_numpy(), dtype=bool)


def by(column: pa.ChunkedArray, day: dt.date) -> NDArray[np.bool_]:
    """Tell which dates are on the day or before it."""
    return holds(pc.less_equal(column, pa.scalar(day, pa.date32())))


def before(column: pa.ChunkedArray, day: dt.date) -> NDArray[np.bool_]:
    """Tell which dates are before the day."""
    return holds(pc.less(column, pa.scalar(day, pa.date32())))


def between(column: pa.ChunkedArray, first: dt.date, last: dt.date) -> NDArray[np.bool_]:
    """Tell which dates lie between two days, both included."""
    return by(column, last) & ~before(column, first)


def in_last_year(column: pa.ChunkedArray, day: dt.date) -> NDArray[np.bool_]:
    """Tell which dates are among the last `YEAR` days, of which the day is the last."""
    return between(column, day - dt.timedelta(days=YEAR - 1), day)
