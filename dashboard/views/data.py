"""Files in: look at them, see what is wrong with which cell, load the valid rows, look back at earlier loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from dashboard import state
from dashboard.components.errors import empty, told
from dashboard.components.header import Header
from dashboard.components.tables import table
from dashboard.components.uploads import digest, on_disk
from graph.errors import LiaisonError, RefusedError
from graph.model.marking import HIGHEST_LEVEL, Marking
from graph.model.vocabularies import HISTORY_ROLES
from graph.statement import Result
from ingest.sources.formats import EXTENSIONS
from ingest.tables import TABLES
from liaison.app import history
from liaison.app.checking import check
from liaison.app.loading import REJECT_FOLDER, load
from liaison.app.recency import recorded_until
from reports.text import counted, markdown_safe, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from streamlit.delta_generator import DeltaGenerator

    from dashboard.components.uploads import Upload
    from ingest.issues import IssueReport
    from liaison.app.checking import CheckResult
    from liaison.app.loading import LoadResult

MOST_MEGABYTES = 50
"""Size of one file; larger ones are for the command line."""
MOST_FILES = 30

_LEVELS: dict[int | None, str] = {
    None: "Highest (4): nobody below sees them",
    **{level: f"Level {level}" for level in reversed(range(HIGHEST_LEVEL + 1))},
}
_UPLOADER, _CEILING, _CHECKED, _LOADED = "data_files", "data_ceiling", "data_checked", "data_loaded"
_AGREED, _COUNT = "data_agreed", "data_loads"
_SUMS = {
    "load_id": "Load", "title": "Title", "started_at": "Started", "finished_at": "Finished", "ceiling": "Level if none",
    "rows_read": "Read", "rows_loaded": "Loaded", "rows_updated": "Updated", "rows_unchanged": "Unchanged",
    "rows_rejected": "Rejected",
}  # fmt: skip


def show() -> None:
    """Draw the page."""
    header = Header("Data")
    header.tell(recorded_until(state.view()))
    files, past = st.tabs(["Load files", "History"], key=state.own_key("data_tabs"), on_change="rerun")
    if past.open:
        with past:
            header.mark(_history())
    else:
        with files:
            header.mark(_files())


def _files() -> Marking:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        uploads = st.file_uploader(
            "Files with the unit's own tables",
            type=sorted(ending.lstrip(".") for ending in EXTENSIONS),
            accept_multiple_files=True,
            max_upload_size=MOST_MEGABYTES,
            key=state.own_key(f"{_UPLOADER}_{st.session_state.get(_COUNT, 0)}"),
            help=f"Up to {MOST_FILES} files of {MOST_MEGABYTES} MB. For larger ones use `liaison load`.",
        )
    with right:
        ceiling = st.selectbox(
            "Level of rows without one", list(_LEVELS), key=state.own_key(_CEILING),
            format_func=lambda level: _LEVELS[level],
            help="A row that says its own level keeps it. A missing one is never taken for 'open'.",
        )  # fmt: skip
        with st.expander("Tables and their columns", icon=":material/help:"):
            for one in TABLES.values():
                st.markdown(f"**{one.name}**  \n{', '.join(column.name for column in one.columns)}")
    result: LoadResult | None = st.session_state.get(_LOADED)
    if result is not None:
        _told(result)
    if not uploads:
        if result is None:
            empty(
                "Choose one or more files above. They are looked at first and nothing is written before you confirm. "
                "A re-run of the same files changes nothing.",
                icon=":material/upload_file:",
            )
        return Marking(HIGHEST_LEVEL if result and result.issues else 0)
    if len(uploads) > MOST_FILES:
        st.error(f"These are {len(uploads)} files; take at most {MOST_FILES} at once, or use `liaison load`.")
        return Marking()
    st.session_state.pop(_LOADED, None)
    try:
        found = _checked(uploads, ceiling)
        if st.session_state.pop(_AGREED, False):
            _load(uploads, ceiling)
    except LiaisonError as error:
        told(error)
        return Marking(HIGHEST_LEVEL)
    _report(found)
    if found.valid and st.button(
        f"Load {counted(found.valid, 'valid row')}", type="primary", key="data_load", icon=":material/database_upload:"
    ):
        _confirm(found)
    return Marking(found.level)


def _checked(uploads: Sequence[Upload], ceiling: int | None) -> CheckResult:
    """Look at the files once; the answer is kept for this session until other files or another level are chosen."""
    name = (digest(uploads), ceiling)
    kept = st.session_state.get(_CHECKED)
    if kept is None or kept[0] != name:
        with st.status("Looking at the files ...") as status, on_disk(uploads) as paths:
            bar = st.progress(0.0)
            found = check(paths, ceiling=ceiling, progress=_shown_on(bar))
            status.update(label="Looked at the files", state="complete")
        kept = st.session_state[_CHECKED] = (name, found)
    result: CheckResult = kept[1]
    return result


def _shown_on(bar: DeltaGenerator) -> Callable[[float, str], None]:
    def progress(share: float, file: str) -> None:
        bar.progress(min(1.0, max(0.0, share)), markdown_safe(file))

    return progress


def _report(found: CheckResult) -> None:
    columns = st.columns(4)
    for column, (title, value, meaning) in zip(
        columns,
        (
            ("Rows read", found.rows, "Rows that are not blank, of all tables."),
            ("Valid", found.valid, "Can be loaded, unless they name something that the store does not know."),
            ("Rejected", found.rejected, "Cannot be loaded as they are; the list below says why."),
            ("Files refused", found.issues.refused, "Files or sheets that are no table of ours, or damaged."),
        ),
        strict=True,
    ):
        column.metric(title, value, help=meaning, border=True, format="localized")
    with st.expander(f"{counted(len(found.tables), 'table')} recognised", icon=":material/table:"):
        rows = tuple((one.file, one.sheet, one.table, one.rows, one.rejected) for one in found.tables)
        table(Result(("file", "sheet", "table", "rows", "rejected"), rows), key="data_tables", alt="Tables recognised")
    _issues(found.issues, key="data_issues")


def _issues(issues: IssueReport, *, key: str) -> None:
    if not issues:
        st.success("No problem was found.", icon=":material/check_circle:")
        return
    st.subheader("What was found", anchor=False)
    icons = {"refused": ":material/block:", "rejected": ":material/error:", "notice": ":material/info:"}
    for number, group in enumerate(issues.groups()):
        where = " · ".join(filter(None, (group.table, group.column, group.rule)))
        title = f"{group.severity.value.capitalize()} · {markdown_safe(where)} · **{group.count:,}**"
        with st.expander(title, icon=icons[group.severity.value], expanded=number == 0):
            st.text(plain(group.examples[0].message))
            rows = tuple((one.file, one.sheet, one.row or None, group.column, one.value, one.message)
                         for one in group.examples)  # fmt: skip
            table(
                Result(("file", "sheet", "row", "column", "value", "problem and remedy"), rows),
                key=f"{key}_{number}", alt=f"Examples of {where}",
            )  # fmt: skip
            if group.count > len(group.examples):
                st.caption(f"{len(group.examples)} of {group.count:,} shown; the file of rejected rows has them all.")


@st.dialog("Load the valid rows?")
def _confirm(found: CheckResult) -> None:
    names = ", ".join(sorted({one.table for one in found.tables}))
    left_out = f"Left out, to be fetched, mended and loaded afterwards: {found.rejected:,}. " if found.rejected else ""
    st.markdown(
        f"To be written to the store, with their source: **{counted(found.valid, 'row')}** of {markdown_safe(names)}. "
        f"{left_out}"
        "Rows that are already there and did not change stay as they are."
    )
    if st.button("Load", type="primary", key="data_confirm", on_click=_agree):
        st.rerun()


def _agree() -> None:
    st.session_state[_AGREED] = True


def _load(uploads: Sequence[Upload], ceiling: int | None) -> None:
    """Load the valid rows, then draw the page anew with what became of them."""
    place = state.workspace()
    with st.status("Loading ..."), on_disk(uploads) as paths:
        bar = st.progress(0.0)
        result = load(
            place.store,
            paths,
            rejects=place.home / REJECT_FOLDER,
            ceiling=ceiling,
            title=", ".join(path.name for path in paths),
            progress=_shown_on(bar),
        )
    place.snapshot(fresh=True)
    st.session_state[_LOADED] = result
    st.session_state[_COUNT] = st.session_state.get(_COUNT, 0) + 1
    st.session_state.pop(_CHECKED, None)
    st.rerun()


def _told(result: LoadResult) -> None:
    (st.warning if result.exit_code else st.success)(
        markdown_safe(result.sentence()), icon=":material/warning:" if result.exit_code else ":material/check_circle:"
    )
    for path in result.reject_files:
        _download(path)
    if result.issues:
        _issues(result.issues, key="data_outcome")


def _download(path: Path) -> None:
    st.download_button(
        markdown_safe(f"Rejected rows: {path.name}"), data=path.read_bytes(), file_name=path.name,
        mime="text/csv", key=f"data_reject_{path.name}", icon=":material/download:", on_click="ignore",
        help="The rows as they were, with a column that says what is wrong. Mend them there and load that file.",
    )  # fmt: skip


def _history() -> Marking:
    """Draw earlier loads; what was not taken may quote rows of any level."""
    place, reader = state.workspace(), state.viewer()
    try:
        found = history.loads(place.store, reader)
    except RefusedError:
        roles = ", ".join(sorted(HISTORY_ROLES))
        empty(
            f"The history counts rows of every marking, so it is for the roles {roles}. Choose another viewer above.",
            icon=":material/lock:",
        )
        return Marking()
    if not found.rows:
        empty("Nothing was loaded yet.")
        return Marking()
    st.caption("Each row of a file was loaded, updated, unchanged or rejected; the first sum is that of the others.")
    chosen = table(found, key="data_history", names=_SUMS, clickable=True, alt="Loads with their sums")
    if chosen is None:
        st.caption("Choose a load to see its files and what was not taken.")
        return Marking()
    number = str(chosen["load_id"])
    st.subheader(f"Load {markdown_safe(number)}", anchor=False)
    if chosen["finished_at"] is None:
        st.warning("This load was interrupted, or is running. Loading the same files again completes it.")
    rejected = history.rejected(place.store, reader, number)
    if rejected.rows:
        st.markdown("**Not taken**")
        table(rejected, key="data_rejected", hidden=("file_id",), alt="Rows that were not taken")
    else:
        st.caption("Every row was taken.")
    files = history.sources(place.store, reader, number)
    with st.expander(counted(len(files.rows), "file"), icon=":material/description:"):
        table(files, key="data_sources", hidden=("file_id",), alt="Files of the load")
    return Marking(HIGHEST_LEVEL if rejected.rows else 0)
