"""What the sample world plants must come back from the questions that look for it."""

import datetime as dt

import pytest

from graph.model.viewer import Viewer
from queries.catalogue import bind, catalogue

pytestmark = [pytest.mark.server, pytest.mark.slow]

EVERYTHING = Viewer("all", "auditor", 4, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"}))
LONG_AGO = dt.date(2014, 1, 1)


@pytest.fixture(scope="module")
def ask(loaded_embedded, world):
    def answer(query_id, **values):
        statement = bind(catalogue().get(query_id), values, viewer=EVERYTHING, as_of=world.as_of)
        return loaded_embedded.read(statement).records()

    return answer


def breaches(world, rule):
    return [entry for entry in world.truth["breaches"] if entry["rule"] == rule]


def test_q24_finds_each_passing_without_consent_and_no_other(ask, world):
    found = {(row["exchange_id"], row["item_id"]) for row in ask("q24", **{"from": LONG_AGO})}
    assert found == {(entry["exchange"], entry["item"]) for entry in breaches(world, "C01")}


def test_q21_finds_each_departure_without_preparation_and_no_other(ask, world):
    planted = {entry["posting"] for entry in [*breaches(world, "C08"), *world.truth["late_preparations"]]}
    assert {row["posting_id"] for row in ask("q21", **{"from": LONG_AGO})} == planted
    assert {row["posting_id"] for row in ask("q21", **{"from": LONG_AGO, "days": 0})} == {
        entry["posting"] for entry in breaches(world, "C08")
    }


def test_q23_finds_missing_feedback(ask, world):
    planted = {(entry["posting"], entry["stage"]) for entry in world.truth["missing_feedback"]}
    assert {(row["posting_id"], row["stage"]) for row in ask("q23")} >= planted


def test_q22_finds_themes_left_out(ask, world):
    for entry in world.truth["uncovered_themes"]:
        themes = {row["theme"] for row in ask("q22", posting=entry["posting"])}
        assert themes == set(entry["themes"])


def test_q27_finds_each_clearance_breach(ask, world):
    found = {(row["exchange_id"], row["officer_id"]) for row in ask("q27", **{"from": LONG_AGO})}
    assert found >= {(entry["exchange"], entry["officer"]) for entry in breaches(world, "C04")}
    assert breaches(world, "C04")


def test_q11_finds_countries_without_contact(ask, world):
    planted = {entry["country"] for entry in world.truth["countries_without_contact"]}
    found = {row["country"]: row["contacts"] for row in ask("q11")}
    assert set(found) == planted


def test_q12_finds_empty_cells(ask, world):
    empty = {(row["country"], row["org_type"]) for row in ask("q12", priority=0) if row["empty"]}
    assert empty >= {tuple(cell) for cell in world.truth["empty_priority_cells"]}


def test_q15_finds_languages_and_themes_of_one(ask, world):
    found = {kind: {} for kind in ("language", "theme")}
    for row in ask("q15"):
        found[row["kind"]][row["value"]] = row["officer_id"]
    assert found["language"] == world.truth["languages_of_one"]
    assert found["theme"] == world.truth["themes_of_one"]


def test_q09_measures_each_rotation(ask, world):
    found = {row["posting_id"]: (row["overlap_days"], row["vacant_days"]) for row in ask("q09", **{"from": LONG_AGO})}
    planted = {
        entry["successor_posting"]: (entry["overlap_days"], entry["vacancy_days"])
        for entry in world.truth["rotations"]
        if entry["predecessor_end"]
    }
    assert planted.items() <= found.items()


def test_q08_finds_contacts_whom_the_successor_never_met(ask, world):
    waiting = {(row["posting_id"], row["contact_id"]) for row in ask("q08", days=1, months=120)}
    met = {
        (entry["successor_posting"], contact["contact"])
        for entry in world.truth["rotations"]
        for contact in entry["handed_over"]
        if contact["first_met"]
    }
    assert waiting
    assert not waiting & met


def test_q06_finds_contacts_with_a_single_holder(ask, world):
    found = {row["posting_id"]: row["sole_contact_ids"] for row in ask("q06", months=12)}
    for entry in world.truth["single_holders"]:
        assert set(entry["contacts"]) <= set(found[entry["posting"]])


def test_q05_finds_moves_and_who_followed_up(ask, world):
    found = {row["contact_id"]: row for row in ask("q05", months=24)}
    for entry in world.truth["moves"]:
        row = found[entry["contact"]]
        assert (row["old_org_id"], row["new_org_id"]) == (entry["from_org"], entry["to_org"])
        assert row["moved_on"].isoformat() == entry["date"]
        assert set(row["followed_up_by"]) == set(entry["followed_up_by"])


def test_q18_finds_unanswered_requests(ask, world):
    found = {row["request_id"] for row in ask("q18", days=0)}
    assert found == {entry["request"] for entry in world.truth["unanswered_requests"]}


def test_q25_finds_consents_that_run_out_or_were_withdrawn(ask, world):
    rows = ask("q25", days=90)
    found = {
        reason: {row["consent_id"] for row in rows if row["reason"] == reason} for reason in ("expires", "withdrawn")
    }
    assert found["withdrawn"] == {entry["consent"] for entry in world.truth["consents_withdrawn"]}
    assert found["expires"] == {entry["consent"] for entry in world.truth["consents_expiring"]}


def test_q26_follows_derivations(ask, world):
    for entry in world.truth["derivations"]:
        found = {row["item_id"]: row["steps"] for row in ask("q26", originator=entry["originator"])}
        assert [found[item] for item in (entry["item"], *entry["derived"])] == [0, 1, 2]
