"""How much an officer already has at hand: active ties, and requests that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork


def active_ties(network: VisibleNetwork, ties: TieTable, active: float) -> NDArray[np.int64]:
    """Count the ties of each officer, by row, whose strength is at least `active`."""
    found: NDArray[np.int64] = np.bincount(
        ties.officer[ties.strength >= active], minlength=network.node_table("Officer").num_rows
    )
    return found


def waiting(network: VisibleNetwork, as_of: dt.date) -> NDArray[np.bool_]:
    """
    Tell for each request whether it waits for an answer on a day.

    It does from the day it was asked, while it is neither withdrawn nor answered by a recorded day; without the day it
    was asked it does not.
    """
    requests, day = network.node_table("Request"), pa.scalar(as_of, pa.date32())
    asked = pc.fill_null(pc.less_equal(requests["opened"], day), fill_value=False)
    answered = pc.fill_null(pc.less_equal(requests["closed"], day), fill_value=False)
    withdrawn = pc.fill_null(pc.equal(requests["state"], "withdrawn"), fill_value=False)
    return np.asarray(pc.and_not(asked, pc.or_(answered, withdrawn)).to_numpy(), dtype=bool)


def open_requests(network: VisibleNetwork, as_of: dt.date) -> NDArray[np.int64]:
    """Count the requests that each officer, by row, handles and that are open on a day, see `waiting`."""
    is_open = waiting(network, as_of)
    officer, request, rows = network.links("HANDLES", "Officer", "Request")
    kept = is_open[request] & valid_on(rows, as_of)
    width = max(len(is_open), 1)
    pairs = np.unique(officer[kept] * width + request[kept])
    found: NDArray[np.int64] = np.bincount(pairs // width, minlength=network.node_table("Officer").num_rows)
    return found
