"""Coverage on networks that can be worked out by hand, and what the sample world plants."""

import datetime as dt
from collections import defaultdict

import pytest
from sample_rows import day as read_day
from world_network import sample_world

from graph.analytics.coverage import COVERED, GAP, NO_CONTACT, UNACCREDITED, coverage
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible

TODAY = dt.date(2026, 3, 1)
BEFORE = TODAY - dt.timedelta(days=1)
HIDDEN = {"level": 3}


def network(viewer=OPEN, **more):
    """
    Anna is resident in IT and side-accredited to SM and, until yesterday, to MT; Bram's posting has ended.

    Rossi (police) and Bianchi (customs, once) are met in IT, Alami in MA where nobody is accredited.
    """
    nodes = {
        "Country": [{"iso2": code, "name_en": f"Land {code}"} for code in ("IT", "SM", "MT", "MA", "FR", "BE")],
        "Officer": [{"officer_id": "Anna"}, {"officer_id": "Bram"}],
        "Posting": [
            {"posting_id": "P1", "start_date": TODAY, "end_date": TODAY},
            {"posting_id": "P2", "start_date": dt.date(2020, 1, 1), "end_date": BEFORE},
        ],
        "Organisation": [
            {"org_id": "IT-POL", "country": "IT", "org_type": "police"},
            {"org_id": "IT-CAR", "country": "IT", "org_type": "police"},
            {"org_id": "IT-CUS", "country": "IT", "org_type": "customs"},
            {"org_id": "MA-POL", "country": "MA", "org_type": "police"},
            {"org_id": "FR-POL", "country": "FR", "org_type": "police", "valid_to": BEFORE},
            {"org_id": "BE-FP", "country": "BE", "org_type": "police"},
        ],
        "Contact": [
            {"contact_id": "Rossi", "country": "IT"},
            {"contact_id": "Bianchi", "country": "IT"},
            {"contact_id": "Alami"},
            {"contact_id": "Moretti", "country": "SM", **more},
        ],
        "Priority": [
            {"priority_id": "1", "country": "IT", "org_type": "fiu", "priority": 3},
            {"priority_id": "2", "country": "IT", "org_type": "customs", "priority": 1},
            {"priority_id": "3", "country": "IT", "org_type": "customs", "priority": 2, "valid_to": TODAY},
            {"priority_id": "4", "country": "FR", "org_type": "fiu", "priority": 3, "valid_to": BEFORE},
        ],
        "Interaction": [
            {"interaction_id": f"I{i}", "kind": kind, "initiative": "own", "date": on}
            for i, (kind, on) in enumerate(
                [("meeting", TODAY), ("meeting", TODAY), ("message", dt.date(2020, 1, 1)), ("meeting", TODAY)]
            )
        ],
    }
    met = [("Anna", "I0", "Rossi"), ("Bram", "I1", "Rossi"), ("Anna", "I1", "Rossi"), ("Anna", "I2", "Bianchi"),
           ("Bram", "I3", "Alami"), ("Anna", "I3", "Moretti")]  # fmt: skip
    links = {
        "HELD_POSTING": [{"start": "Anna", "end": "P1"}, {"start": "Bram", "end": "P2"}],
        "ACCREDITED_TO": [
            {"start": "P1", "end": "IT", "mode": "side"},
            {"start": "P1", "end": "IT", "mode": "resident"},
            {"start": "P1", "end": "SM", "mode": "side"},
            {"start": "P1", "end": "MT", "mode": "side", "valid_to": BEFORE},
            {"start": "P2", "end": "FR", "mode": "resident"},
        ],
        "HOLDS_ROLE": [
            {"start": "Rossi", "end": "IT-POL"},
            {"start": "Rossi", "end": "IT-CAR"},
            {"start": "Bianchi", "end": "IT-CUS"},
            {"start": "Bianchi", "end": "IT-POL", "valid_to": BEFORE},
            {"start": "Alami", "end": "MA-POL"},
        ],
        "TOOK_PART": [
            {"start_label": label, "start": who, "end_label": "Interaction", "end": event}
            for officer, event, contact in met
            for label, who in (("Officer", officer), ("Contact", contact))
        ],
    }
    return visible(snapshot_from_records(nodes, links, marking=Marking()), viewer)


def test_cells_by_hand():
    found = coverage(network(), TODAY)
    rows = {(cell.country, cell.org_type): cell for cell in found.cells}
    assert list(rows) == [("IT", "fiu"), ("IT", "customs"), ("MA", "police"), ("IT", "police")]
    police, customs, fiu, morocco = (rows[at] for at in (("IT", "police"), ("IT", "customs"), ("IT", "fiu"),
                                                         ("MA", "police")))  # fmt: skip
    # Both officers know Rossi, who works in both police services: two ties, one contact.
    assert (police.priority, police.mode, police.officers, police.services) == (0, "resident", 1, 2)
    assert (police.known, police.active, police.status) == (1, 2, COVERED)
    # Anna was with Rossi at two meetings, Bram at one.
    assert (police.officer_id, police.contact_id) == ("Anna", "Rossi")
    # raw = 2 meetings * 0.6 (one way); strength = 100 * (1 - exp(-raw / 5))
    assert police.strength == pytest.approx(21.337, abs=1e-3)
    # A message of six years ago is a tie, but no active one.
    assert (customs.priority, customs.known, customs.active, customs.status) == (2, 1, 0, NO_CONTACT)
    assert 0 < customs.strength < 1
    assert (fiu.priority, fiu.services, fiu.known, fiu.strength, fiu.officer_id) == (3, 0, 0, 0.0, None)
    assert fiu.status == NO_CONTACT
    assert (morocco.mode, morocco.officers, morocco.status) == ("none", 0, UNACCREDITED)


