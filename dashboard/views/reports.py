"""What can be taken along: the network report as one page, the network as files for other programs."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.header import Header
from liaison.app.choices import choices
from liaison.app.exporting import CONTENTS, export
from liaison.app.recency import recorded_until
from liaison.app.reporting import network_report
from liaison.app.scope import EVERYTHING
from liaison.app.viewers import lowered
from reports.exports.formats import FORMATS
from reports.text import plain

if TYPE_CHECKING:
    from liaison.app.view import View

_LABELS = ("Officer", "Country")
_MADE = "reports_made"


def show() -> None:
    """Draw the page."""
    header = Header("Reports")
    view = state.view()
    header.mark(view.marking)
    header.tell(recorded_until(view))
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True):
        _report(view)
    with right, st.container(border=True):
        _export(view)


def _report(view: View) -> None:
    st.subheader("Network report", anchor=False)
    st.caption(
        "One page that opens without a network: key people, ties, coverage, an interactive picture, its marking."
    )
    names = {EVERYTHING: "The whole network"}
    for label in _LABELS:
        found = choices(view, label) or {}
        names |= {f"{label}:{key}": f"{label}: {name}" for key, name in found.items()}
    scope = st.selectbox(
        "About", list(names), key=state.own_key("reports_scope"), format_func=lambda one: plain(names[one])
    )
    if st.button("Make", key="reports_make", type="primary", icon=":material/description:"):
        with st.spinner("Making the report ..."), tempfile.TemporaryDirectory() as folder:
            report = network_report(view, Path(folder), viewer=state.viewer(), scope=scope)
            _keep(report.path.name, report.path.read_bytes(), "text/html")
    _offer("html")


def _export(view: View) -> None:
    st.subheader("Network as files", anchor=False)
    st.caption(
        "For Gephi, Cytoscape, spreadsheets and scripts. An export to a lower level is computed as it is seen there."
    )
    form = st.selectbox("Format", list(FORMATS), key=state.own_key("reports_format"), format_func=_described)
    content = st.selectbox(
        "Content", list(CONTENTS), key=state.own_key("reports_content"), format_func=lambda one: CONTENTS[one]
    )
    reader = state.viewer()
    level = st.selectbox("Up to level", list(range(reader.level, -1, -1)), key=state.own_key("reports_level"))
    if st.button("Make", key="reports_export", type="primary", icon=":material/folder_zip:"):
        with st.spinner("Writing the files ..."), tempfile.TemporaryDirectory() as folder:
            seen = state.workspace().view(lowered(reader, level), view.as_of)
            made = export(seen, form, Path(folder), viewer=reader, content=content, max_level=level)
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                for path in made.paths:
                    archive.write(path, path.name)
            _keep(f"{made.paths[0].stem}.zip", packed.getvalue(), "application/zip")
    _offer("zip")


def _described(form: str) -> str:
    return f"{form}: {FORMATS[form].meaning}"


def _keep(name: str, data: bytes, mime: str) -> None:
    """Keep a file for this session and this reader until the next one is made."""
    made = st.session_state.setdefault(_MADE, {})
    made[name.rpartition(".")[2]] = (name, data, mime, state.viewer().ceiling(), state.as_of())


def _offer(ending: str) -> None:
    kept = st.session_state.get(_MADE, {}).get(ending)
    if kept is None or kept[3:] != (state.viewer().ceiling(), state.as_of()):
        return
    name, data, mime, *_ = kept
    st.download_button(
        "Download", data=data, file_name=name, mime=mime, key=f"reports_{ending}", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    st.caption(f"{len(data) / 1024:,.0f} KB")
    st.code(plain(name), language=None)
