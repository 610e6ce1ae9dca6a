"""Who joins what would else be apart: structural holes, cut points, bridges and single holders."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graph.analytics.people import label_of, who
from graph.analytics.results import WHO, Column, Table, table
from graph.analytics.scores import constraint, effective_size

if TYPE_CHECKING:
    from graph.network.contact_graph import ContactGraph


@dataclass(frozen=True, slots=True)
class Broker:
    """
    How much one node brokers.

    Attributes
    ----------
    node, label, name
        Who.
    degree
        Ties.
    constraint
        Burt's constraint by strength: low = broker; may exceed 1; None without ties.
    effective_size
        Ties that lead somewhere else, unweighted: n - 2t/n with t ties among n neighbours; None without ties.
    efficiency
        Effective size per tie, 0 to 1; None without ties.
    cut_point
        True if the network falls into more parts without the node.
    """

    node: str
    label: str
    name: str
    degree: int
    constraint: float | None
    effective_size: float | None
    efficiency: float | None
    cut_point: bool


@dataclass(frozen=True, slots=True)
class Bridge:
    """A tie without which the network falls into more parts; strength 0 to 100."""

    first: str
    second: str
    strength: float


@dataclass(frozen=True, slots=True)
class SingleHolder:
    """A contact whom one officer alone knows; strength 0 to 100."""

    contact: str
    contact_name: str
    officer: str
    officer_name: str
    strength: float


@dataclass(frozen=True, slots=True)
class Brokerage:
    """
    Brokerage in a network.

    Attributes
    ----------
    nodes
        One each, in the graph's order.
    bridges
        Strongest first.
    single_holders
        Strongest first.
    """

    nodes: tuple[Broker, ...]
    bridges: tuple[Bridge, ...]
    single_holders: tuple[SingleHolder, ...]

    def table(self) -> Table:
        """Give one row a node, the least constrained first."""
        ranked = sorted(
            self.nodes, key=lambda node: (math.inf if node.constraint is None else node.constraint, node.node)
        )
        return table("brokerage", _BROKER, tuple(ranked))

    def bridge_table(self) -> Table:
        """Give one row a bridge."""
        return table("bridges", BRIDGE, self.bridges)

    def single_holder_table(self) -> Table:
        """Give one row a contact with a single holder."""
        return table("single holders", SINGLE_HOLDER, self.single_holders)


_STRENGTH = Column("strength", "0 to 100", "strength of the tie")
_BROKER = (
    *WHO,
    Column("degree", "ties", "number of ties"),
    Column("constraint", "0 to about 1", "how far neighbours know one another; low = broker"),
    Column("effective_size", "ties", "ties that lead somewhere else"),
    Column("efficiency", "0 to 1", "effective size per tie"),
    Column("cut_point", "", "the network falls apart without it"),
)
BRIDGE = (Column("first", "", "one end"), Column("second", "", "other end"), _STRENGTH)
SINGLE_HOLDER = (
    Column("contact", "", "contact"),
    Column("contact_name", "", "name of the contact"),
    Column("officer", "", "the only officer who knows the contact"),
    Column("officer_name", "", "name of the officer"),
    _STRENGTH,
)


def brokerage(graph: ContactGraph) -> Brokerage:
    """
    Measure brokerage of all nodes.

    Parameters
    ----------
    graph
        Any projection. Single holders need officers and contacts in it.

    Returns
    -------
    brokerage
        Empty for an empty graph. Constraint, effective size and efficiency of a node without ties are None.

    Notes
    -----
    Formula: constraint and effective size as in `graph.analytics.scores`; efficiency = effective size / ties; a cut
        point is a node, a bridge a tie without which the network falls into more parts; a single holder is the only
        officer tied to a contact.
    Unit: each column has its own.
    Range: as the columns say.
    Reading: low constraint with many ties = joins circles that do not know one another. A cut point or a bridge is a
        single point of failure, and so is a single holder.
    Cost: linear for cut points, bridges and single holders; one step for each triangle for the rest.

    References
    ----------
    Burt, Structural Holes, 1992, chapter 2; Borgatti, Connections 20(1), 1997; Hopcroft and Tarjan
    1973 for cut points, Tarjan 1974 for bridges.
    """
    if not len(graph):
        return Brokerage((), (), ())
    constrained, effective = constraint(graph), effective_size(graph)
    cut_points = set(nx.articulation_points(graph))
    rows = []
    for node, degree in graph.degree():
        size = effective[node]
        rows.append(
            Broker(
                *who(graph, node),
                degree=degree,
                constraint=constrained[node],
                effective_size=size,
                efficiency=None if size is None else size / degree,
                cut_point=node in cut_points,
            )
        )
    return Brokerage(tuple(rows), bridges(graph), single_holders(graph))


def bridges(graph: ContactGraph) -> tuple[Bridge, ...]:
    """
    Find the ties without which the network falls into more parts.

    Returns
    -------
    bridges
        Strongest first; none in a network without ties.

    Notes
    -----
    Formula: ties that are on no cycle.
    Unit: strength of the tie, points.
    Range: 0 to 100.
    Reading: each is a single point of failure: when the two lose touch, one side can no longer reach the other.
    Cost: linear.

    References
    ----------
    Tarjan, A note on finding the bridges of a graph, Information Processing Letters 2, 1974.
    """
    found = (sorted(pair) for pair in nx.bridges(graph))
    rows = [Bridge(first, second, float(graph[first][second].get("strength", 0.0))) for first, second in found]
    return tuple(sorted(rows, key=lambda row: (-row.strength, row.first, row.second)))


def single_holders(graph: ContactGraph) -> tuple[SingleHolder, ...]:
    """
    Find the contacts whom one officer alone knows.

    Returns
    -------
    single_holders
        Strongest tie first; none in a projection without officers and contacts.

    Notes
    -----
    Formula: contacts with a tie to exactly one officer.
    Unit: strength of that tie, points.
    Range: 0 to 100.
    Reading: the stronger the tie, the more is lost with that one officer.
    Cost: linear.

    References
    ----------
    Parise, Cross and Davenport, Strategies for preventing a knowledge-loss crisis, MIT Sloan Management Review, 2006.
    """
    label = {node: label_of(graph, node) for node in graph}
    rows = []
    for contact in graph:
        if label[contact] != "Contact":
            continue
        officers = [other for other in graph.neighbors(contact) if label[other] == "Officer"]
        if len(officers) == 1:
            name, officer_name = who(graph, contact)[2], who(graph, officers[0])[2]
            strength = float(graph[contact][officers[0]].get("strength", 0.0))
            rows.append(SingleHolder(contact, name, officers[0], officer_name, strength))
    return tuple(sorted(rows, key=lambda row: (-row.strength, row.contact)))
