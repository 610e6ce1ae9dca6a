"""The plan of a handover on a network that can be worked out by hand, and against the sample world."""

import datetime as dt
import itertools
from collections import Counter
from statistics import correlation

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_oracle.records import read_world
from library_oracle.sight import Sight
from sample_network import sample_network
from sample_rows import Rows, day

from graph.analytics.handover import handover
from graph.analytics.handover_bands import order_bands
from graph.analytics.handover_plan import meeting_days, plan_handover
from graph.analytics.handover_progress import handover_progress
from graph.analytics.handover_roles import roles
from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import Viewer
from graph.snapshot import snapshot_from_records
from graph.ties import FORMULA, ties
from graph.ties.events import encounters
from graph.visible import visible
from liaison.sample import write_world

TODAY = dt.date(2025, 3, 3)  # a Monday
BEGAN = TODAY - dt.timedelta(days=900)
LEAVES = dt.date(2025, 3, 31)
COMES = dt.date(2025, 3, 17)
READER = Viewer("r", "coordinator", 4)
EVERYTHING = Viewer("all", "auditor", 4, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"}))


def in_days(count):
    return TODAY + dt.timedelta(days=count)


class Town:
    """Old leaves Rome; New follows, if asked for; Near sits in Italy too; Far does not; Low is not cleared; Mute is."""

    def __init__(self, *, followed=True):
        self.numbers = itertools.count()
        self.meetings, self.took_part = [], []
        self.officers = {
            "Old": {"languages": ["nl", "it"], "service": "federal_police", "clearance_level": 3},
            "New": {"languages": ["nl", "it"], "service": "federal_police", "clearance_level": 2},
            "Near": {"languages": ["nl", "it"], "service": "federal_police", "clearance_level": 3},
            "Far": {"languages": ["nl", "it"], "service": "federal_police", "clearance_level": 3},
            "Low": {"languages": ["nl", "it"], "service": "federal_police", "clearance_level": 3,
                    "clearance_until": LEAVES - dt.timedelta(days=1)},
            "Mute": {"languages": ["nl"], "service": "federal_police", "clearance_level": 3},
            "Spy": {"languages": ["nl", "it"], "service": "state_security", "clearance_level": 3},
            "Guest": {"languages": ["nl", "it"], "service": "federal_police", "clearance_level": 3},
        }  # fmt: skip
        self.postings = {"Old": (BEGAN, LEAVES, "bilateral"), "Guest": (None, None, "temporary")}
        self.postings |= dict.fromkeys(("Near", "Far", "Low", "Mute", "Spy"), (BEGAN, None, "bilateral"))
        if followed:
            self.postings["New"] = (COMES, None, "bilateral")
        self.followed = followed
        for contact, times in (("C1", 6), ("C2", 4), ("C3", 4), ("C4", 2)):
            self.meet(TODAY, "Old", contact, times=times)
        self.meet(TODAY, "Near", "C3", times=2)

    def meet(self, when, *people, times=1, kind="meeting", level=0):
        for _ in range(times):
            key = f"I{next(self.numbers)}"
            self.meetings.append({"interaction_id": key, "date": when, "kind": kind, "level": level,
                                  "initiative": "mutual"})  # fmt: skip
            for who in people:
                label = "Officer" if who in self.officers else "Contact"
                self.took_part.append({"start_label": label, "start": who, "end_label": "Interaction", "end": key})

    def network(self, **contacts):
        nodes = {
            "Officer": [{"officer_id": key, "name": f"{key}, X", **more} for key, more in self.officers.items()],
            "Contact": [{"contact_id": key, "country": "IT", **contacts.get(key, {})}
                        for key in ("C1", "C2", "C3", "C4")],
            "Interaction": self.meetings,
            "Organisation": [{"org_id": "P", "name": "Police", "country": "IT", "org_type": "police"},
                             {"org_id": "S", "name": "Service", "country": "IT", "org_type": "intel_civil"}],
            "Country": [{"iso2": "IT"}, {"iso2": "FR"}],
            "Posting": [{"posting_id": f"P-{who}", "start_date": start, "planned_end": end, "kind": kind}
                        for who, (start, end, kind) in self.postings.items()],
        }  # fmt: skip
        links = {
            "TOOK_PART": self.took_part,
            "HOLDS_ROLE": [{"start": one, "end": "P"} for one in ("C1", "C2")] + [{"start": "C4", "end": "S"}],
            "HELD_POSTING": [{"start": who, "end": f"P-{who}"} for who in self.postings],
            "SUCCEEDED_BY": [{"start": "P-Old", "end": "P-New"}] if self.followed else [],
            "ACCREDITED_TO": [{"start": f"P-{who}", "end": "FR" if who == "Far" else "IT", "mode": "resident"}
                              for who in self.postings],
        }  # fmt: skip
        return visible(snapshot_from_records(nodes, links, marking=Marking()), READER)


def plan(town, officer="Old", *, when=TODAY, contacts=None, **more):
    network = town.network(**(contacts or {}))
    return plan_handover(network, ties(network, when), officer, **more)


def test_the_successor_on_the_posting_is_proposed_and_everybody_else_is_told_why_not():
    found = plan(Town())
    assert (found.departure, found.posting_id, found.successor_id) == (LEAVES, "P-Old", "New")
    assert found.overlap == (COMES, LEAVES)
    assert found.languages == ("it",)
    assert [item.contact_id for item in found.items] == ["C1", "C2", "C4", "C3"]
    assert {item.successor_id for item in found.items} == {"New"}
    reasons = {one.officer_id: one.reason for one in found.candidates if one.contact_id == "C1"}
    assert set(reasons) == {"New", "Near", "Far", "Low", "Mute", "Spy", "Guest"}
    assert reasons["New"] == "successor on the posting; meets every check"
    assert reasons["Near"] == "meets every check, but New, X is the successor on the posting"
    assert reasons["Far"] == "no posting to IT goes on or begins within 183 days after the departure"
    assert reasons["Mute"] == "speaks none of it"
    assert reasons["Spy"] == "serves state_security, outside whose mandate the contact's service lies"
    assert reasons["Guest"] == "there on a short mission only"
    # Public records are open to all; a service of intelligence is within the mandate of State Security.
    assert reasons["Low"].startswith("meets every check")
    assert next(one for one in found.candidates if (one.contact_id, one.officer_id) == ("C4", "Spy")).mandate
    assert "2025-03-17 to 2025-03-31" in found.caption()
    assert len(found.table().rows) == 4
    assert len(found.candidates_table().rows) == 4 * 7


def test_records_above_the_clearance_exclude_even_the_successor():
    town = Town()
    town.meet(TODAY, "Old", "C1", level=3)
    first = plan(town).items[0]
    assert (first.contact_id, first.successor_id) == ("C1", "Near")
    reasons = {one.officer_id: one.reason for one in plan(town).candidates if one.contact_id == "C1"}
    assert reasons["New"] == ("successor on the posting; cleared for level 2 on the day, the records are of level 3")
    # Low's clearance lapses the day before the departure.
    assert "cleared for level 0" in reasons["Low"]
    assert plan(Town(), contacts={"C2": {"level": 4}}).items[1].successor_id == ""
    assert "nobody meets every check" in plan(Town(), contacts={"C2": {"level": 4}}).items[1].successor_reason


def test_without_a_successor_the_one_who_knows_the_contact_is_proposed():
    found = plan(Town(followed=False))
    of = {item.contact_id: item.successor_id for item in found.items}
    assert of["C3"] == "Near"
    # Near holds one active tie, Low none.
    assert of["C1"] == "Low"
    assert (found.successor_id, found.overlap) == ("", None)
    reasons = {one.officer_id: one.reason for one in found.candidates if one.contact_id == "C3"}
    assert reasons["Low"] == "meets every check, but Near, X knows the contact better"
    assert "no overlap" in found.caption()


def test_too_much_work_excludes():
    town = Town(followed=False)
    # Old holds four active ties, Near one; the median is 2.5, and 1.5 times that is 3.75.
    assert plan(town).most_ties == pytest.approx(3.75)
    assert plan(town, load=0.3).most_ties == pytest.approx(0.75)
    near = next(one for one in plan(town, load=0.3).candidates if one.officer_id == "Near")
    assert not near.workload
    assert "holds 1 active ties, more than 0.3 times the median (0.75)" in near.reason


def test_what_is_not_known_excludes_nobody():
    town = Town()
    town.officers["New"] |= {"languages": [], "service": None}
    found = plan(town, contacts={"C1": {"country": None}})
    one = next(one for one in found.candidates if one.officer_id == "New")
    assert (one.language, one.country, one.mandate, one.proposed) == (None, None, None, True)
    assert "(not known: language, country, mandate)" in one.reason


def test_each_status_is_measured():
    town = Town()
    town.meet(in_days(1), "Old", "New", "C1", kind="introduction")
    town.meet(in_days(1), "Old", "New", "C2", kind="message")
    town.meet(in_days(1), "New", "C3", times=3)
    found = plan(town, when=in_days(2), contacts={"C4": {"status": "left"}})
    status = {item.contact_id: item.status for item in found.items}
    assert status == {"C1": "introduced", "C2": "met together", "C3": "taken over", "C4": "lost"}
    assert {item.contact_id for item in found.items if item.meet_by} == {"C1"}
    assert found.done == 0.75
    assert {item.status for item in plan(Town()).items} == {"not begun"}


def test_progress_after_the_departure():
    town = Town()
    network = town.network()
    first = plan_handover(network, ties(network, TODAY), "Old")
    town.meet(in_days(40), "New", "C1", times=5)
    progress = handover_progress(town.network(), first, in_days(60))
    status = {step.contact_id: step.status for step in progress.steps}
    # Near holds a tie to C3 and stays.
    assert status == {"C1": "taken over", "C2": "lost", "C4": "lost", "C3": "not begun"}
    assert progress.done == 0.25
    assert len(progress.table().rows) == 4
    with pytest.raises(InputError, match="of 2025-03-03"):
        handover_progress(town.network(), first, in_days(-1))


def test_meetings_are_planned_backwards_on_working_days_of_the_overlap():
    items = plan(Town()).items
    assert [item.meet_by for item in items] == [dt.date(2025, 3, 28)] * 2 + [LEAVES] * 2
    # A Saturday and a Sunday hold no working day: then they must do.
    assert (
        meeting_days(3, dt.date(2025, 3, 8), dt.date(2025, 3, 9)) == [dt.date(2025, 3, 8)] + [dt.date(2025, 3, 9)] * 2
    )
    assert meeting_days(0, TODAY, LEAVES) == []


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 60), st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)), st.integers(0, 40))
def test_meetings_lie_in_the_span_in_order(count, first, length):
    last = first + dt.timedelta(days=length)
    days = meeting_days(count, first, last)
    assert len(days) == count
    assert days == sorted(days)
    assert all(first <= one <= last for one in days)


