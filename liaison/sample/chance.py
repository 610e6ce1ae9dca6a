"""Seeded draws that give the same values on any machine."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

_STEPS = 256
# Rounded, so that the last bit of a machine's logarithm cannot change a world.
_EXPONENTIAL = tuple(round(-math.log(1 - (step + 0.5) / _STEPS), 4) for step in range(_STEPS))


class Chance:
    """
    One stream of draws: the same for the same seed and name, whatever other streams are used for.

    Parameters
    ----------
    seed
        The world's seed.
    name
        What the stream is for.
    """

    __slots__ = ("random",)

    def __init__(self, seed: int, name: str) -> None:
        self.random = random.Random(f"{seed}/{name}").random

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Draw one of the choices, all equally likely; repeat a choice to make it likelier."""
        return choices[int(self.random() * len(choices))]

    def happens(self, share: float) -> bool:
        """Tell whether something with this chance, 0 to 1, happens."""
        return self.random() < share

    def gap(self, mean: float) -> int:
        """Draw whole days, 1 or more, to the next of events that come at random with this mean."""
        return max(1, round(mean * _EXPONENTIAL[int(self.random() * _STEPS)]))

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Draw that many different choices, or all when there are fewer, in drawn order."""
        left = list(choices)
        count = min(count, len(left))
        for position in range(count):
            other = position + int(self.random() * (len(left) - position))
            left[position], left[other] = left[other], left[position]
        return left[:count]
