"""What state a store is in, so that a snapshot knows whether it is of that state."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from graph.cypher import export, schema
from graph.model.entities import BATCH
from graph.snapshot.columns import network_nodes, network_relationships, node_schema, relationship_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.statement import Reader

FORMAT = 1
"""Number of the snapshot's format; a snapshot of another format is built anew."""


@dataclass(frozen=True, slots=True)
class StoreState:
    """
    State of a store.

    Attributes
    ----------
    store
        The store's own identifier; empty if it was never prepared.
    loads
        Digest of each load, by its number: when it started and ended, what it did.
    watermark
        The last load that cannot write any more; empty = none.
    pages
        Pages of the ledger; one more for each transaction.
    nodes
        Number of nodes by label.
    model
        Digest of the format and of all columns.
    """

    store: str
    loads: Mapping[str, str]
    watermark: str
    pages: int
    nodes: Mapping[str, int]
    model: str

    def fingerprint(self) -> str:
        """Name the state; 32 hexadecimal digits."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:32]

    def grew_from(self, older: StoreState) -> bool:
        """Tell whether the store is the same one as before, with all that was certain then."""
        return (
            (self.store, self.model) == (older.store, older.model)
            and bool(older.watermark)
            and all(self.loads.get(load) == older.loads[load] for load in older.loads if load <= older.watermark)
        )


NOTHING = StoreState("", {}, "", 0, {}, "")
"""The state from which no store grew."""


def model_digest() -> str:
    """Digest the format and the declared columns: when the model changes, old snapshots do not fit."""
    kinds = [str(node_schema(kind)) for kind in network_nodes()]
    kinds += [str(relationship_schema(kind)) for kind in network_relationships()]
    return hashlib.sha256("\n".join([str(FORMAT), *kinds]).encode()).hexdigest()[:32]


def read_state(reader: Reader) -> StoreState:
    """
    Ask a store for its state: four short questions.

    Notes
    -----
    Only the last load may still be writing, because a load needs the store's one lease. If it has no end, the watermark
    stands at the one before it, and everything that it wrote is read again each time until it ends.
    """
    rows = reader.read(export.loads()).records()
    numbers = [str(row[BATCH.key]) for row in rows]
    certain = numbers if rows and rows[-1]["finished_at"] is not None else numbers[:-1]
    pages = reader.read(export.ledger_pages()).rows
    counts = reader.read(export.node_counts(network_nodes())).rows
    identifier = reader.read(schema.version()).rows
    return StoreState(
        store=str(identifier[0][0]) if identifier else "",
        loads={number: _digest(row) for number, row in zip(numbers, rows, strict=True)},
        watermark=certain[-1] if certain else "",
        pages=_number(pages[0][0]) if pages else 0,
        nodes={str(label): _number(count) for label, count in counts},
        model=model_digest(),
    )


def relationship_counts(reader: Reader) -> dict[str, int]:
    """Count the relationships of each type; types without any are missing."""
    rows = reader.read(export.relationship_counts(network_relationships())).rows
    return {str(name): _number(count) for name, count in rows}


def _digest(row: Mapping[str, object]) -> str:
    return hashlib.sha256(repr(sorted(row.items())).encode()).hexdigest()[:16]


def _number(value: object) -> int:
    return int(str(value))
