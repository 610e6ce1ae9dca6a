"""A page with nothing on it but canvases, for the tests."""

from __future__ import annotations

import dataclasses

import streamlit as st
from pictures import HOSTILE, crowd, hostile_picture, star

from dashboard.launcher import ICON
from dashboard.network_canvas import CanvasEvent, network_canvas
from reports.picture.layout import laid_out
from reports.text import markdown_safe, plain

st.set_page_config(page_title="Canvas", page_icon=str(ICON), layout="wide")
state = st.session_state
state.setdefault("beyond", 0)
state.setdefault("heard", [])


def expand(node: str) -> None:
    state.beyond += 6
    state.heard.append(f"expand {node}")


def select(event: CanvasEvent) -> None:
    state.heard.append(f"select {event.node} {event.edge}")


case = st.query_params.get("case", "star")
place = st
if case == "hidden":
    st.session_state.setdefault("where", "first")
    first, place = st.tabs(["first", "second"])
    first.text("nothing here")
if case == "hostile":
    picture = hostile_picture()
elif case.startswith("crowd"):
    picture = dataclasses.replace(crowd(int(case.removeprefix("crowd"))))
else:
    picture = star(24, beyond=state.beyond)

wanted = st.text_input("choose", key="choose") if case == "chosen" else None
with place.container():
    event = network_canvas(
        laid_out(picture), key="net", selected=wanted or None, height=560, on_select=select, on_expand=expand
    )
if case == "hostile":
    for name in HOSTILE:
        safe = markdown_safe(name)
        st.markdown(safe)
        st.caption(safe)
        st.subheader(safe or "-", anchor=False)  # an anchor would write the name into the address
        st.button(safe or "-", key=f"button {hash(name)}", help=safe)
        st.metric(safe or "-", 1)
        st.expander(safe or "-").text(plain(name))
        st.checkbox(safe or "-", key=f"check {hash(name)}")
    st.info(markdown_safe("".join(HOSTILE[:12])))
st.button("again")
st.text(f"event: {event!r}")
st.text(f"heard: {state.heard!r}")
