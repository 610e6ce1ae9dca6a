"""Whose standing moves most when a network changes: values and ranks before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from graph.analytics.people import who_at
from graph.analytics.scores import pagerank
from graph.kernels.compiled import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from graph.analytics.pivots import Pair
    from graph.backend.csr_graph import CsrGraph
    from graph.network.contact_graph import Arrays

    Values = NDArray[np.float64]

LOWEST_FIRST = frozenset({"constraint"})
_DIGITS = {"pagerank": 9}
"""Digits in which values are compared, 12 by default: PageRank is iterated to a mean error below 6e-10."""


@dataclass(frozen=True, slots=True)
class Shift:
    """
    One node's standing by one measure before and after a change.

    Attributes
    ----------
    measure
        "betweenness", "pagerank", "constraint" or "core".
    node, label, name
        Who.
    before, after
        The values; None = not defined, which constraint is not without ties.
    error
        Standard error of the change; 0 where exact.
    rank_before, rank_after
        1 = first; lowest first for constraint, highest first else; equal values share a rank. None without a value.
    """

    measure: str
    node: str
    label: str
    name: str
    before: float | None
    after: float | None
    error: float
    rank_before: int | None
    rank_after: int | None


def standings(pair: Pair) -> dict[str, tuple[Values, Values]]:
    """
    Compute what needs no paths, before and after: PageRank and constraint by strength, and core numbers.

    PageRank after starts from that before, which saves half of its rounds and changes nothing that is shown. What is
    before stays the same from one scenario to the next, and is kept with the network.
    """
    ranks, rest = spread(lambda work: work(pair), [_pageranks, _cores_and_holes])
    return ranks | rest


def _pageranks(pair: Pair) -> dict[str, tuple[Values, Values]]:
    before: Any = pair.before
    after: Any = pair.after
    old = before.kept(("standing", "pagerank"), lambda: pagerank(before))
    fresh = 1 / max(len(after), 1)
    new = pagerank(after, start={node: old.get(node, fresh) for node in after})
    return {"pagerank": (_values(old), _values(new))}


def _cores_and_holes(pair: Pair) -> dict[str, tuple[Values, Values]]:
    cores, holes = (
        (_kept(pair.before, name, measure), measure(pair.after))
        for name, measure in (("core", _cores), ("constraint", _holes))
    )
    return {"core": cores, "constraint": holes}


def _kept(network: CsrGraph, name: str, measure: Callable[[Any], Values]) -> Values:
    found: Values = network.kept(("standing", name), lambda: measure(network))
    return found


def _cores(network: Any) -> Values:
    return _values(nx.core_number(network))


def _holes(network: Any) -> Values:
    return _values(nx.constraint(network, weight="strength")) if len(network) else np.zeros(0)


def _values(scores: Mapping[Any, float]) -> Values:
    return np.fromiter(scores.values(), dtype=np.float64, count=len(scores))


def largest(
    measure: str, values: tuple[Values, Values], pair: Pair, arrays: Arrays, *, error: Values | None, top: int
) -> tuple[Shift, ...]:
    """
    Find the nodes in both networks whose value by one measure changed most.

    Parameters
    ----------
    measure
        Its name.
    values
        By row before, and by row after; NaN = not defined.
    pair, arrays
        The networks, and the nodes before.
    error
        Standard error of the change by row before; None = exact.
    top
        How many at the most; nodes that did not change, or not by more than two standard errors, are none.
    """
    common = pair.common
    one, two = (np.round(value, _DIGITS.get(measure, 12)) for value in values)
    moved = np.abs(np.nan_to_num(two[pair.place[common]]) - np.nan_to_num(one[common]))
    # The error of PageRank may sit on few nodes; one pivot next to a node may show a change that is none.
    least = min(len(one), 100) * 1e-9 if measure == "pagerank" else 0.0
    moved[moved <= (least if error is None else 2 * error[common])] = 0.0
    found = []
    for at in _first(moved, top):
        row, now = int(common[at]), int(pair.place[common[at]])
        found.append(
            Shift(
                measure,
                *who_at(arrays, row),
                before=_defined(one[row]),
                after=_defined(two[now]),
                error=float(error[row]) if error is not None else 0.0,
                rank_before=_rank(one, row, lowest_first=measure in LOWEST_FIRST),
                rank_after=_rank(two, now, lowest_first=measure in LOWEST_FIRST),
            )
        )
    return tuple(found)


def _first(moved: Values, top: int) -> list[int]:
    """Give the places of the largest values above 0, largest first, of equals the first; without sorting all."""
    count = min(top, int(np.count_nonzero(moved)))
    if not count:
        return []
    least = np.partition(moved, -count)[-count]
    enough = np.flatnonzero(moved >= least)
    places: list[int] = enough[np.argsort(-moved[enough], kind="stable")][:count].tolist()
    return places


def _rank(values: Values, row: int, *, lowest_first: bool) -> int | None:
    """Rank one value from 1, equal ones alike; None for what is not defined."""
    value = values[row]
    if np.isnan(value):
        return None
    return 1 + int(np.count_nonzero(values < value if lowest_first else values > value))


def _defined(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
