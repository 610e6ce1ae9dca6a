"""How old the data is that a reader sees."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pyarrow.compute as pc

if TYPE_CHECKING:
    from liaison.app.view import View

_REFERENCE = frozenset({"Country", "Marking", "Theme"})


def recorded_until(view: View) -> dt.datetime | None:
    """
    Give the time at which the latest record that the reader sees was written.

    Returns
    -------
    time
        In UTC; None where the reader sees nothing but reference data.
    """
    return view.once("recorded until", lambda: _latest(view))


def _latest(view: View) -> dt.datetime | None:
    found = [
        pc.max(table["recorded_at"]).as_py()
        for label, table in view.network.nodes.items()
        if label not in _REFERENCE and table.num_rows
    ]
    times = [time.replace(tzinfo=time.tzinfo or dt.UTC) for time in found if time is not None]
    return max(times, default=None)
