"""The parts of the sample world for any seed: draws, names, tours of duty."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from liaison.sample.chance import Chance
from liaison.sample.names import as_cells, mailbox, person_name, respelled, without_marks
from liaison.sample.postings import make_tours, man
from liaison.sample.scale import LARGEST, SMALLEST, scale_of
from liaison.sample.seats import SEATS, countries_of, seats_of
from liaison.sample.timeline import LAST_DAY, WEEKEND, iso, workday

seeds = st.integers(min_value=-(10**12), max_value=10**12)
scales = st.floats(min_value=SMALLEST, max_value=LARGEST)
countries = st.sampled_from(countries_of(len(SEATS) * 6))


@given(seeds, st.text(max_size=20), st.integers(-1000, 1000), st.integers(0, 1000))
def test_draws_stay_in_bounds_and_repeat(seed, name, low, width):
    first, second = Chance(seed, name), Chance(seed, name)
    for _ in range(20):
        drawn = first.whole(low, low + width)
        assert low <= drawn <= low + width
        assert second.whole(low, low + width) == drawn
    assert first.gap(0.01) >= 1
    chosen = first.some(range(width + 1), 5)
    assert len(set(chosen)) == len(chosen) == min(5, width + 1)
    assert all(0 <= one <= width for one in chosen)


@given(seeds, countries)
@example(25_101_153_880, "TR")
def test_names_can_be_respelled_and_written(seed, country):
    chance = Chance(seed, "names")
    name = person_name(chance, country)
    other = respelled(name)
    assert (other.last, other.first) != (name.last, name.first)
    assert other.last
    assert other.first
    last, first = as_cells(chance, name)
    # Capitals have no dotless i: what another hand writes in capitals is compared without marks.
    written = without_marks(f"{last} {first}").casefold()
    assert last
    assert all(without_marks(part).casefold() in written for part in (*name.last.split(), *name.first.split()))
    assert mailbox(name).isascii()
    assert without_marks(without_marks(name.last)) == without_marks(name.last)


@given(scales, scales)
def test_larger_scales_are_larger_worlds(one, other):
    small, large = scale_of(min(one, other)), scale_of(max(one, other))
    assert small.officers <= large.officers
    assert small.contacts <= large.contacts
    assert small.exchanges <= large.exchanges
    assert small.several(2, 9) <= large.several(2, 9)


@given(seeds, st.sampled_from([0.01, 0.02, 0.05, 0.2, 1.0, 10.0]))
def test_tours_follow_one_another_and_nobody_is_in_two_places(seed, factor):
    size = scale_of(factor)
    seats = seats_of(size.seats)
    apart = frozenset({size.seats - 1})
    tours = man(make_tours(Chance(seed, "postings"), seats), list(range(round(size.officers * 0.85))), apart)
    assert [tour.number for tour in tours] == list(range(len(tours)))
    by_seat, by_officer = {}, {}
    for tour in tours:
        assert 0 <= tour.start <= tour.last <= LAST_DAY
        assert tour.end is None or tour.end == tour.last
        assert tour.planned_end > LAST_DAY or tour.end is not None
        by_seat.setdefault(tour.seat, []).append(tour)
        by_officer.setdefault(tour.officer, []).append(tour)
    assert set(by_seat) == set(range(size.seats))
    for seat, chain in by_seat.items():
        assert chain[0].predecessor is None
        assert all(after.predecessor == before.number for before, after in pairwise(chain))
        assert all(before.end is not None for before in chain[:-1])
        assert (chain[-1].end is None) == (seat != 1)
    for held in by_officer.values():
        assert all(before.last < after.start for before, after in pairwise(sorted(held, key=lambda tour: tour.start)))
    assert all(len(by_officer[tour.officer]) == 1 for tour in tours if tour.seat in apart)


@given(st.integers(0, LAST_DAY))
def test_workdays(day):
    moved = workday(day)
    assert day <= moved <= min(LAST_DAY, day + 2)
    assert not WEEKEND[moved] or moved == LAST_DAY
    assert iso(day) <= iso(moved)
