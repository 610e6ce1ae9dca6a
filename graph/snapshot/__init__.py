"""The columnar copy of a store: Arrow tables with markings, made once per store state. Delete it at any time."""

from graph.snapshot.opening import open_snapshot
from graph.snapshot.tables import Snapshot, snapshot_from_records, snapshot_from_tables

__all__ = ["Snapshot", "open_snapshot", "snapshot_from_records", "snapshot_from_tables"]
