"""The curves of the tie formula: from events to a strength, and from a strength to a distance or a loss."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from graph.model.tie_numbers import TIE_NUMBERS, TieNumbers

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Formula(TieNumbers):
    """The tie formula: its numbers, which `graph.model.tie_numbers` declares and explains, with its curves."""

    def strength(self, raw: NDArray[np.float64]) -> NDArray[np.float64]:
        """Turn raw values, 0 or more, into strengths from 0 to 100."""
        # `expm1` keeps the strength of a very old tie above 0, where 1 - exp() would round it away.
        return -100.0 * np.expm1(-raw / self.saturation)

    def distance(self, strength: NDArray[np.float64]) -> NDArray[np.int64]:
        """
        Turn strengths into whole distances from 100 (strongest) to 1 000 000.

        They are whole numbers because shortest paths are counted by comparing sums: with fractions, equal paths differ
        by rounding and are missed.
        """
        return np.maximum(1, np.rint(10_000.0 / np.maximum(strength, self.longest))).astype(np.int64)

    def loss(self, strength: NDArray[np.float64]) -> NDArray[np.int64]:
        """
        Turn strengths into whole losses, so that the path of least loss has the largest product of strengths.

        The loss is -10 000 ln(strength / 100), at least 1; a path keeps exp(-loss / 10 000) of its strength. It ranks
        single ties as `distance` does, but paths otherwise: losses add up to a product of shares, distances to a sum of
        times, in which one weak tie weighs less.
        """
        share = np.maximum(strength, self.longest) / 100.0
        return np.maximum(1, np.rint(-10_000.0 * np.log(share))).astype(np.int64)


FORMULA = Formula(**{one.name: getattr(TIE_NUMBERS, one.name) for one in fields(TIE_NUMBERS)})
