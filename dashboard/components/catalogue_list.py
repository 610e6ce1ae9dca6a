"""Something to choose from on the left of a page: search, theme, list; the choice stands in the address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import streamlit as st

from dashboard import state
from dashboard.components.errors import empty
from graph.errors import NotFoundError
from queries.spec import THEMES
from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_HEIGHT = 520


class Listed(Protocol):
    """What can be listed: it belongs to a theme."""

    @property
    def theme(self) -> str:
        """One of `queries.spec.THEMES`."""


Item = TypeVar("Item", bound=Listed)


@dataclass(frozen=True, slots=True)
class CatalogueList(Generic[Item]):
    """
    A list of items of one kind.

    Attributes
    ----------
    kind
        Of the items, in the plural, such as "questions"; begins the keys of the widgets.
    parameter
        In the address.
    search
        Gives all items that hold the words of a text; all for an empty one.
    find
        Gives one item by its name; raises NotFoundError for an unknown one.
    name, label
        Of an item: what stands in the address, and what a person reads.
    """

    kind: str
    parameter: str
    search: Callable[[str], Sequence[Item]]
    find: Callable[[str], Item]
    name: Callable[[Item], str]
    label: Callable[[Item], str]

    def draw(self) -> Item | None:
        """Draw the list; give what is chosen."""
        words = f"Search {self.kind}"
        text = st.text_input(
            words, key=state.own_key(f"{self.kind}_search"), type="search", live="200ms", icon=":material/search:",
            placeholder=words, label_visibility="collapsed",
        )  # fmt: skip
        themes = sorted({item.theme for item in self.search("")}, key=list(THEMES).index)
        theme = st.selectbox(
            "Theme", themes, index=None, key=state.own_key(f"{self.kind}_theme"), placeholder="All themes",
            label_visibility="collapsed", format_func=lambda name: f"{name.capitalize()}: {THEMES[name]}",
        )  # fmt: skip
        items = {self.name(item): item for item in self.search((text or "").strip()) if theme in (None, item.theme)}
        chosen = self._asked()
        if not items:
            empty(f"None of the {self.kind} hold these words. Try fewer, or all themes.")
            return chosen
        self._radio(items, None if chosen is None else self.name(chosen))
        return chosen

    def _asked(self) -> Item | None:
        asked = st.query_params.get(self.parameter)
        if not asked:
            return None
        try:
            return self.find(asked)
        except NotFoundError as error:
            st.warning(markdown_safe(error), icon=":material/search_off:")
            return None

    def _radio(self, items: dict[str, Item], chosen: str | None) -> None:
        options = list(items)
        key = state.own_key(f"{self.kind}_list_{'_'.join(options)}")
        wanted = chosen if chosen in items else None
        if st.session_state.get(key) != wanted:
            st.session_state[key] = wanted
        with st.container(height=_HEIGHT, border=True):
            st.radio(
                f"{len(options)} {self.kind}",
                options,
                index=None,
                key=key,
                format_func=lambda name: self.label(items[name]),
                on_change=lambda: self._choose(st.session_state[key]),
            )

    def _choose(self, name: str) -> None:
        st.query_params[self.parameter] = name
