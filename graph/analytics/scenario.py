"""Changes of a network that somebody thinks about: people leave, are posted, hand their contacts over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analytics.people import arrays_of, labels, require
from graph.errors import InputError
from graph.model.countries import find_country
from graph.network.contact_graph import Arrays, ContactGraph
from graph.ties.formula import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_STRONGEST = 100.0


@dataclass(frozen=True, slots=True)
class NewPosting:
    """
    An officer, new or already there, who gains ties.

    Attributes
    ----------
    officer
        Node, such as "Officer:O-001"; one that is not in the network joins it.
    strength
        Assumed strength of each tie gained, above 0 up to 100. An existing stronger tie stays as it is.
    contacts
        Nodes to gain ties with.
    countries
        Codes; ties are gained with all contacts there.
    services
        Organisations, such as "Organisation:IT-PS"; ties are gained with all contacts who hold a role there. The
        network must have organisations in it.
    name
        What a new officer is called; by default the key.
    """

    officer: str
    strength: float
    contacts: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if not self.officer.startswith("Officer:"):
            raise InputError(f"A posting is an officer's, such as 'Officer:O-001', not {self.officer!r}'s.")
        if not 0 < self.strength <= _STRONGEST:
            raise InputError(f"The assumed strength of a tie lies above 0 and up to 100, not at {self.strength:g}.")
        if not (self.contacts or self.countries or self.services):
            raise InputError(f"The posting of {self.officer!r} gains nothing; name contacts, countries or services.")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """
    Contacts that pass from one officer to another.

    Attributes
    ----------
    giver, taker
        The two officers' nodes. The giver's ties with these contacts end.
    retention
        Assumed share of the giver's strength that the taker keeps, 0 to 1; `survival` measures what it was. A stronger
        tie that the taker already has stays as it is.
    contacts
        Which ones; empty = all of the giver's.
    """

    giver: str
    taker: str
    retention: float
    contacts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.giver == self.taker:
            raise InputError(f"{self.giver!r} cannot hand contacts over to themselves; name another officer.")
        if not 0 <= self.retention <= 1:
            raise InputError(f"The share of strength that is kept lies between 0 and 1, not at {self.retention:g}.")


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    Changes that are looked at together: postings first, then handovers, then removals.

    Attributes
    ----------
    removed
        Nodes that leave, whoever they are.
    postings, handovers
        See `NewPosting` and `HandedOver`; handovers are applied in their order.
    """

    removed: tuple[str, ...] = ()
    postings: tuple[NewPosting, ...] = ()
    handovers: tuple[HandedOver, ...] = ()

    def __post_init__(self) -> None:
        gone = set(self.removed)
        gaining = [posting.officer for posting in self.postings] + [one.taker for one in self.handovers]
        wrong = next((node for node in gaining if node in gone), None)
        if wrong is not None:
            raise InputError(f"{wrong!r} both leaves and gains ties; take one of the two out of the scenario.")

    def assumptions(self) -> str:
        """Say in one sentence what was assumed and not observed; empty if nothing was."""
        parts = [f"{one.officer} gains ties of strength {one.strength:g}" for one in self.postings]
        parts += [f"{one.taker} keeps {one.retention:.0%} of the strength of {one.giver}" for one in self.handovers]
        return f"Assumed: {'; '.join(parts)}." if parts else ""


def changed(graph: ContactGraph, scenario: Scenario) -> ContactGraph:
    """
    Give the network as it would be.

    Parameters
    ----------
    graph
        Any projection with the nodes that the scenario names, as made.
    scenario
        The changes.

    Returns
    -------
    graph
        A new graph, nodes in the old order, new officers last. Edge attributes of gained ties other than strength and
        distance are 0, "" or missing, because nothing was observed.

    Raises
    ------
    NotFoundError
        A node that must be there is not.
    InputError
        The graph was changed by hand since it was made.

    Notes
    -----
    Cost: linear for removals, because rows stay in order; else that of sorting the edges.
    """
    return ContactGraph(changed_arrays(graph, scenario)[0], **graph.graph)


