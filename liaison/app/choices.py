"""Nodes of one kind to choose from in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison.app.view import View

MOST_CHOICES = 2_000
"""Above this a list is no help, and would send very many names to a browser; ask for the key instead."""


def choices(view: View, label: str, *, most: int = MOST_CHOICES) -> dict[str, str] | None:
    """
    Give the nodes of a kind that the reader sees, as keys with their names, in the order of the names.

    Returns
    -------
    names
        None when there are more than `most`.
    """
    table = view.network.node_table(label)
    if table.num_rows > most:
        return None
    keys, titles = view.network.keys(label).to_pylist(), view.network.titles(label).to_pylist()
    named = {str(key): str(title or key) for key, title in zip(keys, titles, strict=True)}
    return dict(sorted(named.items(), key=lambda item: (item[1].casefold(), item[0])))
