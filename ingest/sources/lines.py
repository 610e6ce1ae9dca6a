"""Lines of a text file in bounded memory: a line of any length costs no more than the longest one allowed."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from ingest.sources.sheet import LARGEST_BLOCK, LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO, TextIO

_ENDS = ("\n", "\r")


class Lines:
    """
    Numbered lines of an open text file, with their ends, that can be handed back.

    Attributes
    ----------
    next_number
        Number of the line that comes next, from 1.
    cut
        Numbers of the lines that were longer than allowed; only their first part is given.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._bytes: IO[bytes] = file.buffer
        self._feed: Iterator[str] = iter(partial(file.readline, LONGEST_LINE), "")
        self._waiting: list[str] = []
        self.next_number = 1
        self.cut: set[int] = set()

    def take(self, count: int) -> list[str]:
        """Give the next lines, at most `count` and at most some megabytes; empty only at the end of the file."""
        taken = self._waiting[:count]
        del self._waiting[:count]
        weight = sum(map(len, taken))
        while len(taken) < count and weight < LARGEST_BLOCK:
            # In small parts, so that a few enormous lines cannot come at once.
            part = list(islice(self._feed, min(256, count - len(taken)) if weight < LARGEST_BLOCK // 8 else 1))
            if not part:
                break
            first = self.next_number + len(taken)
            taken.extend(self._whole(line, first + position) for position, line in enumerate(part))
            weight += sum(map(len, part))
        self.next_number += len(taken)
        return taken

    def position(self) -> int:
        """Tell how many bytes of the file were read."""
        return self._bytes.tell()

    def skip(self, count: int) -> None:
        """Leave out the next lines."""
        while count > 0 and (taken := self.take(count)):
            count -= len(taken)

    def give_back(self, lines: list[str]) -> None:
        """Take back the last lines given; they come again."""
        self._waiting[:0] = lines
        self.next_number -= len(lines)

    def _whole(self, line: str, number: int) -> str:
        if len(line) < LONGEST_LINE or line.endswith(_ENDS):
            return line
        self.cut.add(number)
        for rest in iter(partial(self._file.readline, LONGEST_LINE), ""):
            if len(rest) < LONGEST_LINE or rest.endswith(_ENDS):
                break
        return line
