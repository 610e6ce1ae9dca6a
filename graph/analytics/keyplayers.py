"""Key players: sets of people whose loss breaks a network most, or who together reach most of it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb, e
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from graph.analytics.fragmentation import Remains, check_by
from graph.analytics.people import require, who
from graph.analytics.results import WHO, Table
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from graph.network.contact_graph import ContactGraph

EXACT_SETS = 2000
CANDIDATES = 60
DISTANCE_UP_TO = 200


@dataclass(frozen=True, slots=True)
class KeyPlayers:
    """
    A set of key players.

    Attributes
    ----------
    problem
        "KPP-Neg" (loss breaks) or "KPP-Pos" (reaches).
    measure
        What was made as large as possible, in words.
    members, names, labels
        The set, its names and kinds; found greedily, the one who adds most comes first.
    value
        0 to 1: fragmentation that is left without the set, or share of the network that the set reaches.
    before
        0 to 1: the same without taking anybody away, or of nobody.
    exact
        True if no set of this size among the candidates is better.
    candidates
        How many nodes were considered.
    bound
        What is known about how good the set is, in one sentence.
    """

    problem: str
    measure: str
    members: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    value: float
    before: float
    exact: bool
    candidates: int
    bound: str

    def caption(self) -> str:
        """Say in a few sentences what the set achieves and what is known about it."""
        what = self.measure[:1].upper() + self.measure[1:]
        return f"{what}: {self.before:.4f} before, {self.value:.4f} now. {self.bound}"

    def table(self) -> Table:
        """Give one row a member."""
        rows = tuple(zip(self.members, self.labels, self.names, strict=True))
        return Table(self.problem, WHO, rows)


def kpp_neg(
    graph: ContactGraph,
    k: int,
    *,
    by: str | None = None,
    candidates: Collection[str] | None = None,
    exact_sets: int = EXACT_SETS,
) -> KeyPlayers:
    """
    Find the k nodes whose loss fragments the rest of the network most (KPP-Neg).

    Parameters
    ----------
    graph
        A graph; ties count alike.
    k
        How many nodes.
    by
        "components" or "distance", see `fragmentation`; by default distance up to 200 nodes.
    candidates
        Among whom; by default the 30 cut points with most ties, and others with most ties, 60 in all.
    exact_sets
        Up to so many sets all are tried; above, nodes are added one by one and then exchanged while that helps.

    Returns
    -------
    players
        Fewer than k members if there are fewer candidates; none for an empty graph.

    Raises
    ------
    NotFoundError
        A candidate is not in the network.
    InputError
        k is below 1, or `by` is unknown.

    Notes
    -----
    Formula: the set S of k nodes for which the fragmentation of the network without S is greatest.
    Unit: share of the pairs, as `fragmentation`.
    Range: 0 to 1.
    Reading: the loss of exactly these together breaks most; the best single ones together need not be the best set.
    Cost: number of sets tried times that of `fragmentation`.

    References
    ----------
    Borgatti, Identifying sets of key players in a social network, 2006, KPP-Neg.
    """
    _check_k(k)
    by = by or ("distance" if len(graph) <= DISTANCE_UP_TO else "components")
    check_by(by)
    remains = Remains(graph, by)
    chosen = _candidates(graph, candidates)
    everybody = np.ones(len(graph), dtype=bool)

    def value(members: Sequence[int]) -> float:
        kept = everybody.copy()
        kept[list(members)] = False
        return remains.fragmentation(kept)

    found = _best(value, [remains.row[node] for node in chosen], k, exact_sets)
    doubt = "Found by greedy choice and exchange: no exchange of one improves it; no bound is known for this problem."
    names = ("KPP-Neg", f"fragmentation by {by} of what is left", doubt)
    return _players(graph, names, found, value, chosen, given=candidates is not None)


def kpp_pos(
    graph: ContactGraph,
    k: int,
    *,
    candidates: Collection[str] | None = None,
    exact_sets: int = EXACT_SETS,
) -> KeyPlayers:
    """
    Find the k nodes that together are nearest to everybody (KPP-Pos).

    The value is the mean, over all nodes, of 1 / distance in ties to the nearest member, a member itself counting 1 and
    somebody out of reach 0.

    Parameters
    ----------
    graph, k, candidates, exact_sets
        As for `kpp_neg`.

    Returns
    -------
    players
        Fewer than k members if there are fewer candidates; none for an empty graph.

    Raises
    ------
    NotFoundError
        A candidate is not in the network.
    InputError
        k is below 1.

    Notes
    -----
    Formula: the set S of k nodes for which the mean over all nodes of 1 / distance to the nearest of S is greatest.
        Reach never falls when a node is added, and each adds less the more there are (it is submodular), so greedy
        choice reaches at least 1 - 1/e, 63 %, of the best.
    Unit: 1 / ties.
    Range: 0 to 1.
    Reading: 1 = everybody is in the set; 0.5 = on average everybody is two steps from it, or half are out of reach.
    Cost: candidates times the ties, then nodes times sets tried.

    References
    ----------
    Borgatti 2006, equation 14; Nemhauser, Wolsey and Fisher 1978 for the bound.
    """
    _check_k(k)
    remains = Remains(graph, "distance")
    chosen = _candidates(graph, candidates)
    rows = [remains.row[node] for node in chosen]
    near = {row: remains.nearness(row) for row in rows}

    def value(members: Sequence[int]) -> float:
        if not members:
            return 0.0
        return float(np.maximum.reduce([near[row] for row in members]).mean())

    found = _best(value, rows, k, exact_sets)
    doubt = f"Found by greedy choice and exchange: at least {1 - 1 / e:.0%} of the best value among the candidates."
    return _players(graph, ("KPP-Pos", "mean nearness of all to the set", doubt), found, value, chosen,
                    given=candidates is not None)  # fmt: skip


def _best(
    value: Callable[[Sequence[int]], float], rows: Sequence[int], k: int, exact_sets: int
) -> tuple[list[int], bool]:
    """Find the set of greatest value: all sets if they are few, else greedy choice and exchange; first wins ties."""
    k = min(k, len(rows))
    if comb(len(rows), k) <= exact_sets:
        sets = [list(members) for members in combinations(rows, k)]
        return max(sets, key=lambda members: round(value(members), 12)), True
    members: list[int] = []
    for _ in range(k):
        rest = [row for row in rows if row not in members]
        members.append(max(rest, key=lambda row: round(value([*members, row]), 12)))
    improved = True
    while improved:
        improved = False
        now = round(value(members), 12)
        for at in range(k):
            for row in rows:
                trial = [*members[:at], row, *members[at + 1 :]]
                if row not in members and round(value(trial), 12) > now:
                    members, improved = trial, True
                    now = round(value(trial), 12)
    return members, False


def _candidates(graph: ContactGraph, given: Collection[str] | None) -> list[str]:
    """Give those considered, in the graph's order."""
    if given is not None:
        wanted = {require(graph, node) for node in given}
    elif len(graph) <= CANDIDATES:
        return list(graph)
    else:
        most = sorted(graph, key=lambda node: (-graph.degree(node), str(node)))
        cut = set(nx.articulation_points(graph))
        first = [node for node in most if node in cut][: CANDIDATES // 2]
        wanted = set(list(dict.fromkeys([*first, *most]))[:CANDIDATES])
    return [node for node in graph if node in wanted]


def _players(
    graph: ContactGraph,
    names: tuple[str, str, str],
    found: tuple[list[int], bool],
    value: Callable[[Sequence[int]], float],
    chosen: Sequence[str],
    *,
    given: bool,
) -> KeyPlayers:
    """Put a result together; `names` are the problem, the measure and what is known of a set found greedily."""
    (problem, measure, bound), (rows, exact) = names, found
    if exact:
        among = "" if len(chosen) == len(graph) else f" among {len(chosen)} candidates"
        why = ": cut points, and those with most ties" if among and not given else ""
        bound = f"Best of all sets{among}{why}."
    nodes = list(graph)
    people = [who(graph, nodes[row]) for row in rows]
    return KeyPlayers(
        problem=problem,
        measure=measure,
        members=tuple(node for node, _, _ in people),
        names=tuple(name for _, _, name in people),
        labels=tuple(label for _, label, _ in people),
        value=value(rows),
        before=value([]),
        exact=exact,
        candidates=len(chosen),
        bound=bound,
    )


def _check_k(k: int) -> None:
    if k < 1:
        raise InputError(f"A set of {k} key players cannot be found; ask for at least 1.")
