"""Strongest ways through a network from any of several nodes to any of several others, within few ties."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.kernels.hops import least_losses
from graph.ties.formula import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from graph.network.contact_graph import Arrays

    Rows = NDArray[np.int64]

FAR = np.iinfo(np.int64).max // 4
"""Loss of what is out of reach."""


@dataclass(frozen=True, slots=True)
class Route:
    """A way by rows of the network; it keeps exp(-loss / 10 000) of its strength."""

    rows: tuple[int, ...]
    loss: int


class Routes:
    """
    The usable edges of a network, for searches.

    Parameters
    ----------
    arrays
        The network.
    losses
        Whole loss of each edge; None = that of its strength.
    usable
        Edges that may be walked, by number; None = all.
    through
        Rows that may stand between two ends; None = all.
    """

    def __init__(
        self,
        arrays: Arrays,
        *,
        losses: NDArray[np.int64] | None = None,
        usable: NDArray[np.bool_] | None = None,
        through: NDArray[np.bool_] | None = None,
    ) -> None:
        self._arrays = arrays
        self._through = np.ones(len(arrays.nodes), dtype=bool) if through is None else through
        row = np.repeat(np.arange(len(arrays.nodes)), np.diff(arrays.indptr))
        open_slots = np.ones(len(row), dtype=bool) if usable is None else usable[arrays.edge]
        self._next = arrays.indices[open_slots].astype(np.int32, copy=False)
        losses = FORMULA.loss(arrays.edge_values["strength"]) if losses is None else losses
        self._loss = losses[arrays.edge[open_slots]]
        starts = np.searchsorted(row[open_slots], np.arange(len(arrays.nodes) + 1))
        self._starts = starts.astype(np.int64, copy=False)

    def to_go(self, targets: Rows, hops: int) -> list[NDArray[np.int64]]:
        """
        Give, for each number of ties from 0 on, the least loss to any target by row; `FAR` = none.

        Cost: at most hops times the edges; a round looks at what the one before has improved. Without repeating a node
        no way has more ties than there are other nodes, so no more rounds are made.
        """
        hops = min(hops, len(self._arrays.nodes) - 1)
        enter = self._through.copy()
        enter[targets] = True
        ends, open_rows = targets.astype(np.int64), enter.astype(np.uint8)
        return list(least_losses(self._starts, self._next, self._loss, open_rows, ends, hops, int(FAR)))

    def search(self, sources: Iterable[int], targets: Rows, to_go: list[NDArray[np.int64]]) -> Iterator[Route]:
        """
        Give simple ways from any source to a target in their order: least loss, then fewest ties, then names.

        A way ends at the first target it meets and passes no other source. The loss still to go never overestimates,
        so a best-first search (A*, Hart, Nilsson and Raphael 1968) finds them in order, none left out.
        """
        hops, names = len(to_go) - 1, self._arrays.nodes
        ends, starts = set(targets.tolist()), set(sources)
        queue: list[tuple[int, int, tuple[str, ...], tuple[int, ...], int]] = [
            (int(to_go[hops][row]), 1, (names[row],), (row,), 0)
            for row in sorted(starts - ends)
            if to_go[hops][row] < FAR
        ]
        heapq.heapify(queue)
        while queue:
            _, _, called, rows, loss = heapq.heappop(queue)
            at = rows[-1]
            if at in ends:
                yield Route(rows, loss)
                continue
            left = hops - len(rows)
            for slot in range(self._starts[at], self._starts[at + 1]):
                following = int(self._next[slot])
                if following in rows or following in starts or to_go[left][following] >= FAR:
                    continue
                if not self._through[following] and following not in ends:
                    continue
                so_far = loss + int(self._loss[slot])
                estimate = so_far + int(to_go[left][following])
                entry = (estimate, len(rows) + 1, (*called, names[following]), (*rows, following), so_far)
                heapq.heappush(queue, entry)


def kept(loss: int) -> float:
    """Turn a loss into the strength that a way keeps, 0 to 100: the product of its ties' shares, to 1 in 10 000."""
    return float(100.0 * np.exp(-loss / 10_000.0))
