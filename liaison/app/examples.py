"""Somebody to begin with, for a reader who does not know whom to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from liaison.app.links import LABELS
from liaison.app.search import Hit

if TYPE_CHECKING:
    from liaison.app.view import View


def examples(view: View) -> tuple[Hit, ...]:
    """
    Give the node with the most neighbours of each kind that is explored.

    Returns
    -------
    hits
        At most one of each kind, officers first; kinds of which none has a neighbour are left out, so it may be empty.
    """
    return view.once("examples", lambda: tuple(hit for label in LABELS if (hit := _example(view, label)) is not None))


def _example(view: View, label: str) -> Hit | None:
    links = view.links
    first, size = links.offsets[LABELS.index(label)], view.network.node_table(label).num_rows
    counts = np.diff(links.start)[first : first + size]
    if not size or not counts.max():
        return None
    name = links.name(first + int(counts.argmax()))
    key = name.partition(":")[2]
    title = view.network.titles(label)[int(counts.argmax())].as_py()
    return Hit(name, label, key, str(title or key), f"{links.degree(first + int(counts.argmax()))} neighbours")
