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
_PART = 64


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
        self._cutting = False

    def take(self, count: int) -> list[str]:
        """Give the next lines, at most `count` and at most some megabytes; empty only at the end of the file."""
        taken = self._waiting[:count]
        del self._waiting[:count]
        weight = sum(map(len, taken))
        while len(taken) < count and weight < LARGEST_BLOCK:
            # In small parts, so that not many enormous lines come at once.
            part = list(islice(self._feed, min(_PART, count - len(taken))))
            if not part:
                break
            if self._cutting or max(map(len, part)) >= LONGEST_LINE:
                part = self._without_rests(part, self.next_number + len(taken))
            taken += part
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

    def _without_rests(self, part: list[str], number: int) -> list[str]:
        """Drop what follows the longest allowed part of a line, up to the line's end."""
        kept: list[str] = []
        for piece in part:
            ended = len(piece) < LONGEST_LINE or piece.endswith(_ENDS)
            if not self._cutting:
                kept.append(piece)
                if not ended:
                    self.cut.add(number + len(kept) - 1)
            self._cutting = not ended
        return kept
