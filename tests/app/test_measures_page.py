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


def test_a_reader_with_a_lower_ceiling_gets_other_numbers(open_page):
    def names(viewer):
        test = run(open_page("measures", measure="degree", viewer=viewer))
        return set(test.dataframe[0].value["name"])

    assert names("open") < names("coordinator") or names("analyst") < names("coordinator")
