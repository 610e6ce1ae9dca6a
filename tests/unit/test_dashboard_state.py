"""What a session forgets when somebody else reads."""

from types import SimpleNamespace

import pytest
from session_keys import session_keys

from dashboard import state
from dashboard.components.refinement_panel import _UnderWay


@pytest.fixture
def session(monkeypatch):
    kept = {}
    monkeypatch.setattr(state.st, "session_state", kept)
    return kept


def test_the_keys_are_found_in_the_source():
    found = session_keys()
    assert {
        "X_asked", "measures_refinement", "data_checked", "data_loaded", "data_files_X", "explore_trail", "refine",
        "reports_made", "explore_buttons_to", "form_X", "X_search", "query_rows_X", "header_viewer", "state_viewer",
    } <= found  # fmt: skip
    assert len(found) > 60


def test_all_that_a_reader_left_is_forgotten_but_for_a_short_list(session):
    session.update(dict.fromkeys(session_keys(), "of the former reader") | {"state_readers": 1})
    state.choose_viewer("desk")
    assert set(session) == {
        "state_viewer", "state_as_of", "state_pages", "state_readers", "header_as_of", "header_viewer",
        "header_marking",
    }  # fmt: skip


def test_the_same_reader_forgets_nothing(session):
    state.choose_viewer("desk")
    session["measures_asked"] = {"degree": {}}
    state.choose_viewer("desk")
    assert session["measures_asked"] == {"degree": {}}


def test_work_under_way_for_the_former_reader_is_told_to_stop(session):
    told = []
    session["measures_refinement"] = _UnderWay((), SimpleNamespace(cancel=lambda: told.append("stop")))
    state.choose_viewer("desk")
    assert told == ["stop"]
    assert "measures_refinement" not in session


def test_no_field_of_a_reader_has_the_key_of_a_former_one(session):
    seen = set()
    for name in ("coordinator", "desk", "coordinator"):
        state.choose_viewer(name)
        seen.add(state.own_key("explore_search"))
    assert len(seen) == 3
