"""Files in: looked at first, loaded after a yes, remembered."""

import shutil
import tempfile
from pathlib import Path

import dashboard_world
import pytest
import streamlit as st
from page_words import cells, spoken

from dashboard.components.uploads import digest, on_disk, safe_name
from graph.store.embedded import stop
from ingest.tables import TABLES

pytestmark = pytest.mark.server

GOOD = b"org_id,name,country,org_type,level\nFR-PN,Police nationale,FR,police,0\nFR-GN,Gendarmerie,FR,gendarmerie,0\n"
MIXED = GOOD + b"XX-1,Nowhere,ZZ,police,0\nXX-2,=cmd|calc,FR,wizards,0\n"


@pytest.fixture
def own_home(monkeypatch):
    """Give a home of this test's own, because it loads."""
    folder = Path(tempfile.mkdtemp(prefix="liaison load "))
    yield folder / "home"
    st.cache_resource.clear()
    stop(folder / "home" / "store")
    shutil.rmtree(folder, ignore_errors=True)


def upload(test, name, content):
    test.file_uploader[0].upload(name, content)
    test.run()
    assert not test.exception, [one.message for one in test.exception]
    return test


def numbers(test):
    return {metric.label: metric.value for metric in test.metric}


def test_an_empty_page_says_what_to_do_and_which_columns_there_are(open_page):
    test = open_page("data")
    assert "Choose one or more files above" in spoken(test)
    assert all(name in spoken(test) for name in TABLES)


def test_a_problem_is_told_with_its_cell_and_its_remedy(open_page):
    test = upload(open_page("data"), "organisations.csv", MIXED)
    assert numbers(test) == {"Rows read": "4", "Valid": "2", "Rejected": "2", "Files refused": "0"}
    said = cells(test)
    assert {"organisations.csv", "country", "org_type", "ZZ", "wizards", "4", "5"} <= {
        text.removesuffix(".0") for text in said
    }
    assert test.button(key="data_load").label == "Load 2 valid rows"


def test_a_file_that_is_no_table_is_refused_in_words(open_page):
    test = upload(open_page("data"), "holiday.csv", b"beach,sun\n1,2\n")
    assert numbers(test)["Files refused"] == "1"
    assert not [button for button in test.button if button.key == "data_load"]


def test_columns_with_content_are_refused(open_page):
    test = upload(open_page("data"), "exchanges.csv", b"exchange_id,date,informant\nE-1,2024-01-01,X\n")
    assert numbers(test)["Files refused"] == "1"
    assert "informant" in spoken(test) + " ".join(cells(test))


def test_nothing_is_written_before_a_yes_and_everything_after(open_page, own_home):
    dashboard_world.load_into(own_home, only_viewers(own_home.parent / "in"))
    test = upload(open_page("data", home=own_home), "organisations.csv", MIXED)
    test.button(key="data_load").click().run()
    assert "To be written to the store" in spoken(test)
    test.button(key="data_confirm").click().run()
    assert not test.exception
    assert "4 rows read from 1 table" in spoken(test).replace("\\", "")
    reject = test.download_button[0] if hasattr(test, "download_button") else test.get("download_button")[0]
    assert "organisations.rejected.csv" in str(reject.proto.label).replace("\\", "")
    found = open_page("explore", home=own_home, as_of=None, focus="Organisation:FR-PN")
    assert "Police nationale" in found.subheader[0].value


def only_viewers(folder):
    whole = dashboard_world.write(folder)
    for path in whole.glob("*.csv"):
        if path.stem != "viewers":
            path.unlink()
    return whole


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.csv", "..\\..\\a.csv", "/abs.csv", "C:\\x.csv", ".csv", "..", "a\x00b.csv"]
)
def test_a_name_from_a_browser_stays_in_its_folder(tmp_path, name):
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert "/" not in safe
    assert "\\" not in safe
    assert "\x00" not in safe
    assert (tmp_path / safe).resolve().parent == tmp_path.resolve()


class Sent:
    def __init__(self, name, content):
        self.name, self._content = name, content

    def getvalue(self):
        return self._content


def test_two_files_of_one_name_do_not_meet_and_are_removed_afterwards():
    sent = [Sent("a.csv", b"1"), Sent("a.csv", b"2")]
    with on_disk(sent) as paths:
        assert [path.read_bytes() for path in paths] == [b"1", b"2"]
        assert all(path.name == "a.csv" for path in paths)
    assert not any(path.exists() for path in paths)
    assert digest(sent) != digest(sent[::-1])
    assert digest([Sent("ab", b"c")]) != digest([Sent("a", b"bc")])
