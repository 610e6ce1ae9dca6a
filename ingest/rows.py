"""Rows of text to records, a block at a time and column by column: what is done per cell is a look-up."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING

from graph.model.records import Rejection, RowRecord
from graph.model.shapes import RelationshipShape
from ingest.chunks import Notice
from ingest.flaws import Flaw, Flaws
from ingest.identity import MadeKeys
from ingest.memo import ColumnMemo
from ingest.shown import shown
from ingest.tables.marking import IGNORED
from ingest.tables.table import END, START
from ingest.values.dates import DATE, date_reading
from ingest.values.levels import LEVEL, WrittenLevel
from ingest.values.reading import CellError, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.model.records import LinkRecord
    from ingest.defaults import Defaults
    from ingest.identity import TableKeys
    from ingest.recognise import Recognised
    from ingest.sources.sheet import Block
    from ingest.tables.table import Column, Made, Table
    from ingest.values.reading import Reading

_Lists = dict[str, "Sequence[object]"]


@dataclass(frozen=True, slots=True)
class ReadRows:
    """What became of the rows of a block: each is a record or a rejection."""

    records: tuple[RowRecord, ...]
    rejections: tuple[Rejection, ...]
    notices: tuple[Notice, ...]


class RowReader:
    """
    Reads the rows of one sheet.

    Parameters
    ----------
    recognised
        Table and columns of the sheet.
    defaults
        Marking of rows that do not state their own.
    keys
        Keys of the table met so far in the load.
    serial_epoch
        Day 0 of bare day numbers, in a workbook.
    today
        Day of the load: a written level is looked up on it when the row has no day, and nothing has happened after it.
    """

    def __init__(
        self,
        recognised: Recognised,
        defaults: Defaults,
        keys: TableKeys,
        *,
        serial_epoch: dt.date | None = None,
        today: dt.date | None = None,
    ) -> None:
        self._table = table = recognised.table
        self._keys = keys
        self._today = today or dt.date.today()  # noqa: DTZ011 - the day where the load runs
        self._marking: dict[str, object] = {
            "level": defaults.ceiling,
            "caveats": list(defaults.caveats),
            "releasable_to": list(defaults.releasable_to),
            "originator": defaults.originator,
        }
        given = {name: at for at, name in enumerate(recognised.columns) if name and name not in IGNORED}
        self._unnamed = [at for at, name in enumerate(recognised.columns) if not name]
        readings = {column.name: _reading(table, column, serial_epoch, self._today) for column in table.columns}
        self._memos = [
            ColumnMemo(column, readings[column.name], given[column.name], self._default(column))
            for column in table.columns
            if column.name in given
        ]
        self._absent = {
            column.name: default
            for column in table.columns
            if column.name not in given and (default := self._default(column)) is not None
        }
        self._levels = [memo.column.name for memo in self._memos if table.reading(memo.column) is LEVEL]
        named = given.keys() | self._absent.keys()
        self._made = [made for made in table.made if made.always or not named.isdisjoint(made.columns)]
        self._checks = [check for check in table.checks if not named.isdisjoint(check.columns)]
        self._made_keys = MadeKeys(table.name[0].upper(), table.made_key) if table.made_key else None
        self._end_columns = {column.link: column.name for column in table.columns if column.link in (START, END)}
        self._prefix = self._content_prefix()

    def _default(self, column: Column) -> object:
        return self._marking.get(column.field, column.default)

    def _content_prefix(self) -> str:
        """Tell apart rows of different tables and columns, so that the content of a row is compared with its like."""
        names = ",".join(memo.column.name for memo in self._memos)
        given = {memo.column.field for memo in self._memos}
        # Defaults of columns that the file has are part of each row's own text; only the others belong here.
        rest = {name: value for name, value in (self._marking | self._absent).items() if name not in given}
        rest_text = ",".join(f"{name}={canonical(value)}" for name, value in sorted(rest.items()))
        return hashlib.sha256(f"{self._table.name}\x1d{names}\x1d{rest_text}".encode()).hexdigest()[:16] + "\x1f"

    def read(self, block: Block) -> ReadRows:
        """Read a block; every row of it comes back once, as a record or a rejection."""
        flaws = Flaws()
        notices: list[Notice] = []
        columns: list[Sequence[str]] = list(zip(*block.rows, strict=True))
        count = len(block.rows)
        values: _Lists = {name: [value] * count for name, value in self._absent.items()}
        texts: list[Iterable[str]] = []
        for memo in self._memos if columns else ():
            memo.begin()
            cells = columns[memo.position]
            values[memo.column.name] = memo.read(cells)
            texts.append(map(memo.texts.__getitem__, cells))
            self._collect(memo, cells, block.numbers, flaws, notices)
        records: list[RowRecord] = []
        if columns:
            self._check_unnamed(columns, flaws)
            self._resolve_levels(values, columns, flaws)
            self._check(values, flaws)
            hashes = [self._hash(row) for row in zip(*texts, strict=True)]
            records = self._records(block.numbers, columns, values, hashes, flaws)
        rejections = [flaws.rejection(at, block.numbers[at]) for at in flaws.positions()]
        rejections += [Rejection(one.row, "", "", one.rule, one.message) for one in block.spoilt]
        rejections.sort(key=lambda one: one.row)
        return ReadRows(tuple(records), tuple(rejections), tuple(notices))

    def _hash(self, texts: tuple[str, ...]) -> str:
        return hashlib.sha256((self._prefix + "\x1f".join(texts)).encode()).hexdigest()

    def _collect(
        self,
        memo: ColumnMemo,
        cells: Sequence[str],
        numbers: Sequence[int],
        flaws: Flaws,
        notices: list[Notice],
    ) -> None:
        name, values = memo.column.name, memo.values
        if values.errors:
            for at, cell in enumerate(cells):
                if cell in values.errors:
                    error = values.errors[cell]
                    flaws.add(at, Flaw(name, "" if values.personal else shown(cell), error.rule, error.message))
        if values.remarks:
            for at, cell in enumerate(cells):
                remarks = values.remarks.get(cell, ())
                notices += [Notice(numbers[at], name, shown(cell), one.rule, one.message) for one in remarks]

    def _check_unnamed(self, columns: Sequence[Sequence[str]], flaws: Flaws) -> None:
        for position in self._unnamed:
            for at, cell in enumerate(columns[position]):
                if cell.strip():
                    message = (
                        f"Column {position + 1} has no name in the header, but this cell is filled; name the column."
                    )
                    flaws.add(at, Flaw("", shown(cell), "unnamed", message))

    def _resolve_levels(self, values: _Lists, columns: Sequence[Sequence[str]], flaws: Flaws) -> None:
        days = values.get(self._table.dated_by) or [None] * len(columns[0])
        for name in self._levels:
            if not any(isinstance(value, WrittenLevel) for value in values[name]):
                continue
            resolved = list(values[name])
            for at, value in enumerate(resolved):
                if isinstance(value, WrittenLevel):
                    day = days[at]
                    try:
                        resolved[at] = value.rank(day if isinstance(day, dt.date) else self._today)
                    except CellError as error:
                        flaws.add(at, Flaw(name, shown(value.code), error.rule, str(error)))
            values[name] = resolved

    def _check(self, values: _Lists, flaws: Flaws) -> None:
        for check in self._checks:
            lists = [values.get(name) or repeat(None) for name in check.columns]
            for at, broken in enumerate(map(check.broken, *lists)):
                if broken:
                    first = check.columns[0]
                    value = values[first][at] if first in values else None
                    flaws.add(at, Flaw(first, shown(canonical(value)), check.rule, check.message))

    def _properties(self, values: _Lists, count: int) -> _Lists:
        """Give the values of each property, one a row: own ones, marking, and valid time if the file states it."""
        properties: _Lists = {name: [value] * count for name, value in self._marking.items()}
        for column in self._table.columns:
            if column.field and column.name in values:
                properties[column.field] = values[column.name]
        return properties

    def _records(
        self,
        numbers: Sequence[int],
        columns: Sequence[Sequence[str]],
        values: _Lists,
        hashes: list[str],
        flaws: Flaws,
    ) -> list[RowRecord]:
        count = len(numbers)
        properties = self._properties(values, count)
        links: list[Iterable[tuple[LinkRecord, ...]]] = [
            map(memo.links.__getitem__, columns[memo.position])
            for memo in self._memos
            if memo.column.link and memo.column.link not in (START, END)
        ]
        for made in self._made:
            lists = [values.get(name) or [None] * count for name in made.columns]
            if self._table.makes_link(made.into):
                links.append(map(made.make, *lists))  # type: ignore[arg-type]  # a link is made as a tuple of records
            else:
                properties[made.into] = self._made_values(made, lists, flaws)
        keys, starts, ends = self._keys_of(properties, values, count, flaws)
        self._keys.refuse_contradictions(numbers, keys, hashes, flaws)
        names = tuple(properties)
        linked = zip(*links, strict=True) if links else repeat((), count)
        rows = zip(numbers, keys, hashes, zip(*properties.values(), strict=True), linked, starts, ends, strict=True)
        join = chain.from_iterable
        return [
            RowRecord(number, key, row_hash, dict(zip(names, row, strict=True)), tuple(join(joined)), start, end)
            for at, (number, key, row_hash, row, joined, start, end) in enumerate(rows)
            if at not in flaws
        ]

    def _made_values(self, made: Made, lists: list[Sequence[object]], flaws: Flaws) -> list[object]:
        if not flaws:
            return list(map(made.make, *lists))
        # What is made may rest on cells that could not be read; such rows are refused anyway.
        return [None if at in flaws else made.make(*row) for at, row in enumerate(zip(*lists, strict=True))]

    def _keys_of(
        self, properties: _Lists, values: _Lists, count: int, flaws: Flaws
    ) -> tuple[list[str], Iterable[str], Iterable[str]]:
        shape = self._table.shape
        if isinstance(shape, RelationshipShape):
            starts, ends = ([str(value) for value in values[self._end_columns[end]]] for end in (START, END))
            lists: list[Sequence[object]] = [starts, ends]
            lists += [properties.get(name) or [None] * count for name in shape.relationship.key]
            return ["\t".join(map(canonical, row)) for row in zip(*lists, strict=True)], starts, ends
        keys = list(properties.get(shape.node.key) or [None] * count)
        if self._made_keys is not None and None in keys:
            keys = self._made_keys.complete(keys, values, flaws)
            properties[shape.node.key] = keys
        return [str(key) for key in keys], repeat("", count), repeat("", count)


def _reading(table: Table, column: Column, serial_epoch: dt.date | None, today: dt.date) -> Reading:
    reading = table.reading(column)
    if reading is not DATE:
        return reading
    return date_reading(serial_epoch=serial_epoch, happened_by=today if column.past else None)