def test_roles():
    town = Town()
    town.meet(TODAY, "Old", "C3", "C4")
    network = town.network()
    table = ties(network, TODAY)
    met = encounters(network).on(network, TODAY)
    found = roles(network, table, met, network.position("Officer", "Old"), active=5.0)
    # C1 and C2 are colleagues; C3 and C4 came together.
    old = {c: s for o, c, s in zip(table.officer.tolist(), table.contact.tolist(), table.strength.tolist(), strict=True)
           if o == network.position("Officer", "Old")}  # fmt: skip
    ego = nx.Graph()
    ego.add_weighted_edges_from([("me", contact, strength) for contact, strength in old.items()], weight="w")
    ego.add_edge(0, 1, w=50.0)
    ego.add_edge(2, 3, w=float(FORMULA.strength(1.0)))
    for contact, role in found.items():
        direct = old[contact] / sum(old.values())
        through = nx.local_constraint(ego, "me", contact, weight="w") ** 0.5 - direct
        assert role.redundancy == pytest.approx(through / (direct + through))
    assert {role.role for role in found.values()} <= {"connector", "peripheral"}
    lonely = Town()
    lonely.meet(TODAY, "Old", "C1", "C2")
    alone = plan(lonely)
    assert {item.contact_id: item.role for item in alone.items}["C4"] == "broker"
    assert {item.contact_id: item.role for item in alone.items}["C3"] == "connector"
    weak = Town()
    weak.meet(TODAY, "Old", "C1", "C2", "C3", times=40)
    assert {item.contact_id: item.role for item in plan(weak).items}["C4"] == "peripheral"


