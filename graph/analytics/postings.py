"""Which postings run on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork


def running_postings(network: VisibleNetwork, day: dt.date) -> NDArray[np.bool_]:
    """
    Tell for each posting whether it runs on the day, as `running` tells it in the questions of the library.

    Parameters
    ----------
    network
        What may be seen.
    day
        The first and the last day of a posting, and of the validity of its record, are days on which it runs.

    Returns
    -------
    running
        By row. A posting of which the first day is not known is not said to run; one without a last day goes on, even
        past the day that was planned. A record that is not true on the day counts on none of its days.
    """
    postings, date = network.node_table("Posting"), pa.scalar(day, pa.date32())
    begun = pc.fill_null(pc.less_equal(postings["start_date"], date), fill_value=False)
    not_over = pc.fill_null(pc.greater_equal(postings["end_date"], date), fill_value=True)
    return np.asarray(pc.and_(begun, not_over).to_numpy(), dtype=bool) & valid_on(postings, day)
