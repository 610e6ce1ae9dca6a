"""Nodes that links make and rows share: themes, items of information."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.cypher import nodes
from graph.model.entities import COUNTRY, MARKING, THEME
from graph.model.marking import Marking
from graph.store.comparison import marking_of, stored
from graph.store.stamp import write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import neo4j

    from graph.model.fields import NodeType
    from graph.store.lookup import LookUp
    from graph.store.references import Key, References
    from graph.store.stamp import Stamp

REFERENCE = frozenset({COUNTRY.label, MARKING.label, THEME.label})
"""Kinds of node that are words of the field: unmarked by nature, whoever uses them."""


@dataclass(frozen=True, slots=True)
class Wish:
    """
    A node that a row's link needs.

    Attributes
    ----------
    node, key
        Which.
    properties
        Its own properties, if it must be made.
    row
        Properties of the row; its marking is joined with those of all other rows that need the node.
    source_row
        The row's reference.
    """

    node: NodeType
    key: str
    properties: Mapping[str, object]
    row: Mapping[str, object]
    source_row: str


def ensure(
    transaction: neo4j.ManagedTransaction,
    wishes: Iterable[Wish],
    stamp: Stamp,
    *,
    known: References,
    look_up: LookUp,
    learned: set[Key],
) -> None:
    """Make the nodes that links need, and give those that exist the stronger of both markings."""
    by_node: dict[str, tuple[NodeType, dict[str, list[Wish]]]] = {}
    for wish in wishes:
        by_node.setdefault(wish.node.label, (wish.node, {}))[1].setdefault(wish.key, []).append(wish)
    for node, wanted in by_node.values():
        if node.label in REFERENCE:
            missing = {key for _, key in known.unknown(transaction, ((node, key) for key in wanted), learned)}
            rows = [_plain(wanted[key][0]) for key in sorted(missing)]
        else:
            rows = _protected(transaction, node, wanted, stamp, look_up)
        if rows:
            write(transaction, stamp.statement(nodes.create(node), rows))
        learned.update((node.label, key) for key in wanted)


def _plain(wish: Wish) -> dict[str, object]:
    return {**wish.properties, **stored(Marking(), None), wish.node.key: wish.key, "source_row": wish.source_row}


def _protected(
    transaction: neo4j.ManagedTransaction,
    node: NodeType,
    wanted: Mapping[str, list[Wish]],
    stamp: Stamp,
    look_up: LookUp,
) -> list[dict[str, object]]:
    """Strengthen the nodes that exist; give the rows of those to make."""
    there = look_up.held(transaction, node, sorted(wanted))
    fresh, stronger = [], []
    for key, wishes in wanted.items():
        found = there.get(key)
        held = marking_of(found) if found else None
        joined, origin, cause = held, found["originator"] if found else None, wishes[0].source_row
        for wish in wishes:
            marking = marking_of(wish.row)
            combined = marking if joined is None else joined.combine(marking)
            if combined != joined:
                joined, cause = combined, wish.source_row
            origin = origin or wish.row.get("originator")
        row = {node.key: key, **stored(joined or Marking(), origin)}
        if held is None:
            fresh.append({**wishes[0].properties, **row, "source_row": wishes[0].source_row})
        elif not _covers(held, joined or held):
            stronger.append({**row, "source_row": cause})
    if stronger:
        write(transaction, stamp.statement(nodes.protect(node), stronger))
    return fresh


def _covers(held: Marking, joined: Marking) -> bool:
    """Tell whether the joined marking adds nothing that a single node can hold: of originators it holds one."""
    return (
        held.level == joined.level
        and held.caveats == joined.caveats
        and held.releasable_to == joined.releasable_to
        and (bool(held.originators) or not joined.originators)
    )
