"""Look around one node: its neighbours, strongest first, and theirs where asked, never more than can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from graph.errors import InputError, NotFoundError
from graph.model.catalog import node_type
from graph.visible.marking import combined_marking
from liaison.app.links import LABELS, Link
from liaison.app.risk import at_risk
from liaison.app.wording import in_words
from reports.picture.drawing import MOST_NODES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model.marking import Marking
    from liaison.app.view import View

MOST_NEIGHBOURS = 40
"""Neighbours drawn of one node unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """
    A node around the focus.

    Attributes
    ----------
    node, label, key, name
        Which, and what a person reads.
    detail
        A few words about it.
    country
        ISO 3166-1 alpha-2, or empty.
    level
        Rank of its marking.
    neighbours
        How many the reader may see it has.
    hidden
        How many of these are not drawn.
    at_risk
        A contact that is lost soon, see `liaison.app.risk`.
    strength
        Of its tie with the focus, 0 to 100; None without one.
    """

    node: str
    label: str
    key: str
    name: str
    detail: str
    country: str
    level: int
    neighbours: int
    hidden: int
    at_risk: bool
    strength: float | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    What is drawn around a node.

    Attributes
    ----------
    focus
        Name of the node in the middle.
    nodes
        The focus first, then its neighbours by strength, then theirs.
    links
        All links between the nodes drawn, ties below `min_strength` left out.
    total
        Neighbours of the focus that the reader may see and that the filters let through.
    left_out
        How many of those are not drawn.
    marking
        Combined marking of the nodes drawn and of everything their ties were computed from.
    """

    focus: str
    nodes: tuple[Neighbour, ...]
    links: tuple[Link, ...]
    total: int
    left_out: int
    marking: Marking


def surroundings(
    view: View,
    focus: str,
    *,
    expanded: Iterable[str] = (),
    limit: int = MOST_NEIGHBOURS,
    min_strength: float = 0.0,
    labels: Iterable[str] = LABELS,
) -> Surroundings:
    """
    Give a node with its neighbours, and with those of the nodes that were expanded.

    Parameters
    ----------
    view
        What may be seen.
    focus
        Name of the node in the middle, such as `Officer:O-001`.
    expanded
        Names of further nodes whose neighbours are wanted too; those that are not drawn are passed over.
    limit
        Most neighbours of each, 1 or more; strongest ties first.
    min_strength
        Ties below it are left out, 0 to 100.
    labels
        Kinds of neighbour wanted.

    Raises
    ------
    NotFoundError
        There is no such node, or not for this reader.
    InputError
        The limit or the strength is out of range.
    """
    if limit < 1 or not 0 <= min_strength <= 100:  # noqa: PLR2004
        raise InputError("Give a limit of at least 1 and a least strength from 0 to 100.")
    links, wanted = view.links, frozenset(labels)
    middle = links.position(focus)
    first = _neighbours(view, middle, wanted, min_strength)
    drawn = [middle, *first[:limit]]
    for name in expanded:
        position = _known(view, name)
        if position in drawn and position != middle:
            room = max(0, min(limit, MOST_NODES - len(drawn)))
            drawn.extend(
                [other for other in _neighbours(view, position, wanted, min_strength) if other not in drawn][:room]
            )
    between = _between(view, drawn, min_strength)
    strengths = _strengths(view, middle)
    inside = frozenset(drawn)
    nodes = tuple(_neighbour(view, position, inside, strengths) for position in drawn)
    return Surroundings(
        links.name(middle), nodes, between, len(first), max(0, len(first) - limit), _marking(view, drawn)
    )


def selection(view: View, names: tuple[str, ...]) -> Surroundings:
    """
    Give chosen nodes with the ties between them, the first as focus.

    Raises
    ------
    InputError
        No node is named.
    NotFoundError
        One does not exist, or not for this reader.
    """
    if not names:
        raise InputError("Name at least one node to draw.")
    drawn = list(dict.fromkeys(view.links.position(name) for name in names))
    inside = frozenset(drawn)
    links = tuple(link for link in _between(view, drawn, 0.0) if link.strength is not None)
    nodes = tuple(_neighbour(view, position, inside, {}) for position in drawn)
    return Surroundings(nodes[0].node, nodes, links, len(nodes) - 1, 0, _marking(view, drawn))


def _known(view: View, name: str) -> int:
    """Give the number of a node; -1 for one that is not there, such as one that a page asks for after a change."""
    try:
        return view.links.position(name)
    except NotFoundError:
        return -1


def _neighbours(view: View, position: int, labels: frozenset[str], min_strength: float) -> list[int]:
    links = view.links
    found: dict[int, None] = {}
    for other, number in zip(*links.around(position), strict=True):
        weak = links.strength[number] < min_strength  # False for what is no tie: NaN
        if other != position and not weak and links.label(int(other)) in labels:
            found.setdefault(int(other))
    return list(found)


def _between(view: View, drawn: list[int], min_strength: float) -> tuple[Link, ...]:
    links, inside = view.links, np.zeros(len(view.links.start) - 1, dtype=bool)
    inside[drawn] = True
    numbers = [links.around(position)[1] for position in drawn]
    found = np.unique(np.concatenate(numbers)) if numbers else np.empty(0, np.int64)
    kept = inside[links.source[found]] & inside[links.target[found]] & ~(links.strength[found] < min_strength)
    return tuple(links.link(int(number)) for number in found[kept])


def _strengths(view: View, position: int) -> dict[int, float]:
    beside, number = view.links.around(position)
    strength = view.links.strength[number]
    return {int(beside[place]): float(strength[place]) for place in np.flatnonzero(~np.isnan(strength))}


def _neighbour(view: View, position: int, inside: frozenset[int], strengths: dict[int, float]) -> Neighbour:
    links = view.links
    label, record = links.label(position), links.record(position)
    kind = node_type(label)
    key = str(record[kind.key])
    others = {int(other) for other in links.around(position)[0]} - {position}
    detail = [in_words(name, record.get(name)) for name in ("service", "function", "org_type")]
    return Neighbour(
        node=links.name(position),
        label=label,
        key=key,
        name=str(record[kind.title] or key),
        detail=", ".join(filter(None, detail)),
        country=in_words("country", record.get("country") or record.get("iso2")),
        level=int(str(record["level"])),
        neighbours=len(others),
        hidden=len(others - inside),
        at_risk=label == "Contact" and key in at_risk(view),
        strength=strengths.get(position),
    )


def _marking(view: View, drawn: list[int]) -> Marking:
    """Combine what is drawn with all events and links: each strength was computed from some of them."""
    network = view.network
    rows, tables = np.sort(np.asarray(drawn)), []
    for label, first in zip(LABELS, view.links.offsets, strict=True):
        table = network.node_table(label)
        mine = rows[(rows >= first) & (rows < first + table.num_rows)] - first
        tables.append(table.take(pa.array(mine)))
    return combined_marking(tables).combine(view.ties_marking)
