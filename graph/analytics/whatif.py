"""What if somebody left, were posted, or handed contacts over: the network before and after."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analytics.fragmentation import by_sizes
from graph.analytics.outreach import losses, outreach
from graph.analytics.people import arrays_of, labels, who_at
from graph.analytics.pivots import Pair, betweenness, draw, everybody
from graph.analytics.results import WHO, Column, Table, table
from graph.analytics.scenario import changed_arrays, touched
from graph.analytics.shifts import largest, standings
from graph.backend.conversion import from_arrays
from graph.errors import InputError
from graph.kernels.compiled import spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from graph.analytics.outreach import Loss
    from graph.analytics.scenario import Scenario
    from graph.analytics.shifts import Shift
    from graph.network.contact_graph import Arrays, ContactGraph

EXACT_UP_TO = 2000
PIVOTS = 64
TOP = 20
"""Shifts of each measure that are given."""
FEWEST_PIVOTS = 8


@dataclass(frozen=True, slots=True)
class CutOff:
    """
    A node that lost its connection.

    Attributes
    ----------
    node, label, name
        Who.
    from_largest
        It was in the largest part and is not in what is left of it.
    from_officers
        Some officer reached it, and none does any more.
    """

    node: str
    label: str
    name: str
    from_largest: bool
    from_officers: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the whole network before and after."""

    measure: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class WhatIf:
    """
    A network before and after a scenario.

    Attributes
    ----------
    scenario
        What was assumed.
    figures
        Nodes, ties, parts, nodes of the largest part, fragmentation by components, reach and harmonic reach of the
        officers (see `outreach`).
    cut_off
        Nodes in both networks that lost their connection, in the network's order.
    losses
        Countries and services where nobody is known any more, or that are out of reach.
    shifts
        By measure, the nodes whose value changed most.
    pivots
        Nodes from which paths were followed for betweenness, before and after the same; None = all, so exact.
    seed
        Of their draw.
    """

    scenario: Scenario
    figures: tuple[Figure, ...]
    cut_off: tuple[CutOff, ...]
    losses: tuple[Loss, ...]
    shifts: tuple[Shift, ...]
    pivots: int | None
    seed: int

    def caption(self) -> str:
        """Say in one sentence or two how the numbers came about."""
        how = (
            "All numbers are exact."
            if self.pivots is None
            else f"Betweenness is an estimate, {self.pivots} pivots, half of them drawn near the change, seed "
            f"{self.seed}; its standard error is shown. All else is exact."
        )
        return f"{how} {self.scenario.assumptions()}".strip()

    def table(self) -> Table:
        """Give one row a figure."""
        return table("what if", _FIGURES, self.figures)

    def cut_off_table(self) -> Table:
        """Give one row a node that is cut off."""
        return table("cut off", _CUT_OFF, self.cut_off)

    def losses_table(self) -> Table:
        """Give one row a country or service that is lost."""
        return table("lost countries and services", _LOSSES, self.losses)

    def shifts_table(self) -> Table:
        """Give one row a measure and node, greatest change first."""
        return table("shifts", _SHIFTS, self.shifts)


_FIGURES = (
    Column("measure", "", "what"),
    Column("before", "as the measure", "as it is"),
    Column("after", "as the measure", "as it would be"),
)
_CUT_OFF = (
    *WHO,
    Column("from_largest", "", "was in the largest part, and would not be any more"),
    Column("from_officers", "", "an officer reaches it, and none would any more"),
)
_LOSSES = (
    Column("kind", "", "country or service"),
    Column("key", "", "code or identifier"),
    Column("name", "", "name"),
    Column("ties_before", "ties", "from the nearest officer to a contact there; 1 = known directly"),
    Column("ties_after", "ties", "the same afterwards; empty = no path"),
)
_SHIFTS = (
    Column("measure", "", "betweenness, pagerank, constraint or core"),
    *WHO,
    Column("before", "as the measure", "value as it is"),
    Column("after", "as the measure", "value as it would be"),
    Column("error", "as the measure", "standard error of the change; 0 = exact"),
    Column("rank_before", "number", "1 = first; lowest first for constraint"),
    Column("rank_after", "number", "the same afterwards"),
)


