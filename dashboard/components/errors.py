"""What went wrong, as one sentence with its remedy; never a traceback."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import LiaisonError, StoreContentError, StoreUnavailableError
from reports.text import markdown_safe

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def explained() -> Iterator[None]:
    """Write an error that Liaison can explain onto the page instead of what would have stood there."""
    try:
        yield
    except (StoreUnavailableError, StoreContentError) as error:
        told(error)
        if st.button("Try again", icon=":material/refresh:", key="errors_again"):
            st.rerun()
    except LiaisonError as error:
        told(error)


def told(error: LiaisonError) -> None:
    """Write one error onto the page."""
    st.error(markdown_safe(error), icon=":material/error:")


def empty(sentence: str, *, icon: str = ":material/info:") -> None:
    """Say why there is nothing, and what to do next; the sentence is ours, not from data."""
    st.info(sentence, icon=icon)
