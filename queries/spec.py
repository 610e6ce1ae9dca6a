"""What a question of the library is. Specifications check themselves when they are made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from graph.model.vocabularies import Vocabulary

THEMES = {
    "reach": "who can reach whom",
    "rotation": "what a change of officers costs",
    "coverage": "where access is missing",
    "exchange": "what goes to and fro",
    "preparation": "whether officers left prepared",
    "originator": "whether originators' rules were kept",
    "structure": "how the network hangs together",
}
"""Folders of the library, with what their questions are about."""

_ID = re.compile(r"q\d{2}(-[a-z0-9]+)+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


class Engine(Enum):
    """What answers a question: the store by Cypher, or a measure of `graph.analytics`."""

    CYPHER = "cypher"
    ANALYTICS = "analytics"


class ValueKind(Enum):
    """Type of a parameter or column."""

    TEXT = "text"
    TEXTS = "texts"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    COUNTRY = "country"
    REGION = "region"
    ENUM = "enum"
    KEY = "key"


COLUMN_KINDS = frozenset(
    {ValueKind.TEXT, ValueKind.TEXTS, ValueKind.INTEGER, ValueKind.NUMBER, ValueKind.DATE, ValueKind.BOOLEAN}
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A value that whoever asks may give.

    Attributes
    ----------
    name
        Without the dollar sign.
    kind
        Type of the value.
    description
        One line for people.
    vocabulary
        Allowed values of an enum.
    label
        Kind of node whose key a `KEY` names.
    low, high
        Inclusive bounds of a number.
    required
        True when the question makes no sense without it.
    default
        Value as text; empty = none, and then the question asks about all. A date may be "as_of - 12 months".
    example
        A value as people write it; shown in forms.
    """

    name: str
    kind: ValueKind
    description: str
    vocabulary: Vocabulary | None = None
    label: str = ""
    low: float | None = None
    high: float | None = None
    required: bool = False
    default: str = ""
    example: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise DeclarationError(f"The parameter {self.name!r} must be lower case with underscores.")
        if not self.description:
            raise DeclarationError(f"The parameter {self.name!r} has no description.")
        if (self.vocabulary is not None) != (self.kind is ValueKind.ENUM):
            raise DeclarationError(f"The parameter {self.name!r} is an enum exactly when it has a vocabulary.")
        if bool(self.label) != (self.kind is ValueKind.KEY):
            raise DeclarationError(f"The parameter {self.name!r} is a key exactly when it says of which kind of node.")
        if self.required and (self.default or not self.example):
            raise DeclarationError(
                f"The required parameter {self.name!r} needs an example ('such as'), and no default."
            )
        if self.low is not None and self.kind not in (ValueKind.INTEGER, ValueKind.NUMBER):
            raise DeclarationError(f"The parameter {self.name!r} has bounds, so it must be a number.")


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """
    One column of an answer.

    Attributes
    ----------
    name
        As returned.
    kind
        Type; any value may also be empty.
    unit
        Unit or range of a number, such as "days" or "0 to 100"; empty for text.
    meaning
        One line for people.
    """

    name: str
    kind: ValueKind
    unit: str
    meaning: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or not self.meaning:
            raise DeclarationError(f"The column {self.name!r} needs a name in lower case and a meaning.")
        if self.kind not in COLUMN_KINDS:
            raise DeclarationError(
                f"The column {self.name!r} cannot be a {self.kind.value}; a column holds plain values."
            )
        if bool(self.unit) != (self.kind in (ValueKind.INTEGER, ValueKind.NUMBER)):
            raise DeclarationError(f"The column {self.name!r} needs a unit exactly when it is a number.")


@dataclass(frozen=True, slots=True)
class QuerySpec:
    """
    One question.

    Attributes
    ----------
    query_id
        Such as "q01-who-knows-service"; also the name of its file.
    theme
        Folder; one of `THEMES`.
    title, question
        A few words; the whole question as a person asks it.
    engine
        What answers it.
    use_case
        Which measure; empty for Cypher.
    parameters, columns
        What goes in and comes out.
    empty
        Why an answer may be empty.
    marking
        How the answer as a whole is marked, and whether anything beside visible() is left out.
    since
        Version of Liaison that brought it.
    text
        Cypher with macros; empty for a measure.
    reads
        Labels and relationship names whose records the answer is computed from.
    source
        File within the library.
    """

    query_id: str
    theme: str
    title: str
    question: str
    engine: Engine
    use_case: str
    parameters: tuple[Parameter, ...]
    columns: tuple[ResultColumn, ...]
    empty: str
    marking: str
    since: str
    text: str
    reads: tuple[str, ...]
    source: str

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.query_id):
            raise DeclarationError(f"The id {self.query_id!r} must look like q01-who-knows-service.")
        if self.theme not in THEMES:
            raise DeclarationError(f"The folder {self.theme!r} is no theme; use one of {', '.join(THEMES)}.")
        if not self.question.endswith("?"):
            raise DeclarationError(f"The question of {self.query_id!r} must end with a question mark.")
        for what, value in (("empty", self.empty), ("marking", self.marking)):
            if not value.endswith("."):
                raise DeclarationError(f"The entry '{what}' of {self.query_id!r} must be whole sentences.")
        if not _VERSION.fullmatch(self.since):
            raise DeclarationError(f"The entry 'since' of {self.query_id!r} must be a version such as 0.1.0.")
        if (self.engine is Engine.CYPHER) != bool(self.text) or (self.engine is Engine.ANALYTICS) != bool(
            self.use_case
        ):
            raise DeclarationError(f"{self.query_id!r} needs either Cypher or a use case, as its engine says.")
        for what, names in (
            ("parameter", [one.name for one in self.parameters]),
            ("column", [one.name for one in self.columns]),
        ):
            if len(set(names)) != len(names):
                raise DeclarationError(f"{self.query_id!r} declares a {what} twice; keep one.")
        if not self.columns:
            raise DeclarationError(f"{self.query_id!r} declares no columns.")

    def parameter(self, name: str) -> Parameter:
        """Give the parameter of that name."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise DeclarationError(f"{self.query_id!r} has no parameter {name!r}.")
