"""Who can introduce us: the strongest paths between two nodes, in few steps."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import networkx as nx

from graph.analytics.people import require, who
from graph.analytics.results import Column, Table
from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.network.contact_graph import ContactGraph


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
    found = []
    for nodes, distance in _in_order(graph, source, target, max_hops):
        found.append(_path(graph, nodes, distance))
        if len(found) == k:
            break
    if found:
        sentence = f"{len(found)} path{'s' if len(found) > 1 else ''} of at most {max_hops} ties."
        return Paths(source, target, max_hops, tuple(found), None, sentence)
    nearest = _nearest(graph, source, target, max_hops)
    name, country = who(graph, target)[2], graph.nodes[target].get("country")
    if nx.has_path(graph, source, target):
        hops = nx.shortest_path_length(graph, source, target)
        sentence = f"No path to {name} within {max_hops} ties; the shortest has {hops}."
    else:
        sentence = f"No path to {name}, however long."
    if nearest is not None:
        sentence += f" The nearest in {country} is {nearest.names[-1]}, {nearest.hops} ties away."
    return Paths(source, target, max_hops, (), nearest, sentence)


def _in_order(graph: ContactGraph, source: str, target: str, max_hops: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give simple paths within the bound, least distance first."""
    to_go = _to_go(graph, target, max_hops)
    if source not in to_go[max_hops]:
        return
    queue: list[tuple[int, int, tuple[str, ...], int]] = [(to_go[max_hops][source], 1, (source,), 0)]
    while queue:
        _, _, nodes, distance = heapq.heappop(queue)
        if nodes[-1] == target:
            yield nodes, distance
            continue
        left = max_hops - len(nodes)
        for following, data in graph[nodes[-1]].items():
            if following not in nodes and following in to_go[left]:
                so_far = distance + data["distance"]
                estimate = so_far + to_go[left][following]
                heapq.heappush(queue, (estimate, len(nodes) + 1, (*nodes, following), so_far))


def _to_go(graph: ContactGraph, target: str, max_hops: int) -> list[dict[str, int]]:
    """Give, for each number of ties, the least distance to the target of all nodes from which it can be reached."""
    rounds = [{target: 0}]
    changed = {target}
    for _ in range(max_hops):
        best, next_changed = dict(rounds[-1]), set()
        for node in changed:
            for other, data in graph[node].items():
                distance = rounds[-1][node] + data["distance"]
                if distance < best.get(other, distance + 1):
                    best[other] = distance
                    next_changed.add(other)
        rounds.append(best)
        changed = next_changed
    return rounds


def _nearest(graph: ContactGraph, source: str, target: str, max_hops: int) -> Path | None:
    """Find whom the source can reach in the target's country, of the target's kind first."""
    country, label = graph.nodes[target].get("country"), who(graph, target)[1]
    if country is None:
        return None
    reach = _to_go(graph, source, max_hops)[-1]
    there = [node for node in reach if node != source and graph.nodes[node].get("country") == country]
    if not there:
        return None
    best = min(there, key=lambda node: (who(graph, node)[1] != label, reach[node], node))
    nodes, distance = next(_in_order(graph, source, best, max_hops))
    return _path(graph, nodes, distance)


def _path(graph: ContactGraph, nodes: tuple[str, ...], distance: int) -> Path:
    names = tuple(who(graph, node)[2] for node in nodes)
    strengths = tuple(float(graph[one][two]["strength"]) for one, two in pairwise(nodes))
    return Path(nodes, names, strengths, distance)
