"""The rows of files behind what a result names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from graph.model.catalog import NODES
from graph.network import node_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from liaison.app.view import View

_PEOPLE = ("Officer", "Contact")
_EVENTS = ("Exchange", "Interaction")
KEYS = {kind.key: label for label, kind in NODES.items() if not kind.bookkeeping} | {
    "officer": "Officer", "contact": "Contact", "introducer_id": "Officer", "successor_id": "Officer",
    "partner_id": "Organisation", "country": "Country",
}  # fmt: skip
"""Label by the name of a column that holds keys."""


def named_in(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[str, ...]:
    """
    Collect the nodes that rows name: cells such as "Officer:O-019", and keys in columns named after a kind of node.

    Returns
    -------
    nodes
        Names, each once, in order; a text that only looks like a name is no harm, because nothing has it.
    """
    found: dict[str, None] = {}
    for row in rows:
        for column, value in zip(columns, row, strict=True):
            for text in map(str, value if isinstance(value, list | tuple) else (value,)):
                label, _, key = text.partition(":")
                if key and label in NODES:
                    found[text] = None
                elif column in KEYS and value is not None:
                    found[node_id(KEYS[column], text)] = None
    return tuple(found)


def source_rows(view: View, nodes: Sequence[str], reads: Collection[str]) -> tuple[str, ...]:
    """
    Give the rows of files behind nodes: their records, what is joined to them, and their events up to the day.

    Where both officers and contacts are named, only events count in which one of each took part: those of their ties.

    Parameters
    ----------
    view
        What may be seen, on which day.
    nodes
        Names, such as "Officer:O-019".
    reads
        Labels and relationships that count, because the result was computed from them.

    Returns
    -------
    references
        As batch/file:row, each once, in order; `history.origins` resolves them.
    """
    keys: dict[str, set[str]] = {}
    for node in nodes:
        label, _, key = node.partition(":")
        keys.setdefault(label, set()).add(key)
    if len(keys) > 1:
        # Where somebody works says nothing of how a number about people came about.
        keys.pop("Country", None)
    references = {reference for rows in _behind(view, keys, reads) for reference in _listed(rows)}
    return tuple(sorted(references, key=_in_file_order))


def _in_file_order(reference: str) -> tuple[str, int, str]:
    file, _, row = reference.rpartition(":")
    return file, int(row) if row.isdecimal() else 0, row


def _behind(view: View, keys: dict[str, set[str]], reads: Collection[str]) -> Iterator[pa.Table]:
    network = view.network
    for label, wanted in keys.items():
        if label in reads and label in network.nodes:
            yield _among(network.node_table(label), NODES[label].key, wanted)
    for name, table in network.relationships.items():
        if name in reads and name != "TOOK_PART":
            starts = [_side(table, "start", label, wanted) for label, wanted in keys.items()]
            ends = [_side(table, "end", label, wanted) for label, wanted in keys.items()]
            for mask in (*starts, *ends):
                yield table.filter(mask)
    part = network.relationship_table("TOOK_PART")
    shares = [part.filter(_side(part, "start", label, keys[label])) for label in _PEOPLE if label in keys]
    if not shares:
        return
    for event in (label for label in _EVENTS if label in reads):
        found = [set(share.filter(pc.equal(share["end_label"], event))["end"].to_pylist()) for share in shares]
        events = _among(network.node_table(event), NODES[event].key, set.intersection(*found))
        yield events.filter(pc.fill_null(pc.less_equal(events["date"], pa.scalar(view.as_of, pa.date32())), False))


def _among(table: pa.Table, column: str, wanted: set[str]) -> pa.Table:
    return table.filter(pc.is_in(table[column], value_set=pa.array(sorted(wanted), pa.string())))


def _side(table: pa.Table, side: str, label: str, wanted: set[str]) -> pa.ChunkedArray:
    ours = pc.is_in(table[side], value_set=pa.array(sorted(wanted), pa.string()))
    return pc.and_(pc.equal(table[f"{side}_label"], label), ours)


def _listed(table: pa.Table) -> Iterator[str]:
    for references in table["source_rows"].to_pylist():
        yield from references or ()
