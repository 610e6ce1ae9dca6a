"""The canvas in a page run without a browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - this body runs as a script of its own
    from pictures import crowd, star  # noqa: PLC0415

    from dashboard.network_canvas import network_canvas  # noqa: PLC0415
    from reports.picture.layout import laid_out  # noqa: PLC0415

    picture = crowd(501) if st.checkbox("large") else laid_out(star(3))
    st.text(repr(network_canvas(picture, key="net", selected="Contact:C-1")))


def test_a_page_with_a_canvas_runs_again_and_again() -> None:
    for _ in range(2):  # each has a register of components of its own
        page = AppTest.from_function(_page, default_timeout=20).run().run()
        assert not page.exception
        assert page.text[0].value == "CanvasEvent(node=None, edge=None, expanded=None)"


def test_too_large_a_network_is_refused_in_words() -> None:
    page = AppTest.from_function(_page, default_timeout=20).run()
    page.checkbox[0].check().run()
    assert not page.exception
    assert "501 nodes are too many" in page.info[0].value
