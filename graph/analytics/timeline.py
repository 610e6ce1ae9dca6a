"""How the network went from month to month: ties, parts, core, and who rose or fell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pyarrow as pa

from graph.analytics.change import ACTIVE
from graph.analytics.results import WHO, Column, Table, table
from graph.errors import InputError
from graph.model.days import add_months
from graph.network.contact_graph import Arrays, ContactGraph
from graph.network.projection import node_id
from graph.ties.compute import tie_table
from graph.ties.events import encounters
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

MOVERS = 10


@dataclass(frozen=True, slots=True)
class Month:
    """
    The network of active ties on one day a month.

    Attributes
    ----------
    day
        The day.
    officers, contacts
        People who are in the records on the day, with or without a tie.
    ties, new, lost
        Active ties; those not active on the day before in the series, and those active then and not now. Both are 0
        on the first day.
    strength
        Sum of the strengths of the active ties, each 0 to 100.
    people
        Officers and contacts with an active tie.
    parts, largest
        Connected parts of these people, and people in the largest.
    core
        Largest k such that some of them have k active ties each among themselves.
    shift
        0 to 1: how much of PageRank moved since the day before in the series; 0 on the first.
    """

    day: dt.date
    officers: int
    contacts: int
    ties: int
    new: int
    lost: int
    strength: float
    people: int
    parts: int
    largest: int
    core: int
    shift: float


@dataclass(frozen=True, slots=True)
class Mover:
    """Somebody whose PageRank changed; shares of 1 on the first and the last day, 0 without an active tie."""

    node: str
    label: str
    name: str
    before: float
    after: float
    change: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months in order, and who moved most between the first and the last, strongest move first."""

    months: tuple[Month, ...]
    movers: tuple[Mover, ...]
    active: float

    def caption(self) -> str:
        """Say in one sentence what the numbers count."""
        return (
            f"Ties count from a strength of {self.active:g}; parts, core and PageRank are of the network of these ties."
        )

    def table(self) -> Table:
        """Give one row a month."""
        return table("timeline", _MONTH, self.months)

    def movers_table(self) -> Table:
        """Give one row a person who moved."""
        return table("movers", _MOVER, self.movers)


_MONTH = (
    Column("day", "date", "the day"),
    Column("officers", "officers", "officers in the records on the day"),
    Column("contacts", "contacts", "contacts in the records on the day"),
    Column("ties", "ties", "active ties"),
    Column("new", "ties", "active now and not a month before"),
    Column("lost", "ties", "active a month before and not now"),
    Column("strength", "sum of 0 to 100", "strength of the active ties"),
    Column("people", "people", "officers and contacts with an active tie"),
    Column("parts", "parts", "connected parts of these people"),
    Column("largest", "people", "people in the largest part"),
    Column("core", "ties", "k of the innermost k-core"),
    Column("shift", "0 to 1", "how much of PageRank moved since the month before"),
)
_MOVER = (
    *WHO,
    Column("before", "share of 1", "PageRank on the first day"),
    Column("after", "share of 1", "PageRank on the last day"),
    Column("change", "share of 1", "difference"),
)


