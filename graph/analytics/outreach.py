"""How far the officers reach into a network together, and what they lose when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.people import who_at
from graph.kernels.breadth_first import hops_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.backend.csr_graph import CsrGraph
    from graph.network.contact_graph import Arrays


@dataclass(frozen=True, slots=True)
class Outreach:
    """
    How far the officers of a network reach.

    Attributes
    ----------
    hops
        By row: ties to the nearest officer; 0 for officers, -1 out of reach.
    reach
        Share of the other nodes whom some officer reaches; 0 without any.
    harmonic
        Mean of 1 / ties to the nearest officer over the other nodes, 0 for those out of reach.
    """

    hops: NDArray[np.int64]
    reach: float
    harmonic: float


def outreach(network: CsrGraph, officers: NDArray[np.bool_]) -> Outreach:
    """
    Measure how far officers reach together.

    Parameters
    ----------
    network
        In arrays.
    officers
        True for the rows of officers.

    Notes
    -----
    Formula: harmonic = sum over nodes v that are no officers of 1 / d(v), divided by their number, d being the ties to
    the nearest officer.
    Cost: linear.

    References
    ----------
    Borgatti, Identifying sets of key players in a social network, 2006, equation 14 (distance-weighted reach).
    """
    hops = hops_from(network.starts, network.targets, np.flatnonzero(officers))
    others = hops[~officers]
    if not len(others):
        return Outreach(hops, 0.0, 0.0)
    reached = others[others > 0]
    return Outreach(hops, len(reached) / len(others), float((1 / reached).sum() / len(others)))


@dataclass(frozen=True, slots=True)
class Loss:
    """
    A country or service that the officers are farther from than before.

    Attributes
    ----------
    kind
        "country" or "service".
    key, name
        Which.
    ties_before, ties_after
        Ties from the nearest officer to a contact there, 1 = an officer knows somebody; None = no path.
    """

    kind: str
    key: str
    name: str
    ties_before: int
    ties_after: int | None


def losses(
    arrays: Sequence[Arrays], label: Sequence[NDArray[Any]], hops: Sequence[NDArray[np.int64]]
) -> tuple[Loss, ...]:
    """
    List countries and services where nobody is known any more, or that are out of reach, no path first.

    Parameters
    ----------
    arrays, label, hops
        Network, labels and ties to the nearest officer by row: before and after. Services are told where
        they are nodes.
    """
    before, after = map(_nearest, arrays, label, hops)
    found = []
    for place, (ties, name) in before.items():
        now = after.get(place, (None, name))[0]
        # Farther than before, where an officer knew somebody; or out of reach altogether.
        if now is None or (ties == 1 and now > 1):
            found.append(Loss(*place, name, ties, now))
    return tuple(sorted(found, key=lambda loss: (loss.ties_after is not None, loss.kind, loss.key)))


def _nearest(arrays: Arrays, label: NDArray[Any], hops: NDArray[np.int64]) -> dict[tuple[str, str], tuple[int, str]]:
    """Give the least ties to a contact in each country and at each service that is within reach."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    contacts = np.flatnonzero((label == "Contact") & (hops > 0))
    countries = arrays.node_values.get("country")
    if countries is not None and len(contacts):
        coded = pa.array(countries, pa.string()).take(pa.array(contacts)).dictionary_encode()
        named = np.asarray(coded.is_valid())
        least = np.full(len(coded.dictionary), len(hops))
        np.minimum.at(least, np.asarray(pc.fill_null(coded.indices, 0))[named], hops[contacts][named])
        for country, ties in zip(coded.dictionary.to_pylist(), least.tolist(), strict=True):
            found["country", country] = ties, country
    for row in np.flatnonzero((label == "Organisation") & (hops > 0)).tolist():
        node, _, name = who_at(arrays, row)
        # Whoever holds a role there is one tie nearer.
        found["service", node.partition(":")[2]] = max(int(hops[row]) - 1, 1), name
    return found
