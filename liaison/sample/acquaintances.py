"""Which officer deals with which contact, from when to when, and in what rhythm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.timeline import LAST_DAY, QUIET, WEEKEND, workday

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.contacts import Person
    from liaison.sample.officers import Agent
    from liaison.sample.postings import Tour

# Mean days between events before they are fitted to the size of the world; most acquaintances are slack.
_RHYTHMS = (10.0, 35.0, 35.0, 60.0, 60.0, 150.0, 150.0, 150.0, 150.0, 150.0)
_RECEIVED = (0.15, 0.35, 0.5, 0.5, 0.5, 0.65, 0.85)
_BURST, _BURST_EVENTS, _BURST_HASTE = 0.08, (3, 6), 0.17
_REGULAR = (0.75, 1.25)
_QUIET_SLOWDOWN = 1.6
_MONDAY_SHARE = 0.85
_FADING_SHARE = 0.2
_FADING_AFTER, _FADED = 500, 3.0
# Bursts shorten the mean gap and quiet weeks lengthen it; weekends and whole days add to it. Measured on worlds.
_MEAN_FACTOR, _MEAN_EXTRA = 0.88, 0.45


@dataclass(slots=True)
class Acquaintance:
    """
    An officer's dealings with a contact during one posting.

    Attributes
    ----------
    officer, contact, tour
        Who, whom, and on which posting.
    start, end
        First and last day on which anything may happen.
    rhythm
        Mean days between events.
    received
        Share of what is exchanged that comes from the contact.
    regular
        True for an even beat, False for bursts and pauses.
    fading
        True when the rhythm slackens with time.
    predecessor
        Officer who introduces the successor at the first event, or None.
    protected
        True when something planted depends on the days, so that only the own rhythm may set them.
    first, last, count
        Numbers of the first and last day on which something happened (-1 = never), and on how many days it did.
    """

    officer: Agent
    contact: Person
    tour: Tour
    start: int
    end: int
    rhythm: float
    received: float
    regular: bool = False
    fading: bool = False
    predecessor: Agent | None = None
    protected: bool = False
    burst: int = 0
    first: int = -1
    last: int = -1
    count: int = 0

    def expected(self, factor: float = 1.0) -> float:
        """Give how many events to expect within the world if the rhythm were slower by a factor."""
        gap = self.rhythm if self.regular else self.rhythm * factor * _MEAN_FACTOR + _MEAN_EXTRA
        return max(0, min(self.end, LAST_DAY) - self.start) / gap

    def happened(self, day: int) -> None:
        """Note that something happened."""
        if self.first < 0:
            self.first = day
        if day != self.last:
            self.last = day
            self.count += 1

    def next_day(self, chance: Chance, day: int) -> int:
        """Draw the day of the next event; beyond `end` nothing happens any more."""
        rhythm = self.rhythm
        if self.regular:
            low, high = _REGULAR
            gap = max(1, round(rhythm * (low + (high - low) * chance.random())))
        else:
            if self.fading and day - self.start > _FADING_AFTER:
                rhythm *= _FADED
            if QUIET[day]:
                rhythm *= _QUIET_SLOWDOWN
            if self.burst:
                self.burst -= 1
                rhythm *= _BURST_HASTE
            elif chance.random() < _BURST:
                self.burst = chance.whole(*_BURST_EVENTS)
            gap = chance.gap(rhythm)
        follows = day + gap
        if follows < LAST_DAY and WEEKEND[follows] and chance.random() < _MONDAY_SHARE:
            follows = workday(follows)
        return follows


def acquaint(chance: Chance, officer: Agent, contact: Person, tour: Tour, start: int) -> Acquaintance:
    """Let an officer get to know a contact on a posting, until its end or until the contact leaves."""
    end = tour.last if contact.left is None else min(tour.last, contact.left)
    contact.holders.add(officer.number)
    rhythm, received = chance.pick(_RHYTHMS), chance.pick(_RECEIVED)
    return Acquaintance(officer, contact, tour, start, end, rhythm, received, fading=chance.happens(_FADING_SHARE))
