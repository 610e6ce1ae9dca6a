"""Coverage and ledgers say what the questions of the library say: against the plain answers q11 to q17 are held to."""

from collections import defaultdict

import pytest
from library_oracle import coverage as covered
from library_oracle import exchange as exchanged
from library_oracle.sight import Sight
from world_network import EVERYTHING, sample_world

from graph.analytics.coverage import COVERED, NO_CONTACT, coverage
from graph.analytics.reciprocity import reciprocity, support
from graph.model.viewer import Viewer

VIEWERS = [Viewer("analyst", "analyst", 1), Viewer("coordinator", "coordinator", 3, frozenset({"ORCON"})), EVERYTHING]


@pytest.fixture(scope="module", params=VIEWERS, ids=lambda viewer: viewer.user_id)
def both(request):
    """Give a viewer's network and what the oracle lets that viewer see."""
    world = sample_world(7)
    return world.network(request.param), Sight(world.parsed, request.param, world.as_of)


def test_accredited_without_contact_as_in_q11(both):
    network, sight = both
    found = coverage(network, sight.as_of)
    asked = {row[0]: row for row in covered.q11(sight, months=12)}
    accredited = {row.country: row for row in found.countries if row.mode != "none"}
    assert set(accredited) == set(covered.accredited(sight))
    # No event within the months leaves no strong tie; a weak event within them is contact to q11 alone.
    for country, row in asked.items():
        assert (accredited[country].officers, accredited[country].status) == (len(row[3]), NO_CONTACT)
    for country, row in accredited.items():
        assert country in asked or row.known
        assert row.status == (COVERED if row.active else NO_CONTACT)


@pytest.mark.slow
def test_matrix_as_in_q12(both):
    network, sight = both
    found = {(cell.country, cell.org_type): cell for cell in coverage(network, sight.as_of).cells}
    for country, name, org_type, priority, services, _, known, empty in covered.q12(sight, priority=0):
        cell = found[country, org_type]
        assert (cell.country_name, cell.priority, cell.services, cell.known) == (name, priority, services, known)
        assert empty == (cell.known == 0)


def test_nearest_mode_as_in_q13(both):
    network, sight = both
    found = coverage(network, sight.as_of).countries
    from_elsewhere = {row.country: (sorted(row.modes.split(", ")), row.officers) for row in found
                      if row.mode not in ("resident", "none")}  # fmt: skip
    assert from_elsewhere == {row[0]: (row[2], len(row[4])) for row in covered.q13(sight)}


def test_strongest_tie_as_in_q14(both):
    network, sight = both
    found = {row.country: row for row in coverage(network, sight.as_of).countries}
    for country, _, priority, strength, officer, contact, _ in covered.q14(sight, threshold=101.0, priority=1):
        row = found[country]
        assert (row.priority, row.officer_id, row.contact_id) == (priority, officer, contact)
        assert row.strength == pytest.approx(strength, abs=1e-9)


def test_ledger_as_in_q16(both):
    network, sight = both
    found = reciprocity(network, sight.as_of, by=("period", "grade"), period="year").rows
    assert [(row.partner_id, row.partner_name, row.country, *row.parts, row.given, row.received) for row in found] == [
        (*row[:3], str(row[3]), *row[4:]) for row in exchanged.q16(sight)
    ]


def test_support_and_context_as_in_q17(both):
    network, sight = both
    first, last = exchanged.window(sight, {})
    found = support(network, last, first=first, by=("officer", "period")).rows
    named = [(*row.parts, row.given, row.received) for row in found if row.parts[0] is not None]
    assert named == [(row[0], *row[2:]) for row in exchanged.q17(sight)]
    # Exchanges in which no visible officer is named have a row of their own.
    whole = defaultdict(int)
    for row in found:
        whole[row.parts[0] is None] += row.total
    assert sum(whole.values()) == sum(row.total for row in support(network, last, first=first).totals)