def test_ranks_that_rest_on_other_officers_have_a_band():
    town = Town()
    town.meet(TODAY, "Near", "C1", times=2)
    network = town.network()
    table = ties(network, TODAY)
    officer = network.position("Officer", "Old")
    order = {network.position("Contact", item.contact_id): item for item in handover(network, table, "Old").items}
    assert [item.contact_id for item in order.values()] == ["C2", "C1", "C4", "C3"]
    assert order_bands(network, table, officer, order, active=5.0, keep=1.0) == [(1, 1), (2, 2), (3, 3), (4, 4)]
    # Each of Near's ties is lost in a quarter of the draws. Without that to C1, C1 comes before C2; without that to C3,
    # C3 is level with C2, as both were met alike, C1 is third behind them, and C4 is the last.
    loose = order_bands(network, table, officer, order, active=5.0, rounds=400, keep=0.0)
    assert loose == [(1, 2), (1, 3), (3, 4), (1, 4)]
    assert order_bands(network, table, officer, {}, active=5.0) == []
    item = plan(town).items[0]
    assert item.best <= item.rank <= item.worst


def test_what_cannot_be_planned_is_said():
    town = Town()
    for who in ("Nobody", "C1"):
        with pytest.raises(NotFoundError, match=f"no Officer '{who}'"):
            plan(town, who)
        with pytest.raises(NotFoundError, match=f"no Officer '{who}'"):
            plan(town, successor=who)
    with pytest.raises(InputError, match="own successor"):
        plan(town, successor="Old")
    with pytest.raises(InputError, match="2025-03-02 lies before the day of the plan, 2025-03-03"):
        plan(town, departure=in_days(-1))
    with pytest.raises(InputError, match="P-Near of Near has no planned end"):
        plan(town, "Near")
    with pytest.raises(InputError, match="New has no posting that runs on 2025-03-03"):
        plan(town, "New")
    with pytest.raises(InputError, match="has no planned end on 2025-04-01 or later"):
        plan(town, when=LEAVES + dt.timedelta(days=1))


