"""Contacts whom one officer alone knows, and who could most easily become the second."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.brokerage import single_holders
from graph.analytics.change import ACTIVE
from graph.analytics.people import arrays_of, labels
from graph.analytics.priorities import node_priorities
from graph.analytics.results import Column, Table, table
from graph.analytics.routes import FAR, Routes, kept

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.analytics.brokerage import SingleHolder
    from graph.network.contact_graph import Arrays, ContactGraph
    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

MOST_HOPS = 4


@dataclass(frozen=True, slots=True)
class SecondHolder:
    """
    A contact with one holder, and the officer who could most easily become the second.

    Attributes
    ----------
    contact, contact_name
        Whom one officer alone knows.
    priority
        0 to 3, the highest of the contact's services.
    holder, holder_name, strength
        Who knows the contact, and how well, 0 to 100.
    second, second_name
        Who could be the second; empty if there is nobody.
    same_country
        True if the second has an active tie in the contact's country.
    path_strength
        Strength of the second's best way to the contact, 0 to 100; None without a way.
    reason
        Why so, in one sentence.
    """

    contact: str
    contact_name: str
    priority: int
    holder: str
    holder_name: str
    strength: float
    second: str
    second_name: str
    same_country: bool
    path_strength: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Redundancy:
    """
    Contacts with a single holder, the most wanted services first.

    Attributes
    ----------
    contacts
        One each.
    known
        Contacts whom at least one officer knows, by priority.
    """

    contacts: tuple[SecondHolder, ...]
    known: tuple[int, ...]

    def table(self) -> Table:
        """Give one row a contact."""
        return table("single holders and second ones", _COLUMNS, self.contacts)

    def priority_table(self) -> Table:
        """Give one row a priority, the highest first."""
        single = Counter(row.priority for row in self.contacts)
        rows = [(level, self.known[level], single[level]) for level in reversed(range(len(self.known)))]
        return Table("single holders by priority", _BY_PRIORITY, tuple(rows))


_COLUMNS = (
    Column("contact", "", "contact whom one officer alone knows"),
    Column("contact_name", "", "name of the contact"),
    Column("priority", "0 to 3", "highest priority of the contact's services"),
    Column("holder", "", "the only officer who knows the contact"),
    Column("holder_name", "", "name of the holder"),
    Column("strength", "0 to 100", "strength of the holder's tie"),
    Column("second", "", "who could most easily become the second"),
    Column("second_name", "", "name of the second"),
    Column("same_country", "", "the second has an active tie in the contact's country"),
    Column("path_strength", "0 to 100", "strength of the second's best way to the contact; empty = none"),
    Column("reason", "", "why"),
)
_BY_PRIORITY = (
    Column("priority", "0 to 3", "priority of the contacts' services"),
    Column("known", "contacts", "whom some officer knows"),
    Column("single", "contacts", "whom one officer alone knows"),
)


def redundancy(
    network: VisibleNetwork,
    ties: TieTable,
    graph: ContactGraph,
    *,
    active: float = ACTIVE,
    max_hops: int = MOST_HOPS,
) -> Redundancy:
    """
    Find for each contact with a single holder the cheapest second one.

    Officers with an active tie in the contact's country come before others; among either, the strongest way to the
    contact, by the product of strengths, decides, then the key. The way may lead through the holder, who can introduce.

    Parameters
    ----------
    network, ties, graph
        What may be seen, its ties on a day, and a graph of them with officers and contacts.
    active
        Strength from which a tie makes an officer active in a country.
    max_hops
        How many ties a way may have.

    Returns
    -------
    redundancy
        Highest priority first, then strongest tie. Empty without officers or contacts.

    Raises
    ------
    InputError
        The graph was changed since it was made.

    Notes
    -----
    Formula: strength of a way = 100 * product of (strength / 100).
    Unit: 0 to 100.
    Range: 0 to 100.
    Reading: a contact of high priority without a second, or with a weak way to one, is the gap to close first.
    Cost: number of officers times max_hops times the edges.

    References
    ----------
    Burt, Structural Holes, 1992, on redundant ties.
    """
    arrays = arrays_of(graph)
    label = np.array(labels(arrays), dtype=object)
    single = single_holders(graph)
    wanted = node_priorities(network, ties.as_of)
    officers = np.flatnonzero(label == "Officer")
    rows = np.array([graph.row(one.contact) for one in single], dtype=np.int64)
    holders = np.array([graph.row(one.officer) for one in single], dtype=np.int64)
    best, loss, near = _seconds(arrays, label, officers, (rows, holders), active=active, max_hops=max_hops)
    found = [
        _second(arrays, one, wanted.get(one.contact, 0), int(best[at]), loss=int(loss[at]), near=bool(near[at]))
        for at, one in enumerate(single)
    ]
    beside = np.zeros(len(arrays.nodes), dtype=bool)
    for officer in officers.tolist():
        beside[arrays.indices[arrays.indptr[officer] : arrays.indptr[officer + 1]]] = True
    reached = np.flatnonzero(beside & (label == "Contact")).tolist()
    known = Counter(wanted.get(arrays.nodes[row], 0) for row in reached)
    found.sort(key=lambda row: (-row.priority, -row.strength, row.contact))
    return Redundancy(tuple(found), tuple(known[level] for level in range(4)))


def _seconds(
    arrays: Arrays,
    label: NDArray[np.object_],
    officers: NDArray[np.int64],
    single: tuple[NDArray[np.int64], NDArray[np.int64]],
    *,
    active: float,
    max_hops: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Give for each contact the best other officer (-1 = none), the loss on the way, and whether active there."""
    contacts, holders = single
    country = _countries(arrays)
    here, is_contact = country[contacts], label == "Contact"
    best, loss = np.full(len(contacts), -1), np.full(len(contacts), FAR)
    near = np.zeros(len(contacts), dtype=bool)
    routes = Routes(arrays)
    for officer in sorted(officers.tolist(), key=lambda row: arrays.nodes[row]):
        slots = slice(arrays.indptr[officer], arrays.indptr[officer + 1])
        strong = arrays.edge_values["strength"][arrays.edge[slots]] >= active
        known = arrays.indices[slots][strong]
        places = np.zeros(country.max(initial=0) + 1, dtype=bool)
        places[country[known[is_contact[known]]]] = True
        places[_NOWHERE] = False
        there = places[here]
        way = routes.to_go(np.array([officer]), max_hops)[-1][contacts]
        useful = (holders != officer) & (there | (way < FAR))
        better = useful & ((best < 0) | (there & ~near) | ((there == near) & (way < loss)))
        best[better], loss[better], near[better] = officer, way[better], there[better]
    return best, loss, near


_NOWHERE = 0


def _countries(arrays: Arrays) -> NDArray[np.int64]:
    """Give every node the number of its country; `_NOWHERE` where none is known."""
    number: dict[object, int] = {None: _NOWHERE}
    given = arrays.node_values.get("country", [None] * len(arrays.nodes))
    return np.array([number.setdefault(place, len(number)) for place in given], dtype=np.int64)


def _second(arrays: Arrays, one: SingleHolder, priority: int, officer: int, *, loss: int, near: bool) -> SecondHolder:
    second = arrays.nodes[officer] if officer >= 0 else ""
    name = str(arrays.node_values.get("name", arrays.nodes)[officer]) if officer >= 0 else ""
    strength = kept(loss) if loss < FAR else None
    if officer < 0:
        reason = f"Nobody else is active in the country or has a way to {one.contact_name}."
    else:
        way = "has no way yet" if strength is None else f"has a way of strength {strength:.0f}"
        where = "is active in the country and " if near else ""
        reason = f"{name} {where}{way}; {one.officer_name} can introduce."
    told = one.officer, one.officer_name, one.strength, second, name, near, strength, reason
    return SecondHolder(one.contact, one.contact_name, priority, *told)
