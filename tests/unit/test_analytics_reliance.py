"""The gauge of reliance on the police on a network that can be worked out by hand, and on the sample world."""

import datetime as dt
from collections import defaultdict

import pytest
from world_network import sample_world

from graph.analytics.reliance import BOTH, NOT_REACHED, POLICE_ONLY, SECURITY_ONLY, reliance
from graph.errors import InputError
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible

TODAY = dt.date(2026, 3, 31)
MONTH_AGO, YEAR_AGO = dt.date(2026, 2, 28), dt.date(2025, 3, 31)


def network(viewer=OPEN, *, hidden=0):
    """
    Pia is of the police, Sam of state security, Una of nobody knows which; each meets a contact of some services.

    In IT: A is met by Pia, B by Pia and (in an event of level `hidden`) by Sam, C by Sam since yesterday. In MA: D is
    met by Una only, and its exchange with state security of a year ago no longer counts; E is met by Pia and exchanged
    with state security a day less than a year ago. F lies nowhere and is met by nobody, P is a police service.
    """
    services = [("A", "IT", "intel_civil"), ("B", "IT", "intel_military"), ("C", "IT", "intel_civil"),
                ("D", "MA", "intel_civil"), ("E", "MA", "intel_civil"), ("F", None, "intel_civil"),
                ("P", "FR", "police"), ("BE-VSSE", "BE", "intel_civil"), ("BE-FP", "BE", "police")]  # fmt: skip
    met = [("Pia", "a", "2026-01-01", 0), ("Pia", "b", "2026-01-01", 0), ("Sam", "b", "2026-03-31", hidden),
           ("Sam", "c", "2026-03-30", 0), ("Una", "d", "2026-01-01", 0), ("Pia", "e", "2026-01-01", 0),
           ("Pia", "p", "2026-03-31", 0), ("Pia", "f", "2020-01-01", 0)]  # fmt: skip
    exchanges = [("X1", "D", YEAR_AGO, "BE-VSSE"), ("X2", "BE-VSSE", YEAR_AGO + dt.timedelta(days=1), "E"),
                 ("X3", "BE-FP", TODAY, "A"), ("X4", "A", TODAY + dt.timedelta(days=1), "BE-VSSE"),
                 ("X5", "BE-VSSE", None, "A"), ("X6", "E", TODAY, "BE-VSSE")]  # fmt: skip
    nodes = {
        "Country": [{"iso2": "IT", "name_en": "Italy"}],
        "Organisation": [
            {"org_id": key, "name": key, "country": country, "org_type": kind} for key, country, kind in services
        ],
        "Officer": [
            {"officer_id": "Pia", "service": "federal_police"},
            {"officer_id": "Sam", "service": "state_security"},
            {"officer_id": "Una"},
        ],
        "Contact": [{"contact_id": key} for key in "abcdefp"],
        "Interaction": [
            {"interaction_id": f"I{i}", "date": dt.date.fromisoformat(day), "kind": "meeting", "level": level}
            for i, (_, _, day, level) in enumerate(met)
        ],
        "Exchange": [{"exchange_id": key, "date": day} for key, _, day, _ in exchanges],
    }
    links = {
        "HOLDS_ROLE": [{"start": key, "end": key.upper()} for key in "abcdefp"],
        "TOOK_PART": [
            {"start_label": label, "start": who, "end_label": "Interaction", "end": f"I{i}", "level": level}
            for i, (officer, contact, _, level) in enumerate(met)
            for label, who in (("Officer", officer), ("Contact", contact))
        ],
        "GAVE": [{"start": giver, "end": key} for key, giver, _, _ in exchanges],
        "RECEIVED": [{"start": key, "end": receiver} for key, _, _, receiver in exchanges],
    }
    return visible(snapshot_from_records(nodes, links, marking=Marking()), viewer)


def ways(found):
    return {row.org_id: row.way for row in found.services}


def test_services_by_hand():
    found = reliance(network(), TODAY)
    assert ways(found) == {
        "A": POLICE_ONLY, "B": BOTH, "C": SECURITY_ONLY, "D": NOT_REACHED, "E": BOTH, "F": NOT_REACHED
    }  # fmt: skip
    assert [row.org_id for row in found.services] == ["A", "B", "E", "C", "D", "F"]
    rows = {row.org_id: row for row in found.services}
    assert (rows["E"].own_exchanges, rows["E"].security, rows["E"].country) == (2, 0.0, "MA")
    assert rows["D"].own_exchanges == 0
    # Una's tie counts for neither service; an old meeting is a tie, but no active one.
    assert (rows["D"].police, rows["D"].security) == (0.0, 0.0)
    assert 0 < rows["F"].police < 5
    assert (rows["C"].police, rows["F"].country) == (0.0, None)
    # One meeting of today, shared with an officer: raw 0.6; strength = 100 * (1 - exp(-0.6 / 5)).
    assert rows["B"].security == pytest.approx(11.308, abs=1e-3)


