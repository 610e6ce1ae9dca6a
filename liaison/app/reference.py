"""Reference data that comes with the program: countries and classification levels, written before anything else."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from graph.cypher.history import row_hashes
from graph.model.countries import COUNTRIES
from graph.model.entities import COUNTRY, MARKING
from graph.model.levels import LEVELS
from graph.model.marking import EVERYONE
from graph.model.records import Chunk, RowRecord, Source
from graph.model.shapes import NodeShape
from graph.store.writer import Load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.model.fields import NodeType
    from graph.store import BoltStore

_OPEN = {"level": 0, "caveats": [], "releasable_to": [EVERYONE], "originator": None}
_COUNTRY_FIELDS = ("iso2", "iso3", "name_en", "name_fr", "name_nl", "name_de", "region", "sub_region")


def ensure_reference(store: BoltStore) -> bool:
    """
    Write countries and levels where the store lacks them or holds others; tell whether anything was written.

    Raises
    ------
    BusyError
        Somebody else is loading.
    """
    wanted = ((COUNTRY, _countries()), (MARKING, _levels()))
    if all(_there(store, node, rows) for node, rows in wanted):
        return False
    with Load(store, title="Reference data: countries and levels", ceiling=0) as load:
        for number, (node, rows) in enumerate(wanted, 1):
            source = Source(number, f"{node.label} (with the program)", "", node.label, _digest(rows))
            load.add_source(source)
            load.write(Chunk(NodeShape(node.label, node), source, 1, len(rows), rows, ()))
        load.finish()
    return True


def _there(store: BoltStore, node: NodeType, rows: Iterable[RowRecord]) -> bool:
    held = {row["key"]: row["row_hash"] for row in store.read(row_hashes(node)).records()}
    return all(held.get(row.key) == row.row_hash for row in rows)


def _countries() -> tuple[RowRecord, ...]:
    return tuple(
        _record(number, country.iso2, {name: getattr(country, name) for name in _COUNTRY_FIELDS})
        for number, country in enumerate(COUNTRIES.values(), 1)
    )


def _levels() -> tuple[RowRecord, ...]:
    return tuple(
        _record(
            number,
            f"{level.system}:{level.codes[0]}",
            {
                "marking_id": f"{level.system}:{level.codes[0]}",
                "system": level.system,
                "code": " / ".join(level.codes),
                "rank": level.rank,
                "valid_from": level.valid_from,
                "valid_to": level.valid_to,
            },
        )
        for number, level in enumerate(LEVELS, 1)
    )


def _record(number: int, key: str, properties: dict[str, object]) -> RowRecord:
    content = json.dumps(properties, sort_keys=True, default=str, ensure_ascii=False)
    return RowRecord(number, key, hashlib.sha256(content.encode()).hexdigest(), {**properties, **_OPEN})


def _digest(rows: tuple[RowRecord, ...]) -> str:
    return hashlib.sha256("".join(row.row_hash for row in rows).encode()).hexdigest()
