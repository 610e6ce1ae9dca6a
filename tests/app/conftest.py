"""Pages run without a browser, on the small world in the real embedded store."""

import shutil
import tempfile
from pathlib import Path

import dashboard_world
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from graph.store.embedded import stop

APP = Path(__file__).parents[2] / "dashboard" / "app.py"
SETTINGS = ("LIAISON_HOME", "LIAISON_VIEWER", "NEO4J_URI", "NEO4J_PASSWORD")


@pytest.fixture(scope="session")
def small_home():
    """Give a home folder whose embedded store holds the small world."""
    folder = Path(tempfile.mkdtemp(prefix="liaison pages é "))
    try:
        result = dashboard_world.load_into(folder / "home", dashboard_world.write(folder / "in"))
        assert result.rows_rejected == 0, result.issues.text()
        yield folder / "home"
    finally:
        st.cache_resource.clear()
        stop(folder / "home" / "store")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def open_page(monkeypatch, small_home):
    """Give a function that opens a page as a reader, with parameters in its address."""

    def opened(
        page="overview", *, viewer="coordinator", home=small_home, as_of=dashboard_world.AS_OF, uri="", **parameters
    ):
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        if uri:
            monkeypatch.setenv("NEO4J_URI", uri)
            monkeypatch.setenv("NEO4J_PASSWORD", "some-password")
        monkeypatch.setenv("LIAISON_HOME", str(home))
        monkeypatch.setenv("LIAISON_VIEWER", viewer)
        test = AppTest.from_file(str(APP), default_timeout=60)
        test._page_hash = calc_hash(page)
        if as_of:
            test.query_params["as_of"] = as_of
        for name, value in parameters.items():
            test.query_params[name] = value
        test.run()
        assert not test.exception, [one.message for one in test.exception]
        return test

    return opened