def changed_arrays(graph: ContactGraph, scenario: Scenario) -> tuple[Arrays, NDArray[np.int64]]:
    """Give the arrays of the network as it would be, and for each row of the old one the new row, or -1."""
    arrays = arrays_of(graph)
    gone = [graph.row(require(graph, node)) for node in scenario.removed]
    place = np.arange(len(arrays.nodes))
    if scenario.postings or scenario.handovers:
        arrays = _Draft(graph, arrays, scenario).arrays()
    if gone:
        kept = np.ones(len(arrays.nodes), dtype=bool)
        kept[gone] = False
        arrays = without(arrays, kept)
        place = np.where(kept, np.cumsum(kept) - 1, -1)[: len(place)]
    return arrays, place


def without(arrays: Arrays, kept: NDArray[np.bool_]) -> Arrays:
    """Leave nodes out of a graph; nothing is sorted again, because the order of rows stays."""
    place = np.cumsum(kept) - 1
    row = np.repeat(np.arange(len(kept)), np.diff(arrays.indptr))
    slots = kept[row] & kept[arrays.indices]
    stays = np.zeros(arrays.edges(), dtype=bool)
    stays[arrays.edge[slots]] = True
    before = np.concatenate(([0], np.cumsum(slots)))
    return Arrays(
        nodes=tuple(compress(arrays.nodes, kept)),
        indptr=before[arrays.indptr[np.concatenate((kept, [True]))]],
        indices=place[arrays.indices[slots]],
        edge=(np.cumsum(stays) - 1)[arrays.edge[slots]],
        edge_values={name: column[stays] for name, column in arrays.edge_values.items()},
        node_values={name: list(compress(values, kept)) for name, values in arrays.node_values.items()},
    )