def test_countries_by_hand():
    found = {row.country: row for row in coverage(network(), TODAY).countries}
    assert list(found) == ["IT", "MA", "SM"]
    italy, morocco, marino = found.values()
    assert (italy.mode, italy.modes, italy.priority, italy.country_name) == ("resident", "resident, side", 3, "Land IT")
    assert (italy.cells, italy.covered, italy.empty, italy.known, italy.active) == (3, 1, 1, 2, 2)
    # Alami has no country of residence, only a function there; Moretti has only a country.
    assert (morocco.status, morocco.contact_id, morocco.cells) == (UNACCREDITED, "Alami", 1)
    assert (marino.status, marino.contact_id, marino.cells, marino.mode) == (COVERED, "Moretti", 0, "side")


def test_who_sees_less_gets_the_numbers_of_what_is_seen():
    less = {row.country: row for row in coverage(network(**HIDDEN), TODAY).countries}
    assert (less["SM"].status, less["SM"].known, less["SM"].contact_id) == (NO_CONTACT, 0, None)
    more = coverage(network(Viewer("u", "analyst", 3), **HIDDEN), TODAY)
    assert more == coverage(network(), TODAY)


def test_a_day_before_and_another_threshold():
    then = {row.country: row for row in coverage(network(), BEFORE).countries}
    # The day before, Bram was still in FR and Anna's posting had not begun; only the old message counts.
    assert (then["FR"].mode, then["FR"].status, then["FR"].cells) == ("resident", NO_CONTACT, 2)
    assert then["IT"].status == GAP
    strict = coverage(network(), TODAY, active=100.0)
    assert {cell.status for cell in strict.cells} == {NO_CONTACT, GAP}
    assert "from a strength of 100" in strict.caption()


def test_tables():
    found = coverage(network(), TODAY)
    assert found.table().records()[0]["org_type"] == "fiu"
    assert found.country_table().records()[0]["modes"] == "resident, side"
    assert "2026-03-01" in found.caption()
    assert "resident, side, benelux_shared" in found.caption()


def test_nothing_at_all():
    empty = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    found = coverage(empty, TODAY)
    assert (found.cells, found.countries, found.table().rows) == ((), (), ())
    lonely = {"Organisation": [{"org_id": "X", "country": "IT", "org_type": "police"}, {"org_id": "Y"}]}
    found = coverage(visible(snapshot_from_records(lonely, {}, marking=Marking()), OPEN), TODAY)
    # Without a table of countries the code stands for the name.
    assert [(cell.country_name, cell.status) for cell in found.cells] == [("IT", GAP)]
    nobody = coverage(visible(snapshot_from_records(lonely, {}, marking=Marking(4)), OPEN), TODAY)
    assert nobody.cells == ()


@pytest.mark.parametrize("seed", [7, 2020])
def test_planted_gaps(seed):
    world = sample_world(seed)
    found = coverage(world.network(), world.as_of)
    blind = {row.country for row in found.countries if row.status == NO_CONTACT}
    assert blind == {gap["country"] for gap in world.truth["countries_without_contact"]}
    empty = {(cell.country, cell.org_type): cell.priority for cell in found.cells if cell.priority and not cell.known}
    planted = {tuple(cell) for cell in world.truth["empty_priority_cells"]}
    assert planted <= {cell for cell, priority in empty.items() if priority == 3}
    assert empty == {cell: priority for cell, priority in wanted(world).items() if cell not in known_cells(world)}
    assert sum(row.empty for row in found.countries) == len(empty)


def wanted(world):
    """Read the priorities of the files; 0 is none."""
    return {
        (row["country"], row["org_type"]): int(row["priority"])
        for row in world.rows["priorities"]
        if row["priority"] != "0"
    }


def known_cells(world):
    """Give the cells where a contact who ever met an officer holds a function, straight from the files."""
    kinds = {row["org_id"]: (row["country"], row["org_type"]) for row in world.rows["organisations"]}
    met = {contact for _, contact, _ in world.rows.events()}
    ended = defaultdict(list)
    for row in world.rows["contact_roles"]:
        ended[row["contact_id"], row["org_id"]].append(read_day(row["to"]))
    found = set()
    for (contact, org), ends in ended.items():
        if contact in met and any(end is None or end >= world.as_of for end in ends):
            found.add(kinds[org])
    return found
