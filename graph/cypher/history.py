"""Statements that look back: loads, their files, rows that were not taken, and who may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model.fields import NodeType

_LOADS = (
    "MATCH (b:Batch) RETURN b.load_id AS load_id, b.title AS title, b.started_at AS started_at, "
    "b.finished_at AS finished_at, b.ceiling AS ceiling, b.rows_read AS rows_read, b.rows_loaded AS rows_loaded, "
    "b.rows_updated AS rows_updated, b.rows_unchanged AS rows_unchanged, b.rows_rejected AS rows_rejected "
    "ORDER BY b.load_id DESC"
)
_SOURCES = (
    "MATCH (f:SourceFile) WHERE f.batch_id = $load_id RETURN f.file_id AS file_id, f.name AS name, f.sheet AS sheet, "
    "f.table AS table, f.sha256 AS sha256 ORDER BY f.file_id"
)
_FILES = (
    "MATCH (f:SourceFile) WHERE f.file_id IN $file_ids RETURN f.file_id AS file_id, f.name AS name, f.sheet AS sheet, "
    "f.table AS table, f.sha256 AS sha256 ORDER BY f.file_id"
)
_REJECTED = (
    "MATCH (s:SourceRow) WHERE s.batch_id = $load_id RETURN s.row_ref AS row_ref, s.file_id AS file_id, s.row AS row, "
    "s.column AS column, s.rule AS rule, s.message AS message ORDER BY s.file_id, s.row"
)
_VIEWERS = (
    "MATCH (v:Viewer) RETURN v.user_id AS user_id, v.role AS role, v.clearance_level AS level, "
    "v.compartments AS compartments, v.releases AS releases ORDER BY v.user_id"
)


def loads() -> Statement:
    """List all loads, latest first."""
    return Statement(_LOADS)


def sources(load_id: str) -> Statement:
    """List the files and sheets of a load."""
    return Statement(_SOURCES, {"load_id": load_id})


def files(file_ids: Iterable[str]) -> Statement:
    """Give the files to which references lead."""
    return Statement(_FILES, {"file_ids": sorted(file_ids)})


def rejected(load_id: str) -> Statement:
    """List the rows of a load that were not taken."""
    return Statement(_REJECTED, {"load_id": load_id})


def viewers() -> Statement:
    """List all readers with their ceilings."""
    return Statement(_VIEWERS)


def row_hashes(node: NodeType) -> Statement:
    """Give key and content digest of every node of a kind."""
    return Statement(f"MATCH (n:{node.label}) RETURN n.{node.key} AS key, n.row_hash AS row_hash")