def test_a_given_departure_and_successor():
    found = plan(Town(), departure=TODAY, successor="Near")
    assert (found.departure, found.successor_id, found.overlap) == (TODAY, "Near", (TODAY, TODAY))
    assert {item.successor_id for item in found.items} == {"Near"}
    assert {item.meet_by for item in found.items if item.meet_by} == {TODAY}
    assert plan(Town(), departure=in_days(5)).overlap is None


def test_nobody_to_hand_over_and_nobody_else():
    found = plan(Town(), "Far", departure=LEAVES)
    assert (found.items, found.candidates, found.done) == ((), (), None)
    alone = Town(followed=False)
    alone.officers = {"Old": alone.officers["Old"]}
    alone.postings = {"Old": alone.postings["Old"]}
    alone.took_part = [row for row in alone.took_part if row["start"] != "Near"]
    assert {item.successor_reason for item in plan(alone).items} == {"no other officer is visible on this day"}


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(folder, seed=31, scale=0.05)
    return Rows(folder)


@pytest.fixture(scope="module")
def sample(rows):
    return sample_network(rows)


def rotations(rows, least=1):
    return [one for one in rows.truth["rotations"] if len(one["handed_over"]) >= least]


@pytest.mark.slow
def test_the_order_follows_an_importance_computed_from_the_rows(rows, sample):
    """The world plants no importance, so it is computed from its files by plain loops."""
    kinds = {row["org_id"]: (row["country"], row["org_type"]) for row in rows["organisations"]}
    priorities = {(row["country"], row["org_type"]): int(row["priority"]) for row in rows["priorities"]}
    sight = Sight(read_world(rows.folder, rows.truth), EVERYTHING, day(rows.truth["world_end"]))
    tested = 0
    for one in rotations(rows, least=8)[-4:]:
        when = day(one["predecessor_end"])
        strong = {pair: tie.strength for pair, tie in sight.ties(when).items() if tie.strength >= 5}
        holders = Counter(contact for _, contact in strong)
        wanted = Counter()
        for contact, org, *_ in sight.roles(when):
            wanted[contact] = max(wanted[contact], priorities.get(kinds[org], 0))
        found = plan_handover(sample, ties(sample, when), one["predecessor"], departure=when).items
        plainly = {
            contact: strength / holders[contact] * (1 + wanted[contact]) / 4
            for (officer, contact), strength in strong.items()
            if officer == one["predecessor"]
        }
        common = [item for item in found if item.contact_id in plainly]
        assert len(common) >= 0.9 * max(len(found), len(plainly))
        if len(common) >= 8:
            tested += 1
            pairs = [(item.score, plainly[item.contact_id]) for item in common]
            assert rank_correlation(*zip(*pairs, strict=True)) >= 0.9
    assert tested


