"""Which keys a load has met already, in some bytes a row: sorted arrays instead of a set of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

_Run = tuple["np.ndarray[tuple[int], np.dtype[np.int64]]", "np.ndarray[tuple[int], np.dtype[np.int64]]"]


class Seen:
    """
    Keys with a number each, such as the digest of the content that came with the key.

    Notes
    -----
    A key takes 16 bytes, so ten million take 160 MB; merging two runs takes as much again for a moment. Keys are told
    apart by 64 bits with a seed of the process: among ten million, two collide with a probability of 3 in a million.
    Whoever rejects a row because of that says so in a message, and the row is taken by the next load.
    """

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def __len__(self) -> int:
        return sum(len(keys) for keys, _ in self._runs)

    def find(self, keys: Sequence[str]) -> dict[int, int]:
        """Give the number that came with each key met before, by the key's position; others are left out."""
        if not self._runs:
            return {}
        wanted = _hashes(keys)
        found: dict[int, int] = {}
        for known, numbers in self._runs:
            at = np.searchsorted(known, wanted)
            at[at == len(known)] = 0
            for position in np.flatnonzero(known[at] == wanted):
                found[int(position)] = int(numbers[at[position]])
        return found

    def add(self, keys: Sequence[str], numbers: Sequence[int]) -> None:
        """Remember new keys; each must be new, and stand once in `keys`."""
        if not keys:
            return
        hashes = _hashes(keys)
        order = np.argsort(hashes)
        self._runs.append((hashes[order], np.fromiter(numbers, np.int64, len(keys))[order]))
        # Runs at least double in size from the newest to the oldest, so there are never more than some dozens.
        while len(self._runs) > 1 and len(self._runs[-2][0]) < 2 * len(self._runs[-1][0]):
            newer, older = self._runs.pop(), self._runs.pop()
            merged = np.concatenate((older[0], newer[0]))
            order = np.argsort(merged, kind="stable")
            self._runs.append((merged[order], np.concatenate((older[1], newer[1]))[order]))


def _hashes(keys: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(map(hash, keys), np.int64, len(keys))


class Occurrences:
    """How often each text came before."""

    def __init__(self) -> None:
        self._once = Seen()
        self._often: dict[str, int] = {}

    def count(self, texts: Sequence[str]) -> list[int]:
        """Give each text's number among its equals, from 1, counting on from the texts of earlier calls."""
        before = self._once.find(texts)
        counts: list[int] = []
        fresh: dict[str, int] = {}
        for position, text in enumerate(texts):
            if position in before or text in fresh or text in self._often:
                self._often[text] = self._often.get(text, 1) + 1
                counts.append(self._often[text])
            else:
                fresh[text] = 1
                counts.append(1)
        self._once.add(list(fresh), [1] * len(fresh))
        return counts
