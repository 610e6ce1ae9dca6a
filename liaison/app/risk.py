"""Contacts who are lost soon: known to one officer only, whose posting ends."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.postings import running_postings
from liaison.app.days import by

if TYPE_CHECKING:
    from liaison.app.view import View

RISK_DAYS = 180
"""A contact whose only officer leaves within so many days is at risk."""

AT_RISK = f"only officer leaves within {RISK_DAYS} days"
"""Of a contact at risk, to be put after "the", "whose" or "their"."""


def at_risk(view: View) -> frozenset[str]:
    """Give the keys of contacts known to one officer only, whose running posting ends within `RISK_DAYS`."""
    return view.once("at risk", lambda: _at_risk(view))


def _at_risk(view: View) -> frozenset[str]:
    network, day = view.network, view.as_of
    postings = network.node_table("Posting")
    ends = pc.coalesce(postings["end_date"], postings["planned_end"])
    leaving = running_postings(network, day) & by(ends, day + dt.timedelta(days=RISK_DAYS))
    officer, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    going = np.unique(officer[leaving[posting]])
    ties = view.ties
    rows = ties.contact[ties.bridge & np.isin(ties.officer, going)]
    return frozenset(network.keys("Contact").take(pa.array(rows)).to_pylist())
