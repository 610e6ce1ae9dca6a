"""The marking algebra on whole columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.model.marking import EVERYONE, HIGHEST_LEVEL, Marking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from graph.model.viewer import Viewer


def readable(table: pa.Table, viewer: Viewer) -> NDArray[np.bool_]:
    """
    Tell for each row whether the viewer meets its whole marking: level, every caveat, one release.

    A row that lacks any of the three is readable by nobody, as in the questions, where a comparison with null is never
    true.

    Notes
    -----
    Cost: linear in the rows and in the length of their lists.
    """
    level = table.column("level")
    known = pc.and_(level.is_valid(), pc.and_(table["caveats"].is_valid(), table["releasable_to"].is_valid()))
    low_enough = pc.fill_null(pc.less_equal(level, viewer.level), fill_value=False)
    missing = _hits(table["caveats"], viewer.compartments, inside=False)
    released = _hits(table["releasable_to"], viewer.releases | {EVERYONE}, inside=True)
    result: NDArray[np.bool_] = _booleans(known) & _booleans(low_enough) & (missing == 0) & (released > 0)
    return result


def combined_marking(tables: Iterable[pa.Table]) -> Marking:
    """
    Combine the markings of all rows of all tables: the banner of whatever was computed from them.

    Of no rows at all, the unmarked one. Rows without a level count as the highest.
    """
    result = Marking()
    for table in tables:
        if table.num_rows:
            result = result.combine(_of_rows(table))
    return result


def _of_rows(table: pa.Table) -> Marking:
    level = HIGHEST_LEVEL if table["level"].null_count else pc.max(table["level"]).as_py()
    caveats = pc.unique(pc.list_flatten(table["caveats"])).to_pylist()
    originators = pc.unique(table["originator"]).to_pylist()
    open_to_all = _hits(table["releasable_to"], frozenset({EVERYONE}), inside=True) > 0
    restricted = table["releasable_to"].filter(pa.array(~open_to_all))
    releases: frozenset[str] | None = None
    if len(restricted):
        row = np.repeat(np.arange(len(restricted)), _lengths(restricted))
        pairs = pa.table([row, pc.list_flatten(restricted)], names=["row", "release"])
        times = pairs.group_by("release").aggregate([("row", "count_distinct")])
        everywhere = times.filter(pc.equal(times["row_count_distinct"], len(restricted)))
        releases = frozenset(everywhere["release"].drop_null().to_pylist())
    return Marking(
        level,
        frozenset(caveat for caveat in caveats if caveat is not None),
        releases,
        frozenset(originator for originator in originators if originator is not None),
    )


def _hits(lists: pa.ChunkedArray, values: frozenset[str], *, inside: bool) -> NDArray[np.int64]:
    """Count in each list the members that are among the values, or those that are not."""
    lengths = _lengths(lists)
    among = pc.is_in(pc.list_flatten(lists), value_set=pa.array(sorted(values), pa.string()))
    wanted = _booleans(among) == inside
    owner = np.repeat(np.arange(len(lists)), lengths)
    return np.bincount(owner[wanted], minlength=len(lists))


def _lengths(lists: pa.ChunkedArray) -> NDArray[np.int64]:
    return np.asarray(pc.fill_null(pc.list_value_length(lists), 0).to_numpy(), dtype=np.int64)


def _booleans(column: pa.ChunkedArray) -> NDArray[np.bool_]:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=bool)
