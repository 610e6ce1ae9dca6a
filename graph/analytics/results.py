"""The form in which results are shown: a table whose columns say what they mean and in which unit."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import DeclarationError
from graph.statement import Result


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of a table.

    Attributes
    ----------
    name
        Lower case with underscores.
    unit
        Unit or range, such as "0 to 100", "days", "1" for a plain number; empty for text.
    meaning
        One line for people.
    """

    name: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """
    Rows with columns that explain themselves.

    Attributes
    ----------
    name
        What the rows are.
    columns
        What each value means.
    rows
        Values in the order of the columns; None = not computed or not defined.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]

    def __post_init__(self) -> None:
        wrong = next((row for row in self.rows if len(row) != len(self.columns)), None)
        if wrong is not None:
            raise DeclarationError(f"The table {self.name!r} has {len(self.columns)} columns, but a row {wrong!r}.")

    def names(self) -> tuple[str, ...]:
        """Give the names of the columns."""
        return tuple(column.name for column in self.columns)

    def result(self, most: int | None = None) -> Result:
        """Give the rows, or so many at most, in the form in which a store gives them, for what shows either."""
        return Result(self.names(), self.rows[:most], most is not None and len(self.rows) > most)

    def records(self) -> list[dict[str, object]]:
        """Give each row as a dictionary by column name."""
        return [dict(zip(self.names(), row, strict=True)) for row in self.rows]


def table(name: str, columns: tuple[Column, ...], items: tuple[object, ...]) -> Table:
    """Make a table from records that have an attribute for each column."""
    return Table(name, columns, tuple(tuple(getattr(item, column.name) for column in columns) for item in items))


NODE = Column("node", "", "label and key")
LABEL = Column("label", "", "kind of node")
NAME = Column("name", "", "name")
WHO = (NODE, LABEL, NAME)
"""Columns that say whom a row is about."""
