"""Classification: a rank, or a level as its system writes it on the row's day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import NotFoundError
from graph.model.levels import find_level
from graph.model.marking import HIGHEST_LEVEL
from ingest.shown import quoted
from ingest.values.reading import CellError, Reading
from ingest.values.text import refuse_broken

if TYPE_CHECKING:
    from ingest.values.reading import Remark

_NOT_LEVELS = frozenset({"TLP", "HANDLING"})
_RANKS = {str(rank): rank for rank in range(HIGHEST_LEVEL + 1)}


@dataclass(frozen=True, slots=True)
class WrittenLevel:
    """A level in a system's own words; its rank depends on the day."""

    code: str

    def rank(self, on: dt.date) -> int:
        """
        Give the rank it had on a day.

        Raises
        ------
        CellError
            No system knows it, it was not in force that day, or it is a sharing label and not a level.
        """
        try:
            level = find_level(self.code, on=on)
        except NotFoundError as error:
            raise CellError("level", str(error)) from error
        if level.system in _NOT_LEVELS:
            raise CellError(
                "level",
                f"{quoted(self.code)} says how to share, not how secret it is; give a level from 0 to {HIGHEST_LEVEL} "
                "and put it in the column 'caveats'.",
            )
        return level.rank


def _level(cell: str, remarks: list[Remark]) -> int | WrittenLevel:
    del remarks
    rank = _RANKS.get(cell)
    if rank is not None:
        return rank
    refuse_broken(cell)
    if cell.lstrip("+-").replace(".", "").isdigit():
        raise CellError("level", f"The level {quoted(cell)} is outside 0 to {HIGHEST_LEVEL}.")
    written = WrittenLevel(cell)
    for day in (dt.date(2100, 1, 1), dt.date(2000, 1, 1)):
        try:
            written.rank(day)
        except CellError as error:
            refused = error
        else:
            return written
    raise refused


LEVEL = Reading(f"level from 0 to {HIGHEST_LEVEL}, or as written, such as GEHEIM or NATO SECRET", _level)
