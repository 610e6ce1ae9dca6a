"""Who can reach whom, on a network that can be worked out by hand."""

import datetime as dt
import itertools

import pytest

from graph.analytics.reach import reach
from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.network import contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import ties
from graph.visible import visible

DAY = dt.date(2026, 3, 1)
SECRET = {"level": 3}


def snapshot():
    """
    Anna knows Rossi and Bianchi at the police, Bram knows Verdi, Dirk knows Bianchi little, Emil knows nobody.

    Carl trained Rossi together with Neri, who works at the customs. Gris in France is known to nobody. A secret contact
    joins Bram to Gris, whom Carl met together.
    """
    numbers = itertools.count()
    events, took_part = [], []

    def meet(*people, times=1, days=0, kind="meeting", **more):
        for _ in range(times):
            key = f"I{next(numbers)}"
            date = DAY - dt.timedelta(days=days)
            events.append({"interaction_id": key, "date": date, "kind": kind, "initiative": "mutual", **more})
            for person in people:
                label = "Officer" if person in {"Anna", "Bram", "Carl", "Dirk", "Emil"} else "Contact"
                took_part.append({"start_label": label, "start": person, "end_label": "Interaction", "end": key})

    meet("Anna", "Rossi", times=6, days=10)
    meet("Anna", "Bianchi", times=2, days=30)
    meet("Bram", "Verdi", times=3, days=5)
    meet("Dirk", "Bianchi", kind="message", days=100)
    meet("Carl", "Rossi", "Neri", kind="training", times=4, days=20)
    meet("Bram", "Hidden", times=5, **SECRET)
    meet("Carl", "Hidden", "Gris", times=5, **SECRET)
    nodes = {
        "Officer": [
            {"officer_id": "Anna", "clearance_level": 2, "clearance_until": DAY - dt.timedelta(days=1),
             "languages": ["nl", "it"]},
            {"officer_id": "Bram", "clearance_level": 3, "languages": ["fr"]},
            {"officer_id": "Carl", "clearance_level": 4},
            {"officer_id": "Dirk"},
            {"officer_id": "Emil"},
        ],
        "Contact": [
            {"contact_id": "Rossi", "country": "IT"}, {"contact_id": "Bianchi", "country": "IT"},
            {"contact_id": "Neri", "country": "IT"}, {"contact_id": "Verdi", "country": "CH"},
            {"contact_id": "Gris", "country": "FR"}, {"contact_id": "Hidden", "country": "FR", **SECRET},
            {"contact_id": "Lobo", "country": "BR"},
        ],
        "Organisation": [
            {"org_id": "IT-PS", "name": "Police", "country": "IT", "org_type": "police"},
            {"org_id": "IT-AD", "name": "Customs", "country": "IT", "org_type": "customs"},
        ],
        "Country": [
            {"iso2": "IT", "name_en": "Italy", "sub_region": "Southern Europe", "region": "Europe"},
            {"iso2": "FR", "name_en": "France", "sub_region": "Western Europe", "region": "Europe"},
            {"iso2": "CH", "name_en": "Switzerland", "sub_region": "Western Europe", "region": "Europe"},
            {"iso2": "BR", "name_en": "Brazil", "sub_region": "South America", "region": "Americas"},
        ],
        "Posting": [
            {"posting_id": "P1", "start_date": DAY - dt.timedelta(days=100)},
            {"posting_id": "P2", "start_date": DAY - dt.timedelta(days=100), "end_date": DAY - dt.timedelta(days=1)},
        ],
        "Exchange": [{"exchange_id": "E1", "date": DAY, "theme": ["DRUGS"], "kind": "reply", "direction": "given"}],
        "Interaction": events,
    }  # fmt: skip
    links = {
        "TOOK_PART": [*took_part, {"start_label": "Officer", "start": "Dirk", "end_label": "Exchange", "end": "E1"}],
        "HOLDS_ROLE": [
            {"start": "Rossi", "end": "IT-PS"}, {"start": "Bianchi", "end": "IT-PS"}, {"start": "Neri", "end": "IT-AD"},
        ],
        "HELD_POSTING": [{"start": "Anna", "end": "P1"}, {"start": "Bram", "end": "P2"}],
        "ACCREDITED_TO": [
            {"start": "P1", "end": "IT", "mode": "side"}, {"start": "P1", "end": "IT", "mode": "resident"},
            {"start": "P2", "end": "FR", "mode": "resident"},
        ],
    }  # fmt: skip
    return snapshot_from_records(nodes, links, marking=Marking())


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
