"""What is wrong with the rows of one block, gathered until each row's one rejection is written."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model.records import Rejection


@dataclass(frozen=True, slots=True)
class Flaw:
    """One broken rule of one row; column and value may be empty."""

    column: str
    value: str
    rule: str
    message: str


class Flaws:
    """Flaws by the position of their row in a block."""

    def __init__(self) -> None:
        self._by_position: dict[int, list[Flaw]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_position)

    def __contains__(self, position: int) -> bool:
        return position in self._by_position

    def add(self, position: int, flaw: Flaw) -> None:
        """Add a flaw of a row."""
        self._by_position.setdefault(position, []).append(flaw)

    def rejection(self, position: int, row: int) -> Rejection:
        """Write the row's rejection: the first flaw names it, the message tells all."""
        flaws = self._by_position[position]
        first = flaws[0]
        sentences = [first.message]
        sentences += [f"{flaw.column}: {flaw.message}" if flaw.column else flaw.message for flaw in flaws[1:]]
        return Rejection(row, first.column, first.value, first.rule, " ".join(dict.fromkeys(sentences)))

    def positions(self) -> list[int]:
        """Give the positions of flawed rows, rising."""
        return sorted(self._by_position)
