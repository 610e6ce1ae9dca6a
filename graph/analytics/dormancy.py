"""Which ties have gone silent, judged against each tie's own rhythm instead of a fixed number of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.access import functions
from graph.analytics.postings import running_postings
from graph.analytics.priorities import priorities
from graph.analytics.results import Column, Table, table
from graph.errors import InputError
from graph.ties.events import day_number, encounters

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork

BURST_DAYS = 3
"""Events at most so many days apart belong to one burst: a visit, an urgent case, an exchange of messages."""

LEAST_GAPS = 4
"""Pauses between bursts from which a tie's own rhythm is trusted."""

QUANTILE = 0.9
"""Share of a tie's own pauses that are no longer than the one to expect."""

CADENCE = (180, 120, 90, 60)
"""Days between bursts to expect at priority 0 to 3 of the contact's service, while a tie has few pauses of its own."""

DORMANT_FROM = 2.0
"""Lateness above which a late tie is called dormant."""

DORMANT, LATE, IN_RHYTHM, TOO_FEW, NOT_EXPECTED = "dormant", "late", "in rhythm", "too few events", "not expected"
STATUSES = (DORMANT, LATE, IN_RHYTHM, TOO_FEW, NOT_EXPECTED)
OWN, CADENCED = "own rhythm", "cadence of priority"

_OUT_OF_FUNCTION = ("left", "dormant")


@dataclass(frozen=True, slots=True)
class TieRhythm:
    """
    The rhythm of one tie.

    Attributes
    ----------
    officer_id, officer_name, contact_id, contact_name
        Whose tie.
    last_day, silence
        Day of the last event, and days since.
    events, bursts
        Number of events, and of bursts that they form.
    priority
        0 to 3, the highest that the unit gave to the contact's kind of service in its country.
    expected, basis
        Longest pause to expect, in days, and what it rests on: "own rhythm" or "cadence of priority". None and empty
        for a tie of a single burst: it has no rhythm.
    lateness
        silence / expected; None without a rhythm.
    status
        One of `STATUSES`.
    """

    officer_id: str
    officer_name: str
    contact_id: str
    contact_name: str
    last_day: dt.date
    silence: int
    events: int
    bursts: int
    priority: int
    expected: int | None
    basis: str
    lateness: float | None
    status: str


@dataclass(frozen=True, slots=True)
class Dormancy:
    """
    The rhythm of all ties on a day.

    Attributes
    ----------
    as_of
        The day.
    ties
        By status, the dormant first, then the latest first.
    burst_days, least_gaps, quantile, dormant_from
        Parameters, see `dormancy`.
    """

    as_of: dt.date
    ties: tuple[TieRhythm, ...]
    burst_days: int
    least_gaps: int
    quantile: float
    dormant_from: float

    def caption(self) -> str:
        """Say in one sentence what lateness is measured against."""
        return (
            f"On {self.as_of.isoformat()}: lateness is the silence divided by the pause that {self.quantile:.0%} of "
            f"the tie's own pauses do not exceed (events within {self.burst_days} days are one burst); with fewer than "
            f"{self.least_gaps} pauses, by at least {', '.join(map(str, CADENCE))} days at priority 0 to 3; above 1 is "
            f"late, above {self.dormant_from:g} dormant; nothing is expected of an officer who left the posting or a "
            "contact who left the function."
        )

    def table(self) -> Table:
        """Give one row a tie."""
        return table("rhythm of ties", _COLUMNS, self.ties)


_COLUMNS = (
    Column("officer_id", "", "officer"),
    Column("officer_name", "", "name of the officer"),
    Column("contact_id", "", "contact"),
    Column("contact_name", "", "name of the contact"),
    Column("last_day", "date", "day of the last event"),
    Column("silence", "days", "days since"),
    Column("events", "events", "exchanges and interactions"),
    Column("bursts", "bursts", "bursts that they form"),
    Column("priority", "0 to 3", "priority of the contact's service"),
    Column("expected", "days", "longest pause to expect; empty = no rhythm"),
    Column("basis", "", f"what it rests on: {OWN} or {CADENCED}"),
    Column("lateness", "ratio", "silence / expected; above 1 = late"),
    Column("status", "", ", ".join(STATUSES)),
)


