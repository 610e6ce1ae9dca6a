"""Who can reach whom, on a network that can be worked out by hand."""

import datetime as dt
from collections import Counter

import pytest
from reach_world import DAY, snapshot
from world_network import sample_world

from graph.analytics.reach import reach
from graph.analytics.workload import active_ties, open_requests
from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible


def ask(target, viewer=OPEN, **options):
    network = visible(snapshot(), viewer)
    table = ties(network, DAY)
    return reach(network, table, contact_graph(network, table, "introductions"), target, **options)


def shares(found, rank):
    return [step.strength / 100 for step in found.steps if step.way == rank]


def test_the_strongest_way_is_the_largest_product():
    found = ask("Organisation:IT-AD", k=1)
    assert [way.path for way in found.ways] == ["Carl > Neri > Customs", "Anna > Rossi > Neri > Customs"]
    second = found.ways[1]
    assert second.nodes == ("Officer:Anna", "Contact:Rossi", "Contact:Neri", "Organisation:IT-AD")
    one, two, three = shares(found, 2)
    assert three == 0.5
    assert second.strength == pytest.approx(100 * one * two * three, rel=3e-4)
    assert second.weakest == pytest.approx(100 * min(one, two, three))
    steps = [step for step in found.steps if step.way == 2]
    assert [step.kind for step in steps] == ["tie", "event", "role"]
    assert [step.last for step in steps] == [DAY - dt.timedelta(days=10), DAY - dt.timedelta(days=20), None]
    assert [step.source_name for step in steps] == ["Anna", "Rossi", "Neri"]
    assert found.message == "2 officers can reach Customs within 4 ties."
    # With one tie more there is also the way through the police, where Rossi and Bianchi work.
    assert "Anna > Bianchi > Police > Rossi > Neri > Customs" in {
        way.path for way in ask("Organisation:IT-AD", max_hops=5, k=9).ways
    }
    assert {row.officer_id: row.kind for row in found.refused} == {
        "Bram": "no path", "Dirk": "inactive", "Emil": "inactive",
    }  # fmt: skip
    assert len(found.table().rows) == 2
    assert len(found.steps_table().rows) == 5
    assert found.refused_table().records()[0]["reason"] == "Bram is not proposed: no path to Customs within 4 ties."


def test_every_other_officer_has_a_way_of_their_own():
    found = ask("Contact:Bianchi", active=0.0, k=1)
    assert [way.officer_id for way in found.ways] == ["Anna", "Carl", "Dirk"]
    assert [way.path for way in found.ways][1] == "Carl > Rossi > Police > Bianchi"
    assert [way.officer_id for way in ask("Contact:Bianchi", active=0.0, k=1, officers=0).ways] == ["Anna"]
    # Nobody is led through a colleague, though Bram has no other way.
    assert "Bram" not in {way.officer_id for way in ask("Contact:Bianchi", active=0.0, k=50, max_hops=6).ways}


def test_a_country_is_reached_with_the_first_there():
    found = ask("Country:IT", k=9)
    assert {way.path for way in found.ways} == {"Anna > Rossi", "Anna > Bianchi", "Carl > Rossi", "Carl > Neri"}
    assert found.name == "Italy"
    assert {way.officer_id: way.accreditation for way in found.ways} == {"Anna": "resident", "Carl": ""}
    assert {way.officer_id: way.clearance for way in found.ways} == {"Anna": 2, "Carl": 4}


def test_a_way_of_one_tie_is_as_strong_as_the_tie():
    ways = [way for way in ask("Country:IT", k=9).ways if way.hops == 1]
    assert ways
    assert all(way.strength == pytest.approx(way.weakest, rel=1e-12) for way in ways)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"theme": "nope"}, "There is no theme 'nope'"), ({"language": "xx"}, "No officer speaks 'xx'")],
)
def test_what_nobody_has_ever_heard_of_is_refused(wrong, said):
    with pytest.raises(InputError, match=said):
        ask("Country:IT", **wrong)


def test_a_way_tells_how_busy_the_officer_is():
    def busy(viewer=OPEN, **options):
        ways = ask("Country:IT", viewer, k=9, **options).ways
        return {way.officer_id: (way.active_ties, way.open_requests) for way in ways}

    # Anna knows Rossi and Bianchi, Carl Rossi and Neri; who may see the secret contact counts Carl's tie to it as well.
    assert busy() == {"Anna": (2, 2), "Carl": (2, 1)}
    assert busy(Viewer("high", "coordinator", 3)) == {"Anna": (2, 3), "Carl": (4, 1)}
    assert busy(active=0.0) == {"Anna": (2, 2), "Carl": (2, 1), "Dirk": (1, 0)}
    columns = {column.name: column.unit for column in ask("Country:IT").table().columns}
    assert (columns["active_ties"], columns["open_requests"]) == ("ties", "requests")


