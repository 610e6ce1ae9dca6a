"""Each distinct cell of a column is read once: real values repeat, and a look-up costs next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.records import LinkRecord
from ingest.values.reading import CellError, Reading, Remark, canonical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.tables.table import Column

MOST_CELLS = 30_000
"""Distinct cells remembered of a column; beyond, all are forgotten, so that memory stays flat."""


class Values(dict[str, object]):
    """
    Values by the text of their cell.

    Attributes
    ----------
    errors
        What is wrong with the cells that cannot be used; their value is None.
    remarks
        What is to be told about cells that were taken.
    """

    def __init__(self, column: Column, reading: Reading, default: object) -> None:
        super().__init__()
        self._column = column
        self._default = default
        self._convert = reading.convert
        self.personal = reading.personal
        self.errors: dict[str, Remark] = {}
        self.remarks: dict[str, list[Remark]] = {}

    def __missing__(self, cell: str) -> object:
        value: object = None
        remarks: list[Remark] = []
        try:
            value = self._read(cell, remarks)
        except CellError as error:
            # Not the exception itself, which would keep its frames alive.
            self.errors[cell] = Remark(error.rule, str(error))
        if remarks:
            self.remarks[cell] = remarks
        self[cell] = value
        return value

    def _read(self, cell: str, remarks: list[Remark]) -> object:
        text = cell.strip()
        if text:
            return self._convert(text, remarks)
        if self._column.required:
            raise CellError("missing", f"The column '{self._column.name}' must be filled; write {_hint(self._column)}.")
        return self._default

    def forget(self) -> None:
        """Forget all cells."""
        self.clear()
        self.errors.clear()
        self.remarks.clear()


def _hint(column: Column) -> str:
    example = f", such as {column.examples[0]}" if column.examples else ""
    return f"the {column.description}{example}"


class Texts(dict[str, str]):
    """Canonical texts by the text of their cell."""

    def __init__(self, values: Values) -> None:
        super().__init__()
        self._values = values

    def __missing__(self, cell: str) -> str:
        text = self[cell] = canonical(self._values[cell])
        return text


class Links(dict[str, tuple[LinkRecord, ...]]):
    """Links to what a cell names, by its text; the same record serves all rows."""

    def __init__(self, values: Values, link: str) -> None:
        super().__init__()
        self._values = values
        self._link = link

    def __missing__(self, cell: str) -> tuple[LinkRecord, ...]:
        value = self._values[cell]
        targets = value if isinstance(value, list) else () if value is None else (value,)
        links = self[cell] = tuple(LinkRecord(self._link, str(target)) for target in targets)
        return links


class ColumnMemo:
    """
    All that is remembered about one column of a file.

    Attributes
    ----------
    column, position
        The column, and its place in a row, from 0.
    values, texts, links
        By the text of the cell.
    """

    def __init__(self, column: Column, reading: Reading, position: int, default: object) -> None:
        self.column = column
        self.position = position
        self.values = Values(column, reading, default)
        self.texts = Texts(self.values)
        self.links = Links(self.values, column.link)

    def begin(self) -> None:
        """Forget what is remembered if it is too much; called between blocks, never within one."""
        if len(self.values) > MOST_CELLS:
            self.values.forget()
            self.texts.clear()
            self.links.clear()

    def read(self, cells: Sequence[str]) -> list[object]:
        """Give the values of some cells."""
        return list(map(self.values.__getitem__, cells))
