"""Compare the rows of a chunk with what the store holds: new, changed, known, or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graph.model.marking import EVERYONE, Marking
from graph.model.records import Rejection

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.model.records import RowRecord

    Found = Mapping[str, Mapping[str, Any]]


@dataclass(slots=True)
class Comparison:
    """
    Rows of a chunk by what must be done with them.

    Attributes
    ----------
    new, changed, unchanged
        Rows by outcome.
    lent
        Rows that take over what another row wrote beside itself: new as rows, changes in the store.
    rejections
        Refused rows.
    before
        Earlier content digest of each changed row, by its key.
    markings
        Joined marking of each row in `lent`, by its key.
    """

    new: list[RowRecord] = field(default_factory=list)
    changed: list[RowRecord] = field(default_factory=list)
    unchanged: list[RowRecord] = field(default_factory=list)
    lent: list[RowRecord] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    markings: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def to_write(self) -> list[RowRecord]:
        """Rows that say something to the store."""
        return [*self.new, *self.lent, *self.changed]

    def keep(self, kept: Iterable[RowRecord]) -> None:
        """Leave only these rows to be written."""
        numbers = {record.row for record in kept}
        self.new = [record for record in self.new if record.row in numbers]
        self.lent = [record for record in self.lent if record.row in numbers]
        self.changed = [record for record in self.changed if record.row in numbers]


def compare(records: Iterable[RowRecord], found: Found, *, batch_id: str) -> Comparison:
    """
    Compare rows with what the store holds under their keys.

    Of two rows with one key and different content in one load, the first stands and the second is rejected: which one
    is right, a person must say. A row may not weaken the marking that the store holds: that is the originator's to
    decide. A relationship that the row of one of its ends wrote beside itself is taken over by the row that is about it
    alone, under the markings of both.

    Parameters
    ----------
    found
        Content digest, load, source rows and marking by key; for relationships, whether they are `lent` as well.
    batch_id
        Number of the load.
    """
    result = Comparison()
    mine: dict[str, RowRecord] = {}
    for record in records:
        first = mine.get(record.key)
        if first is None:
            mine[record.key] = record
            _place(result, record, found.get(record.key), batch_id)
        elif first.row_hash == record.row_hash:
            result.unchanged.append(record)
        else:
            result.rejections.append(_duplicate(record, f"row {first.row}"))
    return result


def marking_of(properties: Mapping[str, Any]) -> Marking:
    """Read a marking from stored or given properties; what is missing is unmarked."""
    return _marking(
        int(properties.get("level") or 0),
        tuple(properties.get("caveats") or ()),
        _texts(properties.get("releasable_to")),
        properties.get("originator"),
    )


def _texts(values: Any) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)


@lru_cache(maxsize=10_000)
def _marking(
    level: int, caveats: tuple[str, ...], releasable_to: tuple[str, ...] | None, originator: str | None
) -> Marking:
    """Make a marking; rows have few different ones."""
    unrestricted = releasable_to is None or EVERYONE in releasable_to
    return Marking(
        level,
        frozenset(caveats),
        None if unrestricted else frozenset(releasable_to or ()),
        frozenset((originator,) if originator else ()),
    )


def stored(marking: Marking, originator: object) -> dict[str, object]:
    """Write a marking as properties; of several originators the given one is kept."""
    return {
        "level": marking.level,
        "caveats": sorted(marking.caveats),
        "releasable_to": marking.stored_releases(),
        "originator": originator,
    }


def _place(result: Comparison, record: RowRecord, there: Mapping[str, Any] | None, batch_id: str) -> None:
    if there is None:
        result.new.append(record)
        return
    if there["row_hash"] == record.row_hash:
        result.unchanged.append(record)
        return
    held, given = marking_of(there), marking_of(record.properties)
    joined = held.combine(given)
    if there.get("lent"):
        result.lent.append(record)
        result.markings[record.key] = stored(joined, record.properties.get("originator") or there["originator"])
    elif there["batch_id"] == batch_id and there["row_hash"]:
        result.rejections.append(_duplicate(record, f"the row {there['source_rows'][0]} of this load"))
    elif joined != given:
        result.rejections.append(_weaker(record, held, given))
    else:
        result.changed.append(record)
        result.before[record.key] = there["row_hash"] or ""


def _duplicate(record: RowRecord, other: str) -> Rejection:
    key = record.key.replace("\t", ", ")
    return Rejection(
        record.row,
        "",
        key,
        "duplicate key",
        f"The key {key!r} stands already in {other} with other content. Keep the right one of the two.",
    )


def _weaker(record: RowRecord, held: Marking, given: Marking) -> Rejection:
    """Say which part of the marking a row would weaken, the first in order."""
    if given.level < held.level:
        column, value, wanted = "level", str(given.level), f"level {held.level} or higher"
    elif not held.caveats <= given.caveats:
        column, value, wanted = (
            "caveats",
            "; ".join(sorted(given.caveats)),
            f"also {_list(held.caveats - given.caveats)}",
        )
    elif not held.originators <= given.originators:
        column, value, wanted = "originator", "; ".join(given.originators), f"the originator {_list(held.originators)}"
    else:
        column, value = "releasable_to", "; ".join(given.stored_releases())
        wanted = f"no more releases than {_list(held.releasable_to or frozenset())}"
    return Rejection(
        record.row,
        column,
        value,
        "lower marking",
        f"The store holds this record under a stronger marking, and a file may not weaken it by {column} {value!r}. "
        f"Give {wanted}; weakening a marking is the originator's decision.",
    )


def _list(values: frozenset[str]) -> str:
    return ", ".join(sorted(values)) or "nobody"
