"""Tours of duty: who sits where from when to when, and what lies between one and the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.errors import DeclarationError
from liaison.sample.timeline import LAST_DAY, YEAR, iso

if TYPE_CHECKING:
    from liaison.sample.chance import Chance
    from liaison.sample.seats import Seat

_FIRST_STARTS = (80, 480)
_TENURE = (2 * YEAR, 6 * YEAR)
_VACANT_SEAT = 1
_ENDING_EVERY = 4
REST = 300
"""Days at home before an officer leaves again, at the least."""


@dataclass(frozen=True, slots=True)
class Tour:
    """
    One posting. Days are numbers; `end` None = still running.

    Attributes
    ----------
    number, seat, officer
        Own number, number of the seat, number of the officer (-1 = not assigned yet).
    start, planned_end, end
        First day, last day as planned, last day as it was.
    kind
        Kind of posting.
    predecessor
        Number of the posting that this one took over, or None.
    """

    number: int
    seat: int
    officer: int
    start: int
    planned_end: int
    end: int | None
    kind: str
    predecessor: int | None

    @property
    def posting_id(self) -> str:
        """Identifier."""
        return f"P-{self.number + 1:03}"

    @property
    def last(self) -> int:
        """Last day within the world."""
        return LAST_DAY if self.end is None else self.end

    def row(self, officer_id: str, seat: Seat, level: int) -> list[str]:
        """Write it as a row of `postings`."""
        before = "" if self.predecessor is None else f"P-{self.predecessor + 1:03}"
        start, planned, end = iso(self.start), iso(self.planned_end), iso(self.end)
        where = [self.posting_id, officer_id, seat.city, seat.country]
        return [*where, start, planned, end, self.kind, before, str(level)]

    def accreditation_rows(self, seat: Seat) -> list[list[str]]:
        """Write the countries it gives access to as rows of `accreditations`; side countries follow a little later."""
        rows = [[self.posting_id, seat.country, "resident", iso(self.start), iso(self.end), "0"]]
        later = min(self.start + 30, self.last)
        rows += [[self.posting_id, country, mode, iso(later), iso(self.end), "0"] for country, mode in seat.others]
        return rows


def make_tours(chance: Chance, seats: tuple[Seat, ...]) -> list[Tour]:
    """
    Fill every seat with tours one after another, from 2015 to the end of the world and sorted by start.

    Tours last two to six years. Every other handover overlaps, the others leave the seat vacant for a while; one seat
    is vacant at the end of the world, and the tours of some end within the year that follows.
    """
    chains: list[list[Tour]] = []
    for index, seat in enumerate(seats):
        chain: list[Tour] = []
        start = chance.whole(*_FIRST_STARTS)
        while start <= LAST_DAY:
            end = start + chance.whole(*_TENURE)
            running = end > LAST_DAY
            planned = end if running else end + chance.pick((0, 0, 30, 90, -60))
            chain.append(Tour(0, index, -1, start, planned, None if running else end, seat.kind, None))
            if running:
                break
            overlaps = (index + len(chain)) % 2 == 0
            start = end - chance.whole(10, 45) if overlaps else end + 1 + chance.whole(15, 160)
        chains.append(_ended(chance, index, chain))
    ordered = sorted((tour for chain in chains for tour in chain), key=lambda tour: (tour.start, tour.seat))
    return _numbered(ordered)


def _ended(chance: Chance, index: int, chain: list[Tour]) -> list[Tour]:
    last = chain[-1]
    if index == _VACANT_SEAT:
        if last.end is None and last.start > LAST_DAY - YEAR:
            chain = chain[:-1]
            last = chain[-1]
        end = min(LAST_DAY - chance.whole(40, 120), last.last)
        return [*chain[:-1], replace(last, end=end, planned_end=end + 60)]
    if last.end is not None:
        # The successor would come after the end of the world: the officer stays until then.
        last = replace(last, end=None, planned_end=LAST_DAY + chance.whole(30, 120))
        chain = [*chain[:-1], last]
    if index % _ENDING_EVERY == 0:
        return [*chain[:-1], replace(last, planned_end=LAST_DAY + chance.whole(60, 330))]
    return chain


def _numbered(ordered: list[Tour]) -> list[Tour]:
    numbered: list[Tour] = []
    latest: dict[int, int] = {}
    for number, tour in enumerate(ordered):
        numbered.append(replace(tour, number=number, predecessor=latest.get(tour.seat)))
        latest[tour.seat] = number
    return numbered


def short_missions(chance: Chance, tours: list[Tour], officers: list[int], apart: frozenset[int]) -> list[Tour]:
    """Send a few officers of State Security abroad for months; the service has no fixed officers there."""
    seats = sorted({tour.seat for tour in tours if tour.end is None and tour.seat not in apart})
    missions = []
    for position, officer in enumerate(officers):
        start = LAST_DAY - chance.whole(300, 500)
        end = LAST_DAY + chance.whole(30, 300)
        number, seat = len(tours) + position, seats[position % len(seats)]
        missions.append(Tour(number, seat, officer, start, end, None, "temporary", None))
    return missions


def man(tours: list[Tour], officers: list[int], apart: frozenset[int]) -> list[Tour]:
    """
    Give every tour an officer who is free.

    Parameters
    ----------
    tours
        Sorted by start.
    officers
        Numbers of those who may go.
    apart
        Seats whose officers never serve elsewhere, so that nothing but planted contacts joins them to the rest.
    """
    unused = list(officers)
    kept = sum(tour.seat in apart for tour in tours)
    free_from: dict[int, int] = {}
    manned = []
    for tour in tours:
        rested = sorted((day, officer) for officer, day in free_from.items() if day + REST < tour.start)
        spare = len(unused) > kept
        if tour.seat in apart or (spare and (not rested or tour.number % 3)):
            officer = unused.pop(0)
            kept -= tour.seat in apart
        elif rested:
            officer = rested[0][1]
        else:
            # Nobody has rested: the one who came home first leaves again.
            officer = min(free_from, key=lambda number: (free_from[number], number))
            if free_from[officer] >= tour.start:
                raise DeclarationError(
                    f"The sample world has more postings at once than officers at {tour.posting_id}."
                )
        if tour.seat in apart:
            free_from.pop(officer, None)
        else:
            free_from[officer] = tour.last
        manned.append(replace(tour, officer=officer))
    return manned