def what_if(
    graph: ContactGraph,
    scenario: Scenario,
    *,
    exact: bool = False,
    exact_up_to: int = EXACT_UP_TO,
    pivots: int = PIVOTS,
    seed: int = 1,
    top: int = TOP,
    tick: Callable[[float], bool] | None = None,
) -> WhatIf:
    """
    Compare a network with itself after changes.

    Parameters
    ----------
    graph
        Any projection, as made; services are told only where organisations are nodes.
    scenario
        Who leaves, is posted, or hands contacts over.
    exact
        Follow paths from all nodes however many there are; above ten thousand that is a matter of minutes, see
        `Refinement`.
    exact_up_to
        Up to so many nodes betweenness is exact anyway.
    pivots
        Above, from how many nodes paths are followed.
    seed
        Of the draw.
    top
        How many shifts to give for each measure.
    tick
        Told the share of the paths that are followed, from time to time; False ends the work.

    Returns
    -------
    whatif
        All zero for an empty network; without officers nobody reaches anything.

    Raises
    ------
    NotFoundError
        A node of the scenario is not in the network.
    InputError
        The graph was changed since it was made, or there are fewer than 8 pivots.
    CancelledError
        `tick` said so.

    Notes
    -----
    Formula: betweenness = sum over the sources s of the dependency of s on v, divided by (n - 1)(n - 2). Estimated by
    stratum: half of the pivots are drawn among the nodes whose ties change, the others among the rest, and each
    stratum's sum is scaled by nodes / pivots, so that the estimate has no bias.
    Unit: as each measure; shares for fragmentation and reach.
    Range: 0 to 1 for betweenness, PageRank, fragmentation and reach.
    Reading: a change of betweenness within about two standard errors may be none. Many cut off or lost: the scenario
    needs a handover first.
    Cost: linear, plus 2 * pivots * ties for betweenness; 2 * nodes * ties when exact.

    References
    ----------
    Brandes 2001; Brandes and Pich 2007 for pivots; Cochran, Sampling Techniques, 1977, chapter 5, for strata. Drawing
    half of the pivots near the change is ours; `benchmarks/whatif.py` compares it with drawing them evenly.
    """
    if pivots < FEWEST_PIVOTS:
        raise InputError(f"An estimate needs at least {FEWEST_PIVOTS} pivots, not {pivots}.")
    after, place = changed_arrays(graph, scenario)
    arrays = arrays_of(graph), after
    pair = Pair(from_arrays(arrays[0]), from_arrays(after), place)
    exact = exact or max(map(len, (pair.before, pair.after))) <= exact_up_to
    groups = everybody(pair) if exact else draw(pair, _focus(graph, scenario, pair), pivots, seed)
    # Networks keep their nodes by degree once asked; asking here keeps threads from doing it twice.
    spread(lambda network: network.by_degree, (pair.before, pair.after))
    # The kernels of one leave the interpreter to the others. Paths are followed here, where `tick` may be told.
    with ThreadPoolExecutor(2, thread_name_prefix="what-if") as pool:
        rest, connection = pool.submit(standings, pair), pool.submit(_connection, pair, arrays)
        paths = betweenness(pair, groups, exact=exact, tick=tick)
        values = {"betweenness": (paths.before, paths.after)} | rest.result()
        figures, cut_off, lost = connection.result()
    shifts = [
        shift
        for measure, both in values.items()
        for shift in largest(
            measure, both, pair, arrays[0], error=paths.error if measure == "betweenness" else None, top=top
        )
    ]
    return WhatIf(scenario, figures, cut_off, lost, tuple(shifts), paths.pivots, seed)


def _focus(graph: ContactGraph, scenario: Scenario, pair: Pair) -> NDArray[np.int64]:
    """Give the rows before of those whose ties change: whoever acts in the scenario, and their neighbours."""
    acting = np.array([graph.row(node) for node in touched(graph, scenario)], dtype=np.int64)
    after = np.concatenate((pair.place[acting][pair.place[acting] >= 0], pair.new))
    back = np.full(len(pair.after), -1)
    back[pair.place[pair.common]] = pair.common
    rows = [acting, *(_row(pair.before, row) for row in acting), *(back[_row(pair.after, row)] for row in after)]
    found = np.unique(np.concatenate(rows)) if rows else acting
    return found[(found >= 0) & (pair.place[found] >= 0)]


def _row(network: Any, row: int) -> NDArray[np.int64]:
    found: NDArray[np.int64] = network.targets[network.starts[row] : network.starts[row + 1]].astype(np.int64)
    return found


def _connection(
    pair: Pair, arrays: tuple[Arrays, Arrays]
) -> tuple[tuple[Figure, ...], tuple[CutOff, ...], tuple[Loss, ...]]:
    networks = pair.before, pair.after
    parts = [network.parts[0] for network in networks]
    label = [np.array(labels(one), dtype=object) for one in arrays]
    reaches = [outreach(network, one == "Officer") for network, one in zip(networks, label, strict=True)]
    numbers = [
        (
            float(len(network)),
            float(network.number_of_edges()),
            float(len(np.bincount(part))) if len(part) else 0.0,
            float(np.bincount(part).max()) if len(part) else 0.0,
            by_sizes(np.bincount(part)),
            reach.reach,
            reach.harmonic,
        )
        for network, part, reach in zip(networks, parts, reaches, strict=True)
    ]
    names = ("nodes", "ties", "parts", "largest part", "fragmentation", "reach", "harmonic reach")
    figures = tuple(Figure(*row) for row in zip(names, *numbers, strict=True))
    common, place = pair.common, pair.place[pair.common]
    left_largest = np.zeros(len(common), dtype=bool)
    if len(common):
        core = _largest(parts[0], np.ones(len(parts[0]), dtype=bool), arrays[0])
        was = parts[0][common] == core
        # What is left of the largest part is the part that holds most of it.
        inside = np.zeros(len(pair.after), dtype=bool)
        inside[place[was]] = True
        left_largest = was & (parts[1][place] != _largest(parts[1], inside, arrays[1]))
    unreached = (reaches[0].hops[common] >= 0) & (reaches[1].hops[place] < 0)
    rows = np.flatnonzero(left_largest | unreached)
    cut_off = tuple(
        CutOff(*who_at(arrays[0], int(common[at])), bool(left_largest[at]), bool(unreached[at])) for at in rows
    )
    return figures, cut_off, losses(arrays, label, [reach.hops for reach in reaches])


def _largest(parts: NDArray[Any], counted: NDArray[np.bool_], arrays: Arrays) -> int:
    """Give the part with most of the counted rows; of equals the one with the last name, as `removal` does."""
    sizes = np.bincount(parts, weights=counted)
    best = np.flatnonzero(sizes == sizes.max())
    if len(best) == 1:
        return int(best[0])
    rows = np.flatnonzero(np.isin(parts, best))
    return int(parts[max(rows.tolist(), key=lambda row: arrays.nodes[row])])