class _Draft:
    """The edges of a graph while postings and handovers change them."""

    def __init__(self, graph: ContactGraph, arrays: Arrays, scenario: Scenario) -> None:
        self._graph, self._arrays = graph, arrays
        self._label = np.array(labels(arrays), dtype=object)
        self._nodes = list(arrays.nodes)
        self._new: dict[str, tuple[int, str]] = {}
        # Ties that are gained or changed, by rows; strength 0 = the tie ends.
        self._strength: dict[tuple[int, int], float] = {}
        for posting in scenario.postings:
            self._post(posting)
        for handover in scenario.handovers:
            self._hand_over(handover)

    def _row(self, node: str) -> int:
        return self._new[node][0] if node in self._new else self._graph.row(require(self._graph, node))

    def _post(self, posting: NewPosting) -> None:
        if posting.officer not in self._graph and posting.officer not in self._new:
            self._new[posting.officer] = len(self._nodes), posting.name or posting.officer.partition(":")[2]
            self._nodes.append(posting.officer)
        officer = self._row(posting.officer)
        gained = [self._row(contact) for contact in posting.contacts]
        countries = self._arrays.node_values.get("country", ())
        wanted = {find_country(country).iso2 for country in posting.countries}
        gained += [row for row, country in enumerate(countries) if country in wanted and self._label[row] == "Contact"]
        for service in posting.services:
            rows = self._neighbours(self._row(service))
            gained += [row for row in rows if row < len(self._label) and self._label[row] == "Contact"]
        if not gained:
            places = ", ".join((*posting.countries, *posting.services))
            raise InputError(
                f"The posting of {posting.officer!r} gains no tie: no contact of {places} is in this network. "
                "Name other countries, services or contacts."
            )
        for contact in dict.fromkeys(gained):
            self._gain(officer, contact, posting.strength)

    def _hand_over(self, handover: HandedOver) -> None:
        giver, taker = self._row(handover.giver), self._row(handover.taker)
        chosen = [self._row(contact) for contact in handover.contacts]
        held = {row for row in self._neighbours(giver) if row < len(self._label) and self._label[row] == "Contact"}
        stranger = next((row for row in chosen if row not in held), None)
        if stranger is not None:
            raise InputError(
                f"{handover.giver!r} has no tie with {self._nodes[stranger]!r}; choose among the contacts they have."
            )
        for contact in chosen or sorted(held):
            strength = self._held(giver, contact)
            self._strength[_pair(giver, contact)] = 0.0
            self._gain(taker, contact, strength * handover.retention)

    def _gain(self, officer: int, contact: int, strength: float) -> None:
        if officer == contact:
            raise InputError(f"{self._nodes[officer]!r} cannot gain a tie with themselves; name another contact.")
        if strength > self._held(officer, contact):
            self._strength[_pair(officer, contact)] = strength

    def _held(self, one: int, two: int) -> float:
        pair = _pair(one, two)
        if pair in self._strength:
            return self._strength[pair]
        if max(pair) >= len(self._arrays.nodes):
            return 0.0
        slot = self._slot(*pair)
        return 0.0 if slot is None else float(self._arrays.edge_values["strength"][self._arrays.edge[slot]])

    def _slot(self, one: int, two: int) -> int | None:
        start, end = self._arrays.indptr[one], self._arrays.indptr[one + 1]
        slot = int(start + np.searchsorted(self._arrays.indices[start:end], two))
        return slot if slot < end and self._arrays.indices[slot] == two else None

    def _neighbours(self, row: int) -> list[int]:
        found: dict[int, None] = {}
        if row < len(self._arrays.nodes):
            found = dict.fromkeys(
                self._arrays.indices[self._arrays.indptr[row] : self._arrays.indptr[row + 1]].tolist()
            )
        for (one, two), strength in self._strength.items():
            if row in {one, two}:
                other = two if row == one else one
                found.pop(other, None)
                if strength > 0:
                    found[other] = None
        return list(found)

    def arrays(self) -> Arrays:
        """Sort the edges into rows again."""
        old = self._arrays
        first, second = old.ends()
        stays, strength = np.ones(old.edges(), dtype=bool), np.array(old.edge_values["strength"], dtype=np.float64)
        distance = np.array(old.edge_values["distance"])
        gained = []
        for pair, value in self._strength.items():
            slot = self._slot(*pair) if max(pair) < len(old.nodes) else None
            if slot is None:
                gained += [(*pair, value)] if value > 0 else []
                continue
            edge = int(old.edge[slot])
            stays[edge], strength[edge] = value > 0, value
            distance[edge] = FORMULA.distance(np.array([value]))[0]
        one, two, new = (np.array(column) for column in zip(*gained, strict=True)) if gained else (np.zeros(0),) * 3
        values: dict[str, NDArray[Any]] = {"strength": strength, "distance": distance}
        added: dict[str, NDArray[Any]] = {"strength": new, "distance": FORMULA.distance(new)}
        joined = {
            name: np.concatenate((values.get(name, column)[stays], added.get(name, _unobserved(column, len(new)))))
            for name, column in old.edge_values.items()
        }
        return Arrays.from_edges(
            self._nodes,
            np.concatenate((first[stays], one.astype(np.int64))),
            np.concatenate((second[stays], two.astype(np.int64))),
            joined,
            self._node_values(),
        )

    def _node_values(self) -> dict[str, list[object]]:
        """Say of new officers what is known: label, key and name."""
        known: dict[str, list[object]] = {
            "label": ["Officer"] * len(self._new),
            "key": [node.partition(":")[2] for node in self._new],
            "name": [name for _, name in self._new.values()],
        }
        unknown: list[object] = [None] * len(self._new)
        return {name: [*column, *known.get(name, unknown)] for name, column in self._arrays.node_values.items()}


def _pair(one: int, two: int) -> tuple[int, int]:
    return (one, two) if one < two else (two, one)


def _unobserved(column: NDArray[Any], count: int) -> NDArray[Any]:
    if column.dtype.kind == "M":
        return np.full(count, np.datetime64("NaT"), dtype=column.dtype)
    return np.zeros(count, dtype=column.dtype)


def touched(graph: ContactGraph, scenario: Scenario) -> Iterable[str]:
    """Name the nodes whose ties a scenario changes by itself: those removed, and givers and takers."""
    named = [*scenario.removed, *(posting.officer for posting in scenario.postings)]
    named += [officer for one in scenario.handovers for officer in (one.giver, one.taker)]
    return (node for node in dict.fromkeys(named) if node in graph)
