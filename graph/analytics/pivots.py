"""Betweenness before and after a change, followed from the same nodes; more of them near the change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.backend.centrality import path_dependencies
from graph.kernels.branches import branch_order
from graph.kernels.compiled import spread, workers
from graph.kernels.lanes import LANES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph

    Rows = NDArray[np.int64]
    Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """
    A network before and after, by the rows of both.

    Attributes
    ----------
    before, after
        The two networks.
    place
        For each row before, the row after; -1 for nodes that left.
    """

    before: CsrGraph
    after: CsrGraph
    place: Rows

    @property
    def common(self) -> Rows:
        """Rows before of the nodes that are in both."""
        return np.flatnonzero(self.place >= 0)

    @property
    def new(self) -> Rows:
        """Rows after of the nodes that joined."""
        there = np.zeros(len(self.after), dtype=bool)
        there[self.place[self.place >= 0]] = True
        return np.flatnonzero(~there)


@dataclass(frozen=True, slots=True)
class Group:
    """Some pivots of one stratum: rows before and after (-1 = not there), and how many nodes the stratum has."""

    stratum: int
    before: Rows
    after: Rows
    size: int
    drawn: int


@dataclass(frozen=True, slots=True)
class Betweenness:
    """
    Betweenness of the nodes of both networks, 0 to 1.

    Attributes
    ----------
    before, after
        By row of either.
    error
        Standard error of the change of the nodes in both, by row before; 0 where exact, 0 for those who left.
    pivots
        Nodes followed from; None = all, so that values are exact.
    """

    before: Values
    after: Values
    error: Values
    pivots: int | None


def draw(pair: Pair, focus: Rows, pivots: int, seed: int) -> list[Group]:
    """
    Draw pivots: half of them among the focus, the others among the rest, each stratum evenly along the network.

    Parameters
    ----------
    pair
        The networks.
    focus
        Rows before, in both networks: those at whom the change happens.
    pivots
        How many; a stratum that is not larger than its share is taken whole. Nodes in one network only are a stratum of
        their own, of at most `LANES` pivots.
    seed
        Of the draw.

    Notes
    -----
    Sources behind one another see the same paths, so a stratum is put in the order of a tree of shortest paths, branch
    by branch, and every so many-th of it is drawn from a start left to chance: each branch gets its
    share. On the sample world that halves the error of drawing at random. Which of them form a group is left to chance,
    so the error told is that of drawing at random, and rather too large (Cochran, Sampling Techniques, 1977, ch. 8).
    """
    rng = np.random.default_rng(seed)
    branch = _branches(pair)
    focused = np.zeros(len(pair.before), dtype=bool)
    focused[focus] = True
    focus, rest = np.flatnonzero(focused), np.flatnonzero(~focused & (pair.place >= 0))
    share = max(pivots // 2, pivots - len(rest)) if len(focus) else 0
    near = min(len(focus), share)
    left = np.flatnonzero(pair.place < 0)
    strata = [
        (focus, pair.place[focus], near),
        (rest, pair.place[rest], min(len(rest), pivots - near)),
        (left, np.full(len(left), -1), min(len(left), LANES)),
        (np.full(len(pair.new), -1), pair.new, min(len(pair.new), LANES)),
    ]
    groups = []
    for number, (before, after, count) in enumerate(strata):
        if count:
            along = np.argsort(branch[before], kind="stable") if before[0] >= 0 else np.arange(len(before))
            steps = (np.arange(count) + rng.random()) * (len(before) / count)
            # Who is drawn beside whom is left to chance, or groups would not tell the error.
            chosen = rng.permutation(along[steps.astype(np.int64)])
            parts = max(-(-count // LANES), 2 if 1 < count < len(before) else 1)
            groups += [
                Group(number, before[part], after[part], len(before), count) for part in np.array_split(chosen, parts)
            ]
    return groups


def _branches(pair: Pair) -> Rows:
    """
    Give each row its place when a tree of shortest paths is walked branch by branch.

    The tree grows from whoever leaves, else from the first row: any tree keeps those together who see the same paths.
    """
    network, gone = pair.before, np.flatnonzero(pair.place < 0)
    root = int(gone[0]) if len(gone) else 0
    place: Rows = branch_order(network.starts, network.targets, root) if len(network) else np.zeros(0, np.int64)
    return place


def everybody(pair: Pair) -> list[Group]:
    """Give all nodes as pivots."""
    common = pair.common
    left = np.flatnonzero(pair.place < 0)
    before = np.concatenate((common, left, np.full(len(pair.new), -1)))
    after = np.concatenate((pair.place[common], np.full(len(left), -1), pair.new))
    whole = Group(0, before, after, len(before), len(before))
    parts = np.array_split(np.arange(len(before)), -(-len(before) // LANES)) if len(before) else []
    return [replace(whole, before=before[part], after=after[part]) for part in parts]


class CancelledError(Exception):
    """The caller does not want the result any more."""


def betweenness(
    pair: Pair, groups: Sequence[Group], *, exact: bool, tick: Callable[[float], bool] | None = None
) -> Betweenness:
    """
    Follow paths from the pivots in both networks.

    Parameters
    ----------
    pair, groups
        The networks; pivots of `draw` or of `everybody`.
    exact
        Whether the pivots are everybody.
    tick
        Told the share that is done from time to time; False ends the work with `CancelledError`.

    Notes
    -----
    The sum over all sources is estimated stratum by stratum, (nodes / pivots) * sum over the pivots: without bias,
    however many are drawn near the change. Its variance comes from the groups of pivots (random groups, Wolter,
    Introduction to Variance Estimation, 1985, chapter 2, with the correction for drawing without replacement), and that
    of the change from the differences of the same pivots.
    """
    scale = [_scale(len(pair.before)), _scale(len(pair.after))]
    common, place = pair.common, pair.place[pair.common]
    sums = [np.zeros(len(pair.before)), np.zeros(len(pair.after))]
    spreads: dict[int, tuple[Values, Values, Group, int]] = {}
    wave = workers()
    for start in range(0, len(groups), wave):
        if tick is not None and not tick(start / len(groups)):
            raise CancelledError
        these = groups[start : start + wave]
        jobs = [(pair.before, group.before) for group in these] + [(pair.after, group.after) for group in these]
        found = spread(lambda job: _followed(*job), jobs)
        for at, group in enumerate(these):
            one, two = found[at] * scale[0], found[at + len(these)] * scale[1]
            back = group.size / group.drawn
            sums[0] += back * one
            sums[1] += back * two
            if not exact and group.drawn < group.size:
                change = two[place] - one[common]
                total, squares, _, many = spreads.get(group.stratum, (np.zeros(1), np.zeros(1), group, 0))
                squares = squares + change**2 / len(group.before)
                spreads[group.stratum] = total + change, squares, group, many + 1
    error = np.zeros(len(pair.before))
    variance = np.zeros(len(common))
    for total, squares, group, many in spreads.values():
        between = np.maximum(squares - total**2 / group.drawn, 0.0) / max(many - 1, 1)
        variance += group.size**2 / group.drawn * (1 - group.drawn / group.size) * between
    error[common] = np.sqrt(variance)
    return Betweenness(sums[0], sums[1], error, None if exact else sum(len(group.before) for group in groups))


def _followed(network: CsrGraph, rows: Rows) -> Values:
    """Sum the dependencies of some sources; none of them in this network gives 0."""
    there = rows[rows >= 0]
    return path_dependencies(network, there, None)[0] if there.size else np.zeros(len(network))


def _scale(nodes: int) -> float:
    return 1.0 / ((nodes - 1) * (nodes - 2)) if nodes > 2 else 0.0  # noqa: PLR2004 - nobody is between two
