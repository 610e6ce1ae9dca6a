"""What one viewer sees of the tables, with ties by the written formula."""

import datetime as dt
from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from math import exp

from library_oracle.records import full_name

WEIGHT = {
    "meeting": 1, "call": 0.5, "message": 0.3, "joint_operation": 2, "training": 1.2, "visit": 1, "social": 0.6,
    "introduction": 0.8, "operational_info": 1.5, "context_analysis": 1.2, "logistics_support": 1, "expertise": 1.2,
    "verification": 0.8, "request": 0.5, "reply": 0.7,
}  # fmt: skip
SOURCE = {
    "6x6": {"A": 1, "B": 0.9, "C": 0.8, "D": 0.6, "E": 0.4, "F": 0.7},
    "4x4": {"A": 1, "B": 0.9, "C": 0.6, "X": 0.7},
}
INFO = {
    "6x6": {"1": 1, "2": 0.95, "3": 0.9, "4": 0.7, "5": 0.5, "6": 0.7},
    "4x4": {"1": 1, "2": 0.95, "3": 0.85, "4": 0.7},
}
OWN = ("BE-FP", "BE-VSSE")


def later(day, months):
    """Go months on or back; a day that the month lacks becomes its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def up(value):
    """Sort ascending, missing values last."""
    return (value is None, 0 if value is None else value)


def down(value):
    """Sort numbers descending, missing values first."""
    return (value is not None, 0 if value is None else -value)


def down_day(value):
    return down(None if value is None else value.toordinal())


@dataclass(frozen=True)
class Event:
    """An exchange or interaction with the officers and contacts who took part, as far as visible."""

    key: str
    date: dt.date
    kind: str
    exchange: bool
    row: object
    officers: tuple
    contacts: tuple

    @property
    def worth(self):
        if not self.exchange:
            return WEIGHT[self.kind]
        source = SOURCE[self.row.scheme][self.row.source] if self.row.source else 0.7
        info = INFO[self.row.scheme][self.row.info] if self.row.info else 0.7
        return WEIGHT[self.kind] * (source + info) / 2

    @property
    def given(self):
        return self.row.direction == "given" if self.exchange else self.row.initiative in ("own", "mutual")

    @property
    def received(self):
        return self.row.direction == "received" if self.exchange else self.row.initiative in ("counterpart", "mutual")


@dataclass(frozen=True)
class Tie:
    """One officer and contact on a day."""

    strength: float
    first: dt.date
    last: dt.date
    events: int
    sole: bool


class Sight:
    """The visible part of the records for a viewer, and the day asked for."""

    def __init__(self, records, viewer, as_of):
        self.viewer, self.as_of = viewer, as_of
        self._records = records
        self.officers = {row.officer_id: row for row in self.rows("officers")}
        self.organisations = {row.org_id: row for row in self.rows("organisations")}
        self.contacts = {row.contact_id: row for row in self.rows("contacts")}
        self.postings = {row.posting_id: row for row in self.rows("postings")}
        self.requests = {row.request_id: row for row in self.rows("requests")}
        self.events = sorted(self._events(), key=lambda event: (event.date, event.key))
        self._ties = {}

    def rows(self, table):
        return [row for row in self._records[table] if row.mark.open_to(self.viewer)]

    def every_row(self, table):
        """Give hidden rows as well: only for what combines markings."""
        return self._records[table]

    def _events(self):
        for table in ("exchanges", "interactions"):
            exchange = table == "exchanges"
            for row in self.rows(table):
                contacts = row.cells["contact_id:all" if exchange else "contact_ids:all"]
                yield Event(
                    row.exchange_id if exchange else row.interaction_id,
                    row.date,
                    row.kind,
                    exchange,
                    row,
                    tuple(one for one in dict.fromkeys(row.cells["officer_id:all"]) if one in self.officers),
                    tuple(one for one in dict.fromkeys(contacts) if one in self.contacts),
                )

    @property
    def exchanges(self):
        return [event for event in self.events if event.exchange]

    def officer_name(self, key):
        return full_name(self.officers[key])

    def contact_name(self, key):
        return full_name(self.contacts[key])

    def meetings(self, until=None):
        """Give events by officer and contact, up to a day."""
        found = defaultdict(list)
        for event in self.events:
            if until is None or event.date <= until:
                for officer in event.officers:
                    for contact in event.contacts:
                        found[officer, contact].append(event)
        return found

    def ties(self, day=None):
        """Give all ties of a day by the formula."""
        day = day or self.as_of
        if day not in self._ties:
            met = self.meetings(day)
            holders = defaultdict(set)
            for officer, contact in met:
                holders[contact].add(officer)
            self._ties[day] = {pair: tie(events, day, sole=len(holders[pair[1]]) == 1) for pair, events in met.items()}
        return self._ties[day]

    def roles(self, day=None):
        """Give contact, organisation, function and first day of the functions held on a day, or of all ever held."""
        found = {}
        for row in self.rows("contact_roles"):
            found[row.contact_id, row.org_id, row.function, row.cells["from"]] = row.to
        theirs = {
            (row.contact_id, row.org_id, row.function, row.cells["from"]) for row in self.every_row("contact_roles")
        }
        for row in self.rows("contacts"):
            key = (row.contact_id, row.org_id, row.function, row.known_since)
            if row.org_id and key not in theirs:
                found[key] = None
        return [
            (*key, to)
            for key, to in found.items()
            if key[0] in self.contacts
            and key[1] in self.organisations
            and (day is None or ((key[3] or day) <= day and (to or day) >= day))
        ]

    def served(self):
        """Give each visible posting with its visible officer."""
        return [
            (self.officers[row.officer_id], row) for row in self.postings.values() if row.officer_id in self.officers
        ]

    def running(self):
        """Give those that run on the day."""
        return [pair for pair in self.served() if runs(pair[1], self.as_of)]

    def rotations(self):
        """Give predecessor, its posting, successor and its posting."""
        for officer, posting in self.served():
            before = self.postings.get(posting.predecessor_posting_id)
            if before is not None and before.officer_id in self.officers:
                yield self.officers[before.officer_id], before, officer, posting


def runs(posting, day):
    return posting.start <= day and (posting.end or day) >= day


def tie(events, day, *, sole):
    """Compute one tie from its events."""
    half_life = 120 if sole else 180
    total = sum(event.worth * 2 ** (-(day - event.date).days / half_life) for event in events)
    given = sum(event.given for event in events)
    received = sum(event.received for event in events)
    reciprocity = min(given, received) / max(given, received) if max(given, received) else 0
    first, last = min(event.date for event in events), max(event.date for event in events)
    span = 1 + 0.2 * min(1, (last - first).days / 730)
    raw = total * (0.6 + 0.4 * reciprocity) * span
    return Tie(100 * (1 - exp(-raw / 5)), first, last, len(events), sole)
