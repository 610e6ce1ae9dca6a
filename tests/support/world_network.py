"""The sample world as a network without a store: files through the real reader, rows put together by plain code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from library_oracle.records import read_world
from sample_rows import Rows

from graph.model.countries import COUNTRIES
from graph.model.marking import Marking
from graph.model.shapes import RelationshipShape
from graph.model.viewer import Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible
from ingest.issues import IssueReport
from ingest.pipeline import prepare, read_chunks
from liaison.sample import write_world

EVERYTHING = Viewer("all", "auditor", 4, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"}))
_SHARED = ("level", "caveats", "releasable_to", "originator", "valid_from", "valid_to")


@dataclass(frozen=True)
class SampleWorld:
    """A snapshot of a sample world, its truth, and its sound rows: as plain texts, and parsed for the oracles."""

    snapshot: object
    truth: dict
    rows: Rows
    parsed: dict

    @property
    def as_of(self):
        return dt.date.fromisoformat(self.truth["world_end"])

    def network(self, viewer=EVERYTHING):
        return visible(self.snapshot, viewer)


@cache
def sample_world(seed, scale=0.01):
    """Write a world and read it back; the broken rows are those that the truth names."""
    with TemporaryDirectory() as folder:
        write_world(Path(folder), seed=seed, scale=scale)
        rows = Rows(Path(folder))
        for path in Path(folder).glob("*.csv"):
            rows[path.stem]
        snapshot = snapshot_from_records(*records(Path(folder), rows.broken), marking=Marking())
        return SampleWorld(snapshot, rows.truth, rows, read_world(Path(folder), rows.truth))


def records(folder, broken):
    """Give the nodes and relationships that the rows stand for."""
    nodes = {"Country": {code: {"iso2": code, "name_en": one.name_en} for code, one in COUNTRIES.items()}}
    links = {}
    issues = IssueReport()
    for read in read_chunks(prepare([folder]), issues=issues):
        shape = read.chunk.shape
        for record in read.chunk.records:
            if (read.chunk.source.name, record.row) in broken:
                continue
            shared = {name: record.properties.get(name) for name in _SHARED}
            if isinstance(shape, RelationshipShape):
                kind, ends = shape.relationship, (shape.start.label, record.start, shape.end.label, record.end)
                _add(links, kind, ends, {**shared, **record.properties})
                continue
            nodes.setdefault(shape.node.label, {})[record.key] = dict(record.properties)
            targets = {one.link: one.target for one in record.links}
            for one in record.links:
                link = shape.link(one.link)
                near = (shape.link(link.anchor).other.label, targets[link.anchor]) if link.anchor else (
                    shape.node.label, record.key)  # fmt: skip
                far = (link.other.label, one.target)
                if link.create:
                    made = {link.other.key: one.target, **one.target_properties}
                    nodes.setdefault(link.other.label, {}).setdefault(one.target, made)
                ends = (*near, *far) if link.outgoing else (*far, *near)
                _add(links, link.relationship, ends, {**shared, **one.properties})
    nodes.pop("Viewer", None)
    return (
        {label: list(rows.values()) for label, rows in nodes.items()},
        {name: list(rows.values()) for name, rows in links.items()},
    )


def _add(links, kind, ends, properties):
    row = dict(zip(("start_label", "start", "end_label", "end"), ends, strict=True)) | properties
    links.setdefault(kind.name, {})[(*ends, *(row.get(name) for name in kind.key))] = row