def timeline(
    network: VisibleNetwork, first: dt.date, last: dt.date, *, active: float = ACTIVE, movers: int = MOVERS
) -> Timeline:
    """
    Follow the network of active ties from month to month.

    Parameters
    ----------
    network
        What may be seen.
    first, last
        The first day, and a day that is not passed: each further day is a month later, or the last of a month that is
        too short.
    active
        Strength from which a tie counts, 0 to 100.
    movers
        How many people to name who moved most.

    Returns
    -------
    timeline
        One month per day from `first` to `last`; all counts are 0 where nothing is visible.

    Raises
    ------
    InputError
        The days are not in order, or a number of movers is below 0.

    Notes
    -----
    Formula: shift = half the sum of |PageRank now - PageRank before| over all people, with PageRank by strength in the
    network of active ties and 0 for whoever has none. Each PageRank starts from that of the month before, which saves
    iterations; the result is that of a cold start to within people * 1.2e-9 in all (the change at which both stop,
    people * 1e-10, leaves an error of up to 0.85 / 0.15 of it in either).
    Unit: counts; share of 1 for PageRank and shift.
    Range: 0 to 1 for PageRank and shift.
    Reading: a high shift = others are central now; many lost ties with few new ones = the network is fading.
    Cost: one search for encounters, then a tie table, PageRank and core number a month.

    References
    ----------
    Brin and Page 1998 (PageRank); Seidman 1983 (k-core). The shift is the total variation distance.
    """
    if first > last:
        raise InputError(f"The first day, {first.isoformat()}, must not come after the last, {last.isoformat()}.")
    if movers < 0:
        raise InputError("The number of people who moved must be 0 or more.")
    met = encounters(network)
    people = _People(network)
    months: list[Month] = []
    ranks: list[NDArray[np.float64]] = []
    pairs = np.zeros(0, np.int64)
    day, count = first, 0
    while day <= last:
        ties = tie_table(network, met.on(network, day), day)
        current = ties.strength >= active
        now = ties.officer[current] * people.contacts + ties.contact[current]
        graph = people.graph(ties, current)
        ranks.append(people.ranks(graph, ranks[-1] if ranks else None))
        common = len(np.intersect1d(now, pairs, assume_unique=True))
        officers, contacts = (int(valid_on(network.node_table(label), day).sum()) for label in ("Officer", "Contact"))
        sizes = [len(part) for part in nx.connected_components(graph)]
        months.append(
            Month(
                day,
                officers,
                contacts,
                ties=len(now),
                new=len(now) - common if months else 0,
                lost=len(pairs) - common,
                strength=float(ties.strength[current].sum()),
                people=len(graph),
                parts=len(sizes),
                largest=max(sizes, default=0),
                core=max(nx.core_number(graph).values(), default=0),
                shift=float(np.abs(ranks[-1] - ranks[-2]).sum() / 2) if months else 0.0,
            )
        )
        pairs, count = now, count + 1
        day = add_months(first, count)
    return Timeline(tuple(months), people.movers(ranks[0], ranks[-1], movers), active)


class _People:
    """Officers and then contacts, by row, as the nodes of one small graph a month."""

    def __init__(self, network: VisibleNetwork) -> None:
        self._labels = [label for label in ("Officer", "Contact") for _ in range(len(network.keys(label)))]
        keys = pa.concat_arrays([network.keys(label) for label in ("Officer", "Contact")]).to_pylist()
        self._nodes = np.array([*map(node_id, self._labels, keys)], dtype=object)
        self._names = pa.concat_arrays([network.titles(label) for label in ("Officer", "Contact")]).to_pylist()
        self._officers = network.node_table("Officer").num_rows
        self.contacts = max(network.node_table("Contact").num_rows, 1)

    def graph(self, ties: TieTable, current: NDArray[np.bool_]) -> ContactGraph:
        """Join those with an active tie; who has none is left out."""
        first, second = ties.officer[current], ties.contact[current] + self._officers
        rows = np.unique(np.concatenate((first, second)))
        first, second = np.searchsorted(rows, first), np.searchsorted(rows, second)
        values = {"strength": ties.strength[current]}
        return ContactGraph(
            Arrays.from_edges(self._nodes[rows].tolist(), first, second, values, {"row": rows.tolist()})
        )

    def ranks(self, graph: ContactGraph, before: NDArray[np.float64] | None) -> NDArray[np.float64]:
        """Give PageRank by row, 0 for whoever is not in the graph, starting from an earlier one."""
        found = np.zeros(len(self._nodes))
        if not len(graph) or graph.arrays is None:
            return found
        rows = np.array(graph.arrays.node_values["row"])
        start = None
        if before is not None and before[rows].any():
            # Whoever is new starts like everybody else, so that no start is 0.
            known = before[rows]
            start = dict(zip(graph, np.where(known > 0, known, known[known > 0].mean()).tolist(), strict=True))
        ranked = nx.pagerank(graph, weight="strength", tol=1e-10, max_iter=1000, nstart=start)
        found[rows] = [ranked[node] for node in graph]
        return found

    def movers(self, before: NDArray[np.float64], after: NDArray[np.float64], most: int) -> tuple[Mover, ...]:
        """Give those whose PageRank changed most; equal changes in the order of the rows."""
        moved = np.round(after - before, 12)
        chosen = np.argsort(-np.abs(moved), kind="stable")[:most]
        numbers = (before[chosen].tolist(), after[chosen].tolist(), moved[chosen].tolist())
        return tuple(
            Mover(self._nodes[row], self._labels[row], self._names[row], was, now, change)
            for row, was, now, change in zip(chosen.tolist(), *numbers, strict=True)
            if change
        )
