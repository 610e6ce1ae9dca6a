"""Postings of all sorts: begun and ended before, on and after a day or at an unknown one, and so the records' days."""

import datetime as dt
from itertools import product

from graph.model.marking import Marking
from graph.model.viewer import Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible

DAY = dt.date(2025, 5, 31)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
_DATES = ("start_date", "end_date", "valid_from", "valid_to")

POSTINGS = tuple(
    {"posting_id": f"P-{number:03}"} | dict(zip(_DATES, dates, strict=True))
    for number, dates in enumerate(product((None, BEFORE, DAY, AFTER), repeat=4))
)


def posted_network():
    """Give each posting to an officer of its own."""
    officers = [{"officer_id": row["posting_id"], "name": row["posting_id"]} for row in POSTINGS]
    held = [{"start": row["posting_id"], "end": row["posting_id"]} for row in POSTINGS]
    nodes = {"Officer": officers, "Posting": [dict(row) for row in POSTINGS]}
    return visible(snapshot_from_records(nodes, {"HELD_POSTING": held}, marking=Marking()), Viewer("all", "auditor", 4))
