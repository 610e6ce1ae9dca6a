"""How much the unit wants access to each service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from graph.analytics.change import organisations
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from graph.visible.network import VisibleNetwork


def priorities(network: VisibleNetwork, day: dt.date) -> list[int]:
    """Give the priority of each organisation, 0 to 3, by its country and type, on a day; 0 without any."""
    stated = network.node_table("Priority")
    rows = stated.filter(pa.array(valid_on(stated, day))).to_pylist()
    wanted: dict[tuple[object, object], int] = {}
    for row in rows:
        cell = (row["country"], row["org_type"])
        wanted[cell] = max(wanted.get(cell, 0), row["priority"] or 0)
    places = network.node_table("Organisation").select(["country", "org_type"]).to_pylist()
    return [wanted.get((place["country"], place["org_type"]), 0) for place in places]


def node_priorities(network: VisibleNetwork, day: dt.date) -> dict[str, int]:
    """Give the priority of each organisation and, the highest of their services, each contact with a role; by node."""
    wanted = priorities(network, day)
    services, contacts = network.keys("Organisation").to_pylist(), network.keys("Contact").to_pylist()
    found = {f"Organisation:{key}": priority for key, priority in zip(services, wanted, strict=True)}
    for contact, places in organisations(network, day).items():
        found[f"Contact:{contacts[contact]}"] = max(wanted[place] for place in places)
    return found
