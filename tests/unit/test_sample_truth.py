"""What the sample world says was planted is there: found again from the rows, without the generator."""

import datetime as dt
from collections import defaultdict
from itertools import pairwise

import networkx as nx
import pytest
from sample_rows import OWN, Rows, day, parts
from sample_rules import HOLDING, consents_by_item, covers, foreign_intelligence, in_order, level, planted

from liaison.sample import write_world


@pytest.fixture(
    scope="module",
    params=[(2020, 0.01), (99, 0.05), (77, 0.01)],
    ids=["smallest", "another seed", "a short posting ends"],
)
def rows(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    write_world(folder, seed=request.param[0], scale=request.param[1])
    return Rows(folder)


@pytest.fixture(scope="module")
def end(rows):
    return day(rows.truth["world_end"])


def test_items_passed_to_the_police_without_consent(rows):
    services, consents = foreign_intelligence(rows), consents_by_item(rows)
    passed = [
        row
        for row in rows["exchanges"]
        if row["to_org"] == "BE-FP" and row["originator"] in services and level(row) >= 1
    ]
    without = {
        row["exchange_id"]
        for row in passed
        if not any(covers(one, row, "disclose_outside") for one in consents[row["originator"], row["item_ref"]])
    }
    assert without == planted(rows, "C01")
    assert {row["exchange_id"] for row in passed} - without == in_order(rows, "C01")
    reasons = {one["reason"] for one in rows.truth["breaches"] if one["rule"] == "C01"}
    assert reasons == {
        "none", "lapsed", "expired", "withdrawn", "refused", "requested", "granted_later", "other_recipient",
        "other_purpose",
    }  # fmt: skip


def test_releases_to_others(rows):
    country = {row["org_id"]: row["country"] for row in rows["organisations"]}
    limited = [row for row in rows["exchanges"] if row["releasable_to"]]
    outside = {row["exchange_id"] for row in limited if country[row["to_org"]] not in parts(row["releasable_to"])}
    assert outside == planted(rows, "C03")
    assert in_order(rows, "C03") <= {row["exchange_id"] for row in limited} - outside


def test_officers_without_the_clearance(rows):
    officers = rows.by("officers", "officer_id")

    def cleared(row):
        officer = officers[row["officer_id"]]
        return int(officer["clearance"]) if row["date"] <= officer["clearance_until"] else 0

    below = {row["exchange_id"] for row in rows["exchanges"] if row["officer_id"] and cleared(row) < level(row)}
    assert below == planted(rows, "C04")


def test_classified_exchanges_outside_any_posting(rows):
    postings = defaultdict(list)
    for row in rows["postings"]:
        postings[row["officer_id"]].append((row["start"], row["end"] or "9999"))
    outside = {
        row["exchange_id"]
        for row in rows["exchanges"]
        if row["officer_id"]
        and level(row) >= 1
        and not any(start <= row["date"] <= last for start, last in postings[row["officer_id"]])
    }
    assert outside == planted(rows, "C09")


def later_uses(rows):
    """Pair each exchange of an item received before with the one that received it."""
    received = {row["item_ref"]: row for row in rows["exchanges"] if row["item_ref"] and row["direction"] == "received"}
    for row in rows["exchanges"]:
        first = received.get(row["item_ref"]) if row["item_ref"] else None
        if first is not None and first is not row:
            yield first, row


def test_handling_codes_and_purposes(rows):
    consents = consents_by_item(rows)
    broken, allowed, misused, reused = set(), set(), set(), set()
    for first, row in later_uses(rows):
        about = consents[first["originator"], row["item_ref"]]
        codes = parts(first["handling"])
        if "H1" in codes and row["purpose"] == "prosecution":
            broken.add(row["exchange_id"])
        if "H2" in codes and row["to_org"] not in OWN:
            permitted = any(covers(one, row, "disclose_outside") for one in about)
            (allowed if permitted else broken).add(row["exchange_id"])
        if first["purpose"] and row["purpose"] != first["purpose"]:
            permitted = any(covers(one, row, "other_purpose") for one in about)
            (reused if permitted else misused).add(row["exchange_id"])
    assert broken == planted(rows, "C10")
    assert allowed == in_order(rows, "C10")
    assert misused == planted(rows, "C11")
    assert reused == in_order(rows, "C11")


def test_departures_without_preparation(rows):
    expertise = {
        (row["officer_id"], row["date"])
        for row in rows["exchanges"]
        if row["kind"] == "expertise" and row["direction"] == "internal"
    }
    briefed = {(row["posting_id"], row["date"]) for row in rows["briefings"] if row["stage"] == "pre_departure"}
    expected = {one["posting"]: one for one in rows.truth["breaches"] if one["rule"] == "C08"}
    hasty = {one["posting"] for one in rows.truth["late_preparations"]}
    for posting in rows["postings"]:
        start = day(posting["start"])
        notice = [
            (start - day(date)).days
            for officer, date in expertise
            if officer == posting["officer_id"] and (posting["posting_id"], date) in briefed
        ]
        ahead = [days for days in notice if days > 0]
        if posting["posting_id"] in expected:
            assert not ahead
            told = expected[posting["posting_id"]]["expertise_exchange"]
            assert notice == ([(start - day(told)).days] if told else [])
        elif posting["posting_id"] in hasty:
            assert 0 < max(ahead) < 7
        else:
            assert max(ahead) >= 14


def test_feedback(rows, end):
    given = {(row["posting_id"], row["stage"]) for row in rows["briefings"]}
    missing = set()
    for row in rows["postings"]:
        half = day(row["start"]) + dt.timedelta(days=182)
        if half <= min(day(row["end"]) or end, end) and (row["posting_id"], "plus_6m") not in given:
            missing.add((row["posting_id"], "plus_6m"))
        if row["end"] and (row["posting_id"], "end_of_tour") not in given:
            missing.add((row["posting_id"], "end_of_tour"))
    assert missing == {(one["posting"], one["stage"]) for one in rows.truth["missing_feedback"]}


def test_uncovered_themes(rows):
    required = defaultdict(set)
    for row in rows["theme_requirements"]:
        if row["required"] == "true":
            required[row["country"]].add(row["theme"])
    covered = defaultdict(set)
    for row in rows["briefings"]:
        covered[row["posting_id"]] |= set(parts(row["themes_covered"]))
    uncovered = {
        (row["posting_id"], theme)
        for row in rows["postings"]
        for theme in required[row["country"]] - covered[row["posting_id"]]
        if covered[row["posting_id"]]
    }
    assert {(one["posting"], theme) for one in rows.truth["uncovered_themes"] for theme in one["themes"]} == uncovered


def test_rotations_and_what_was_handed_over(rows):
    postings = rows.by("postings", "posting_id")
    met = defaultdict(list)
    for officer, contact, date in rows.events():
        met[officer, contact].append(date)
    rotations = {one["successor_posting"]: one for one in rows.truth["rotations"]}
    assert set(rotations) == {row["posting_id"] for row in postings.values() if row["predecessor_posting_id"]}
    for successor, one in rotations.items():
        after, before = postings[successor], postings[one["predecessor_posting"]]
        between = (day(after["start"]) - day(before["end"])).days - 1
        assert (one["vacancy_days"], one["overlap_days"]) == (max(0, between), max(0, -between))
        for handed in one["handed_over"]:
            dates = [
                date
                for date in met[after["officer_id"], handed["contact"]]
                if after["start"] <= date <= (after["end"] or "9999")
            ]
            assert handed["first_met"] == min(dates, default=None)
            assert met[before["officer_id"], handed["contact"]]


def test_introductions_have_both_officers(rows):
    introduced = {
        (one["successor"], handed["contact"], handed["introduced"])
        for one in rows.truth["rotations"]
        for handed in one["handed_over"]
        if handed["introduced"]
    }
    found = set()
    for row in rows["interactions"]:
        if row["kind"] == "introduction":
            predecessor, successor = parts(row["officer_id"])
            assert predecessor != successor
            found.add((successor, row["contact_ids"], row["date"]))
    assert found == introduced


def test_brokers_alone_join_their_seat_to_the_rest(rows):
    network = nx.Graph((officer, contact) for officer, contact, _ in rows.events())
    assert nx.is_connected(network)
    for one in rows.truth["brokers"]:
        rest = network.copy()
        rest.remove_node(one["contact"])
        there, elsewhere = set(one["officers_there"]), set(one["officers_elsewhere"])
        assert there | elsewhere == set(network[one["contact"]])
        assert not any(nx.has_path(rest, a, b) for a in there for b in elsewhere)


def test_silences(rows, end):
    dates = defaultdict(list)
    for officer, contact, date in rows.events():
        dates[officer, contact].append(day(date))
    for one in rows.truth["silences"]:
        events = sorted(set(dates[one["officer"], one["contact"]]))
        assert (len(events), events[0], events[-1]) == (one["events"], day(one["first_date"]), day(one["last_date"]))
        gaps = [(later - earlier).days for earlier, later in pairwise(events)]
        assert max(gaps) < 2.5 * one["cadence_days"]
        assert (end - events[-1]).days == one["silent_days"] > 5 * one["cadence_days"]


def test_countries_and_cells_where_nobody_is_known(rows, end):
    kinds = {row["org_id"]: (row["country"], row["org_type"]) for row in rows["organisations"]}
    cells = {kinds[row["org_id"]] for row in rows["contact_roles"]}
    active = {contact for _, contact, date in rows.events() if day(date) > end - dt.timedelta(days=365)}
    reached = {row["country"] for row in rows["contacts"] if row["contact_id"] in active}
    running = {row["posting_id"] for row in rows["postings"] if not row["end"]}
    accredited = {row["country"] for row in rows["accreditations"] if row["posting_id"] in running}
    gaps = {one["country"] for one in rows.truth["countries_without_contact"]}
    assert accredited - reached == gaps
    assert not gaps & {country for country, _ in cells}
    wanted = {(row["country"], row["org_type"]) for row in rows["priorities"] if row["priority"] == "3"}
    for country, org_type in rows.truth["empty_priority_cells"]:
        assert (country, org_type) in wanted - cells


def test_what_one_officer_alone_has(rows):
    speakers, workers = defaultdict(set), defaultdict(set)
    for row in rows["officers"]:
        for language in parts(row["languages"]):
            speakers[language].add(row["officer_id"])
    for row in rows["exchanges"]:
        for theme in parts(row["theme"]) if row["officer_id"] else ():
            workers[theme].add(row["officer_id"])
    assert rows.truth["languages_of_one"] == {key: min(held) for key, held in speakers.items() if len(held) == 1}
    assert {"ka", "sw"} <= set(rows.truth["languages_of_one"])
    assert rows.truth["themes_of_one"] == {key: min(held) for key, held in workers.items() if len(held) == 1}
    assert {"cultural_goods", "maritime"} <= set(rows.truth["themes_of_one"])


def test_single_holders_of_postings_that_end(rows, end):
    holders = defaultdict(set)
    for officer, contact, _ in rows.events():
        holders[contact].add(officer)
    ending = {
        row["posting_id"]: row["officer_id"]
        for row in rows["postings"]
        if not row["end"] and row["kind"] != "temporary" and day(row["planned_end"]) <= end + dt.timedelta(days=365)
    }
    assert {one["posting"]: one["officer"] for one in rows.truth["single_holders"]} == ending
    for one in rows.truth["single_holders"]:
        alone = {contact for contact, held in holders.items() if held == {one["officer"]}}
        assert set(one["contacts"]) <= alone
    assert any(one["contacts"] for one in rows.truth["single_holders"])


def test_moves(rows, end):
    roles = defaultdict(list)
    for row in rows["contact_roles"]:
        roles[row["contact_id"]].append(row)
    recent = {}
    for contact, held in roles.items():
        for before, after in pairwise(held):
            assert day(after["from"]) - day(before["to"]) == dt.timedelta(days=1)
            if day(after["from"]) >= end - dt.timedelta(days=730):
                recent[contact] = (before["org_id"], after["org_id"], after["from"])
    told = {one["contact"]: (one["from_org"], one["to_org"], one["date"]) for one in rows.truth["moves"]}
    assert told == recent
    for one in rows.truth["moves"]:
        since = {
            officer for officer, contact, date in rows.events() if contact == one["contact"] and date >= one["date"]
        }
        assert since == set(one["followed_up_by"])


def test_every_contact_has_its_present_role(rows):
    roles = defaultdict(list)
    for row in rows["contact_roles"]:
        roles[row["contact_id"]].append((row["org_id"], row["function"], row["from"]))
    for row in rows["contacts"]:
        held = roles[row["contact_id"]]
        if row["org_id"]:
            assert held == [(row["org_id"], row["function"], row["known_since"])]
        else:
            assert len(held) > 1
        assert held[-1][1] == row["function"]


def test_duplicates_and_namesakes(rows):
    contacts = rows.by("contacts", "contact_id")
    holders = defaultdict(set)
    for officer, contact, _ in rows.events():
        holders[contact].add(officer)
    for one in rows.truth["duplicates"]:
        first, second = (contacts[contact] for contact in one["contacts"])
        assert first["org_id"] == second["org_id"]
        assert first["function"] == second["function"]
        assert (first["last_name"], first["first_name"]) != (second["last_name"], second["first_name"])
        assert not holders[first["contact_id"]] & holders[second["contact_id"]]
    for one in rows.truth["namesakes"]:
        first, second = (contacts[contact] for contact in one["contacts"])
        assert first["country"] != second["country"]


def test_requests(rows):
    late, unanswered = set(), set()
    for row in rows["requests"]:
        if row["closed"] and row["closed"] > row["due"]:
            late.add(row["request_id"])
        if not row["closed"] and row["state"] != "withdrawn":
            unanswered.add(row["request_id"])
    assert late == {one["request"] for one in rows.truth["late_requests"]}
    assert unanswered == {one["request"] for one in rows.truth["unanswered_requests"]}
    answers = {row["request_id"]: row for row in rows["exchanges"] if row["request_id"]}
    for row in rows["requests"]:
        if row["closed"]:
            answer = answers[row["request_id"]]
            assert (answer["date"], answer["from_org"], answer["to_org"], answer["kind"]) == (
                row["closed"],
                row["asked_org"],
                row["asking_org"],
                "reply",
            )
        else:
            assert row["request_id"] not in answers


def test_consents(rows, end):
    soon = (end + dt.timedelta(days=90)).isoformat()
    expiring = {
        row["consent_id"]
        for row in rows["consents"]
        if row["status"] in HOLDING and end.isoformat() <= row["valid_until"] <= soon
    }
    withdrawn = {row["consent_id"] for row in rows["consents"] if row["status"] == "withdrawn"}
    assert expiring == {one["consent"] for one in rows.truth["consents_expiring"]}
    assert withdrawn == {one["consent"] for one in rows.truth["consents_withdrawn"]}
    assert {row["status"] for row in rows["consents"]} == {
        "not_required", "requested", "granted", "granted_with_conditions", "refused", "expired", "withdrawn"
    }  # fmt: skip
    assert len({row["operation"] for row in rows["consents"]}) == 5


def test_derivations_lead_back_to_the_foreign_item(rows):
    made_from = {row["item_ref"]: parts(row["derived_from"]) for row in rows["exchanges"] if row["derived_from"]}
    levels = {row["item_ref"]: level(row) for row in rows["exchanges"] if row["item_ref"]}
    for one in rows.truth["derivations"]:
        first, second = one["derived"]
        assert made_from[first] == [one["item"]]
        assert made_from[second] == [first]
    assert all(levels[item] >= max(levels[source] for source in sources) for item, sources in made_from.items())


def test_two_profiles_see_clearly_different_networks(rows):
    viewers = rows.by("viewers", "user_id")

    def sees(viewer, row):
        profile = viewers[viewer]
        releases = parts(row["releasable_to"])
        return (
            level(row) <= int(profile["level"])
            and set(parts(row["caveats"])) <= set(parts(profile["compartments"]))
            and (not releases or bool(set(releases) & set(parts(profile["countries"]))))
        )

    for table in ("contacts", "exchanges"):
        seen = {
            viewer: sum(sees(viewer, row) for row in rows[table]) for viewer in ("analyst", "coordinator", "trainee")
        }
        assert seen["coordinator"] == len(rows[table])
        assert seen["trainee"] < seen["analyst"] < 0.98 * seen["coordinator"]