def test_countries_and_sums():
    found = reliance(network(), TODAY)
    overall = found.overall
    assert (overall.services, overall.police_only, overall.both, overall.security_only) == (6, 1, 2, 1)
    assert (overall.reached, overall.share, overall.country, overall.country_name) == (4, 0.25, None, None)
    rows = [(row.country_name, row.country, row.services, row.police_only, row.share) for row in found.countries]
    # Morocco is in no table of countries here, so its code stands for its name.
    assert rows == [("Italy", "IT", 3, 1, 1 / 3), ("MA", "MA", 2, 0, 0.0), ("no country", None, 1, 0, None)]


def test_month_by_month():
    found = reliance(network(), TODAY, months=2)
    assert [point.day for point in found.series] == [dt.date(2026, 1, 31), MONTH_AGO, TODAY]
    assert found.series[-1] == found.overall
    # A month ago Sam had met nobody; D's exchange still counted, and Una's tie still did not.
    before = found.series[1]
    assert (before.police_only, before.both, before.security_only, before.share) == (2, 1, 1, 0.5)
    assert {point.day for point in found.country_series} == {point.day for point in found.series}
    assert [point for point in found.country_series if point.day == TODAY] == sorted(
        found.countries, key=lambda point: (point.country is None, point.country)
    )
    assert reliance(network(), MONTH_AGO, months=0).overall == before


@pytest.mark.slow
def test_other_types_window_and_threshold():
    everything = reliance(network(), TODAY, org_types=None)
    assert (everything.overall.services, everything.overall.police_only) == (7, 2)
    assert ways(reliance(network(), TODAY, org_types=["police"])) == {"P": POLICE_ONLY}
    assert reliance(network(), TODAY, org_types=()).overall.services == 0
    assert ways(reliance(network(), TODAY, window=13))["D"] == SECURITY_ONLY
    assert ways(reliance(network(), TODAY, window=11))["E"] == BOTH  # by the exchange of today
    assert ways(reliance(network(), TODAY, active=100))["A"] == NOT_REACHED
    # At a threshold of 0 any tie counts, but not the absence of one.
    assert ways(reliance(network(), TODAY, active=0))["F"] == POLICE_ONLY
    assert ways(reliance(network(), TODAY, active=0))["C"] == SECURITY_ONLY


def test_who_sees_less_gets_the_numbers_of_what_is_seen():
    assert ways(reliance(network(hidden=3), TODAY))["B"] == POLICE_ONLY
    assert reliance(network(Viewer("u", "analyst", 3), hidden=3), TODAY) == reliance(network(), TODAY)


def test_tables():
    found = reliance(network(), TODAY, months=1)
    assert found.table().records()[0]["country_name"] == "Italy"
    assert found.service_table().records()[0]["way"] == POLICE_ONLY
    assert "country" not in found.series_table().names()
    assert len(found.series_table().rows) == 2
    assert len(found.country_series_table().rows) == 6
    assert "civil intelligence service, military intelligence service" in found.caption()
    assert "last 12 months" in found.caption()


def test_nothing_at_all():
    found = reliance(visible(snapshot_from_records({}, {}, marking=Marking()), OPEN), TODAY, months=1)
    assert (found.services, found.countries, found.country_series) == ((), (), ())
    assert [(point.reached, point.share) for point in found.series] == [(0, None), (0, None)]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"org_types": ["intel"]}, "no type of service 'intel'"),
        ({"months": -1}, "0 months or more"),
        ({"window": 0}, "1 month or more"),
    ],
)
def test_wrong_parameters_are_refused(wrong, message):
    with pytest.raises(InputError, match=message):
        reliance(network(), TODAY, **wrong)


@pytest.mark.parametrize("seed", [7, 2020])
def test_the_sample_world_against_its_files(seed):
    """A service without any event of the police, or with an exchange of state security, never relies on the police."""
    world = sample_world(seed)
    found = reliance(world.network(), world.as_of, months=0)
    kinds = {row["org_id"]: row["org_type"] for row in world.rows["organisations"]}
    relevant = {key for key, kind in kinds.items() if kind.startswith("intel") and not key.startswith("BE-")}
    assert {row.org_id for row in found.services} == relevant
    since = world.as_of.replace(year=world.as_of.year - 1).isoformat()
    own = defaultdict(int)
    for row in world.rows["exchanges"]:
        if "BE-VSSE" in (row["from_org"], row["to_org"]) and row["date"] > since:
            own[row["from_org"] if row["to_org"] == "BE-VSSE" else row["to_org"]] += 1
    assert {row.org_id: row.own_exchanges for row in found.services} == {key: own[key] for key in relevant}
    service = {row["officer_id"]: row["service"] for row in world.rows["officers"]}
    places = defaultdict(set)
    for row in world.rows["contact_roles"]:
        places[row["contact_id"]].add(row["org_id"])
    met = {(service[officer], org) for officer, contact, _ in world.rows.events() for org in places[contact]}
    for row in found.services:
        if row.way == POLICE_ONLY:
            assert ("federal_police", row.org_id) in met
            assert not own[row.org_id]
    assert found.overall.police_only > 0
    assert found.overall.security_only + found.overall.both > 0
