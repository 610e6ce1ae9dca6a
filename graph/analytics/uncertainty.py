"""How far a ranking can be trusted when some ties are missing from the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.people import who
from graph.analytics.results import WHO, Column, Table, table
from graph.errors import InputError
from graph.network.contact_graph import Arrays, ContactGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

ROUNDS = 30
KEEP = 0.9


@dataclass(frozen=True, slots=True)
class Band:
    """
    Where one node stands in a ranking, and how far that may be off.

    Attributes
    ----------
    node, label, name
        Who.
    value
        The measure on all ties.
    rank
        1 = highest; equal values share the better rank.
    best, worst
        Ranks between which it stood in nine of ten resampled networks.
    """

    node: str
    label: str
    name: str
    value: float
    rank: int
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class Bands:
    """A ranking with bands; `rounds`, `keep` and `seed` are those of `rank_bands`; `graded` = ties had a sureness."""

    nodes: tuple[Band, ...]
    rounds: int
    keep: float
    seed: int
    graded: bool

    def caption(self) -> str:
        """Say in one sentence how the bands came about."""
        less = (
            "the less, the more events a tie has, the better they are graded and the more fully its officer records"
            if self.graded
            else "strong ones less, because these ties carry no grading"
        )
        return (
            f"Bands hold nine of ten ranks in {self.rounds} networks, from each of which ties were left out at random: "
            f"with probability {1 - self.keep:.0%} at the most, {less} (seed {self.seed})."
        )

    def table(self) -> Table:
        """Give one row a node, the highest first."""
        return table("ranking", _COLUMNS, self.nodes)


_COLUMNS = (
    *WHO,
    Column("value", "as the measure", "value on all ties"),
    Column("rank", "number", "1 = highest"),
    Column("best", "number", "best rank in nine of ten resampled networks"),
    Column("worst", "number", "worst rank in nine of ten resampled networks"),
)


def places(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Rank scores, the lowest first; those equal to 12 digits share the better place."""
    rounded = np.round(scores, 12)
    return 1 + np.searchsorted(np.sort(rounded), rounded)


def rank_bands(
    graph: ContactGraph,
    measure: Callable[[ContactGraph], Mapping[str, float | None]],
    *,
    resampled: Callable[[ContactGraph, int], Mapping[str, float | None]] | None = None,
    lowest_first: bool = False,
    rounds: int = ROUNDS,
    keep: float = KEEP,
    seed: int = 1,
) -> Bands:
    """
    Rank nodes, and rank them again in networks from which ties were left out at random.

    What rests on many well graded events in full records is surer to be there than what rests on one.

    Parameters
    ----------
    graph
        Unchanged since it was made from arrays.
    measure
        Gives each node's value; None = not defined, ranked last.
    resampled
        Gives the values in a network drawn, where a quicker estimate will do, by default `measure`. It is handed a seed
        of its own: an estimate that looked from the same places each time would rank every network by these.
    lowest_first
        True if low values rank high, as for constraint.
    rounds, keep, seed
        Networks drawn, probability to stay of the weakest ties, and seed.

    Returns
    -------
    bands
        In the order of the ranking; nodes with equal values are in the graph's order. Empty for an empty graph.

    Raises
    ------
    InputError
        The graph was changed, `keep` is outside 0 to 1, or no round is asked for.

    Notes
    -----
    Formula: a tie stays with probability keep + (1 - keep) * sureness, where sureness = (n + 1) / (n + 2) * mean grade
    of its n events * completeness of its officer's records (`graph.ties.sureness`); strength / 100 takes its place in
    graphs whose ties carry no sureness, such as the projections to contacts and to officers. The band reaches from the
    5th to the 95th of 100 ranks drawn.
    Unit: rank.
    Range: 1 to the number of nodes.
    Reading: a narrow band = the rank hardly depends on which ties were recorded; bands that overlap = the order of the
    two is not established.
    Cost: that of the measure, rounds + 1 times.

    References
    ----------
    Missing data misleads rankings: Yeung 2025; how rankings hold when ties are left out at random: Costenbader and
    Valente 2003; Borgatti, Carley and Krackhardt, On the robustness of centrality measures under conditions of
    imperfect data, Social Networks 28, 2006.
    """
    arrays = getattr(graph, "arrays", None)
    if arrays is None:
        raise InputError("The network was changed after it was made; take the bands from the network as made.")
    if not 0 <= keep <= 1 or rounds < 1:
        raise InputError("Bands need at least 1 round, and a probability to keep ties from 0 to 1.")
    sign = 1.0 if lowest_first else -1.0

    def ranks(values: Mapping[str, float | None]) -> NDArray[np.int64]:
        numbers = [values.get(node) for node in arrays.nodes]
        return places(np.array([np.inf if number is None else sign * number for number in numbers]))

    values = measure(graph)
    rank = ranks(values)
    draw = np.random.default_rng(seed)
    first, second = arrays.ends()
    graded = "sureness" in arrays.edge_values
    stays = keep + (1 - keep) * (arrays.edge_values["sureness"] if graded else arrays.edge_values["strength"] / 100)
    drawn = np.empty((rounds, len(arrays.nodes)), dtype=np.int64)
    for number in range(rounds):
        kept = draw.random(len(first)) < stays
        edges = {name: column[kept] for name, column in arrays.edge_values.items()}
        sample = Arrays.from_edges(arrays.nodes, first[kept], second[kept], edges, arrays.node_values)
        network = ContactGraph(sample, **graph.graph)
        drawn[number] = ranks(resampled(network, seed + 1 + number) if resampled else measure(network))
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0, method="nearest") if len(rank) else (rank, rank)
    rows = [
        Band(*who(graph, node), float(values.get(node) or 0.0), int(rank[row]), int(low[row]), int(high[row]))
        for row, node in enumerate(arrays.nodes)
    ]
    return Bands(tuple(sorted(rows, key=lambda row: row.rank)), rounds, keep, seed, graded)
