"""The visible network: tables, positions of keys in them, and a fingerprint of their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import NotFoundError
from graph.model.catalog import node_type, relationship_type
from graph.visible.marking import combined_marking

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from graph.model.marking import Marking


@dataclass(frozen=True, slots=True)
class VisibleNetwork:
    """
    What one viewer may see of a snapshot.

    Attributes
    ----------
    nodes, relationships
        Tables as in the snapshot, readable rows only; no relationship lacks an end.
    ceiling
        The viewer's ceiling, as `Viewer.ceiling` names it.
    known_at
        Records learned later are left out; None = none are.
    """

    nodes: Mapping[str, pa.Table]
    relationships: Mapping[str, pa.Table]
    ceiling: str
    known_at: dt.datetime | None = None

    def node_table(self, label: str) -> pa.Table:
        """Give the visible nodes of a label; raises NotFoundError for a label that no network has."""
        if label not in self.nodes:
            node_type(label)
            raise NotFoundError(f"Nodes with the label {label!r} are bookkeeping and belong to no network.")
        return self.nodes[label]

    def relationship_table(self, name: str) -> pa.Table:
        """Give the visible relationships of a type; raises NotFoundError for an unknown one."""
        return self.relationships[relationship_type(name).name]

    def keys(self, label: str) -> pa.Array:
        """Give the keys of a label's nodes, in table order."""
        return self.node_table(label)[node_type(label).key].combine_chunks()

    def titles(self, label: str) -> pa.Array:
        """Give what a person reads as the nodes' names; the key where there is none."""
        table, kind = self.node_table(label), node_type(label)
        return pc.coalesce(table[kind.title], table[kind.key]).combine_chunks()

    def positions(self, label: str, keys: pa.Array | pa.ChunkedArray) -> NDArray[np.int64]:
        """Give the row number of each key in its label's table; -1 for a key that is not visible."""
        found = pc.fill_null(pc.index_in(keys, value_set=self.keys(label)), -1)
        return np.asarray(found.to_numpy(), dtype=np.int64)

    def position(self, label: str, key: str) -> int:
        """
        Give the row number of one key.

        Raises
        ------
        NotFoundError
            There is no such node, or not for this viewer; the sentence is the same.
        """
        found = int(self.positions(label, pa.array([key], pa.string()))[0])
        if found < 0:
            raise NotFoundError(f"There is no {label} {key!r}; search for the name to find its identifier.")
        return found

    def links(self, name: str, start: str, end: str) -> tuple[NDArray[np.int64], NDArray[np.int64], pa.Table]:
        """Give start positions, end positions and rows of the relationships of a type between two labels."""
        table = self.relationship_table(name)
        between = pc.and_(pc.equal(table["start_label"], start), pc.equal(table["end_label"], end))
        rows = table.filter(between)
        return self.positions(start, rows["start"]), self.positions(end, rows["end"]), rows

    def marking(self) -> Marking:
        """Combine the markings of everything in it; the banner of whatever is computed from it."""
        return combined_marking((*self.nodes.values(), *self.relationships.values()))

    def fingerprint(self) -> str:
        """
        Digest the content, 16 hexadecimal digits.

        Unlike the snapshot's fingerprint it knows nothing of hidden records, so it may be printed on a report.
        Cost: linear in the content, about a second per million relationships.
        """
        digest = hashlib.sha256()
        for name, table in sorted((*self.nodes.items(), *self.relationships.items())):
            digest.update(f"{name} {table.num_rows}\n".encode())
            for column in table.columns:
                for part in _bytes(column.combine_chunks()):
                    digest.update(part)
        return digest.hexdigest()[:16]


def valid_on(table: pa.Table, day: dt.date) -> NDArray[np.bool_]:
    """Tell for each row whether it was true on the day; both bounds are inclusive, a missing one is open."""
    date = pa.scalar(day, pa.date32())
    begun = pc.fill_null(pc.less_equal(table["valid_from"], date), fill_value=True)
    not_over = pc.fill_null(pc.greater_equal(table["valid_to"], date), fill_value=True)
    return np.asarray(pc.and_(begun, not_over).to_numpy(), dtype=bool)


def _bytes(column: pa.Array) -> Iterator[bytes]:
    """Give the values in a form that does not depend on how Arrow happens to hold them."""
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], column.type)
    yield np.packbits(np.asarray(column.is_null().to_numpy(zero_copy_only=False), dtype=bool)).tobytes()
    if pa.types.is_list(column.type):
        yield np.asarray(pc.fill_null(pc.list_value_length(column), -1)).tobytes()
        yield from _bytes(pc.list_flatten(column))
    elif pa.types.is_string(column.type):
        filled = pc.fill_null(column, "")
        yield np.asarray(pc.binary_length(filled)).tobytes()
        yield "".join(filled.to_pylist()).encode()
    else:
        whole = next((kind for tells, kind in _WHOLE if tells(column.type)), None)
        numbers = column if whole is None else column.cast(whole)
        yield np.asarray(pc.fill_null(numbers, 0).to_numpy(zero_copy_only=False)).tobytes()


_WHOLE = ((pa.types.is_boolean, pa.int8()), (pa.types.is_date32, pa.int32()), (pa.types.is_timestamp, pa.int64()))
