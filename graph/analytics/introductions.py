"""Introductions worth asking for: wanted people and services an officer does not know, with a short strong way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import scipy.sparse as sp

from graph.analytics.change import ACTIVE
from graph.analytics.people import arrays_of, labels, require, who_at
from graph.analytics.priorities import node_priorities
from graph.analytics.results import Column, Table, table
from graph.analytics.routes import FAR, Routes, kept
from graph.backend.conversion import from_arrays
from graph.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.network.contact_graph import Arrays, ContactGraph
    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

MOST_HOPS = 3


@dataclass(frozen=True, slots=True)
class Introduction:
    """
    An officer and somebody worth meeting.

    Attributes
    ----------
    rank
        1 = first.
    officer, officer_name
        Who should ask.
    target, target_name
        Contact or organisation.
    introducer, introducer_name
        The last person on the way before the one to be met.
    priority
        0 to 3, of the service, or the highest of the contact's services.
    holders
        Officers with an active tie to the contact, or to a contact at the service.
    strength
        Product of the shares of strength on the way, 0 to 100.
    adamic_adar
        Common neighbours of officer and target, those with few ties counting more.
    score
        0 to 100; see `suggest_introductions`.
    path
        Names from the officer to the target.
    reason
        Why, in one sentence.
    """

    rank: int
    officer: str
    officer_name: str
    target: str
    target_name: str
    introducer: str
    introducer_name: str
    priority: int
    holders: int
    strength: float
    adamic_adar: float
    score: float
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Introductions:
    """Introductions worth asking for, best first; the officer they are for, None = all."""

    officer_id: str | None
    items: tuple[Introduction, ...]

    def table(self) -> Table:
        """Give one row an introduction."""
        return table("introductions", _COLUMNS, self.items)


_COLUMNS = (
    Column("rank", "number", "1 = first"),
    Column("officer", "", "who should ask"),
    Column("officer_name", "", "name of the officer"),
    Column("target", "", "contact or service to meet"),
    Column("target_name", "", "name of the target"),
    Column("introducer", "", "who can introduce"),
    Column("introducer_name", "", "name of the introducer"),
    Column("priority", "0 to 3", "priority of the service"),
    Column("holders", "officers", "officers with an active tie there"),
    Column("strength", "0 to 100", "product of the shares of strength on the way"),
    Column("adamic_adar", "0 and more", "common neighbours, those with few ties counting more"),
    Column("score", "0 to 100", "strength * (1 + priority) / 4 / (1 + holders) * (1 + a / (1 + a)) / 2"),
    Column("path", "", "from the officer to the target"),
    Column("reason", "", "why"),
)


def suggest_introductions(
    network: VisibleNetwork,
    ties: TieTable,
    graph: ContactGraph,
    officer_id: str | None = None,
    *,
    top: int = 20,
    active: float = ACTIVE,
    max_hops: int = MOST_HOPS,
) -> Introductions:
    """
    Suggest introductions worth asking for.

    Parameters
    ----------
    network, ties, graph
        What may be seen, its ties on a day, and their graph: "introductions", or "full".
    officer_id
        For whom; None = for all officers.
    top
        How many.
    active
        Strength from which a tie can lend itself to an introduction.
    max_hops
        How many ties a way may have. It may lead through colleagues, who are often the best introducers.

    Returns
    -------
    introductions
        Pairs without a tie; for a service, pairs where the officer knows nobody there. Empty without a way.

    Raises
    ------
    NotFoundError
        There is no such officer, or not for this viewer or on this day.
    InputError
        The graph was changed, or a number is too small.

    Notes
    -----
    Formula: score = strength * (1 + priority) / 4 / (1 + holders) * (1 + a / (1 + a)) / 2, a being the Adamic-Adar
    index of the pair: the sum over common neighbours of 1 / ln(their ties).
    Unit: 0 to 100.
    Range: 0 to 100.
    Reading: high = wanted, hardly covered, and one or two good ties away.
    Cost: number of officers times max_hops times the edges.

    References
    ----------
    Adamic and Adar, Friends and neighbors on the Web, 2003; Liben-Nowell and Kleinberg 2007.
    """
    if top < 1 or max_hops < 1:
        raise InputError("Ask for at least 1 introduction over at least 1 tie.")
    arrays = arrays_of(graph)
    label = np.array(labels(arrays), dtype=object)
    officers = np.flatnonzero(label == "Officer").tolist()
    if officer_id is not None:
        officers = [graph.row(require(graph, f"Officer:{officer_id}"))]
    wanted = node_priorities(network, ties.as_of)
    priority = np.array([wanted.get(node, 0) for node in arrays.nodes], dtype=np.int64)
    strong = (arrays.edge_values["strength"] >= active)[arrays.edge]
    holders = _holders(arrays, label, strong)
    usable = arrays.edge_values["strength"] >= active
    routes, not_officer = Routes(arrays, usable=usable), label != "Officer"
    # With its Adamic-Adar part a score lies between half of this and the whole of it.
    found: list[tuple[float, int, int, int]] = []
    for officer in officers:
        loss = routes.to_go(np.array([officer]), max_hops)[-1]
        met = _met(arrays, label, officer)
        rows = np.flatnonzero((loss < FAR) & ~met & not_officer)
        upper = 100.0 * np.exp(-loss[rows] / 10_000.0) * (1 + priority[rows]) / 4 / (1 + holders[rows])
        if len(rows) > top:
            enough = upper >= np.partition(upper, -top)[-top] / 2
            rows, upper = rows[enough], upper[enough]
        found += [(float(one), officer, int(row), int(loss[row])) for one, row in zip(upper, rows, strict=True)]
    if len(found) > top:
        least = sorted((one for one, *_ in found), reverse=True)[top - 1] / 2
        found = [entry for entry in found if entry[0] >= least]
    scored = _scored(arrays, found)
    chosen = sorted(scored, key=lambda entry: (-entry[0], arrays.nodes[entry[2]], arrays.nodes[entry[3]]))[:top]
    items = []
    for rank, (score, support, officer, row) in enumerate(chosen, start=1):
        ends = np.array([row])
        way = next(routes.search([officer], ends, routes.to_go(ends, max_hops)))
        people = [who_at(arrays, step) for step in way.rows]
        # A service leads to nobody by itself: of the people on the way, the last but the one to be met.
        introducer = [person for person in people if person[1] != "Organisation"][-2]
        known = int(holders[row])
        by = "no officer has" if not known else f"{known} officer{'s have' if known > 1 else ' has'}"
        items.append(
            Introduction(
                rank=rank,
                officer=people[0][0],
                officer_name=people[0][2],
                target=people[-1][0],
                target_name=people[-1][2],
                introducer=introducer[0],
                introducer_name=introducer[2],
                priority=int(priority[row]),
                holders=known,
                strength=kept(way.loss),
                adamic_adar=support,
                score=score,
                path=" > ".join(person[2] for person in people),
                reason=f"Priority {priority[row]}; {by} an active tie there; {introducer[2]} can introduce.",
            )
        )
    return Introductions(officer_id, tuple(items))


def _slots(arrays: Arrays, row: int) -> slice:
    return slice(int(arrays.indptr[row]), int(arrays.indptr[row + 1]))


def _met(arrays: Arrays, label: NDArray[np.object_], officer: int) -> NDArray[np.bool_]:
    """Tell whom the officer has a tie with, however weak, and at which services those hold a role."""
    met = np.zeros(len(arrays.nodes), dtype=bool)
    for contact in arrays.indices[_slots(arrays, officer)].tolist():
        met[contact] = True
        beside = arrays.indices[_slots(arrays, contact)]
        met[beside[label[beside] == "Organisation"]] = True
    return met


def _holders(arrays: Arrays, label: NDArray[np.object_], strong: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count the officers with an active tie to each contact, and to any contact at each organisation."""
    size = len(arrays.nodes)
    row = np.repeat(np.arange(size), np.diff(arrays.indptr))
    of_contact = label[row] == "Contact"
    beside = label[arrays.indices]
    held = np.flatnonzero(of_contact & strong & (beside == "Officer"))
    roles = np.flatnonzero(of_contact & (beside == "Organisation"))

    def joined(tails: NDArray[np.int64], heads: NDArray[np.int64]) -> Any:
        return sp.csr_array((np.ones(len(tails), np.int32), (tails, heads)), shape=(size, size))

    officers = joined(row[held], arrays.indices[held])
    # Each officer counts once at a service, through however many contacts.
    there = joined(arrays.indices[roles], row[roles]) @ officers
    counts: NDArray[np.int64] = np.diff(officers.indptr) + np.diff(there.indptr)
    return counts.astype(np.int64)


def _scored(arrays: Arrays, found: list[tuple[float, int, int, int]]) -> list[tuple[float, float, int, int]]:
    """Give score, Adamic-Adar index and the two rows of each pair."""
    if not found:
        return []
    csr: Any = from_arrays(arrays)
    pairs = [(arrays.nodes[officer], arrays.nodes[row]) for _, officer, row, _ in found]
    support = [float(value) for _, _, value in nx.adamic_adar_index(csr, pairs)]
    return [
        (upper * (1 + value / (1 + value)) / 2, value, officer, row)
        for (upper, officer, row, _), value in zip(found, support, strict=True)
    ]
