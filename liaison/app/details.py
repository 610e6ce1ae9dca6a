"""Everything that a reader may see about one node, as sections of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import NotFoundError
from graph.model.catalog import RELATIONSHIPS, node_type
from graph.network import node_id
from graph.statement import Result
from graph.visible.marking import combined_marking
from graph.visible.network import valid_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model.fields import RelType
    from graph.model.marking import Marking
    from liaison.app.view import View

MOST_ROWS = 200
"""Rows of one section; the section says when there are more."""

_EVENTS = ("Exchange", "Interaction")
_EVENT_COLUMNS = ("node", "date", "kind", "direction or initiative", "with", "source rows")


@dataclass(frozen=True, slots=True)
class DetailSection:
    """
    One table about a node.

    Attributes
    ----------
    title
        What its rows are.
    note
        One sentence on what the numbers mean; may be empty.
    table
        Rows; columns called `node` hold names such as `Contact:C-0007` to go on from.
    total
        Rows that there are, also those that were cut.
    """

    title: str
    note: str
    table: Result
    total: int


@dataclass(frozen=True, slots=True)
class Details:
    """
    A node in full.

    Attributes
    ----------
    node, label, key, name
        Which, and what a person reads.
    marking
        Its own and that of everything in the sections.
    properties
        Own properties that have a value, as name, meaning and value.
    sections
        Ties first, then events, then each kind of relationship.
    source_rows
        Rows it comes from, as batch/file:row; `history.origins` resolves them.
    """

    node: str
    label: str
    key: str
    name: str
    marking: Marking
    properties: tuple[tuple[str, str, object], ...]
    sections: tuple[DetailSection, ...]
    source_rows: tuple[str, ...]


def details(view: View, node: str) -> Details:
    """
    Give everything about a node of any kind.

    Parameters
    ----------
    view
        What may be seen.
    node
        Its name, such as `Officer:O-001` or `Exchange:E-000123`.

    Raises
    ------
    NotFoundError
        There is no such node, or not for this reader.
    """
    label, _, key = node.partition(":")
    if not key:
        raise NotFoundError(f"{node!r} names no node; write it as Officer:O-001. `liaison search` finds names.")
    network, kind = view.network, node_type(label)
    row = network.node_table(label).slice(network.position(label, key), 1)
    record = row.to_pylist()[0]
    properties = tuple(
        (field.name, field.description, record[field.name])
        for field in kind.fields
        if record[field.name] not in (None, [], "") and not field.name.endswith("_hash")
    )
    sections, read = [], [row]
    if label in ("Officer", "Contact"):
        sections.append(_ties(view, label, key))
        sections.append(_events(view, label, key))
    for relationship in RELATIONSHIPS.values():
        if relationship.name not in network.relationships or (
            relationship.name == "TOOK_PART" and label in ("Officer", "Contact")
        ):
            continue
        for outgoing in (True, False):
            rows = _rows(view, relationship, label, key, outgoing=outgoing)
            if rows.num_rows:
                sections.append(_relationships(view, relationship, rows, outgoing=outgoing))
                read.append(rows)
    marking = combined_marking(read)
    if label in ("Officer", "Contact"):
        marking = marking.combine(view.ties_marking)
    return Details(
        node, label, key, str(record[kind.title] or key), marking, properties,
        tuple(section for section in sections if section.total), tuple(record["source_rows"] or ()),
    )  # fmt: skip


def _ties(view: View, label: str, key: str) -> DetailSection:
    table = view.ties.to_arrow()
    mine, other = ("officer_id", "contact_id") if label == "Officer" else ("contact_id", "officer_id")
    rows = table.filter(pc.equal(table[mine], key)).sort_by([("strength", "descending"), (other, "ascending")])
    shown = rows.slice(0, MOST_ROWS)
    other_label = "Contact" if label == "Officer" else "Officer"
    names = _names(view, other_label, shown[other])
    columns = ("strength", "events", "given", "received", "first_day", "last_day", "bridge")
    return DetailSection(
        "Ties",
        "Strength 0 to 100 on the day, computed from the common events; `only holder` says that nobody else has any.",
        Result(
            ("node", "name", "strength", "events", "given", "received", "first", "last", "only holder"),
            tuple(zip(*names, *(shown[column].to_pylist() for column in columns), strict=True)),
            rows.num_rows > MOST_ROWS,
        ),
        rows.num_rows,
    )


def _events(view: View, label: str, key: str) -> DetailSection:
    """Collect the events up to the day in which the person took part, latest first."""
    network = view.network
    part = network.relationship_table("TOOK_PART")
    mine = part.filter(pc.and_(pc.equal(part["start_label"], label), pc.equal(part["start"], key)))
    found = []
    for event in _EVENTS:
        table, kind = network.node_table(event), node_type(event)
        keys = mine.filter(pc.equal(mine["end_label"], event))["end"]
        rows = table.filter(pc.is_in(table[kind.key], value_set=keys.combine_chunks()))
        rows = rows.filter(pc.less_equal(rows["date"], pa.scalar(view.as_of, pa.date32())))
        way = "direction" if event == "Exchange" else "initiative"
        found += [
            (row["date"], event, row[kind.key], row["kind"], row[way], row["source_rows"])
            for row in rows.select([kind.key, "date", "kind", way, "source_rows"]).to_pylist()
        ]
    found.sort(key=lambda row: (row[0], row[1], row[2]), reverse=True)
    shown = found[:MOST_ROWS]
    people = _participants(view, [(event, item) for _, event, item, *_ in shown], besides=(label, key))
    rows_out = tuple(
        (node_id(event, item), day, kind_, way, people.get((event, item), ""), "; ".join(refs or ()))
        for day, event, item, kind_, way, refs in shown
    )
    return DetailSection(
        "Events", "Exchanges and interactions up to the day, latest first.",
        Result(_EVENT_COLUMNS, rows_out, len(found) > MOST_ROWS), len(found),
    )  # fmt: skip


def _participants(view: View, events: list[tuple[str, str]], *, besides: tuple[str, str]) -> dict[tuple[str, str], str]:
    part = view.network.relationship_table("TOOK_PART")
    wanted = pa.array([item for _, item in events], pa.string())
    rows = part.filter(pc.is_in(part["end"], value_set=wanted)).select(["start_label", "start", "end_label", "end"])
    found: dict[tuple[str, str], list[str]] = {}
    for label in ("Officer", "Contact"):
        some = rows.filter(pc.equal(rows["start_label"], label))
        names = _names(view, label, some["start"])[1]
        for row, name in zip(some.to_pylist(), names, strict=True):
            if (label, row["start"]) != besides:
                found.setdefault((row["end_label"], row["end"]), []).append(name)
    return {event: "; ".join(sorted(names)) for event, names in found.items()}


def _rows(view: View, relationship: RelType, label: str, key: str, *, outgoing: bool) -> pa.Table:
    side = "start" if outgoing else "end"
    table = view.network.relationship_table(relationship.name)
    return table.filter(pc.and_(pc.equal(table[f"{side}_label"], label), pc.equal(table[side], key)))


def _relationships(view: View, relationship: RelType, rows: pa.Table, *, outgoing: bool) -> DetailSection:
    side = "end" if outgoing else "start"
    shown = rows.slice(0, MOST_ROWS)
    others = list(_others(view, shown, side))
    own = [field.name for field in relationship.fields]
    current = ["yes" if holds else "no" for holds in valid_on(shown, view.as_of)]
    columns = [shown[name].to_pylist() for name in (*own, "valid_from", "valid_to")]
    return DetailSection(
        relationship.name if outgoing else f"{relationship.name} (from)",
        relationship.description,
        Result(
            ("node", "name", *own, "valid_from", "valid_to", "on the day"),
            tuple(
                (*other, *values, now) for other, *values, now in zip(others, *columns, current, strict=True)
            ),
            rows.num_rows > MOST_ROWS,
        ),
        rows.num_rows,
    )  # fmt: skip


def _others(view: View, rows: pa.Table, side: str) -> Iterator[tuple[str, str]]:
    labels = rows[f"{side}_label"].to_pylist()
    known = {label: _names(view, label, rows[side]) for label in set(labels)}
    for place, label in enumerate(labels):
        yield known[label][0][place], known[label][1][place]


def _names(view: View, label: str, keys: pa.ChunkedArray) -> tuple[list[str], list[str]]:
    """Give names in graphs and names for people; keys of other labels among them get their own key as name."""
    titles = view.network.titles(label)
    places = view.network.positions(label, keys)
    spelt = keys.to_pylist()
    found = [titles[int(place)].as_py() if place >= 0 else key for place, key in zip(places, spelt, strict=True)]
    return [node_id(label, key) for key in spelt], found
