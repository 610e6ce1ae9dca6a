"""The day on this machine."""

from __future__ import annotations

import datetime as dt


def today() -> dt.date:
    """Give the day on this machine."""
    return dt.datetime.now().astimezone().date()
