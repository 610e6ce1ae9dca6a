"""Numbers of edges: read from NetworkX, and checked before a kernel takes them for strengths or distances."""

from __future__ import annotations

from numbers import Number
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    import networkx as nx
    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph

LARGEST = 2**53
"""Whole numbers up to here are exact as floats."""
LARGEST_STRENGTH = 1e150
"""Of all edges together: its square is still a number."""


def narrowest(values: NDArray[Any]) -> NDArray[Any]:
    """Give numbers in half the width where that loses nothing, as with most counts and whole distances."""
    with np.errstate(over="ignore"):  # what is too large for half the width is seen to differ
        half = values.astype(np.float32)
    return half if np.array_equal(half, values) else values.astype(np.float64, copy=False)


def numbers_of(graph: nx.Graph[Any], attribute: str, default: float) -> NDArray[Any]:
    """
    Read an attribute of every edge, in the order in which nodes list their neighbours: whole numbers or floats.

    Raises
    ------
    NotImplementedError
        NetworkX computes with the values, but floats do not hold them: None, fractions, very large whole numbers.
    TypeError
        A value is no number at all.
    """
    values = [data.get(attribute, default) for _, near in graph.adjacency() for data in near.values()]
    try:
        column = np.array(values, dtype=None if values else np.float64)
    except ValueError:  # lists of different lengths
        column = np.array(values, dtype=object)
    if column.dtype.kind in "bf" and column.ndim == 1:
        return column if column.dtype.kind == "b" else column.astype(np.float64, copy=False)
    if column.dtype.kind in "iu" and column.ndim == 1 and column.min() >= -LARGEST and column.max() <= LARGEST:
        return column
    raise refusal(
        attribute, ((tail, head, data.get(attribute, default)) for tail, head, data in graph.edges(data=True))
    )


def refusal(attribute: str, edges: Iterable[tuple[Hashable, Hashable, object]]) -> Exception:
    """Say that floats do not hold an attribute: a value that is no number is named, others are left to NetworkX."""
    for tail, head, value in edges:
        if value is not None and not isinstance(value, (Number, np.number, np.bool_)):
            return TypeError(
                f"The {attribute!r} of the edge from {tail!r} to {head!r} is {value!r}, which is no number; make it "
                "one, or name another attribute."
            )
    return NotImplementedError(f"The backend 'contacts' serves values of {attribute!r} that floats hold.")


def strengths(G: CsrGraph, attribute: str | None) -> NDArray[np.float64]:
    """
    Give the strength of each slot.

    Raises
    ------
    ValueError
        One is not a number (NaN).
    NotImplementedError
        One is infinite.
    """
    _check_finite(*extremes(G, attribute))
    return G.slot_weights(attribute)


def _check_finite(least: float, largest: float) -> None:
    if np.isinf(least) or np.isinf(largest):
        raise NotImplementedError("The backend 'contacts' serves finite weights only.")


def distances(G: CsrGraph, attribute: str | None) -> NDArray[np.float64]:
    """Give the distance of each slot; raises what `check_distances` does."""
    check_distances(G, attribute)
    return G.slot_weights(attribute)


def check_distances(G: CsrGraph, attribute: str | None) -> None:
    """
    Look whether an attribute holds distances, 0 or more.

    Raises
    ------
    ValueError
        One is negative or not a number (NaN).
    NotImplementedError
        One is infinite, or whole and so large that floats do not hold the sums along a path.
    """
    least, largest = extremes(G, attribute)
    if least < 0:
        raise ValueError(_complaint(G, attribute, "Shortest paths need distances of 0 or more", least))
    if attribute in G.integers and largest * len(G) > LARGEST:
        raise NotImplementedError("The backend 'contacts' serves whole distances whose sums are exact as floats.")
    _check_finite(least, largest)


def extremes(G: CsrGraph, attribute: str | None) -> tuple[float, float]:
    """Give the least and the largest value, loops among them; ValueError for what is not a number (NaN)."""
    if attribute is None or attribute not in G.weights:
        return 1.0, 1.0

    def compute() -> tuple[float, float]:
        values = [G.weights[attribute], G.loop_weights.get(attribute, np.empty(0))]
        found = [(float(one.min()), float(one.max())) for one in values if one.size] or [(1.0, 1.0)]
        if np.isnan(found).any():
            raise ValueError(_complaint(G, attribute, "Every edge needs a number", np.nan))
        return min(least for least, _ in found), max(most for _, most in found)

    bounds: tuple[float, float] = G.kept(("extremes", attribute), compute)
    return bounds


def _complaint(G: CsrGraph, attribute: str | None, need: str, value: float) -> str:
    """Name an edge with a value that cannot be used."""
    slots, loops = (
        np.flatnonzero(np.isnan(values) if np.isnan(value) else values == value)
        for values in (G.slot_weights(attribute), G.loop_weights.get(str(attribute), np.empty(0)))
    )
    ends = (G.sources[slots[0]], G.targets[slots[0]]) if slots.size else (G.loops[loops[0]],) * 2
    tail, head = (G.nodes[number] for number in ends)
    return (
        f"{need}, and the {attribute!r} of the edge from {tail!r} to {head!r} is {value:g}; "
        "correct it, or name another attribute."
    )
