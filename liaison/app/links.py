"""What joins officers, contacts, organisations and countries on a day, as arrays that answer 'who is beside X'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.postings import running_postings
from graph.errors import NotFoundError
from graph.model.catalog import node_type
from graph.network import node_id
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.ties import TieTable
    from graph.visible import VisibleNetwork

LABELS = ("Officer", "Contact", "Organisation", "Country")
"""Kinds of node that are explored as a network; events are what their ties are made of."""

KINDS = {
    "TIE": "has a tie with",
    "HOLDS_ROLE": "holds a role at",
    "PART_OF": "is part of",
    "IN_COUNTRY": "is in",
    "ACCREDITED_TO": "is accredited to",
    "INTRODUCED": "introduced",
}
_KIND_NAMES = tuple(KINDS)
_TIE = 0


@dataclass(frozen=True, slots=True)
class Link:
    """
    One link between two nodes.

    Attributes
    ----------
    number
        Which, within its `Links`.
    kind
        One of `KINDS`.
    source, target
        Names of its ends, such as `Officer:O-001`.
    strength
        0 to 100 for a tie, else None.
    """

    number: int
    kind: str
    source: str
    target: str
    strength: float | None


@dataclass(frozen=True, slots=True)
class Links:
    """
    All links of a day, undirected for looking around, directed when told.

    Attributes
    ----------
    network
        Where the nodes are.
    offsets
        Number of the first node of each label of `LABELS`; nodes are numbered through them all.
    source, target, kind, strength
        One element a link; `kind` points into `KINDS`, `strength` is NaN for all but ties.
    start, beside, number
        For node i, `beside[start[i]:start[i + 1]]` are its neighbours and `number[...]` the links to them.
    """

    network: VisibleNetwork
    offsets: tuple[int, ...]
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    kind: NDArray[np.int64]
    strength: NDArray[np.float64]
    start: NDArray[np.int64]
    beside: NDArray[np.int64]
    number: NDArray[np.int64]

    def position(self, name: str) -> int:
        """
        Give the number of a node named as `Officer:O-001`.

        Raises
        ------
        NotFoundError
            There is no such node on the day, or not for this reader; the sentence is the same.
        """
        label, _, key = name.partition(":")
        if label not in LABELS or not key:
            raise NotFoundError(f"{name!r} names no node; write it as Officer:O-001, with one of {', '.join(LABELS)}.")
        return self.offsets[LABELS.index(label)] + self.network.position(label, key)

    def name(self, position: int) -> str:
        """Give the name of a node."""
        label, row = self._place(position)
        return node_id(label, str(self.network.node_table(label)[node_type(label).key][row].as_py()))

    def record(self, position: int) -> dict[str, object]:
        """Give all properties of a node."""
        label, row = self._place(position)
        found: dict[str, object] = self.network.node_table(label).slice(row, 1).to_pylist()[0]
        return found

    def label(self, position: int) -> str:
        """Give the label of a node."""
        return self._place(position)[0]

    def around(self, position: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the neighbours of a node and the links to them, strongest ties first, then by kind and node."""
        part = slice(int(self.start[position]), int(self.start[position + 1]))
        beside, number = self.beside[part], self.number[part]
        strength = np.nan_to_num(self.strength[number], nan=-1.0)
        order = np.lexsort((beside, self.kind[number], -strength))
        return beside[order], number[order]

    def degree(self, position: int) -> int:
        """Count a node's neighbours, each once."""
        return len(np.unique(self.beside[int(self.start[position]) : int(self.start[position + 1])]))

    def link(self, number: int) -> Link:
        """Give one link."""
        strength = float(self.strength[number])
        return Link(
            number,
            _KIND_NAMES[int(self.kind[number])],
            self.name(int(self.source[number])),
            self.name(int(self.target[number])),
            None if np.isnan(strength) else strength,
        )

    def of_kind(self, kind: str) -> tuple[Link, ...]:
        """Give all links of a kind."""
        return tuple(self.link(int(number)) for number in np.flatnonzero(self.kind == _KIND_NAMES.index(kind)))

    def _place(self, position: int) -> tuple[str, int]:
        which = int(np.searchsorted(self.offsets, position, side="right")) - 1
        return LABELS[which], position - self.offsets[which]


def links_of(network: VisibleNetwork, ties: TieTable) -> Links:
    """
    Collect the links of the ties' day.

    Relationships count when they hold on the day; an officer is accredited to a country through a posting of the day.
    Several relationships of one kind between the same two nodes are one link.

    Notes
    -----
    Cost: n log n in the relationships; half a second for a million.
    """
    sizes = [network.node_table(label).num_rows for label in LABELS]
    offsets = tuple(int(first) for first in np.cumsum([0, *sizes[:-1]]))
    day = ties.as_of
    found = [(_TIE, offsets[0] + ties.officer, offsets[1] + ties.contact, ties.strength)]
    for kind, name in enumerate(_KIND_NAMES):
        for start in LABELS:
            for end in LABELS:
                if name in network.relationships and name != "ACCREDITED_TO":
                    first, second, rows = network.links(name, start, end)
                    held = valid_on(rows, day)
                    first, second = first[held] + _offset(offsets, start), second[held] + _offset(offsets, end)
                    found.append((kind, first, second, np.full(len(first), np.nan)))
    officer, country = _accredited(network, day)
    found.append(
        (_KIND_NAMES.index("ACCREDITED_TO"), offsets[0] + officer, offsets[3] + country, np.full(len(officer), np.nan))
    )
    kind_of = np.concatenate([np.full(len(first), kind) for kind, first, _, _ in found])
    source, target, strength = (np.concatenate([part[place] for part in found]) for place in (1, 2, 3))
    total = int(sum(sizes))
    once = np.unique((kind_of * total + source) * total + target, return_index=True)[1]
    source, target, kind_of, strength = source[once], target[once], kind_of[once], strength[once]
    ends, others = np.concatenate((source, target)), np.concatenate((target, source))
    by_end = np.argsort(ends, kind="stable")
    start_at = np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=total))))
    numbers = np.tile(np.arange(len(source)), 2)[by_end]
    return Links(network, offsets, source, target, kind_of, strength, start_at, others[by_end], numbers)


def _offset(offsets: tuple[int, ...], label: str) -> int:
    return offsets[LABELS.index(label)]


def _accredited(network: VisibleNetwork, day: dt.date) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give officer and country rows of the accreditations of postings that run on the day."""
    running = running_postings(network, day)
    officer, posting, held = network.links("HELD_POSTING", "Officer", "Posting")
    mine = running[posting] & valid_on(held, day)
    officer_of = np.full(len(running), -1)
    officer_of[posting[mine]] = officer[mine]
    posting, country, rows = network.links("ACCREDITED_TO", "Posting", "Country")
    counts = valid_on(rows, day) & (officer_of[posting] >= 0)
    return officer_of[posting[counts]], country[counts]
