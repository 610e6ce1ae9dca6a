"""What an input table is. Declarations check themselves at import; kinds, lists and bounds come from the model."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError
from graph.model.fields import Kind
from graph.model.shapes import NodeShape, RelationshipShape
from ingest.values.dates import DATE
from ingest.values.numbers import BOOLEAN, whole
from ingest.values.text import IDENTIFIER, IDENTIFIERS, TEXT, TEXTS
from ingest.values.vocabulary import vocabulary_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graph.model.fields import Field
    from graph.model.shapes import Shape
    from ingest.values.reading import Reading

START, END = "start", "end"
_COLUMN = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Column:
    """
    One column of an input table.

    Attributes
    ----------
    name
        As in the header.
    description
        What to write in it, in one line.
    field
        Property that takes the value as it is; empty when it goes elsewhere.
    link
        Link whose target, or targets, the value names; for a relationship shape `start` or `end`.
    required
        True when the column must be there and filled.
    default
        Value of an empty cell.
    reading
        How a cell is read; without one it follows from the property, and is an identifier for a link.
    examples
        Cells as people write them.
    past
        True for the day on which something has happened: one after the day of the load is told.
    """

    name: str
    description: str
    field: str = ""
    link: str = ""
    required: bool = False
    default: object = None
    reading: Reading | None = None
    examples: tuple[str, ...] = ()
    past: bool = False

    def __post_init__(self) -> None:
        if not _COLUMN.fullmatch(self.name):
            raise DeclarationError(f"The column name {self.name!r} must be lower case with underscores.")
        if not self.description:
            raise DeclarationError(f"The column {self.name!r} has no description; say in one line what to write in it.")
        if self.required and self.default is not None:
            raise DeclarationError(f"The column {self.name!r} is required, so its default would never be used.")


@dataclass(frozen=True, slots=True)
class Made:
    """
    A property, or a link, made from several columns of the row.

    Attributes
    ----------
    into
        Name of the property or link.
    columns
        Whose values `make` takes, in that order; None for an empty cell or an absent column.
    make
        Gives the property's value or, for a link, a tuple of link records. Never fails: what may be wrong is a `Check`.
    always
        True when it is made even if none of its columns is in the file.
    """

    into: str
    columns: tuple[str, ...]
    make: Callable[..., object]
    always: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """
    A rule across columns.

    Attributes
    ----------
    rule
        Short code, for grouping.
    columns
        Whose values `broken` takes; the first is the one a rejection names. Absent columns and empty cells are None.
    broken
        Tells whether the rule is broken.
    message
        Full sentence with the remedy.
    """

    rule: str
    columns: tuple[str, ...]
    broken: Callable[..., bool]
    message: str

    def __post_init__(self) -> None:
        if not self.rule or not self.columns or not self.message.endswith("."):
            raise DeclarationError(f"The check {self.rule!r} needs a code, columns, and a full sentence.")


@dataclass(frozen=True, slots=True)
class Table:
    """
    One input table.

    Attributes
    ----------
    name
        Also the name of the file or sheet that holds it.
    description
        One line for people.
    shape
        What a row becomes.
    columns
        In the order in which people write them; those for marking and valid time last.
    made, checks
        What needs several columns at once.
    dated_by
        Column with the row's day, on which a written classification level is looked up; empty = the day of the load.
    made_key
        Columns whose values identify a row without an identifier of its own; the key column is then optional.
    whole
        True when rows may refer to later rows of the same table, so that a file is passed on in one piece.
    """

    name: str
    description: str
    shape: Shape
    columns: tuple[Column, ...]
    made: tuple[Made, ...] = ()
    checks: tuple[Check, ...] = ()
    dated_by: str = ""
    made_key: tuple[str, ...] = ()
    whole: bool = False

    def __post_init__(self) -> None:
        if self.name != self.shape.name:
            raise DeclarationError(f"The table {self.name!r} and its shape {self.shape.name!r} must bear one name.")
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise DeclarationError(f"The table {self.name!r} declares a column twice; keep one.")
        for column in self.columns:
            self._check_column(column)
        for needed in (
            *(name for made in self.made for name in made.columns),
            *(name for check in self.checks for name in check.columns),
            *self.made_key,
            *((self.dated_by,) if self.dated_by else ()),
        ):
            if needed not in names:
                raise DeclarationError(f"The table {self.name!r} refers to the column {needed!r}, which it lacks.")
        for made in self.made:
            if not self.makes_link(made.into):
                self.field(made.into)
        self._check_targets()

    def _check_column(self, column: Column) -> None:
        if column.field:
            self.field(column.field)
        if column.link and not self.makes_link(column.link):
            raise DeclarationError(
                f"The column {column.name!r} of {self.name!r} names the unknown link {column.link!r}."
            )
        reading = self.reading(column)
        if column.past and reading is not DATE:
            raise DeclarationError(f"The column {column.name!r} of {self.name!r} holds no day, so it has no past.")

    def _check_targets(self) -> None:
        properties = [column.field for column in self.columns if column.field]
        properties += [made.into for made in self.made if not self.makes_link(made.into)]
        if len(set(properties)) != len(properties):
            raise DeclarationError(f"The table {self.name!r} fills a property from two places; keep one.")
        linked = {column.link for column in self.columns} | {made.into for made in self.made}
        if isinstance(self.shape, NodeShape):
            wanted = {link.name for link in self.shape.links}
            if self.shape.node.key not in properties:
                raise DeclarationError(f"The table {self.name!r} does not fill its key {self.shape.node.key!r}.")
        else:
            wanted = {START, END}
        if missing := wanted - linked:
            raise DeclarationError(f"No column of {self.name!r} fills the link {min(missing)!r} of its shape.")

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns without which a file is not this table."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """Give the column of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise DeclarationError(f"The table {self.name!r} has no column {name!r}.")

    def makes_link(self, name: str) -> bool:
        """Tell whether the name is a link of the shape, or an end of its relationship."""
        if isinstance(self.shape, RelationshipShape):
            return name in (START, END)
        return any(link.name == name for link in self.shape.links)

    def field(self, name: str) -> Field:
        """Give the model's property of that name."""
        owner = self.shape.relationship if isinstance(self.shape, RelationshipShape) else self.shape.node
        return owner.field(name)

    def reading(self, column: Column) -> Reading:
        """Tell how a cell of the column is read: as declared, or as its property or link asks."""
        if column.reading is not None:
            return column.reading
        if column.field:
            return _of_field(self.field(column.field), is_key=self._is_key(column.field))
        if column.link:
            return IDENTIFIER
        raise DeclarationError(f"The column {column.name!r} of {self.name!r} goes nowhere by itself; give its reading.")

    def _is_key(self, field: str) -> bool:
        return isinstance(self.shape, NodeShape) and field == self.shape.node.key


_BY_KIND: Mapping[Kind, Reading] = {
    Kind.DATE: DATE,
    Kind.BOOLEAN: BOOLEAN,
    Kind.TEXTS: TEXTS,
    Kind.TEXT: TEXT,
}


def _of_field(field: Field, *, is_key: bool) -> Reading:
    if is_key:
        return IDENTIFIER
    if field.vocabulary is not None:
        return vocabulary_reading(field.vocabulary, many=field.kind is Kind.TEXTS)
    if field.kind is Kind.INTEGER:
        return whole(field.low, field.high)
    if field.kind in _BY_KIND:
        return _BY_KIND[field.kind]
    raise DeclarationError(f"No column can hold the {field.kind.value} of {field.name!r}; give its reading.")


REFERENCES = IDENTIFIERS
"""Reading of a column that names several others."""
