"""What a report is about: the whole network, one officer or one country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from graph.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from liaison.app.view import View

EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """
    A part of the ties.

    Attributes
    ----------
    text
        As it was asked for: `all`, `Officer:O-001` or `Country:PL`.
    title
        What a person reads.
    focus
        Name of the node it is about; None for everything.
    ties
        True for each tie of the view that belongs to it.
    """

    text: str
    title: str
    focus: str | None
    ties: NDArray[np.bool_]


def scope_of(view: View, text: str = EVERYTHING) -> Scope:
    """
    Find what a scope covers.

    Parameters
    ----------
    view
        What may be seen.
    text
        `all`, or the name of an officer (`Officer:O-001`): the officer's ties; or of a country (`Country:PL`): the ties
        with the contacts who work there.

    Raises
    ------
    InputError
        It is of another form.
    NotFoundError
        There is no such officer or country, or not for this reader.
    """
    table = view.ties.to_arrow()
    label, _, key = text.partition(":")
    if text == EVERYTHING:
        return Scope(text, "The whole network", None, np.ones(len(view.ties), dtype=bool))
    if label not in ("Officer", "Country") or not key:
        raise InputError(
            f"A report is about 'all', an officer or a country, not {text!r}; write Officer:O-001 or Country:PL."
        )
    title = str(view.network.titles(label)[view.network.position(label, key)].as_py())
    if label == "Officer":
        return Scope(text, f"The network of {title}", text, _equal(table["officer_id"], key))
    return Scope(text, f"The network in {title}", text, _equal(contact_countries(view).take(table_rows(view)), key))


def contact_countries(view: View) -> pa.ChunkedArray:
    """Give the country code of each contact, in the order of the network."""
    return view.network.node_table("Contact")["country"]


def table_rows(view: View) -> NDArray[np.int64]:
    """Give for each tie the row of its contact."""
    return view.ties.contact


def _equal(column: pa.ChunkedArray, value: str) -> NDArray[np.bool_]:
    return np.asarray(pc.fill_null(pc.equal(column, value), fill_value=False).to_numpy(), dtype=bool)
