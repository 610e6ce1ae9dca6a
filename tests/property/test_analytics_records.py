"""Coverage, ledgers, reliance and dormancy on random units, against plain loops over the same records."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import DAY, expected_ties, is_valid
from random_units import KEYS, MODES, OWN, only_seen, random_unit

from graph.analytics.coverage import coverage
from graph.analytics.dormancy import dormancy
from graph.analytics.reciprocity import reciprocity, support
from graph.analytics.reliance import reliance
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible

SEEDS = st.integers(0, 10**6)
VIEWER = Viewer("u", "analyst", 1, frozenset({"K1"}), frozenset({"NL"}))


def network_of(unit, viewer=OPEN):
    return visible(snapshot_from_records(*unit, marking=Marking(4)), viewer)


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-9)


def by_key(unit, label):
    return {row[KEYS[label]]: row for row in unit[0][label]}


def runs(posting):
    start, end = posting["start_date"], posting["end_date"]
    return start is not None and start <= DAY and (end is None or end >= DAY)


def access(unit):
    """Give the modes and officers of each accredited country."""
    postings, officers = by_key(unit, "Posting"), by_key(unit, "Officer")
    found = defaultdict(set)
    for held in unit[1]["HELD_POSTING"]:
        for row in unit[1]["ACCREDITED_TO"]:
            served = row["start"] == held["end"] and runs(postings[row["start"]])
            if served and is_valid(row, DAY) and is_valid(officers[held["start"]], DAY):
                found[row["end"]].add((MODES.index(row["mode"]), held["start"]))
    return found


def functions(unit):
    """Give contact and organisation of each function of the day."""
    organisations = by_key(unit, "Organisation")
    return {
        (row["start"], row["end"])
        for row in unit[1]["HOLDS_ROLE"]
        if is_valid(row, DAY) and is_valid(organisations[row["end"]], DAY)
    }


def status(accredited, active):
    return {
        (True, True): "covered", (True, False): "accredited without contact",
        (False, True): "reached without accreditation", (False, False): "gap",
    }[accredited, active]  # fmt: skip


def reach(ties, contacts, active):
    """Give known contacts, active ties, and the strongest tie."""
    here = {pair: row["strength"] for pair, row in ties.items() if pair[1] in contacts}
    best = min(here, key=lambda pair: (-round(here[pair], 6), pair), default=(None, None))
    known = len({contact for _, contact in here})
    return known, sum(value >= active for value in here.values()), here.get(best, 0.0), *best


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, active=st.sampled_from([1.0, 5.0, 20.0]))
def test_coverage_equals_plain_loops(seed: int, active: float) -> None:
    unit = random_unit(seed)
    ties, accredited, held = expected_ties(unit, DAY), access(unit), functions(unit)
    organisations = {
        key: (row["country"], row["org_type"])
        for key, row in by_key(unit, "Organisation").items()
        if is_valid(row, DAY) and key not in OWN and row.get("country") and row.get("org_type")
    }
    wanted = defaultdict(int)
    for row in unit[0]["Priority"]:
        if is_valid(row, DAY):
            cell = row["country"], row["org_type"]
            wanted[cell] = max(wanted[cell], row["priority"])
    found = coverage(network_of(unit), DAY, active=active)
    assert {(cell.country, cell.org_type) for cell in found.cells} == {*wanted, *organisations.values()}
    assert {row.country for row in found.countries} == {*accredited, *(cell[0] for cell in wanted),
                                                        *(cell[0] for cell in organisations.values())}  # fmt: skip
    empty = defaultdict(int)
    for cell in found.cells:
        at = cell.country, cell.org_type
        services = {key for key, place in organisations.items() if place == at}
        known, count, strength, *ends = reach(ties, {one for one, org in held if org in services}, active)
        modes = sorted(accredited.get(cell.country, ()))
        assert cell.priority == wanted.get(at, 0)
        assert cell.services == len(services)
        assert (cell.known, cell.active, [cell.officer_id, cell.contact_id]) == (known, count, ends)
        assert cell.strength == near(strength)
        assert cell.mode == (MODES[modes[0][0]] if modes else "none")
        assert cell.officers == len({officer for _, officer in modes})
        assert cell.status == status(bool(modes), bool(count))
        empty[cell.country] += cell.priority > 0 and not known
    homes = {key: row["country"] for key, row in by_key(unit, "Contact").items()}
    for land in found.countries:
        there = {one for one, home in homes.items() if home == land.country}
        there |= {one for one, org in held if organisations.get(org, (None,))[0] == land.country}
        known, count, strength, *ends = reach(ties, there, active)
        assert (land.known, land.active, [land.officer_id, land.contact_id]) == (known, count, ends)
        assert land.strength == near(strength)
        assert land.empty == empty[land.country]
        cells = [cell for cell in found.cells if cell.country == land.country]
        assert (land.cells, land.covered) == (len(cells), sum(cell.status == "covered" for cell in cells))
        assert land.priority == max((cell.priority for cell in cells), default=0)
        assert land.status == status(land.country in accredited, bool(count))


def pauses(unit, officer, contact, burst_days):
    """Give the days of the events of a tie, and the pauses between its bursts."""
    days = sorted(
        event["date"]
        for label, key in (("Exchange", "exchange_id"), ("Interaction", "interaction_id"))
        for event in unit[0][label]
        if event["date"] is not None
        and event["date"] <= DAY
        and {("Officer", officer), ("Contact", contact)}
        <= {
            (row["start_label"], row["start"])
            for row in unit[1]["TOOK_PART"]
            if (row["end_label"], row["end"]) == (label, event[key])
        }
    )
    steps = [(later - earlier).days for earlier, later in pairwise(days)]
    return days, sorted(step for step in steps if step > burst_days)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    seed=SEEDS, burst_days=st.integers(0, 40), least=st.integers(1, 4), quantile=st.sampled_from([0.01, 0.5, 0.9, 1.0])
)
def test_dormancy_equals_plain_loops(seed: int, burst_days: int, least: int, quantile: float) -> None:
    unit = random_unit(seed, events=60)
    held, postings, contacts = functions(unit), by_key(unit, "Posting"), by_key(unit, "Contact")
    organisations = by_key(unit, "Organisation")
    found = dormancy(network_of(unit), DAY, burst_days=burst_days, least_gaps=least, quantile=quantile).ties
    assert {(row.officer_id, row.contact_id) for row in found} == set(expected_ties(unit, DAY))
    for row in found:
        days, gaps = pauses(unit, row.officer_id, row.contact_id, burst_days)
        silence = (DAY - days[-1]).days
        assert (row.events, row.bursts, row.silence) == (len(days), len(gaps) + 1, silence)
        services = [organisations[org] for one, org in held if one == row.contact_id]
        places = [(service.get("country"), service.get("org_type")) for service in services]
        wanted = [n["priority"] for n in unit[0]["Priority"] if is_valid(n, DAY) and
                  (n["country"], n["org_type"]) in places]  # fmt: skip
        assert row.priority == max(wanted, default=0)
        served = [postings[one["end"]] for one in unit[1]["HELD_POSTING"] if one["start"] == row.officer_id]
        in_place = not served or any(runs(one) and one["start_date"] <= days[-1] for one in served)
        expected = contacts[row.contact_id]["status"] not in ("left", "dormant") and in_place
        if not gaps:
            assert (row.expected, row.lateness, row.basis) == (None, None, "")
            assert row.status == ("too few events" if expected else "not expected")
            continue
        # The smallest pause that the share of all does not exceed.
        pause = next(gap for gap in gaps if sum(one <= gap for one in gaps) >= quantile * len(gaps))
        if len(gaps) < least:
            pause = max(pause, (180, 120, 90, 60)[row.priority])
        assert (row.expected, row.lateness) == (pause, silence / pause)
        states = "dormant" if silence > 2 * pause else "late" if silence > pause else "in rhythm"
        assert row.status == (states if expected else "not expected")


def booked(unit, first):
    """Give partner, exchange and whether it was given, of all exchanges that a ledger counts."""
    organisations = by_key(unit, "Organisation")
    for row in unit[0]["Exchange"]:
        givers = {one["start"] for one in unit[1]["GAVE"] if one["end"] == row["exchange_id"]} & set(organisations)
        receivers = {one["end"] for one in unit[1]["RECEIVED"] if one["start"] == row["exchange_id"]} & set(
            organisations
        )
        counted = row["date"] is not None and (first is None or first <= row["date"]) and row["date"] <= DAY
        if counted and givers and receivers and row["direction"] != "internal":
            given = row["direction"] == "given"
            for partner in receivers if given else givers:
                yield partner, row, given


def parts_of(unit, row, name):
    """Give all values of a dimension of an exchange."""
    officers = by_key(unit, "Officer")
    took = {
        one["start"]
        for one in unit[1]["TOOK_PART"]
        if (one["start_label"], one["end"]) == ("Officer", row["exchange_id"]) and is_valid(officers[one["start"]], DAY)
    }
    scheme, source, info = (row[part] or "-" for part in ("grade_scheme", "source_grade", "info_grade"))
    values = {
        "period": {f"{row['date'].year}-Q{(row['date'].month + 2) // 3}"},
        "kind": {row["kind"]},
        "grade": {f"{scheme}:{source}{info}"},
        "theme": set(row["theme"] or ()),
        "officer": took,
    }
    return values[name] or {None}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(
    seed=SEEDS,
    by=st.lists(st.sampled_from(["period", "kind", "grade", "theme", "officer"]), unique=True, max_size=3),
    first=st.sampled_from([None, DAY, DAY - timedelta(days=400)]),
)
def test_ledger_equals_plain_counts(seed: int, by: list[str], first: date | None) -> None:
    unit = random_unit(seed)
    rows, totals = Counter(), Counter()
    for partner, row, gave in booked(unit, first):
        totals[partner, gave] += 1
        for values in product(*(parts_of(unit, row, name) for name in by)):
            rows[partner, values, gave] += 1
    found = reciprocity(network_of(unit), DAY, first=first, by=by)
    assert {(row.partner_id, row.parts): (row.given, row.received) for row in found.rows} == {
        (partner, values): (rows[partner, values, True], rows[partner, values, False]) for partner, values, _ in rows
    }
    assert {row.partner_id: (row.given, row.received) for row in found.totals} == {
        partner: (totals[partner, True], totals[partner, False]) for partner, _ in totals
    }
    if not {"theme", "officer"} & set(by):
        for total in found.totals:
            assert sum(row.total for row in found.rows if row.partner_id == total.partner_id) == total.total


def tops_of(unit):
    """Climb from each organisation until the first that has no parent or was passed already."""
    parents = defaultdict(list)
    for row in unit[1]["PART_OF"]:
        if is_valid(row, DAY):
            parents[row["start"]].append(row["end"])
    found = {}
    for key in by_key(unit, "Organisation"):
        path, at = [], key
        while at in parents and at not in path:
            path.append(at)
            at = min(parents[at])
        found[key] = key if at in path and key in path[path.index(at) :] else at
    return found


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_rolled_up_ledgers_keep_every_exchange(seed: int) -> None:
    unit = random_unit(seed)
    top = tops_of(unit)
    expected = defaultdict(set)
    for partner, row, gave in booked(unit, None):
        expected[top[partner], gave].add(row["exchange_id"])
    found = reciprocity(network_of(unit), DAY, by=(), roll_up=True)
    assert {(row.partner_id, True): row.given for row in found.rows if row.given} | {
        (row.partner_id, False): row.received for row in found.rows if row.received
    } == {key: len(exchanges) for key, exchanges in expected.items()}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, active=st.sampled_from([0.0, 1.0, 10.0]), window=st.integers(1, 40))
def test_reliance_equals_plain_loops(seed: int, active: float, window: int) -> None:
    unit = random_unit(seed)
    ties, held, officers = expected_ties(unit, DAY), functions(unit), by_key(unit, "Officer")
    organisations = by_key(unit, "Organisation")
    found = reliance(network_of(unit), DAY, months=0, active=active, window=window)
    relevant = {
        key: row
        for key, row in organisations.items()
        if key not in OWN and str(row.get("org_type")).startswith("intel") and is_valid(row, DAY)
    }
    assert {row.org_id for row in found.services} == set(relevant)
    since = DAY.year * 12 + DAY.month - 1 - window
    # The random day is the 30th, which every month but February has.
    first = date(since // 12, since % 12 + 1, min(DAY.day, 28 + (since // 12 % 4 == 0) if since % 12 == 1 else DAY.day))
    counted = defaultdict(int)
    for row in found.services:
        best = {"federal_police": 0.0, "state_security": 0.0, None: 0.0}
        for (officer, contact), tie in ties.items():
            if (contact, row.org_id) in held:
                service = officers[officer]["service"]
                best[service] = max(best[service], tie["strength"])
        own = sum(
            (
                row.org_id in {one["end"] for one in unit[1]["RECEIVED"] if one["start"] == exchange["exchange_id"]}
                and "BE-VSSE" in {one["start"] for one in unit[1]["GAVE"] if one["end"] == exchange["exchange_id"]}
            )
            or (
                row.org_id in {one["start"] for one in unit[1]["GAVE"] if one["end"] == exchange["exchange_id"]}
                and "BE-VSSE" in {one["end"] for one in unit[1]["RECEIVED"] if one["start"] == exchange["exchange_id"]}
            )
            for exchange in unit[0]["Exchange"]
            if exchange["date"] is not None and first < exchange["date"] <= DAY
        )
        police, security = (0 < best[one] >= active for one in ("federal_police", "state_security"))
        names = {(True, False): "police only", (True, True): "both", (False, True): "state security only"}
        way = names.get((police, security or own > 0), "not reached")
        assert (row.country, row.own_exchanges, row.way) == (relevant[row.org_id].get("country"), own, way)
        assert (row.police, row.security) == (near(best["federal_police"]), near(best["state_security"]))
        counted[row.country, way] += 1
    for point in found.countries:
        ways = [counted[point.country, way] for way in ("police only", "both", "state security only")]
        assert [point.police_only, point.both, point.security_only] == ways
        assert point.share == (ways[0] / sum(ways) if sum(ways) else None)
        assert point.services == sum(row.country == point.country for row in found.services)
    assert found.overall.services == len(relevant)
    assert found.overall.police_only == sum(point.police_only for point in found.countries)


MEASURES = {
    "reliance": lambda network: reliance(network, DAY, org_types=None, months=3),
    "reciprocity": lambda network: reciprocity(network, DAY, by=("kind", "theme", "officer", "own"), roll_up=True),
    "support": lambda network: support(network, DAY, by=("period", "grade"), period="year"),
    "dormancy": lambda network: dormancy(network, DAY, burst_days=20, least_gaps=1),
    "coverage": lambda network: coverage(network, DAY),
}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, name=st.sampled_from(sorted(MEASURES)))
def test_hiding_a_record_is_deleting_it(seed: int, name: str) -> None:
    unit = random_unit(seed, marked=True)
    measure = MEASURES[name]
    deleted = only_seen(unit, VIEWER.level, set(VIEWER.compartments), set(VIEWER.releases))
    assert measure(network_of(unit, VIEWER)) == measure(network_of(deleted, VIEWER))


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(seed=SEEDS, name=st.sampled_from(sorted(MEASURES)))
def test_the_order_of_rows_does_not_matter(seed: int, name: str) -> None:
    unit = random_unit(seed)
    measure = MEASURES[name]
    before = measure(network_of(unit))
    for rows in (*unit[0].values(), *unit[1].values()):
        random.Random(seed).shuffle(rows)
    assert measure(network_of(unit)) == before
