"""What a property, a kind of node and a kind of relationship are. Declarations check themselves at import."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from graph.model.vocabularies import Vocabulary

_PROPERTY = re.compile(r"[a-z][a-z0-9_]*")
_LABEL = re.compile(r"[A-Z][A-Za-z]*")
_RELATIONSHIP = re.compile(r"[A-Z][A-Z_]*")


class Kind(Enum):
    """The type of a property's value, as Python and both stores know it."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TEXTS = "list of text"


@dataclass(frozen=True, slots=True)
class Field:
    """
    One property.

    Attributes
    ----------
    name
        Lower case with underscores, as stored.
    kind
        Type of the value.
    description
        What it means, in one line.
    vocabulary
        The closed list that the value, or each value of a list, must be in.
    low, high
        Inclusive bounds of a number.
    indexed
        Whether questions look it up.
    """

    name: str
    kind: Kind
    description: str
    vocabulary: Vocabulary | None = None
    low: int | None = None
    high: int | None = None
    indexed: bool = False

    def __post_init__(self) -> None:
        if not _PROPERTY.fullmatch(self.name):
            raise DeclarationError(f"The property name {self.name!r} must be lower case with underscores.")
        if not self.description:
            raise DeclarationError(f"The property {self.name!r} has no description; say in one line what it means.")
        if self.vocabulary is not None and self.kind not in (Kind.TEXT, Kind.TEXTS):
            raise DeclarationError(f"The property {self.name!r} has a vocabulary, so its kind must be text.")
        if (self.low is not None or self.high is not None) and self.kind not in (Kind.INTEGER, Kind.NUMBER):
            raise DeclarationError(f"The property {self.name!r} has bounds, so its kind must be a number.")


COMMON = (
    Field("level", Kind.INTEGER, "classification rank", low=0, high=4),
    Field("caveats", Kind.TEXTS, "need-to-know compartments that a reader must all hold"),
    Field("releasable_to", Kind.TEXTS, "countries or bodies it may be released to; '*' means no restriction"),
    Field("originator", Kind.TEXT, "organisation whose information it is"),
    Field("valid_from", Kind.DATE, "first day on which it was true; empty = always"),
    Field("valid_to", Kind.DATE, "last day on which it was true; empty = still"),
    Field("recorded_at", Kind.DATETIME, "when Liaison learned it, UTC"),
    Field("batch_id", Kind.TEXT, "load that last changed it; grows with time", indexed=True),
    Field("source_rows", Kind.TEXTS, "rows it comes from, as batch/file:row"),
    Field("row_hash", Kind.TEXT, "content of the row that owns it"),
)
_COMMON_NAMES = frozenset(field.name for field in COMMON)


def _check_fields(owner: str, fields: tuple[Field, ...]) -> None:
    names = [field.name for field in fields]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise DeclarationError(f"{owner} declares {min(twice)!r} twice; keep one.")
    reserved = _COMMON_NAMES.intersection(names)
    if reserved:
        raise DeclarationError(f"{owner} declares {min(reserved)!r}, which every record carries already.")


@dataclass(frozen=True, slots=True)
class NodeType:
    """
    One kind of node.

    Attributes
    ----------
    label
        As in Cypher.
    key
        Name of the property that identifies a node; unique in the store.
    description
        One line for people.
    fields
        Own properties, the key among them; the common ones come on top.
    title
        Property that a person reads as the node's name.
    search
        Text properties that the full-text index covers.
    bookkeeping
        True for what Liaison records about loading; never part of a network.
    """

    label: str
    key: str
    description: str
    fields: tuple[Field, ...]
    title: str
    search: tuple[str, ...] = ()
    bookkeeping: bool = False

    def __post_init__(self) -> None:
        if not _LABEL.fullmatch(self.label):
            raise DeclarationError(f"The label {self.label!r} must be a capitalised word.")
        if not self.description:
            raise DeclarationError(f"The node type {self.label!r} has no description.")
        _check_fields(f"The node type {self.label!r}", self.fields)
        names = {field.name for field in self.fields}
        for needed in (self.key, self.title, *self.search):
            if needed not in names:
                raise DeclarationError(f"The node type {self.label!r} names {needed!r}, but declares no such property.")

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Own and common properties."""
        return self.fields + COMMON

    @property
    def text_index(self) -> str:
        """Name of the full-text index that covers what is searched."""
        return f"{self.label.lower()}_text"

    def field(self, name: str) -> Field:
        """Give the property of that name."""
        return _field(f"The node type {self.label!r}", self.all_fields, name)


@dataclass(frozen=True, slots=True)
class RelType:
    """
    One kind of relationship.

    Attributes
    ----------
    name
        As in Cypher.
    starts, ends
        Labels allowed at either end.
    description
        What a relationship says, read from start to end.
    fields
        Own properties; the common ones come on top.
    key
        Names of own or common properties that tell two such relationships between the same two nodes apart.
    """

    name: str
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    description: str
    fields: tuple[Field, ...] = ()
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _RELATIONSHIP.fullmatch(self.name):
            raise DeclarationError(f"The relationship name {self.name!r} must be upper case with underscores.")
        if not self.description or not self.starts or not self.ends:
            raise DeclarationError(f"The relationship {self.name!r} needs a description, a start and an end.")
        _check_fields(f"The relationship {self.name!r}", self.fields)
        names = {field.name for field in self.all_fields}
        for needed in self.key:
            if needed not in names:
                raise DeclarationError(
                    f"The relationship {self.name!r} has the key {needed!r}, which it does not declare."
                )

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Own and common properties."""
        return self.fields + COMMON

    def field(self, name: str) -> Field:
        """Give the property of that name."""
        return _field(f"The relationship {self.name!r}", self.all_fields, name)


def _field(owner: str, fields: tuple[Field, ...], name: str) -> Field:
    for field in fields:
        if field.name == name:
            return field
    raise DeclarationError(f"{owner} has no property {name!r}.")