def dormancy(
    network: VisibleNetwork,
    as_of: dt.date,
    *,
    burst_days: int = BURST_DAYS,
    least_gaps: int = LEAST_GAPS,
    quantile: float = QUANTILE,
    dormant_from: float = DORMANT_FROM,
) -> Dormancy:
    """
    Hold the silence of each tie against the tie's own rhythm.

    People do not meet evenly: a case brings a burst of events, then comes a pause. What tells something is therefore
    the pause between bursts. A pair that speaks every ten days is late after a month; one that meets twice a year is
    not late after four. A tie with too few pauses is held against the cadence of its tier, or its own pauses if they
    are longer: few pauses can excuse a silence, not accuse one. The tier is the priority that the unit gave to the
    contact's service, and not the strength, because the strength fades with the very silence that is judged. A tie of
    a single burst has no rhythm, and none is made up.

    Nothing is expected of a tie whose officer no longer serves on the posting during which the last event fell (it was
    handed over), or whose contact has left or is kept without exchanges. An officer of whom no posting is on record is
    taken to be in place. The state of a contact is its last known one, whatever the day.

    Parameters
    ----------
    network
        What may be seen.
    as_of
        Events of that day count, later ones do not. Officers and contacts must be valid on it.
    burst_days
        Events at most so many days apart belong to one burst, 0 or more.
    least_gaps
        Pauses from which the own rhythm is used, 1 or more.
    quantile
        Share of the own pauses not longer than the expected one, above 0 up to 1; 0.5 is the median.
    dormant_from
        Lateness above which a tie is dormant, 1 or more.

    Returns
    -------
    dormancy
        One row per tie; empty when there is none.

    Raises
    ------
    InputError
        A parameter is out of its range.

    Notes
    -----
    Formula: lateness = days since the last event / expected pause; the expected pause is the smallest own pause that a
        share `quantile` of the own pauses does not exceed; with fewer than `least_gaps` pauses, the longer of it and
        the cadence of the priority.
    Unit: a ratio.
    Range: 0 and more; None for a tie of a single burst.
    Reading: up to 1 = in rhythm; above 1 = later than nine of ten pauses so far, call soon; above 2 = dormant, find out
        why. On the sample world it tells planted silences from all other ties better than days alone do (area under
        the ROC curve above 0.97, against 0.4 to 0.7).
    Cost: n log n in the encounters; a quarter of a second for 100 000 exchanges and 50 000 interactions.

    References
    ----------
    Karsai, Kaski and Kertész 2012, "Correlated dynamics in egocentric communication networks", PLoS ONE 7(7): e40612:
    bursts are a property of the tie and not of the person, hence a rhythm for each pair. Miritello, Moro and Lara 2011,
    "The dynamical strength of social ties in information spreading": human communication is bursty.
    """
    if burst_days < 0 or least_gaps < 1 or not 0 < quantile <= 1 or dormant_from < 1:
        raise InputError(
            "A rhythm needs bursts of 0 days or more, at least 1 pause, a quantile above 0 up to 1, and a lateness of "
            "1 or more from which a tie is dormant."
        )
    met = encounters(network).on(network, as_of)
    contacts = max(network.node_table("Contact").num_rows, 1)
    pair = met.officer * contacts + met.contact
    # Stable, so that each tie's events stay oldest first.
    by_pair = np.argsort(pair, kind="stable")
    pair, day = pair[by_pair], met.events.day[met.event[by_pair]]
    start = np.flatnonzero(np.diff(pair, prepend=-1))
    events = np.diff(np.append(start, len(pair)))
    officer, contact = np.divmod(pair[start], contacts)
    last = day[start + events - 1]
    gaps, own = _pauses(day, start, events, burst_days, quantile)
    wanted = _priority(network, as_of)[contact]
    expected = np.where(gaps >= least_gaps, own, np.maximum(own, np.array(CADENCE)[wanted]))
    silence = day_number(as_of) - last
    lateness = silence / expected
    status = np.select(
        [~_expected(network, as_of, officer, contact, last), gaps == 0, lateness > dormant_from, lateness > 1],
        [STATUSES.index(one) for one in (NOT_EXPECTED, TOO_FEW, DORMANT, LATE)],
        STATUSES.index(IN_RHYTHM),
    )
    order = np.lexsort((contact, officer, np.where(gaps, -lateness, 0.0), status))
    keys = [network.keys(label).to_pylist() for label in ("Officer", "Contact")]
    names = [network.titles(label).to_pylist() for label in ("Officer", "Contact")]
    dates = pa.array(last.astype(np.int32)).cast(pa.date32()).to_pylist()
    columns = (officer, contact, silence, events, gaps, wanted, expected, lateness, status)
    rows = zip(*(column[order].tolist() for column in columns), order.tolist(), strict=True)
    return Dormancy(
        as_of,
        tuple(
            TieRhythm(
                keys[0][who],
                names[0][who],
                keys[1][whom],
                names[1][whom],
                dates[at],
                silent,
                count,
                pauses + 1,
                priority,
                pause if pauses else None,
                (OWN if pauses >= least_gaps else CADENCED) if pauses else "",
                late if pauses else None,
                STATUSES[state],
            )
            for who, whom, silent, count, pauses, priority, pause, late, state, at in rows
        ),
        burst_days,
        least_gaps,
        quantile,
        dormant_from,
    )


