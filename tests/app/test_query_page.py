"""The library: find, fill in, run, take along."""

import datetime as dt

import dashboard_world
import pytest
from page_words import cells, spoken

from queries.catalogue import catalogue

pytestmark = pytest.mark.server


def run(test):
    button = next(button for button in test.button if button.label == "Run")
    button.click().run()
    assert not test.exception
    return test


def test_it_lists_all_questions_and_finds_some(open_page):
    test = open_page("query")
    assert len(test.radio[0].options) == len(catalogue().list())
    test.text_input(key="questions_search").set_value("handover").run()
    assert 0 < len(test.radio[0].options) < len(catalogue().list())
    test.text_input(key="questions_search").set_value("qqqq").run()
    assert "None of the questions hold these words" in spoken(test)


def test_a_choice_stands_in_the_address(open_page):
    test = open_page("query")
    test.radio[0].set_value("q06-ending-postings").run()
    assert test.query_params["question"] == "q06-ending-postings"
    assert "Postings that end soon" in test.subheader[0].value


def test_it_answers_with_the_day_of_the_page(open_page):
    test = run(open_page("query", question="q06"))
    rows = test.dataframe[0].value
    # The one posting that ends within six months of the day; see the world's own table.
    assert list(rows["posting_id"]) == ["P-001"]
    end = dt.date.fromisoformat(dashboard_world.AS_OF) + dt.timedelta(days=60)
    assert str(rows["ends_on"][0])[:10] == end.isoformat()


def test_the_answer_is_the_readers_own(open_page):
    high, low = (run(open_page("query", viewer=viewer, question="q06")) for viewer in ("coordinator", "desk"))
    assert any("C-9001" in text for text in cells(high))
    assert not any("C-9001" in text for text in cells(low))
    assert "C-9001" not in low.code[0].value


def test_the_cypher_is_that_of_this_reader_and_day(open_page):
    test = run(open_page("query", viewer="desk", question="q06"))
    assert ":param as_of => date('2026-03-01');" in test.code[0].value
    assert ":param viewer_level => 1;" in test.code[0].value
    assert "$months" in test.code[0].value


def test_a_missing_value_is_one_sentence(open_page):
    test = run(open_page("query", question="q01"))
    assert len(test.error) == 1
    assert "required" in test.error[0].value


def test_an_empty_answer_says_why(open_page):
    test = open_page("query", question="q06", as_of="1995-01-01")
    run(test)
    assert "No rows" in spoken(test)
    assert "No posting that runs on the day" in spoken(test).replace("\\", "")


def test_an_unknown_question_names_near_ones(open_page):
    test = open_page("query", question="q99-none")
    assert "There is no question" in test.warning[0].value


@pytest.mark.parametrize("query_id", [spec.query_id for spec in catalogue().list()])
def test_every_question_has_a_form_that_can_be_drawn(open_page, query_id):
    test = open_page("query", question=query_id)
    assert not test.error
    spec = catalogue().get(query_id)
    fields = [*test.text_input, *test.number_input, *test.selectbox, *test.date_input]
    drawn = {field.key for field in fields}
    assert {f"{query_id}_{one.name}" for one in spec.parameters} <= drawn
    if not any(one.required for one in spec.parameters):
        run(test)
        assert not test.error
