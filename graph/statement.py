"""The only thing a store runs, and the only thing it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One Cypher statement and the values of its parameters.

    Attributes
    ----------
    text
        Cypher, without any value from outside in it.
    parameters
        Values by parameter name, without the dollar sign.
    """

    text: str
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """
    Rows that a statement returned.

    Attributes
    ----------
    columns
        Names in the order of the statement's RETURN.
    rows
        One tuple a row; dates are `datetime.date`, times `datetime.datetime` in UTC; never a node or relationship.
    truncated
        True when the row limit cut the answer: there are more rows than these.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    truncated: bool = False

    def records(self) -> list[dict[str, object]]:
        """Give each row as a dictionary by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Reader(Protocol):
    """What reads a store: the one seam between the computing parts and the database."""

    def read(self, statement: Statement, *, limit: int | None = None, timeout: float | None = None) -> Result:
        """Run a reading statement; `limit` caps the rows, `timeout` is in seconds."""
        ...

    def stream(self, statement: Statement, *, size: int = 10_000, as_is: bool = False) -> Iterator[Result]:
        """
        Run a reading statement of any length; give its rows in parts of `size`.

        `as_is` leaves the values as they travelled, for statements that return text, numbers and lists of them only.
        """
        ...
