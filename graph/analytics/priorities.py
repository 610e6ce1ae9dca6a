"""How much the unit wants access to each service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.change import organisations
from graph.model.vocabularies import ORG_TYPE
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from graph.visible.network import VisibleNetwork


def stated_priorities(network: VisibleNetwork, day: dt.date) -> dict[tuple[str, str], int]:
    """Give the highest priority of each country and type of service that has one on a day."""
    rows = network.node_table("Priority")
    columns = (rows[name].to_pylist() for name in ("country", "org_type", "priority"))
    found: dict[tuple[str, str], int] = {}
    for holds, country, org_type, priority in zip(valid_on(rows, day).tolist(), *columns, strict=True):
        if holds and country and org_type in ORG_TYPE:
            found[country, org_type] = max(found.get((country, org_type), 0), priority or 0)
    return found


def priorities(network: VisibleNetwork, day: dt.date) -> list[int]:
    """Give the priority of each organisation, 0 to 3, by its country and type, on a day; 0 without any."""
    wanted = stated_priorities(network, day)
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
