"""What exchanges can be divided by: period, kind, theme, grade, own service, officer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.errors import InputError, near
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork

DIMENSIONS = ("own", "period", "kind", "theme", "grade", "officer")
"""An exchange can have several themes and officers, but one of each of the others."""

PERIODS = {"month": 1, "quarter": 3, "year": 12}
"""Lengths in months."""

_SIGN = {"month": "-", "quarter": "-Q", "year": ""}
_EPOCH = 1970

_Coded = tuple["NDArray[np.int64]", "NDArray[np.int64]", "list[str | None]"]
"""Exchange and code of each value, in order of both, and the label of each code; None is the last."""


def divide(
    network: VisibleNetwork,
    as_of: dt.date,
    item: NDArray[np.int64],
    *,
    by: Sequence[str],
    period: str,
    own: NDArray[np.int64],
) -> tuple[NDArray[np.int64], list[NDArray[np.int64]], list[list[str | None]]]:
    """
    Tell in which groups exchanges stand.

    Parameters
    ----------
    network, as_of
        What may be seen; officers must be valid on the day.
    item
        Rows of the exchanges, each with a date.
    by
        Names of `DIMENSIONS`.
    period
        One of `PERIODS`.
    own
        Row of the own service of each exchange of the network; the number of organisations = not known.

    Returns
    -------
    at, codes, labels
        Elements of `item`, repeated where an exchange stands in several groups; for each dimension the code of each,
        and the label of each code.

    Raises
    ------
    InputError
        A dimension or period is not known, or a dimension is named twice.
    """
    for name in by:
        if name not in DIMENSIONS:
            raise InputError(f"A ledger cannot be divided by {name!r}. {near(name, DIMENSIONS)}")
    if len(set(by)) != len(by):
        raise InputError(f"A ledger is divided by {', '.join(by)}; name each dimension once.")
    if period not in PERIODS:
        raise InputError(f"A ledger has no period {period!r}. {near(period, PERIODS)}")
    table = network.node_table("Exchange")
    columns: dict[str, Callable[[], _Coded]] = {
        "own": lambda: _single(own, network.keys("Organisation").to_pylist()),
        "period": lambda: _periods(table["date"], period),
        "kind": lambda: _texts(table["kind"]),
        "theme": lambda: _lists(table["theme"]),
        "grade": lambda: _texts(_grades(table)),
        "officer": lambda: _officers(network, as_of),
    }
    at = np.arange(len(item))
    codes: list[NDArray[np.int64]] = []
    labels: list[list[str | None]] = []
    for name in by:
        owner, code, names = columns[name]()
        start, end = (np.searchsorted(owner, item[at], side=side) for side in ("left", "right"))
        copies = end - start
        nth = np.arange(copies.sum()) - np.repeat(np.cumsum(copies) - copies, copies)
        codes = [*(np.repeat(one, copies) for one in codes), code[np.repeat(start, copies) + nth]]
        labels.append(names)
        at = np.repeat(at, copies)
    return at, codes, labels


def _single(code: NDArray[np.int64], labels: list[str | None]) -> _Coded:
    return np.arange(len(code)), code, [*labels, None]


def _periods(dates: pa.ChunkedArray, period: str) -> _Coded:
    days = np.asarray(pc.fill_null(dates.cast(pa.int32()), 0).to_numpy()).astype("datetime64[D]")
    months = days.astype("datetime64[M]").astype(np.int64)
    periods, code = np.unique(months // PERIODS[period], return_inverse=True)
    labels: list[str | None] = []
    for one in periods.tolist():
        year, part = divmod(one, 12 // PERIODS[period])
        text = {"month": f"{part + 1:02}", "quarter": f"{part + 1}", "year": ""}[period]
        labels.append(f"{_EPOCH + year}{_SIGN[period]}{text}")
    return _single(code, labels)


def _texts(column: pa.ChunkedArray) -> _Coded:
    code, labels = _in_order(column.combine_chunks())
    return _single(code, labels)


def _in_order(column: pa.Array) -> tuple[NDArray[np.int64], list[str | None]]:
    """Give the texts of a column numbers in alphabetical order; null is the last."""
    labels = sorted(pc.unique(column.drop_null()).to_pylist())
    code = pc.fill_null(pc.index_in(column, value_set=pa.array(labels, pa.string())), len(labels))
    return np.asarray(code.to_numpy(), dtype=np.int64), labels


def _lists(column: pa.ChunkedArray) -> _Coded:
    lists = column.combine_chunks()
    owner = np.asarray(pc.list_parent_indices(lists).to_numpy(), dtype=np.int64)
    code, labels = _in_order(pc.list_flatten(lists))
    return _several(owner[code < len(labels)], code[code < len(labels)], len(lists), labels)


def _several(owner: NDArray[np.int64], code: NDArray[np.int64], count: int, labels: list[str | None]) -> _Coded:
    """Put values in order, each once, and give exchanges without any the last code."""
    without = np.flatnonzero(np.bincount(owner, minlength=count) == 0)
    size = len(labels) + 1
    pairs = np.unique(np.concatenate((owner * size + code, without * size + len(labels))))
    return (*np.divmod(pairs, size), [*labels, None])


def _officers(network: VisibleNetwork, day: dt.date) -> _Coded:
    officer, exchange, _ = network.links("TOOK_PART", "Officer", "Exchange")
    present = valid_on(network.node_table("Officer"), day)[officer]
    count = network.node_table("Exchange").num_rows
    return _several(exchange[present], officer[present], count, network.keys("Officer").to_pylist())


def _grades(table: pa.Table) -> pa.ChunkedArray:
    """Write scheme and grade as q16 does."""
    scheme, source, info = (pc.fill_null(table[name], "-") for name in ("grade_scheme", "source_grade", "info_grade"))
    return pc.binary_join_element_wise(pc.binary_join_element_wise(scheme, source, ":"), info, "")
