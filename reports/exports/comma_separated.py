"""Two CSV files, nodes and edges, with the headers that Gephi and Cytoscape look for."""

from __future__ import annotations

import csv
import io
from itertools import chain, repeat
from typing import TYPE_CHECKING

from reports.exports.values import plain_value
from reports.text import spreadsheet_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.exports.content import ExportContent, Facts, Grid
    from reports.exports.values import Plain

_HEADERS = {
    "id": "Id",
    "label": "Label",
    "source": "Source",
    "target": "Target",
    "weight": "Weight",
    "directed": "Type",
}
TRAILER = ("document_marking", "document_as_of", "document_fingerprint", "document_made_by")
"""Columns at the end of each row in which a CSV file says what it is: it has no other place for it."""


def endings(facts: Facts) -> Iterator[tuple[str, ...]]:
    """Give what stands in them, row by row, without end; the command in the first row only, because it is long."""
    each = (facts.marking.caption(), facts.as_of.isoformat(), facts.fingerprint)
    safe = tuple(map(spreadsheet_safe, each))
    return chain([(*safe, spreadsheet_safe(facts.command))], repeat((*safe, "")))


def nodes_csv(content: ExportContent) -> bytes:
    """Write the nodes: `Id, Label, ...`, and at the end of each row what `TRAILER` names."""
    return _csv(content.nodes, content.facts)


def edges_csv(content: ExportContent) -> bytes:
    """Write the edges: `Id, Source, Target, ..., Type, Weight, ...`, ending as the nodes do."""
    return _csv(content.edges, content.facts)


def _csv(grid: Grid, facts: Facts) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    names = grid.names()
    writer.writerow([*(_HEADERS.get(name, name) for name in names), *TRAILER])
    for row, ending in zip(grid.rows, endings(facts), strict=False):
        values = (plain_value(value, column.kind) for column, value in zip(grid.columns, row, strict=True))
        writer.writerow([*(_cell(name, value) for name, value in zip(names, values, strict=True)), *ending])
    # With the signature, because Excel takes a file without one for its local code page.
    return buffer.getvalue().encode("utf-8-sig")


def _cell(name: str, value: Plain) -> Plain:
    if name == "directed":
        return "Directed" if value else "Undirected"
    if isinstance(value, bool):
        return "true" if value else "false"
    return spreadsheet_safe(value) if isinstance(value, str) else value
