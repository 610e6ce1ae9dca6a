"""Find somebody or something by part of a name, in any script, with or without accents."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import NotFoundError, near
from graph.model.catalog import node_type
from graph.model.folding import folded
from graph.network import node_id
from liaison.app.links import LABELS
from liaison.app.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison.app.view import View

_MOST_RANKED = 2_000
_MOST_GUESSED = 20_000
_SHORTEST_GUESSED = 4
_NEAR_ENOUGH = 0.72
_ALSO = {"Country": ("iso2", "iso3"), "Contact": ("country",), "Organisation": ("country", "org_type")}
_DETAIL = {
    "Officer": ("service",),
    "Contact": ("function", "country"),
    "Organisation": ("org_type", "country"),
    "Country": ("region",),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """
    Something that was found.

    Attributes
    ----------
    node
        Its name in graphs, such as `Contact:C-0007`.
    label, key
        The two parts of that name.
    name
        What a person reads.
    detail
        A few words that tell it from others of the same name.
    """

    node: str
    label: str
    key: str
    name: str
    detail: str


def search(view: View, text: str, *, labels: Iterable[str] = LABELS, limit: int = 20) -> tuple[Hit, ...]:
    """
    Find officers, contacts, organisations and countries.

    Parameters
    ----------
    view
        What may be seen.
    text
        Parts of a name or identifier, in any order; `contact: kowal` looks among contacts only.
    labels
        Kinds to look among.
    limit
        Most hits, 1 or more.

    Returns
    -------
    hits
        Best first: identifier, whole name, beginning of the name, beginning of a word, anywhere. When nothing holds the
        text, names that are spelt nearly so. Empty when there is none, or no text.

    Raises
    ------
    NotFoundError
        There is no such kind.
    """
    chosen = tuple(labels)
    for label in chosen:
        if label not in LABELS:
            raise NotFoundError(f"There is no kind {label!r} to search among. {near(label, LABELS)}")
    prefix, colon, rest = text.partition(":")
    named = [label for label in LABELS if folded(prefix) in (label.casefold(), f"{label.casefold()}s")]
    if colon and named:
        chosen, text = tuple(label for label in chosen if label in named), rest
    wanted = folded(text)
    if not wanted or not chosen:
        return ()
    table = view.once("search index", lambda: _index(view))
    table = table.filter(pc.is_in(table["label"], value_set=pa.array(chosen, pa.string())))
    held = table
    for word in wanted.split():
        held = held.filter(pc.match_substring(held["folded"], word))
    rows = held.slice(0, _MOST_RANKED).to_pylist() or _guessed(table, wanted)
    rows.sort(key=lambda row: (_rank(row, wanted), LABELS.index(row["label"]), row["name"], row["key"]))
    return tuple(
        Hit(node_id(row["label"], row["key"]), row["label"], row["key"], row["name"], row["detail"])
        for row in rows[:limit]
    )


def _index(view: View) -> pa.Table:
    rows = []
    for label in LABELS:
        kind, table = node_type(label), view.network.node_table(label)
        titles = view.network.titles(label).to_pylist()
        spelt = [*kind.search, kind.key, *_ALSO.get(label, ())]
        columns = dict.fromkeys((*spelt, *_DETAIL[label]))
        values = {name: table[name].to_pylist() for name in columns}
        for row, name in enumerate(titles):
            words = " ".join(str(values[column][row]) for column in spelt if values[column][row])
            detail = (in_words(column, values[column][row]) for column in _DETAIL[label])
            rows.append(
                {
                    "label": label,
                    "key": values[kind.key][row],
                    "name": name,
                    "detail": ", ".join(filter(None, detail)),
                    "folded": folded(words),
                }
            )
    names = ("label", "key", "name", "detail", "folded")
    return pa.Table.from_pylist(rows, pa.schema([(name, pa.string()) for name in names]))


def _rank(row: dict[str, str], wanted: str) -> int:
    name, key = folded(row["name"]), folded(row["key"])
    tests = (key == wanted, name == wanted, name.startswith(wanted), f" {wanted}" in f" {name}", wanted in name)
    return next((place for place, holds in enumerate(tests) if holds), len(tests))


def _guessed(table: pa.Table, wanted: str) -> list[dict[str, str]]:
    """Find names that are spelt nearly so; not in very large networks, where it would take seconds."""
    first = wanted.split(maxsplit=1)[0]
    if table.num_rows > _MOST_GUESSED or len(first) < _SHORTEST_GUESSED:
        return []
    words: dict[str, list[int]] = {}
    for row, text in enumerate(table["folded"].to_pylist()):
        for word in text.split():
            words.setdefault(word, []).append(row)
    close = difflib.get_close_matches(first, words, n=5, cutoff=_NEAR_ENOUGH)
    rows = sorted({row for word in close for row in words[word]})
    found: list[dict[str, str]] = table.take(pa.array(rows, pa.int64())).to_pylist()
    return found
