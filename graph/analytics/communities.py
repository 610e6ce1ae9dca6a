"""Which groups a network falls into: components, k-cores, communities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graph.analytics.people import who
from graph.analytics.results import WHO, Column, Table, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.network.contact_graph import ContactGraph


@dataclass(frozen=True, slots=True)
class Member:
    """
    In which groups one node is.

    Attributes
    ----------
    node, label, name
        Who.
    component, community
        Number of the group, from 1 = largest; of equally large ones the one with the first name comes first.
    core
        Largest k such that the node has k ties within a group where everybody has k: 0 for a node without ties.
    """

    node: str
    label: str
    name: str
    component: int
    community: int
    core: int


@dataclass(frozen=True, slots=True)
class Communities:
    """
    Groups of a network.

    Attributes
    ----------
    nodes
        One each, in the graph's order.
    components, communities
        Sizes, largest first.
    modularity
        -0.5 to 1: how far ties stay inside communities beyond chance, by strength; None without ties.
    seed, resolution
        Of the Louvain method.
    """

    nodes: tuple[Member, ...]
    components: tuple[int, ...]
    communities: tuple[int, ...]
    modularity: float | None
    seed: int
    resolution: float

    def caption(self) -> str:
        """Say in one sentence how the groups came about."""
        quality = "" if self.modularity is None else f", modularity {self.modularity:.3f}"
        return f"Louvain communities by strength, resolution {self.resolution:g}, seed {self.seed}{quality}."

    def table(self) -> Table:
        """Give one row a node."""
        return table("communities", _COLUMNS, self.nodes)


_COLUMNS = (
    *WHO,
    Column("component", "number", "connected part, 1 = largest"),
    Column("community", "number", "community, 1 = largest"),
    Column("core", "ties", "k of the innermost k-core"),
)


def communities(graph: ContactGraph, *, seed: int = 1, resolution: float = 1.0) -> Communities:
    """
    Find components, k-cores and communities.

    Parameters
    ----------
    graph
        Any projection; ties weigh by their strength.
    seed
        The Louvain method visits nodes in a random order; the same seed gives the same communities.
    resolution
        Above 1 favours smaller communities, below 1 larger ones.

    Returns
    -------
    communities
        Empty for an empty graph. Nodes without ties are communities of their own.

    Notes
    -----
    Formula: component = nodes joined by any path; core = largest k such that the node is in a group where everybody
        has k ties inside; community = group of the partition that Louvain finds for greatest modularity by strength,
        which is sum over communities of (share of strength inside - resolution * (share of strength that ends there)
        squared).
    Unit: number of a group, ties for the core; modularity 1.
    Range: groups from 1 = largest; core from 0; modularity -0.5 to 1.
    Reading: a community is what the method found, not proof that people form a group: other seeds may give other
        borders. Modularity above about 0.3 says that ties clearly stay inside communities.
    Cost: linear for components and cores; close to linear for Louvain.

    References
    ----------
    Blondel and others 2008 (Louvain); Seidman 1983 (k-core); Newman 2004 (weighted modularity).
    """
    if not len(graph):
        return Communities((), (), (), None, seed, resolution)
    components = ranked(nx.connected_components(graph))
    if graph.number_of_edges():
        found = nx.community.louvain_communities(graph, weight="strength", resolution=resolution, seed=seed)
        groups = ranked(found)
        # networkx sums over sets, in an order that differs between processes; rounding takes that out again.
        modularity = round(float(nx.community.modularity(graph, found, weight="strength", resolution=resolution)), 12)
    else:
        groups, modularity = components, None
    core = nx.core_number(graph)
    part, group = numbered(components), numbered(groups)
    nodes = tuple(Member(*who(graph, node), part[node], group[node], core[node]) for node in graph)
    return Communities(nodes, tuple(map(len, components)), tuple(map(len, groups)), modularity, seed, resolution)


def ranked(groups: Iterable[set[str]]) -> list[list[str]]:
    """Order groups by size, largest first, then by their first name; names within a group in order."""
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group[0]))


def numbered(groups: Iterable[list[str]]) -> dict[str, int]:
    """Give the number of each node's group, from 1."""
    return {node: number for number, group in enumerate(groups, start=1) for node in group}
