"""How much an officer already has at hand: active ties, and requests that wait for an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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


def open_requests(network: VisibleNetwork, as_of: dt.date) -> NDArray[np.int64]:
    """
    Count the requests that each officer, by row, handles and that are open on a day.

    One is open from the day it was asked, while it is neither withdrawn nor answered by a recorded day; without the day
    it was asked it is not counted.
    """
    requests = network.node_table("Request")
    is_open = np.array(
        [
            opened is not None and opened <= as_of and (closed is None or closed > as_of) and state != "withdrawn"
            for opened, closed, state in zip(
                *(requests[name].to_pylist() for name in ("opened", "closed", "state")), strict=True
            )
        ],
        dtype=bool,
    )
    officer, request, rows = network.links("HANDLES", "Officer", "Request")
    kept = is_open[request] & valid_on(rows, as_of)
    width = max(requests.num_rows, 1)
    pairs = np.unique(officer[kept] * width + request[kept])
    found: NDArray[np.int64] = np.bincount(pairs // width, minlength=network.node_table("Officer").num_rows)
    return found
