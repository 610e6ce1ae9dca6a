"""What holds on every page: marking, day, reader, wrong addresses, a store that is away."""

import datetime as dt

import pytest
from page_words import cells, spoken

pytestmark = pytest.mark.server

PAGES = ("overview", "explore", "query", "reports", "data")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_says_its_marking_its_day_and_its_reader(open_page, page):
    test = open_page(page)
    assert test.markdown[0].value.startswith("LEVEL ")
    assert "seen as coordinator sees it on 2026-03-01" in test.caption[0].value
    assert "Data recorded up to" in test.caption[0].value
    assert str(test.date_input[0].value) == "2026-03-01"
    assert not test.error


@pytest.mark.parametrize("page", PAGES)
def test_two_readers_see_two_networks_and_two_markings(open_page, page):
    high, low = open_page(page, focus="Officer:O-001"), open_page(page, viewer="desk", focus="Officer:O-001")
    if page != "data":
        assert high.markdown[0].value == "LEVEL 3"
        assert low.markdown[0].value == "LEVEL 0"
    for text in (spoken(low), *cells(low)):
        assert "Hidden" not in text
        assert "C-9001" not in text


def test_a_chosen_reader_counts_at_once_and_on_every_page(open_page):
    test = open_page("explore", focus="Officer:O-001")
    assert "Hidden, Henryk" in cells(test)
    test.selectbox(key="header_viewer").set_value("desk").run()
    assert "Hidden, Henryk" not in cells(test)
    assert "seen as desk sees it" in test.caption[0].value
    test.selectbox(key="header_viewer").set_value("coordinator").run()
    assert "Hidden, Henryk" in cells(test)


def test_what_a_former_reader_asked_and_uploaded_does_not_reach_the_next(open_page):
    test = open_page("measures", measure="degree")
    test.number_input(key="degree_seed").set_value(77)
    next(button for button in test.button if button.label == "Run").click().run()
    assert test.session_state["measures_asked"]["degree"]["seed"] == 77
    test.selectbox(key="header_viewer").set_value("desk").run()
    assert test.session_state["measures_asked"] == {}
    assert not test.dataframe
    assert {field.value for field in test.number_input if field.label == "Seed"} == {1}

    test = open_page("data")
    test.file_uploader[0].upload("organisations.csv", b"org_id,name,country,org_type,level\nXX-1,Nowhere,ZZ,police,3\n")
    test.run()
    assert "Nowhere" in str(cells(test)) or "ZZ" in str(cells(test))
    before = test.file_uploader[0].key
    test.selectbox(key="header_viewer").set_value("desk").run()
    assert "ZZ" not in str(cells(test))
    assert "data_checked" not in test.session_state
    assert test.file_uploader[0].key != before, "a browser sends the files of a field again as long as its key is there"


def test_a_reader_who_may_not_see_the_middle_is_told_as_if_it_were_not_there(open_page):
    low, nobody = (open_page("explore", viewer="desk", focus=focus) for focus in ("Contact:C-9001", "Contact:C-8888"))
    said = [test.warning[0].value.replace("9001", "").replace("8888", "") for test in (low, nobody)]
    assert said[0] == said[1]


def test_an_unknown_reader_becomes_the_one_who_sees_least(open_page):
    test = open_page(viewer="nobody-knows")
    assert "There is no viewer" in test.warning[0].value
    assert "seen as open sees it" in test.caption[0].value


@pytest.mark.parametrize("text", ["x", "2026-02-30", "0001-01-01", "9999-12-31", "<b>", "2026-03-01T00:00"])
def test_a_wrong_day_in_the_address_is_told_and_today_is_shown(open_page, text):
    test = open_page(as_of=text)
    assert "in the address" in test.warning[0].value
    assert test.query_params.get("as_of") is None


def test_the_day_moves_what_is_shown_and_stands_in_the_address(open_page):
    test = open_page()
    before = test.metric[2].value
    test.date_input(key="header_as_of").set_value(dt.date(2024, 9, 1)).run()
    assert test.query_params["as_of"] == "2024-09-01"
    assert test.metric[2].value != before


@pytest.mark.slow
def test_a_store_that_is_away_is_one_sentence_with_a_way_on(open_page, tmp_path):
    test = open_page(home=tmp_path, uri="bolt://127.0.0.1:9")
    (error,) = test.error
    assert "does not answer" in error.value
    assert "NEO4J" in error.value
    assert "Traceback" not in error.value
    assert test.button(key="errors_again").label == "Try again"


def test_a_wrong_setting_is_one_sentence(open_page, monkeypatch):
    monkeypatch.setenv("LIAISON_HEAP", "huge")
    test = open_page()
    assert len(test.error) == 1
    assert "LIAISON" in test.error[0].value
