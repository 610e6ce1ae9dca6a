"""Snapshots on disk: one folder per store state, written aside and renamed, checked when read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from graph.snapshot.columns import network_nodes, network_relationships, node_schema, relationship_schema
from graph.snapshot.state import StoreState
from graph.snapshot.tables import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

_MANIFEST = "manifest.json"
_NEW = ".new-"


def save(folder: Path, snapshot: Snapshot, state: StoreState) -> None:
    """
    Write a snapshot into a folder that only its owner can read, and remove older ones.

    It appears whole or not at all: another process sees the folder of the state once everything is in it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    aside = Path(tempfile.mkdtemp(prefix=_NEW, dir=folder))
    try:
        digests = {}
        for name, table in (*snapshot.nodes.items(), *snapshot.relationships.items()):
            path = aside / f"{name}.parquet"
            pq.write_table(table, path, compression="zstd")
            path.chmod(0o600)
            digests[path.name] = _digest(path)
        manifest = aside / _MANIFEST
        manifest.write_text(json.dumps({"state": asdict(state), "files": digests}), encoding="utf-8")
        manifest.chmod(0o600)
        target = folder / state.fingerprint()
        if target.exists():
            shutil.rmtree(target, ignore_errors=True)
        try:
            aside.rename(target)
        except OSError:
            # Another process has just put the same state there.
            if not target.exists():
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _remove_others(folder, state.fingerprint())


def load(folder: Path, fingerprint: str | None = None) -> tuple[Snapshot, StoreState] | None:
    """
    Read the snapshot of a state, or any that is there; None when there is none that is whole.

    A file that is missing, torn or altered makes the snapshot useless; it is then built again by whoever asked.
    """
    if not folder.is_dir():
        return None
    for path in [folder / fingerprint] if fingerprint else sorted(folder.iterdir()):
        if path.name.startswith(_NEW) or not path.is_dir():
            continue
        try:
            found = _read(path)
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            continue
        if found[1].fingerprint() == path.name:
            return found
    return None


def _read(path: Path) -> tuple[Snapshot, StoreState]:
    manifest = json.loads((path / _MANIFEST).read_text(encoding="utf-8"))
    state = StoreState(**manifest["state"])
    nodes = {kind.label: _table(path, kind.label, node_schema(kind), manifest["files"]) for kind in network_nodes()}
    relationships = {
        kind.name: _table(path, kind.name, relationship_schema(kind), manifest["files"])
        for kind in network_relationships()
    }
    return Snapshot(nodes, relationships, state.fingerprint(), state.watermark), state


def _table(path: Path, name: str, schema: pa.Schema, digests: Mapping[str, str]) -> pa.Table:
    file = path / f"{name}.parquet"
    if _digest(file) != digests[file.name]:
        raise ValueError(file.name)
    table = pq.read_table(file, use_threads=False)
    if table.schema.remove_metadata() != schema:
        raise ValueError(file.name)
    return table.combine_chunks()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_others(folder: Path, keep: str) -> None:
    """Remove other states, and what processes that died left half-written."""
    for path in folder.iterdir():
        abandoned = path.name.startswith(_NEW) and _age(path) > _HOUR
        if path.name != keep and path.is_dir() and (abandoned or len(path.name) == len(keep)):
            shutil.rmtree(path, ignore_errors=True)


_HOUR = 3600.0


def _age(path: Path) -> float:
    """Give the seconds since the folder last changed, by the clock of its own file system."""
    with tempfile.TemporaryFile(dir=path.parent) as now:
        return os.fstat(now.fileno()).st_mtime - path.stat().st_mtime
