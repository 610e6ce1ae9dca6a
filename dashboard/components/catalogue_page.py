"""The frame of a page that lists things to ask: the list on the left, what is chosen from it on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import streamlit as st

from dashboard import state
from dashboard.components.catalogue_list import Listed
from dashboard.components.errors import empty
from dashboard.components.header import Header
from dashboard.components.parameter_form import parameter_form
from liaison.app.recency import recorded_until

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dashboard.components.catalogue_list import CatalogueList
    from graph.model.marking import Marking
    from liaison.app.view import View
    from queries.spec import Parameter

Item = TypeVar("Item", bound=Listed)


def catalogue_page(
    title: str, items: CatalogueList[Item], draw: Callable[[Item, View], Marking], *, invitation: str
) -> None:
    """
    Draw the page.

    Parameters
    ----------
    title
        Of the page.
    items
        What can be chosen.
    draw
        Draws the chosen one and gives the marking of what it shows.
    invitation
        Said while nothing is chosen.
    """
    header = Header(title)
    view = state.view()
    header.tell(recorded_until(view))
    left, right = st.columns([3, 7], gap="medium")
    with left:
        chosen = items.draw()
    with right:
        if chosen is None:
            header.mark(view.marking)
            empty(invitation)
        else:
            header.mark(draw(chosen, view))


def asked_values(kind: str, name: str, parameters: Sequence[Parameter], view: View) -> dict[str, object] | None:
    """
    Draw the form of the chosen one.

    Returns
    -------
    values
        As last sent in this session, on whichever day; None before the first time.
    """
    asked: dict[str, dict[str, object]] = st.session_state.setdefault(f"{kind}_asked", {})
    values = parameter_form(name, parameters, view)
    if values is not None:
        asked[name] = values
    return asked.get(name)
