"""Whom an officer must hand over before leaving, in which order, and who can introduce the successor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import ACTIVE, organisations
from graph.analytics.priorities import priorities
from graph.analytics.results import Column, Table, table

if TYPE_CHECKING:
    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork


@dataclass(frozen=True, slots=True)
class HandoverItem:
    """
    One contact to hand over.

    Attributes
    ----------
    rank
        1 = first.
    contact_id, contact_name
        Whom.
    organisation
        Where the contact holds a role on the day; names joined by commas.
    strength
        Of the leaving officer's tie, 0 to 100.
    holders
        Officers with an active tie to the contact, the leaving one included.
    priority
        0 to 3, the highest that the unit gave to the contact's kind of service in its country; 0 without any.
    score
        0 to 100: strength / holders * (1 + priority) / 4.
    introducer_id, introducer_name
        Who should introduce the successor.
    reason
        Why so, in one sentence.
    """

    rank: int
    contact_id: str
    contact_name: str
    organisation: str
    strength: float
    holders: int
    priority: int
    score: float
    introducer_id: str
    introducer_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Handover:
    """The contacts of one officer in the order in which to hand them over."""

    officer_id: str
    items: tuple[HandoverItem, ...]

    def table(self) -> Table:
        """Give one row a contact."""
        return table("handover", _COLUMNS, self.items)


ORDER = (
    Column("rank", "number", "1 = first"),
    Column("contact_id", "", "contact"),
    Column("contact_name", "", "name of the contact"),
    Column("organisation", "", "where the contact works"),
    Column("strength", "0 to 100", "strength of the leaving officer's tie"),
    Column("holders", "officers", "officers with an active tie"),
    Column("priority", "0 to 3", "priority of the service in its country"),
    Column("score", "0 to 100", "strength / holders * (1 + priority) / 4"),
)
"""Columns that say whom to hand over in which order."""

_COLUMNS = (
    *ORDER,
    Column("introducer_id", "", "who should introduce the successor"),
    Column("introducer_name", "", "name of the introducer"),
    Column("reason", "", "why"),
)


def handover(network: VisibleNetwork, ties: TieTable, officer_id: str, *, active: float = ACTIVE) -> Handover:
    """
    List whom an officer must hand over.

    The order is strength times uniqueness times priority. The leaving officer introduces where nobody else holds an
    active tie, which then has to happen before departure; else the holder with the strongest other tie can do it
    afterwards.

    Parameters
    ----------
    network, ties
        What may be seen, and its ties as of the day of the plan.
    officer_id
        Who leaves.
    active
        Strength from which a tie counts, 0 to 100.

    Returns
    -------
    handover
        Empty for an officer without active ties.

    Raises
    ------
    NotFoundError
        There is no such officer, or not for this viewer.

    Notes
    -----
    Cost: linear in the ties.

    References
    ----------
    Parise, Cross and Davenport 2006: departures lose whom people know.
    """
    officer = network.position("Officer", officer_id)
    current = ties.strength >= active
    holders = np.bincount(ties.contact[current], minlength=network.node_table("Contact").num_rows)
    officer_keys, officer_names = network.keys("Officer").to_pylist(), network.titles("Officer").to_pylist()
    keys, names = network.keys("Contact").to_pylist(), network.titles("Contact").to_pylist()
    places, priority = organisations(network, ties.as_of), priorities(network, ties.as_of)
    services = network.titles("Organisation").to_pylist()
    best_other = _best_others(ties, officer, current)
    found = []
    for at in np.flatnonzero(current & (ties.officer == officer)).tolist():
        contact, strength = int(ties.contact[at]), float(ties.strength[at])
        where = sorted(places.get(contact, ()), key=lambda row: services[row])
        wanted = max((priority[row] for row in where), default=0)
        introducer, other = best_other.get(contact, (officer, 0.0))
        reason = (
            f"Only {officer_names[officer]} holds an active tie: introduce in person before departure."
            if introducer == officer
            else f"{officer_names[introducer]} also holds a tie (strength {other:.0f}) and stays."
        )
        found.append(
            HandoverItem(
                rank=0,
                contact_id=keys[contact],
                contact_name=names[contact],
                organisation=", ".join(services[row] for row in where),
                strength=strength,
                holders=int(holders[contact]),
                priority=wanted,
                score=strength / int(holders[contact]) * (1 + wanted) / 4,
                introducer_id=officer_keys[introducer],
                introducer_name=officer_names[introducer],
                reason=reason,
            )
        )
    ordered = sorted(found, key=lambda item: (-item.score, -item.strength, item.contact_id))
    return Handover(officer_id, tuple(replace(item, rank=rank) for rank, item in enumerate(ordered, start=1)))


def _best_others(
    ties: TieTable, officer: int, current: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> dict[int, tuple[int, float]]:
    """Give, by contact, the other officer with the strongest active tie; of equals the first by key."""
    found: dict[int, tuple[int, float]] = {}
    for at in np.flatnonzero(current & (ties.officer != officer)).tolist():
        contact, strength = int(ties.contact[at]), float(ties.strength[at])
        if strength > found.get(contact, (0, 0.0))[1]:
            found[contact] = int(ties.officer[at]), strength
    return found
