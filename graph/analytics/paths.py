"""Who can introduce us: the strongest paths between two nodes, in few steps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.people import arrays_of, require, who_at
from graph.analytics.results import Column, Table
from graph.analytics.routes import FAR, Routes
from graph.backend.conversion import from_arrays
from graph.errors import InputError
from graph.kernels.breadth_first import hops_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.analytics.routes import Route
    from graph.network.contact_graph import Arrays, ContactGraph


@dataclass(frozen=True, slots=True)
class Path:
    """
    One way to somebody.

    Attributes
    ----------
    nodes, names
        From the source to the target.
    strengths
        Strength of each tie on the way, 0 to 100.
    distance
        Sum of the ties' whole distances; the smaller the better.
    """

    nodes: tuple[str, ...]
    names: tuple[str, ...]
    strengths: tuple[float, ...]
    distance: int

    @property
    def hops(self) -> int:
        """Number of ties."""
        return len(self.nodes) - 1

    @property
    def weakest(self) -> float:
        """Strength of the weakest tie, 0 to 100."""
        return min(self.strengths)


@dataclass(frozen=True, slots=True)
class Paths:
    """
    Paths between two nodes.

    Attributes
    ----------
    source, target, max_hops
        What was asked.
    paths
        Shortest distance first.
    nearest
        Where there is no path: the node in the target's country that is nearest to the source; None if there is none.
    message
        One sentence about the outcome.
    """

    source: str
    target: str
    max_hops: int
    paths: tuple[Path, ...]
    nearest: Path | None
    message: str

    def table(self) -> Table:
        """Give one row a path."""
        rows = tuple((path.hops, path.distance, path.weakest, " > ".join(path.names)) for path in self.paths)
        return Table("paths", _COLUMNS, rows)


_COLUMNS = (
    Column("hops", "ties", "number of ties"),
    Column("distance", "100 and more", "sum of the distances of the ties; smaller is better"),
    Column("weakest", "0 to 100", "strength of the weakest tie on the way"),
    Column("path", "", "from the source to the target"),
)


def strongest_paths(graph: ContactGraph, source: str, target: str, *, k: int = 3, max_hops: int = 4) -> Paths:
    """
    Find the k paths of least distance within a number of ties.

    Parameters
    ----------
    graph
        "officer-contact", or "full" to reach organisations.
    source, target
        Nodes, such as "Officer:O-001" and "Organisation:IT-PS".
    k
        How many at the most; no path visits a node twice.
    max_hops
        How many ties a path may have.

    Returns
    -------
    paths
        Exact: no path left out is shorter. Paths of equal distance come with fewer ties first, then by name. Without
        any, `message` says whether more ties would help and `nearest` who can be reached instead.

    Raises
    ------
    NotFoundError
        A node is not in the network.
    InputError
        Source and target are the same, or a number is below 1.

    Notes
    -----
    Formula: simple paths of at most max_hops ties, by the sum of their distances, where distance = 10 000 / strength.
        networkx has no paths with a bound on their ties. The distance still to go within so many ties is computed
        backwards first; it never overestimates, so a best-first search (A*) finds the paths in their order.
    Unit: distance, whole number.
    Range: 100 for one tie of strength 100, and more.
    Reading: small = strong ties, few of them. Look at the weakest tie too: an introduction is no better than it.
    Cost: max_hops times the ties, plus the search, which visits few nodes beyond those on the paths found.

    References
    ----------
    Hart, Nilsson and Raphael 1968 (A*).
    """
    require(graph, source)
    require(graph, target)
    if source == target:
        raise InputError(f"The path from {source!r} to itself is no path; choose two different nodes.")
    if k < 1 or max_hops < 1:
        raise InputError("Ask for at least 1 path of at least 1 tie.")
    arrays = arrays_of(graph)
    start, end = graph.row(source), graph.row(target)
    routes = Routes(arrays, losses=arrays.edge_values["distance"])
    found = tuple(_path(arrays, route) for route in islice(_between(routes, start, end, max_hops), k))
    if found:
        sentence = f"{len(found)} path{'s' if len(found) > 1 else ''} of at most {max_hops} ties."
        return Paths(source, target, max_hops, found, None, sentence)
    nearest = _nearest(arrays, routes, start, end, max_hops)
    _, _, name = who_at(arrays, end)
    network = from_arrays(arrays)
    hops = hops_from(network.starts, network.targets, np.array([start]))[end]
    sentence = f"No path to {name}, however long."
    if hops > 0:
        sentence = f"No path to {name} within {max_hops} ties; the shortest has {hops}."
    if nearest is not None:
        country = graph.nodes[target].get("country")
        sentence += f" The nearest in {country} is {nearest.names[-1]}, {nearest.hops} ties away."
    return Paths(source, target, max_hops, (), nearest, sentence)


def _between(routes: Routes, source: int, target: int, max_hops: int) -> Iterator[Route]:
    ends = np.array([target])
    return routes.search([source], ends, routes.to_go(ends, max_hops))


def _nearest(arrays: Arrays, routes: Routes, source: int, target: int, max_hops: int) -> Path | None:
    """Find whom the source can reach in the target's country, of the target's kind first."""
    countries = arrays.node_values.get("country")
    if countries is None or countries[target] is None:
        return None
    (_, kind, _), distance = who_at(arrays, target), routes.to_go(np.array([source]), max_hops)[-1]
    there = [row for row in np.flatnonzero(distance < FAR).tolist() if countries[row] == countries[target]]
    there = [row for row in there if row != source]
    if not there:
        return None
    best = min(there, key=lambda row: (who_at(arrays, row)[1] != kind, distance[row], arrays.nodes[row]))
    return _path(arrays, next(_between(routes, source, best, max_hops)))


def _path(arrays: Arrays, route: Route) -> Path:
    strengths = arrays.edge_values["strength"]
    return Path(
        tuple(arrays.nodes[row] for row in route.rows),
        tuple(who_at(arrays, row)[2] for row in route.rows),
        tuple(float(strengths[arrays.edge_between(*pair)]) for pair in pairwise(route.rows)),
        route.loss,
    )