@pytest.mark.slow
def test_officers_of_the_sample_world_are_as_busy_as_its_rows_say():
    world = sample_world(7, 0.02)
    # Half a year before the end, when requests had been asked that were answered since.
    day = world.as_of - dt.timedelta(days=180)
    network = world.network()
    table = ties(network, day)
    expected = Counter()
    for row in world.rows["requests"]:
        opened, closed = row["opened"], row["closed"]
        asked = opened and dt.date.fromisoformat(opened) <= day
        if asked and not (closed and dt.date.fromisoformat(closed) <= day) and row["state"] != "withdrawn":
            expected[row["officer_id"]] += 1
    expected.pop("", None)
    assert expected
    keys = network.keys("Officer").to_pylist()
    assert Counter(dict(zip(keys, open_requests(network, day).tolist(), strict=True))) == expected
    strong = Counter(
        keys[officer] for officer, strength in zip(table.officer, table.strength, strict=True) if strength >= 20
    )
    assert strong
    assert Counter(dict(zip(keys, active_ties(network, table, 20.0).tolist(), strict=True))) == strong
    ways = reach(network, table, contact_graph(network, table, "introductions"), "Country:MA", officers=100, k=1).ways
    assert ways
    assert {way.officer_id: way.open_requests for way in ways} == {
        way.officer_id: expected[way.officer_id] for way in ways
    }


@pytest.mark.parametrize(
    ("need", "kinds"),
    [
        # Anna's clearance ended yesterday; Dirk and Emil have none.
        ({"level": 2}, {"Anna": "below level", "Bram": "no path"} | dict.fromkeys(("Dirk", "Emil"), "below level")),
        ({"level": 4}, dict.fromkeys(("Anna", "Bram", "Dirk", "Emil"), "below level")),
        ({"accredited": True}, dict.fromkeys(("Bram", "Carl", "Dirk", "Emil"), "not accredited")),
        ({"theme": "DRUGS"}, dict.fromkeys(("Anna", "Bram", "Carl", "Emil"), "theme") | {"Dirk": "inactive"}),
        ({"language": "it"}, dict.fromkeys(("Bram", "Carl", "Dirk", "Emil"), "language")),
    ],
)
def test_who_is_not_proposed_and_why(need, kinds):
    found = ask("Contact:Rossi", **need)
    assert {row.officer_id: row.kind for row in found.refused} == kinds
    assert {way.officer_id for way in found.ways} == {"Anna", "Bram", "Carl", "Dirk", "Emil"} - set(kinds)
    for way in found.ways:
        assert way.path.split(" > ")[0] == way.officer_id
        assert not set(way.path.split(" > ")[1:]) & {"Anna", "Bram", "Carl", "Dirk", "Emil"}


def test_without_a_way_the_nearest_is_told():
    found = ask("Contact:Gris")
    assert found.ways == ()
    # Switzerland lies in the same sub-region, Italy only in the same region.
    assert found.message.startswith(
        "No officer who may be proposed can reach Gris within 4 ties. The nearest in Western"
    )
    assert "is Verdi, strength" in found.message
    assert ask("Contact:Lobo").message.endswith("Nobody else in Americas can be reached either.")
    assert "The nearest in Italy is " in ask("Organisation:IT-PS", kinds=("tie",)).message
    assert ask("Contact:Gris", viewer=Viewer("x", "analyst", 3), k=2).ways[1].path == "Bram > Hidden > Gris"


def test_what_cannot_be_asked_is_said():
    for target in ("Contact:Hidden", "Contact:Nobody", "Organisation:ZZ", "Country:ZZ"):
        with pytest.raises(NotFoundError, match=f"There is no .*{target.partition(':')[2]}"):
            ask(target)
    for options, message in (
        ({"kinds": ("tie", "rumour")}, "no kind of edge 'rumour'"),
        ({"k": 0}, "at least 1 way"),
        ({"max_hops": 0}, "at least 1 tie"),
        ({"level": 5}, "rank from 0 to 4"),
    ):
        with pytest.raises(InputError, match=message):
            ask("Contact:Rossi", **options)
    with pytest.raises(InputError, match="A target is a Contact"):
        ask("Officer:Anna")
    network = visible(snapshot(), OPEN)
    table = ties(network, DAY)
    with pytest.raises(InputError, match="projection 'introductions'"):
        reach(network, table, contact_graph(network, table, "full"), "Contact:Rossi")


def test_nobody_at_all():
    network = visible(
        snapshot_from_records({"Contact": [{"contact_id": "C", "country": "IT"}]}, {}, marking=Marking()), OPEN
    )
    table = ties(network, DAY)
    found = reach(network, table, contact_graph(network, table, "introductions"), "Contact:C")
    assert (found.ways, found.refused) == ((), ())
    assert found.message.endswith("Nobody else in IT can be reached either.")
