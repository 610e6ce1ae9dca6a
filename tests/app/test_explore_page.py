"""Looking around: search, network, panel, tables, addresses that lead to them."""

import dashboard_world
import pytest
from page_words import cells, spoken

from dashboard.views import explore
from liaison.app.explore import Neighbour

pytestmark = pytest.mark.server


def test_without_a_focus_it_offers_a_search_and_examples(open_page):
    test = open_page("explore")
    assert "Search for somebody above" in spoken(test)
    assert len([button for button in test.button if button.key.startswith("explore_example")]) >= 3


def test_an_example_becomes_the_focus_and_the_address(open_page):
    test = open_page("explore")
    button = next(button for button in test.button if button.key.startswith("explore_example"))
    button.click().run()
    assert not test.exception
    assert test.query_params["focus"] == button.key.removeprefix("explore_example_")
    assert test.subheader[0].value


def test_search_finds_a_name_without_its_accents(open_page):
    test = open_page("explore")
    test.text_input(key="explore_search").set_value("zoe dub").run()
    hit = next(button for button in test.button if button.key.startswith("explore_hit"))
    assert hit.key == "explore_hit_Officer:O-003"
    hit.click().run()
    assert test.query_params["focus"] == "Officer:O-003"
    assert "Dubois" in test.subheader[0].value


def test_search_without_a_hit_says_what_to_try(open_page):
    test = open_page("explore")
    test.text_input(key="explore_search").set_value("qqqqqq").run()
    assert "Try fewer letters" in spoken(test)


def test_the_tables_hold_what_the_picture_holds(open_page):
    test = open_page("explore", focus="Officer:O-001")
    labels = [tab.label for tab in test.tabs]
    nodes = next(frame.value for frame in test.dataframe if "neighbours" in frame.value.columns)
    assert f"Nodes · {len(nodes)}" in labels
    assert "Peeters, Anna" in set(nodes["name"])
    assert "Poland" in set(nodes["name"])


def test_kinds_that_are_switched_off_leave_picture_and_tables(open_page):
    test = open_page("explore", focus="Officer:O-001")
    test.button_group(key="explore_kinds").set_value(["Country"]).run()
    nodes = next(frame.value for frame in test.dataframe if "neighbours" in frame.value.columns)
    assert set(nodes["kind"]) == {"Officer", "Country"}


def test_what_was_opened_up_stands_in_the_address(open_page):
    closed = open_page("explore", focus="Contact:C-0006")
    opened = open_page("explore", focus="Contact:C-0006", expanded=["Officer:O-001", "Officer:O-404"])

    def names(test):
        return set(next(frame.value for frame in test.dataframe if "neighbours" in frame.value.columns)["name"])

    assert names(closed) < names(opened)


def test_a_request_has_its_record_although_it_is_no_part_of_the_network(open_page):
    test = open_page("explore", focus="Request:R-001")
    assert "R\\-001" in test.subheader[0].value
    assert not test.error


@pytest.mark.parametrize(
    "focus", ["nonsense", "Officer:", ":", "Officer:O-404", "Nothing:X-1", "Country:ZZ", "<script>"]
)
def test_a_wrong_focus_is_told_and_the_search_stays(open_page, focus):
    test = open_page("explore", focus=focus)
    assert len(test.warning) == 1
    assert "Search for somebody above" in spoken(test)


def test_a_hostile_name_is_shown_letter_by_letter(open_page):
    test = open_page("explore", focus="Contact:C-9000")
    said = spoken(test)
    assert "<img" not in said.replace("\\<img", "")
    assert "](http" not in said
    assert "\\<img src\\=x onerror" in test.subheader[0].value
    assert any(dashboard_world.HOSTILE in text for text in cells(test))  # tables draw text


def test_the_trail_leads_back(open_page):
    test = open_page("explore", focus="Officer:O-001")
    test.query_params["focus"] = "Officer:O-002"
    test.run()
    button = test.button(key="explore_recent_Officer:O-001")
    button.click().run()
    assert test.query_params["focus"] == "Officer:O-001"


def test_opening_up_asks_first_above_thirty(monkeypatch):
    kept, drawn = {}, []
    monkeypatch.setattr(explore.st, "session_state", kept)
    monkeypatch.setattr(explore, "_open_up", drawn.append)
    near = neighbour("Officer:O-1", hidden=30)
    far = neighbour("Country:PL", hidden=31)
    done = neighbour("Contact:C-1", hidden=0)
    middle = neighbour("Officer:O-9", hidden=100)
    around = type("Around", (), {"nodes": (middle, near, far, done), "focus": "Officer:O-9"})()
    for node in (near, far, done, neighbour("Contact:C-404", hidden=5)):
        explore._expand(around, node.node)
    assert drawn == ["Officer:O-1"]
    assert kept == {"explore_asked": "Country:PL"}
    explore._expand(around, "Officer:O-9")
    assert kept["explore_limit"] == 80


def neighbour(node, *, hidden):
    label, _, key = node.partition(":")
    return Neighbour(node, label, key, key, "", "", 0, hidden, hidden, at_risk=False, strength=None)


def test_a_person_is_compared_with_everybody_when_that_is_asked_for(open_page):
    test = open_page("explore", focus="Officer:O-001")
    test.button(key="explore_compare_button").click().run()
    assert not test.exception
    shown = next(frame.value for frame in test.dataframe if "place" in frame.value)
    assert "Betweenness" in set(shown["measure"])
    assert "Places of" in spoken(test)
