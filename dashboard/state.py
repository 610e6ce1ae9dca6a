"""What a page is about: parameters in the address, the reader in the session, the open store for all sessions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NoReturn, ParamSpec, Protocol, TypeVar, cast, runtime_checkable

import streamlit as st

from graph.errors import InputError
from graph.model.viewer import OPEN
from liaison.app.today import today
from liaison.app.view import View
from liaison.app.viewers import list_viewers
from liaison.app.workspace import FRESH_SECONDS, Workspace, open_workspace
from liaison.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from streamlit.navigation.page import Page

    from graph.model.viewer import Viewer

P = ParamSpec("P")
T = TypeVar("T")

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
"""Days that can be asked for."""

_AS_OF, _VIEWER, _PAGES, _NOTES = "state_as_of", "state_viewer", "state_pages", "state_notes"
_READERS = "state_readers"

KEPT = frozenset({_AS_OF, _VIEWER, _PAGES, _READERS, "header_as_of", "header_viewer", "header_marking"})
"""
What a session keeps when somebody else reads: the day, the reader and how pages are called; how many have read; the two
fields of the header; and the marking of what stands on the screen until it is drawn anew.
"""


@runtime_checkable
class Work(Protocol):
    """What a session lets run in the background."""

    def cancel(self) -> None:
        """Ask it to stop."""


def workspace() -> Workspace:
    """
    Give the open store, shared by all sessions.

    Raises
    ------
    StoreUnavailableError
        It cannot be reached; nothing is kept then, so the next run tries again.
    """
    return _workspace(Settings.from_environment())


@st.cache_resource(show_spinner="Opening the store ...", hash_funcs={Settings: repr})
def _workspace(settings: Settings) -> Workspace:
    return open_workspace(settings)


def cached(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function made of a view, by what the reader sees, the reader's ceiling and the day."""
    keep = st.cache_resource(max_entries=256, show_spinner=False, hash_funcs={View: view_key})
    return cast("Callable[P, T]", keep(function))


def view_key(view: View) -> tuple[str, str, str]:
    """Name what a view is a function of; two readers with different ceilings never share one."""
    return view.fingerprint, view.ceiling, view.as_of.isoformat()


def view() -> View:
    """Give what the reader of this session sees on the chosen day."""
    return workspace().view(viewer(), as_of())


def viewers() -> dict[str, Viewer]:
    """Give the profiles of the store by name, `open` first; as they were at most five seconds ago."""
    return _viewers(workspace())


@st.cache_resource(ttl=FRESH_SECONDS, max_entries=4, show_spinner=False, hash_funcs={Workspace: id})
def _viewers(place: Workspace) -> dict[str, Viewer]:
    return {found.user_id: found for found in list_viewers(place.store)}


def viewer() -> Viewer:
    """Give the reader: as chosen in this session, else as LIAISON_VIEWER says, else `open`."""
    name = str(st.session_state.get(_VIEWER) or Settings.from_environment().viewer)
    found = viewers().get(name)
    if found is None:
        choose_viewer(OPEN.user_id)
        note(f"There is no viewer {name!r} in this store, so you read as 'open', who sees unmarked records only.")
        return OPEN
    return found


def choose_viewer(name: str) -> None:
    """
    Read as another profile from now on; all that the session holds of the former one is forgotten, but for `KEPT`.

    Work under way for the former reader is told to stop. The address stays: whoever chooses has it on the screen.
    """
    if name != st.session_state.get(_VIEWER):
        for key in [str(key) for key in st.session_state if key not in KEPT]:
            if isinstance(st.session_state[key], Work):
                st.session_state[key].cancel()
            del st.session_state[key]
        st.session_state[_READERS] = st.session_state.get(_READERS, 0) + 1
    st.session_state[_VIEWER] = name


def own_key(name: str) -> str:
    """
    Give the key of a field or table that holds what a reader chose in it.

    Every reader of a session gets another one: a browser keeps what stands in a field by its key, and would send what
    the former reader wrote there again.
    """
    readers = st.session_state.get(_READERS, 0)
    return f"{name}_{readers}" if readers else name


def as_of() -> dt.date:
    """
    Give the chosen day.

    The address decides; without it the session, because links between pages do not carry it; without both, today.
    """
    text = st.query_params.get("as_of")
    if text is not None:
        try:
            choose_as_of(_day(text))
        except InputError as error:
            note(str(error))
            choose_as_of(today())
    day: dt.date = st.session_state.get(_AS_OF) or today()
    if day != today() and "as_of" not in st.query_params:
        st.query_params["as_of"] = day.isoformat()
    return day


def choose_as_of(day: dt.date) -> None:
    """Look at another day from now on, on every page; today needs no mention in the address."""
    st.session_state[_AS_OF] = day
    if day == today():
        st.query_params.pop("as_of", None)
    elif st.query_params.get("as_of") != day.isoformat():
        st.query_params["as_of"] = day.isoformat()


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"The day {text!r} in the address is no date, so today is shown; write 2026-03-31.") from error
    if not EARLIEST <= day <= LATEST:
        raise InputError(f"The day {text!r} in the address lies outside {EARLIEST} to {LATEST}, so today is shown.")
    return day


def note(sentence: str) -> None:
    """Remember a sentence for the top of the page of this run."""
    notes = st.session_state.setdefault(_NOTES, [])
    if sentence not in notes:
        notes.append(sentence)


def take_notes() -> tuple[str, ...]:
    """Give the sentences to be told, once."""
    return tuple(st.session_state.pop(_NOTES, ()))


def remember_pages(pages: Mapping[str, Page]) -> None:
    """Tell how pages are called, so that one can lead to another."""
    st.session_state[_PAGES] = dict(pages)


def go(page: str, **parameters: str) -> NoReturn:
    """Open another page with parameters in its address; the day goes with them."""
    if as_of() != today():
        parameters["as_of"] = as_of().isoformat()
    st.switch_page(st.session_state[_PAGES][page], query_params=parameters)