def _pauses(
    day: NDArray[np.int64], start: NDArray[np.int64], events: NDArray[np.int64], burst_days: int, quantile: float
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give each tie's number of pauses between bursts, and the quantile of their lengths (1 without any)."""
    tie = np.repeat(np.arange(len(start)), events)
    step = np.diff(day, prepend=0)
    step[start] = 0
    pause = step > burst_days
    length, of = step[pause], tie[pause]
    gaps = np.bincount(of, minlength=len(start))
    length = length[np.lexsort((length, of))]
    # Less a little, so that 0.7 of 10 pauses is the seventh and not, by rounding, the eighth.
    nth = np.ceil(quantile * gaps - 1e-9).astype(np.int64) - 1
    own = np.ones(len(start), dtype=np.int64)
    own[gaps > 0] = length[(np.cumsum(gaps) - gaps + nth)[gaps > 0]]
    return gaps, own


def _priority(network: VisibleNetwork, day: dt.date) -> NDArray[np.int64]:
    """Give, by row of the contacts, the highest priority of the services where each holds a function."""
    of_service = np.array(priorities(network, day), dtype=np.int64)
    contact, organisation = functions(network, day)
    found = np.zeros(network.node_table("Contact").num_rows, dtype=np.int64)
    np.maximum.at(found, contact, of_service[organisation])
    return found


def _expected(
    network: VisibleNetwork,
    day: dt.date,
    officer: NDArray[np.int64],
    contact: NDArray[np.int64],
    last: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Tell for each tie whether its officer still serves where the last event fell, and its contact is in function."""
    holder, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    officers = network.node_table("Officer").num_rows
    posted = np.bincount(holder, minlength=officers) > 0
    since = np.full(officers, day_number(day) + 1)
    on_it = running_postings(network, day)[posting]
    begun = pc.fill_null(network.node_table("Posting")["start_date"].cast(pa.int32()), 0)
    np.minimum.at(since, holder[on_it], np.asarray(begun.to_numpy(), dtype=np.int64)[posting[on_it]])
    gone = np.asarray(
        pc.is_in(network.node_table("Contact")["status"], value_set=pa.array(_OUT_OF_FUNCTION)).to_numpy(), dtype=bool
    )
    expected: NDArray[np.bool_] = ((last >= since[officer]) | ~posted[officer]) & ~gone[contact]
    return expected
