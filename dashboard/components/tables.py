"""Rows on a page: names shown safely, strengths as bars, a click gives the row."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import state
from dashboard.components.figures import figures
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from graph.statement import Result

_ROW = 35
_MOST_ROWS = 10
_STRONGEST = 100.0  # of one tie; sums of strengths are numbers like others


def table(
    result: Result,
    *,
    key: str,
    hidden: Iterable[str] = (),
    names: Mapping[str, str] | None = None,
    height: int | None = None,
    clickable: bool = False,
    alt: str = "",
    meanings: Mapping[str, str] | None = None,
) -> dict[str, object] | None:
    """
    Draw rows.

    Parameters
    ----------
    result
        Rows.
    key
        Of the widget; `state.own_key` makes it the reader's own.
    hidden
        Columns that are not shown; columns called `node` or ending in `_node` never are.
    names
        What a reader sees instead of a column's name.
    height
        At most so many pixels; by default ten rows.
    clickable
        Whether a row can be chosen.
    alt
        What the table is, for those who cannot see it.
    meanings
        What a column means, by its name; shown over its heading.

    Returns
    -------
    record
        The whole row that was chosen, by column name; None without a choice.
    """
    out_of_sight = {*hidden, *(name for name in result.columns if name == "node" or name.endswith("_node"))}
    columns = [name for name in result.columns if name not in out_of_sight]
    shown = frame(result)
    event: Any = st.dataframe(
        shown[columns],
        key=state.own_key(key),
        hide_index=True,
        height=min(height or _natural(_MOST_ROWS), _natural(len(result.rows))),
        column_config={
            name: _column(name, names or {}, result) | {"help": plain((meanings or {}).get(name, "")) or None}
            for name in columns
        },
        on_select="rerun" if clickable else "ignore",
        selection_mode="single-row",
        placeholder="",
        alt=alt or None,
    )
    if not clickable:
        return None
    chosen = [row for row in event.selection.rows if row < len(result.rows)]
    return dict(zip(result.columns, result.rows[chosen[0]], strict=True)) if chosen else None


def _natural(rows: int) -> int:
    return _ROW * (rows + 1) + 3


def frame(result: Result) -> pd.DataFrame:
    """Give rows as a frame in which every text is safe to show; lists become one text."""
    ways = [figures(column) for column in zip(*result.rows, strict=True)]
    cells = [[way.shown(_cell(value)) for way, value in zip(ways, row, strict=True)] for row in result.rows]
    return pd.DataFrame(cells, columns=list(result.columns), dtype=object).infer_objects()


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool | int | float | dt.date):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return plain("; ".join(map(str, value)))
    return plain(value)


def _column(name: str, names: Mapping[str, str], result: Result) -> Any:
    place = result.columns.index(name)
    label = plain(names.get(name, name.replace("_", " ").capitalize()))
    some = next((row[place] for row in result.rows if row[place] is not None), None)
    numbers = [value for row in result.rows if isinstance(value := row[place], int | float)]
    if name == "strength" and max(numbers, default=0) <= _STRONGEST:
        return st.column_config.ProgressColumn(label, min_value=0, max_value=100, format="%.0f")
    if isinstance(some, bool):
        return st.column_config.CheckboxColumn(label)
    if isinstance(some, dt.date):
        timed = isinstance(some, dt.datetime)
        made = st.column_config.DatetimeColumn if timed else st.column_config.DateColumn
        return made(label, format="YYYY-MM-DD HH:mm" if timed else "YYYY-MM-DD")
    if isinstance(some, int | float):
        return st.column_config.NumberColumn(label, format=figures([row[place] for row in result.rows]).format)
    return st.column_config.TextColumn(label)
