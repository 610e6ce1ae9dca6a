"""Who is nearest to somebody out of reach: in the same country, else the same sub-region, else the same region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.people import who_at
from graph.analytics.routes import FAR, kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.network.contact_graph import Arrays
    from graph.visible.network import VisibleNetwork


def nearest(
    network: VisibleNetwork,
    arrays: Arrays,
    losses: NDArray[np.int64],
    country: str,
    targets: NDArray[np.int64],
) -> str:
    """
    Say in one sentence who can be reached instead.

    Parameters
    ----------
    network, arrays
        Countries with their regions; the nodes.
    losses
        Least loss from any officer, by row (`Routes.to_go`).
    country
        Code of the country wanted.
    targets
        Rows that were asked for and are out of reach.
    """
    rows = {row["iso2"]: row for row in network.node_table("Country").to_pylist()}
    here = rows.get(country, {"iso2": country, "name_en": country, "sub_region": None, "region": None})
    near = losses < FAR
    near[targets] = False
    # Officers are no answer; they are where the way begins.
    near &= losses > 0
    codes = arrays.node_values["country"]
    widest = here["name_en"] or country
    for level in ("iso2", "sub_region", "region"):
        if here[level] is None:
            continue
        widest = (here["name_en"] or country) if level == "iso2" else here[level]
        there = [
            row
            for row in np.flatnonzero(near).tolist()
            if codes[row] == country or rows.get(str(codes[row]), {}).get(level) == here[level]
        ]
        if there:
            best = min(there, key=lambda row: (losses[row], arrays.nodes[row]))
            return f"The nearest in {widest} is {who_at(arrays, best)[2]}, strength {kept(int(losses[best])):.0f}."
    return f"Nobody else in {widest} can be reached either."
