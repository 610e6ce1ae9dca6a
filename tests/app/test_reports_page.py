"""What is taken along is the reader's own."""

import pytest
from page_words import spoken

pytestmark = pytest.mark.server


def offered(test):
    return [button.proto for button in test.get("download_button")]


@pytest.mark.parametrize(("viewer", "level"), [("coordinator", "LEVEL-3"), ("desk", "LEVEL-0")])
def test_a_report_bears_the_marking_of_what_its_reader_sees(open_page, viewer, level):
    test = open_page("reports", viewer=viewer)
    assert not offered(test)
    test.button(key="reports_make").click().run()
    assert not test.exception
    assert len(offered(test)) == 1
    assert level in test.code[0].value
    assert "2026-03-01" in test.code[0].value


def test_a_file_of_another_reader_is_not_offered(open_page):
    test = open_page("reports")
    test.button(key="reports_export").click().run()
    assert len(offered(test)) == 1
    test.selectbox(key="header_viewer").set_value("desk").run()
    assert not offered(test)
    assert "LEVEL 3" not in spoken(test)


@pytest.mark.parametrize("form", ["graphml", "gexf", "csv", "xlsx"])
def test_every_format_is_written_at_a_lower_level_too(open_page, form):
    test = open_page("reports")
    test.selectbox(key="reports_format").set_value(form).run()
    test.selectbox(key="reports_level").set_value(0).run()
    test.button(key="reports_export").click().run()
    assert not test.exception
    assert "LEVEL-0" in test.code[0].value
