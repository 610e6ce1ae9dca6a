"""Who met whom: one row per officer, contact and event in which both took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.ties.formula import FORMULA
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork

EVENT_LABELS = ("Exchange", "Interaction")
_GIVEN = {"Exchange": ("direction", ("given",)), "Interaction": ("initiative", ("own", "mutual"))}
_RECEIVED = {"Exchange": ("direction", ("received",)), "Interaction": ("initiative", ("counterpart", "mutual"))}


@dataclass(frozen=True, slots=True)
class Events:
    """
    Dated exchanges and interactions, oldest first, one array element each.

    Attributes
    ----------
    label, row
        0 for an exchange, 1 for an interaction, and the row in that label's table.
    day
        Days since 1970-01-01.
    weight, grade
        Factors of the formula.
    given, received
        1 where it counts as given or received, else 0.
    """

    label: NDArray[np.int8]
    row: NDArray[np.int64]
    day: NDArray[np.int64]
    weight: NDArray[np.float64]
    grade: NDArray[np.float64]
    given: NDArray[np.int64]
    received: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encounters:
    """
    One array element per officer, contact and event in which both took part, oldest event first.

    Attributes
    ----------
    officer, contact
        Rows in their labels' tables.
    event
        Element of `events`.
    events
        The events.
    """

    officer: NDArray[np.int64]
    contact: NDArray[np.int64]
    event: NDArray[np.int64]
    events: Events

    def on(self, network: VisibleNetwork, as_of: dt.date, *, contacts: NDArray[np.int64] | None = None) -> Encounters:
        """
        Keep what counts on a day: events up to it, that day included, of officers and contacts valid on it.

        Parameters
        ----------
        network
            The network that the encounters were taken from.
        as_of
            The day.
        contacts
            Rows of the contacts to look at; None = all.
        """
        # Oldest first, so those up to the day come before all others.
        count = int(np.searchsorted(self.events.day[self.event], day_number(as_of), side="right"))
        officer, contact = self.officer[:count], self.contact[:count]
        wanted = valid_on(network.node_table("Contact"), as_of)
        if contacts is not None:
            chosen = np.zeros(len(wanted), dtype=bool)
            chosen[contacts] = True
            wanted &= chosen
        kept = wanted[contact] & valid_on(network.node_table("Officer"), as_of)[officer]
        return Encounters(officer[kept], contact[kept], self.event[:count][kept], self.events)


def day_number(day: dt.date) -> int:
    """Give the days since 1970-01-01."""
    return int(np.datetime64(day, "D").astype(np.int64))


def encounters(network: VisibleNetwork) -> Encounters:
    """
    Find all encounters of all times; `Encounters.on` gives those that count on a day.

    Events without a date are left out.

    Notes
    -----
    Cost: n log n in the participations, plus one element per officer and contact of each event.
    """
    events, element = _events(network)
    officers, contacts = (_participants(network, person, element) for person in ("Officer", "Contact"))
    officers_of = np.bincount(officers[0], minlength=len(events.day))
    first_officer = np.concatenate(([0], np.cumsum(officers_of)))
    # Each participating contact meets each participating officer of its event.
    copies = officers_of[contacts[0]]
    at = np.repeat(np.arange(contacts.shape[1]), copies)
    event = contacts[0][at]
    nth = np.arange(len(at)) - np.repeat(np.cumsum(copies) - copies, copies)
    return Encounters(officers[1][first_officer[event] + nth], contacts[1][at], event, events)


def _events(network: VisibleNetwork) -> tuple[Events, Mapping[str, NDArray[np.int64]]]:
    """Give the events in order of day, and for each label the element of each table row (-1 = undated)."""
    parts = []
    for number, label in enumerate(EVENT_LABELS):
        table = network.node_table(label)
        row = np.flatnonzero(table["date"].is_valid().to_numpy())
        kept = table.take(pa.array(row))
        parts.append(
            Events(
                np.full(len(row), number, dtype=np.int8),
                row,
                np.asarray(kept["date"].cast(pa.int32()).to_numpy(), dtype=np.int64),
                _looked_up(kept["kind"], FORMULA.weights, 0.0),
                _grades(kept) if label == "Exchange" else np.ones(len(row)),
                _among(kept, *_GIVEN[label]),
                _among(kept, *_RECEIVED[label]),
            )
        )
    joined = [np.concatenate([getattr(part, name) for part in parts]) for name in Events.__slots__]
    by_day = np.argsort(joined[2], kind="stable")
    events = Events(*(column[by_day] for column in joined))
    element = {}
    for number, label in enumerate(EVENT_LABELS):
        mine = np.flatnonzero(events.label == number)
        element[label] = np.full(network.node_table(label).num_rows, -1)
        element[label][events.row[mine]] = mine
    return events, element


def _participants(network: VisibleNetwork, person: str, element: Mapping[str, NDArray[np.int64]]) -> NDArray[np.int64]:
    """Give event element and person row of each participation, sorted, each pair once."""
    people = network.node_table(person).num_rows
    found = []
    for label in EVENT_LABELS:
        start, end, _ = network.links("TOOK_PART", person, label)
        event = element[label][end]
        kept = event >= 0
        found.append(event[kept] * people + start[kept])
    pairs = np.sort(np.concatenate(found))
    # Sorting and comparing neighbours is several times faster than numpy's hashing `unique`.
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return np.stack(np.divmod(pairs, max(people, 1)))


def _looked_up(column: pa.ChunkedArray, values: Mapping[str, float], otherwise: float) -> NDArray[np.float64]:
    encoded = column.combine_chunks().dictionary_encode()
    factors = np.array([*(values.get(word, otherwise) for word in encoded.dictionary.to_pylist()), otherwise])
    found: NDArray[np.float64] = factors[np.asarray(pc.fill_null(encoded.indices, len(factors) - 1))]
    return found


def _grades(table: pa.Table) -> NDArray[np.float64]:
    scheme = pc.fill_null(table["grade_scheme"], "6x6")
    parts = [
        _looked_up(pc.binary_join_element_wise(scheme, table[column], ":"), grades, FORMULA.missing_grade)
        for column, grades in (("source_grade", FORMULA.source_grades), ("info_grade", FORMULA.info_grades))
    ]
    return (parts[0] + parts[1]) / 2


def _among(table: pa.Table, column: str, values: tuple[str, ...]) -> NDArray[np.int64]:
    return np.asarray(pc.is_in(table[column], value_set=pa.array(values)).to_numpy(), dtype=np.int64)
