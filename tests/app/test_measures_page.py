"""Measures: choose one, run it, see how a number came about."""

import pytest
from page_words import spoken

from liaison.app.analyses.catalogue import ANALYSES

pytestmark = pytest.mark.server


def run(test):
    next(button for button in test.button if button.label == "Run").click().run()
    assert not test.exception
    return test


def test_it_lists_all_measures_and_finds_some(open_page):
    test = open_page("measures")
    assert len(test.radio[0].options) == len(ANALYSES)
    test.text_input(key="measures_search").set_value("modularity").run()
    assert 0 < len(test.radio[0].options) < len(ANALYSES)


def test_an_unknown_measure_is_a_sentence(open_page):
    assert "Did you mean" in spoken(open_page("measures", measure="betwenness"))


@pytest.mark.parametrize("name", ANALYSES)
def test_every_measure_can_be_filled_in_and_run(open_page, name):
    test = open_page("measures", measure=name)
    drawn = {field.key for field in (*test.text_input, *test.number_input, *test.selectbox, *test.date_input)}
    assert {f"{name}_{one.name}" for one in ANALYSES[name].parameters} <= drawn
    for one in ANALYSES[name].parameters:
        if one.required and one.label:
            box = test.selectbox(key=f"{name}_{one.name}")
            box.set_value(box.options[0])
        elif one.required:
            test.text_input(key=f"{name}_{one.name}").set_value(one.example)
    if ANALYSES[name].parameters:
        run(test)
    assert test.tabs or test.warning or test.error or "no common event" in spoken(test)


def test_a_measure_says_how_to_read_it_and_how_it_came_about(open_page):
    test = run(open_page("measures", measure="betweenness"))
    words = spoken(test)
    assert "many would have to go through this node" in words
    assert "values that follow paths are exact" in words
    assert test.dataframe[0].value["Rank" if "Rank" in test.dataframe[0].value else "rank"].iloc[0] == 1


def opened_estimate(open_page, exact="no"):
    test = open_page("measures", measure="what-if")
    test.text_input(key="what-if_remove").set_value("O-001")
    test.number_input(key="what-if_exact_up_to").set_value(0)
    test.number_input(key="what-if_pivots").set_value(8)
    test.selectbox(key="what-if_exact").set_value(exact)
    return run(test)


def titles(test):
    return [tab.label.partition(" · ")[0] for tab in test.tabs]


def finished(test):
    """Look until the exact numbers are there, as the page does by itself."""
    for _ in range(200):
        if "Estimated and exact" in titles(test):
            return test
        test.run()
        assert not test.exception
    raise AssertionError(spoken(test))


def test_an_estimate_is_refined_on_demand(open_page):
    test = opened_estimate(open_page)
    assert "Betweenness is an estimate" in spoken(test)
    assert "Estimated and exact" not in titles(test)
    finished(test.button(key="refine").click().run())
    assert "All numbers are exact" in spoken(test)
    assert not [button for button in test.button if button.key == "refine"]
    # Other values are another estimate.
    test.number_input(key="what-if_seed").set_value(7)
    run(test)
    assert "Betweenness is an estimate" in spoken(test)
    assert test.button(key="refine")


def test_exact_numbers_that_were_asked_for_come_without_another_click(open_page):
    assert "All numbers are exact" in spoken(finished(opened_estimate(open_page, exact="yes")))


def test_a_reader_with_a_lower_ceiling_gets_other_numbers(open_page):
    def names(viewer):
        test = run(open_page("measures", measure="degree", viewer=viewer))
        return set(test.dataframe[0].value["name"])

    assert names("open") < names("coordinator") or names("analyst") < names("coordinator")
