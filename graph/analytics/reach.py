"""Who can reach a person, a service or a country: the strongest ways from any officer, and why not others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.access import accreditations
from graph.analytics.change import ACTIVE
from graph.analytics.eligibility import Need, Refusal, refusals
from graph.analytics.nearest import nearest
from graph.analytics.people import arrays_of, labels, require, who_at
from graph.analytics.results import Column, Table, table
from graph.analytics.routes import FAR, Routes
from graph.analytics.workload import active_ties, open_requests
from graph.errors import InputError, near
from graph.model.projections import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from graph.analytics.routes import Route
    from graph.network.contact_graph import Arrays, ContactGraph
    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

MOST_HOPS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """
    One tie of a way.

    Attributes
    ----------
    way, step
        Number of the way, and of the tie in it, from 1.
    source, source_name, target, target_name
        From whom to whom.
    kind
        "tie" of an officer, "role" at a service, or common "event" of two contacts.
    strength
        0 to 100; 50 for a role by convention.
    last
        Day of the last common event; None for a role.
    """

    way: int
    step: int
    source: str
    source_name: str
    target: str
    target_name: str
    kind: str
    strength: float
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Way:
    """
    One way to the target.

    Attributes
    ----------
    rank
        1 = strongest.
    officer_id, officer_name
        Who would ask.
    strength
        Product of the shares of strength on the way, 0 to 100.
    weakest
        Strength of the weakest tie, 0 to 100.
    hops
        Number of ties.
    clearance
        Rank of the officer's clearance; None without.
    accreditation
        Mode of the officer's running accreditation to the target's country; empty without.
    active_ties, open_requests
        What the officer has at hand already: ties from `active` on, and requests handled that wait for an answer.
    path
        Names from the officer to the target.
    nodes
        The same as nodes.
    """

    rank: int
    officer_id: str
    officer_name: str
    strength: float
    weakest: float
    hops: int
    clearance: int | None
    accreditation: str
    active_ties: int
    open_requests: int
    path: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """
    Who can reach a target.

    Attributes
    ----------
    target, name
        Node, or "Country:IT".
    ways
        The strongest ones, and for other officers the strongest way of each.
    steps
        Every tie of every way.
    refused
        Officers who are not proposed, by name, each with its reason.
    message
        The outcome in a sentence; without a way, who is the nearest that can be reached.
    """

    target: str
    name: str
    ways: tuple[Way, ...]
    steps: tuple[Step, ...]
    refused: tuple[Refusal, ...]
    message: str

    def table(self) -> Table:
        """Give one row a way."""
        return table("ways", _WAYS, self.ways)

    def steps_table(self) -> Table:
        """Give one row a tie of a way."""
        return table("steps", _STEPS, self.steps)

    def refused_table(self) -> Table:
        """Give one row an officer who is not proposed."""
        return table("not proposed", _REFUSED, self.refused)


_STRONGEST = 100.0
_OFFICER = (Column("officer_id", "", "officer"), Column("officer_name", "", "name of the officer"))
_WAYS = (
    Column("rank", "number", "1 = strongest"),
    *_OFFICER,
    Column("strength", "0 to 100", "product of the shares of strength on the way"),
    Column("weakest", "0 to 100", "strength of the weakest tie"),
    Column("hops", "ties", "number of ties"),
    Column("clearance", "0 to 4", "level the officer is cleared for; empty = none"),
    Column("accreditation", "", "how the officer is accredited to the country; empty = not"),
    Column("active_ties", "ties", "active ties that the officer holds already"),
    Column("open_requests", "requests", "requests that the officer handles and that wait for an answer"),
    Column("path", "", "from the officer to the target"),
)
_STEPS = (
    Column("way", "number", "rank of the way"),
    Column("step", "number", "1 = first tie"),
    Column("source", "", "from"),
    Column("source_name", "", "name"),
    Column("target", "", "to"),
    Column("target_name", "", "name"),
    Column("kind", "", "tie of an officer, role at a service, or common event of contacts"),
    Column("strength", "0 to 100", "strength; 50 for a role"),
    Column("last", "date", "last common event"),
)
_REFUSED = (*_OFFICER, Column("kind", "", "kind of reason"), Column("reason", "", "why not"))


def reach(
    network: VisibleNetwork,
    ties: TieTable,
    graph: ContactGraph,
    target: str,
    *,
    level: int | None = None,
    accredited: bool = False,
    theme: str | None = None,
    language: str | None = None,
    kinds: Collection[str] = KINDS,
    active: float = ACTIVE,
    k: int = 3,
    officers: int = 5,
    max_hops: int = MOST_HOPS,
) -> Reach:
    """
    Find who can reach somebody, and how.

    Parameters
    ----------
    network, ties, graph
        What may be seen, its ties on a day, and their graph, projection "introductions".
    target
        "Contact:C-1", "Organisation:IT-PS" or "Country:IT". A country is reached with the first contact or service in
        it.
    level, accredited, theme, language
        What an officer must have, see `Need`; accredited asks for the target's country.
    kinds
        What a way may consist of: "tie", "role", "event".
    active
        Strength from which ties and common events count, 0 to 100.
    k
        How many of the strongest ways.
    officers
        For how many further officers the strongest way of each is added.
    max_hops
        How many ties a way may have.

    Returns
    -------
    reach
        Exact: no way left out is stronger. A way has one officer, who is proposed, and ends where it meets the target;
        services may stand in between.

    Raises
    ------
    NotFoundError
        The target is not there, or not for this viewer or on this day.
    InputError
        Wrong numbers or kinds, another projection, or a target that is no contact, organisation or country.

    Notes
    -----
    Formula: strength of a way = 100 * product of (strength / 100) of its ties. It is made as large as possible through
    whole losses -10 000 ln(strength / 100), see `Formula.loss`; `strongest_paths` adds distances instead.
    Unit: 0 to 100.
    Range: 0 to 100.
    Reading: high = few strong ties lead there. 50 and more: one introduction away at most. Of officers whose ways are
        about as strong, ask the one with fewer open requests and active ties.
    Cost: max_hops times the edges, plus the search.

    References
    ----------
    Hart, Nilsson and Raphael 1968 (A*).
    """
    _check(kinds, k, officers, max_hops)
    arrays = arrays_of(graph)
    if "kind" not in arrays.edge_values:
        raise InputError("Who can reach somebody is asked of the projection 'introductions'.")
    label = np.array(labels(arrays), dtype=object)
    ends, name, country = _target(network, graph, arrays, target)
    if accredited and country is None:
        raise InputError(f"{name} has no country, so no accreditation can be asked for; leave it out.")
    _known(network, theme, language)
    need = Need(level, country if accredited else None, theme, language, active)
    refused = refusals(network, ties, need)
    usable = np.isin(arrays.edge_values["kind"], list(kinds))
    usable &= (arrays.edge_values["kind"] == "role") | (arrays.edge_values["strength"] >= active)
    sources = [
        row for row in np.flatnonzero(label == "Officer").tolist() if arrays.nodes[row].partition(":")[2] not in refused
    ]
    routes = Routes(arrays, usable=usable, through=label != "Officer")
    to_go = routes.to_go(ends, max_hops)
    chosen: list[Route] = []
    for route in routes.search(sources, ends, to_go):
        chosen.append(route)
        if len(chosen) == k:
            break
    shown = {route.rows[0] for route in chosen}
    able = sorted((int(to_go[-1][row]), arrays.nodes[row], row) for row in sources if to_go[-1][row] < FAR)
    others = [row for _, _, row in able if row not in shown][:officers]
    chosen += [next(routes.search([row], ends, to_go)) for row in others]
    chosen.sort(key=lambda route: (route.loss, len(route.rows), [arrays.nodes[row] for row in route.rows]))
    modes = accreditations(network, ties.as_of).get(country or "", {})
    busy = active_ties(network, ties, active), open_requests(network, ties.as_of)
    ways = tuple(_way(network, arrays, route, rank, modes, busy=busy) for rank, route in enumerate(chosen, start=1))
    steps = tuple(step for rank, route in enumerate(chosen, start=1) for step in _steps(arrays, route, rank))
    without = [row for row in sources if to_go[-1][row] >= FAR]
    lost = [_no_path(arrays, row, name, max_hops) for row in without]
    everybody = sorted([*refused.values(), *lost], key=lambda row: (row.officer_name, row.officer_id))
    if ways:
        message = f"{len(able)} officer{'s' if len(able) > 1 else ''} can reach {name} within {max_hops} ties."
    else:
        message = f"No officer who may be proposed can reach {name} within {max_hops} ties."
        if country is not None:
            losses = routes.to_go(np.array(sources, dtype=np.int64), max_hops)[-1]
            message += " " + nearest(network, arrays, losses, country, ends)
    return Reach(target, name, ways, steps, tuple(everybody), message)


def _check(kinds: Collection[str], k: int, officers: int, max_hops: int) -> None:
    wrong = next((kind for kind in kinds if kind not in KINDS), None)
    if wrong is not None:
        raise InputError(f"There is no kind of edge {wrong!r}. {near(wrong, KINDS)}")
    if k < 1 or officers < 0 or max_hops < 1:
        raise InputError("Ask for at least 1 way of at least 1 tie, and for 0 or more further officers.")


def _known(network: VisibleNetwork, theme: str | None, language: str | None) -> None:
    """Refuse a theme or a language of which nobody has ever heard: nobody would be proposed, for a slip of the pen."""
    if theme is not None:
        used = network.node_table("Exchange")["theme"].to_pylist()
        themes = {*network.keys("Theme").to_pylist(), *(code for codes in used for code in codes or ())}
        if theme not in themes:
            raise InputError(f"There is no theme {theme!r}. {near(theme, themes)}".strip())
    if language is not None:
        spoken = {code for codes in network.node_table("Officer")["languages"].to_pylist() for code in codes or ()}
        if language not in spoken:
            raise InputError(f"No officer speaks {language!r}. {near(language, spoken)}".strip())


def _target(
    network: VisibleNetwork, graph: ContactGraph, arrays: Arrays, target: str
) -> tuple[NDArray[np.int64], str, str | None]:
    """Give the rows, name and country of the target."""
    label, _, key = target.partition(":")
    if label == "Country":
        row = network.position("Country", key)
        there = np.array([country == key for country in arrays.node_values["country"]], dtype=bool)
        return np.flatnonzero(there), network.titles("Country")[row].as_py(), key
    if label not in {"Contact", "Organisation"}:
        raise InputError(f"A target is a Contact, an Organisation or a Country, such as 'Country:IT', not {target!r}.")
    row = graph.row(require(graph, target))
    country = arrays.node_values["country"][row]
    return np.array([row], dtype=np.int64), who_at(arrays, row)[2], None if country is None else str(country)


def _way(
    network: VisibleNetwork,
    arrays: Arrays,
    route: Route,
    rank: int,
    modes: Mapping[int, tuple[str, ...]],
    *,
    busy: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> Way:
    nodes = tuple(arrays.nodes[row] for row in route.rows)
    key = nodes[0].partition(":")[2]
    officer = network.position("Officer", key)
    names = [who_at(arrays, row)[2] for row in route.rows]
    strengths = [float(arrays.edge_values["strength"][arrays.edge_between(*pair)]) for pair in pairwise(route.rows)]
    return Way(
        rank=rank,
        officer_id=key,
        officer_name=names[0],
        strength=_STRONGEST * math.prod(strength / _STRONGEST for strength in strengths),  # the loss of it is rounded
        weakest=min(strengths),
        hops=len(nodes) - 1,
        clearance=network.node_table("Officer")["clearance_level"][officer].as_py(),
        accreditation=next(iter(modes.get(officer, ())), ""),
        active_ties=int(busy[0][officer]),
        open_requests=int(busy[1][officer]),
        path=" > ".join(names),
        nodes=nodes,
    )


def _steps(arrays: Arrays, route: Route, rank: int) -> list[Step]:
    found = []
    for number, (one, two) in enumerate(pairwise(route.rows), start=1):
        edge = arrays.edge_between(one, two)
        source, _, source_name = who_at(arrays, one)
        target, _, target_name = who_at(arrays, two)
        values = {name: column[edge].item() for name, column in arrays.edge_values.items()}
        told = values["kind"], float(values["strength"]), values["last"]
        found.append(Step(rank, number, source, source_name, target, target_name, *told))
    return found


def _no_path(arrays: Arrays, row: int, name: str, max_hops: int) -> Refusal:
    node, _, officer = who_at(arrays, row)
    reason = f"{officer} is not proposed: no path to {name} within {max_hops} ties."
    return Refusal(node.partition(":")[2], officer, "no path", reason)
