"""Keys of rows: made for rows without one, and compared with those that came before in the same load."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from typing import TYPE_CHECKING

from ingest.flaws import Flaw
from ingest.seen import Occurrences, Seen
from ingest.shown import quoted
from ingest.values.reading import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ingest.flaws import Flaws

_DIGITS = 12
_ROW_BITS = 32
_CONTENT_MASK = 0x7FFF_FFFF


class MadeKeys:
    """Keys of rows without an identifier, from their content and their number among equal rows of the file."""

    def __init__(self, prefix: str, columns: Sequence[str]) -> None:
        self._prefix = prefix
        self._columns = columns
        self._occurrences = Occurrences()

    def complete(self, keys: list[object], values: Mapping[str, Sequence[object]], flaws: Flaws) -> list[object]:
        """Give the keys with those made that are missing; rows with flaws are left out and do not count."""
        wanted = [at for at, key in enumerate(keys) if key is None and at not in flaws]
        lists = [values.get(column) for column in self._columns]
        bases = ["\x1f".join(_unordered(column[at] if column else None) for column in lists) for at in wanted]
        completed = list(keys)
        for at, base, count in zip(wanted, bases, self._occurrences.count(bases), strict=True):
            digest = hashlib.sha256(f"{base}\x1f{count}".encode()).hexdigest()
            completed[at] = f"{self._prefix}-{digest[:_DIGITS]}"
        return completed


def _unordered(value: object) -> str:
    return canonical(sorted(value) if isinstance(value, list) else value)


class TableKeys:
    """Keys of one table met in a load, with the content and the place each first came with."""

    def __init__(self) -> None:
        self._seen = Seen()
        self._starts: list[int] = []
        self._files: list[str] = []
        self._next_start = 0

    def begin_file(self, name: str) -> None:
        """Say which file the next rows come from."""
        self._starts.append(self._next_start)
        self._files.append(name)

    def refuse_contradictions(
        self, numbers: Sequence[int], keys: Sequence[str], hashes: Sequence[str], flaws: Flaws
    ) -> None:
        """
        Add a flaw to each row whose key came before with other content; remember the others.

        The same row twice is fine: the second changes nothing. Two contents under one key are not: each load would
        change the record twice, and the last row of the file would win by chance.
        """
        start = self._starts[-1]
        known = self._seen.find(keys)
        fresh: dict[str, int] = {}
        for at, key in enumerate(keys):
            if at in flaws:
                continue
            content = hash(hashes[at]) & _CONTENT_MASK
            first = known.get(at, fresh.get(key))
            if first is None:
                fresh[key] = content << _ROW_BITS | (start + numbers[at])
            elif first >> _ROW_BITS != content:
                flaws.add(at, Flaw("", "", "duplicate", self._message(key, first & ((1 << _ROW_BITS) - 1))))
        self._seen.add(list(fresh), list(fresh.values()))
        if numbers:
            self._next_start = max(self._next_start, start + numbers[-1] + 1)

    def _message(self, key: str, ordinal: int) -> str:
        file = bisect_right(self._starts, ordinal) - 1
        where = f"row {ordinal - self._starts[file]}"
        if file != len(self._files) - 1:
            where += f" of {self._files[file]}"
        written = quoted(" / ".join(filter(None, key.split("\t"))))
        return (
            f"The identifier {written} came with other content on {where}; keep one of the rows, or give one "
            "another identifier. To replace the record, load the newer row by itself."
        )
