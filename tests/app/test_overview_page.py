"""The first page: numbers of the reader's own view, what to do, where to go on."""

import pytest
from page_words import cells, spoken

pytestmark = pytest.mark.server


def numbers(test):
    return {metric.label: metric.value for metric in test.metric}


def test_the_numbers_are_those_of_the_files(open_page):
    found = numbers(open_page())
    assert found["Officers posted"] == "6"
    assert found["Contacts"] == "92"  # 90 and the two odd ones


def test_a_lower_reader_counts_less(open_page):
    assert numbers(open_page(viewer="desk"))["Contacts"] == "91"


def test_what_needs_attention_leads_on_with_its_remedy(open_page):
    test = open_page()
    titles = " ".join(expander.label for expander in test.expander)
    assert "Requests overdue" in titles
    assert "Postings that end within 90 days" in titles
    assert "R-001" in cells(test)
    assert "Answer them" in spoken(test)


def test_before_anything_happened_the_page_says_what_to_do(open_page):
    test = open_page(as_of="1995-01-01")
    assert "Choose an earlier day" in spoken(test)
    assert "Nobody has a tie" in spoken(test)


def test_a_reader_of_nothing_is_told_what_to_do(open_page, tmp_path_factory):
    test = open_page(viewer="open")
    assert not test.error
    assert numbers(test)["Contacts"] == "91"