def rank_correlation(one, two):
    """Give Spearman's coefficient, with mean ranks for equal values."""
    ranks = [
        [sum(other < value for other in values) + sum(other == value for other in values) / 2 for value in values]
        for values in (one, two)
    ]
    return correlation(*ranks)


@pytest.mark.slow
def test_the_sample_worlds_successors_and_introductions_are_found(rows, sample):
    introduced = 0
    for one in rotations(rows):
        when = day(one["predecessor_end"])
        found = plan_handover(sample, ties(sample, when), one["predecessor"])
        if found.posting_id != one["predecessor_posting"] or found.successor_id != one["successor"]:
            continue
        assert found.departure == when
        assert (found.overlap is not None) == (one["overlap_days"] > 0)
        told = {entry["contact"]: entry["introduced"] for entry in one["handed_over"]}
        for item in found.items:
            first = told.get(item.contact_id)
            if first and day(first) <= when and item.successor_id == one["successor"]:
                introduced += 1
                assert item.status != "not begun"
    assert introduced


@pytest.mark.slow
def test_nobody_is_proposed_below_the_level_or_outside_the_country(rows, sample):
    officers = rows.by("officers", "officer_id")
    proposals = 0
    for one in rotations(rows)[-6:]:
        when = day(one["predecessor_end"])
        for item in plan_handover(sample, ties(sample, when), one["predecessor"], departure=when).items:
            if not item.successor_id:
                continue
            proposals += 1
            taker = officers[item.successor_id]
            cleared = int(taker["clearance"]) if day(taker["clearance_until"]) >= when else 0
            together = [
                int(row["level"] or 0)
                for row in rows["exchanges"]
                if (row["officer_id"], row["contact_id"]) == (one["predecessor"], item.contact_id)
                and day(row["date"]) <= when
            ]
            assert cleared >= max(together, default=0)
            country = rows.by("contacts", "contact_id")[item.contact_id]["country"]
            theirs = {row["posting_id"] for row in rows["postings"] if row["officer_id"] == item.successor_id}
            assert any(row["country"] == country for row in rows["accreditations"] if row["posting_id"] in theirs)
    assert proposals
