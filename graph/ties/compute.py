"""The strength of all ties on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from graph.ties.events import day_number, encounters
from graph.ties.formula import FORMULA
from graph.ties.wording import worded

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork


@dataclass(frozen=True, slots=True)
class TieTable:
    """
    All ties as of a day, one array element each, sorted by officer and contact.

    Attributes
    ----------
    as_of
        The day.
    officer_keys, contact_keys
        Keys of the network's officers and contacts; the two arrays of rows point into them.
    officer, contact
        Rows of the tie's two ends.
    strength
        0 to 100.
    distance
        Whole number, 100 for the strongest; for paths.
    first_day, last_day
        Days since 1970-01-01 of the first and the last event.
    events, given, received
        Numbers of events.
    bridge
        True where the officer is the only one with any event with the contact.
    decayed
        Sum S of the formula.
    reciprocity
        0 to 1.
    span
        Factor, 1 or more; it grows with the time between the first and the last event.
    raw
        Value before the saturating curve.
    grade
        Mean grade of the events, 0 to 1.
    """

    as_of: dt.date
    officer_keys: pa.Array
    contact_keys: pa.Array
    officer: NDArray[np.int64]
    contact: NDArray[np.int64]
    strength: NDArray[np.float64]
    distance: NDArray[np.int64]
    first_day: NDArray[np.int64]
    last_day: NDArray[np.int64]
    events: NDArray[np.int64]
    given: NDArray[np.int64]
    received: NDArray[np.int64]
    bridge: NDArray[np.bool_]
    decayed: NDArray[np.float64]
    reciprocity: NDArray[np.float64]
    span: NDArray[np.float64]
    raw: NDArray[np.float64]
    grade: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.officer)

    def to_arrow(self) -> pa.Table:
        """Give the ties as a table with keys and dates, for files and other engines."""
        days = {name: pa.array(getattr(self, name).astype(np.int32)).cast(pa.date32()) for name in _DAYS}
        plain = {name: pa.array(getattr(self, name)) for name in _PLAIN}
        return pa.table(
            {
                "officer_id": self.officer_keys.take(pa.array(self.officer)),
                "contact_id": self.contact_keys.take(pa.array(self.contact)),
                **days,
                **plain,
            }
        )


_DAYS = ("first_day", "last_day")
_PLAIN = (
    "strength",
    "distance",
    "events",
    "given",
    "received",
    "bridge",
    "decayed",
    "reciprocity",
    "span",
    "raw",
)


@worded
def ties(network: VisibleNetwork, as_of: dt.date) -> TieTable:
    """
    Compute all ties between officers and contacts as of a day.

    Parameters
    ----------
    network
        What may be seen.
    as_of
        Events of that day count, later ones do not. Officers and contacts must be valid on it.

    Returns
    -------
    table
        One element per officer and contact with at least one common event; empty when there is none.

    Notes
    -----
    Formula: {strength}, where raw = {raw} and the sum runs, over the common events up to the day, over weight * grade *
        2 ** (-age / half-life). The half-life is {half_life} The span is {span_range}: {span}. Every part is defined
        in `graph.model.tie_numbers`.
    Unit: points.
    Range: 0 to 100.
    Reading: about 5 = one meeting half a year ago; above 60 = many recent events in both directions. The curve is
        fixed: a score never moves because another tie moved.
    Cost: n log n in the events; about a second per million.

    References
    ----------
    Ahmad, Porter and Beguerisse 2021; Raeder and others 2011; Burt 2001; see `graph.model.tie_numbers`.
    """
    return tie_table(network, encounters(network).on(network, as_of), as_of)


def tie_table(network: VisibleNetwork, met: Encounters, as_of: dt.date) -> TieTable:
    """Compute the ties of encounters as of the day for which they were chosen (`Encounters.on`)."""
    contacts = max(network.node_table("Contact").num_rows, 1)
    pair = met.officer * contacts + met.contact
    # Stable, so that each tie's events stay oldest first: sums are then always taken in the same order.
    by_pair = np.argsort(pair, kind="stable")
    pair, event = pair[by_pair], met.event[by_pair]
    start = np.flatnonzero(np.diff(pair, prepend=-1))
    end = np.append(start[1:], len(pair))
    officer, contact = np.divmod(pair[start], contacts)
    segment = np.repeat(np.arange(len(start)), end - start)
    bridge = (np.bincount(contact, minlength=contacts) == 1)[contact]
    values = terms(met, event, bridge[segment], as_of)
    decayed = np.bincount(segment, weights=values[3], minlength=len(start)).astype(np.float64)
    given, received = (
        np.bincount(segment, weights=counted[event], minlength=len(start)).astype(np.int64)
        for counted in (met.events.given, met.events.received)
    )
    day = met.events.day[event]
    first, last = (day[start], day[end - 1]) if len(start) else (day, day)
    more = np.maximum(given, received)
    reciprocity = np.minimum(given, received) / np.maximum(more, 1)
    span = 1.0 + FORMULA.span_bonus * np.minimum(1.0, (last - first) / FORMULA.span_days)
    raw = decayed * (FORMULA.one_way + FORMULA.two_way * reciprocity) * span
    strength = FORMULA.strength(raw)
    return TieTable(
        as_of=as_of,
        officer_keys=network.keys("Officer"),
        contact_keys=network.keys("Contact"),
        officer=officer,
        contact=contact,
        strength=strength,
        distance=FORMULA.distance(strength),
        first_day=first,
        last_day=last,
        events=end - start,
        given=given,
        received=received,
        bridge=bridge,
        decayed=decayed,
        reciprocity=reciprocity,
        span=span,
        raw=raw,
        grade=np.bincount(segment, weights=values[1], minlength=len(start)) / np.maximum(end - start, 1),
    )


def terms(
    met: Encounters, event: NDArray[np.int64], bridge: NDArray[np.bool_], as_of: dt.date
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Give weight, grade, decay and their product for chosen events, each with its tie's bridge flag."""
    age = day_number(as_of) - met.events.day[event]
    # By a table of whole days, so that equal ages give equal factors to the last bit.
    days = np.arange(int(age.max(initial=0)) + 1)
    slow, fast = (np.exp2(-days / life) for life in (FORMULA.half_life, FORMULA.bridge_half_life))
    decay = np.where(bridge, fast[age], slow[age])
    weight, grade = met.events.weight[event], met.events.grade[event]
    return weight, grade, decay, weight * grade * decay
