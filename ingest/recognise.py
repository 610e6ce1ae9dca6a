"""Which input table a sheet holds: by the name of its file or sheet, verified by its header; else by the header."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError, near
from ingest.shown import quoted
from ingest.tables import TABLES
from ingest.tables.forbidden import why_forbidden
from ingest.tables.marking import IGNORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.tables.table import Table

_WORDS = re.compile(r"[^a-z]+")
_MOST_NAMED = 6
_KNOWN = frozenset(column.name for table in TABLES.values() for column in table.columns) | IGNORED


@dataclass(frozen=True, slots=True)
class Recognised:
    """
    A sheet that is an input table.

    Attributes
    ----------
    table
        The table.
    columns
        For each cell of a row the name of its column; empty where the header has none.
    """

    table: Table
    columns: tuple[str, ...]


def column_name(written: str) -> str:
    """Bring the spellings of a column name together: letter case, blanks and hyphens do not matter."""
    folded = unicodedata.normalize("NFC", written).replace("\ufeff", "").casefold().replace("-", " ").replace("_", " ")
    return "_".join(folded.split())


def known_columns(cells: Sequence[str]) -> int:
    """Count the column names that any table knows."""
    return sum(column_name(cell) in _KNOWN for cell in cells)


def named_table(name: str) -> str:
    """Give the table that a file or sheet is named after, as in `exchanges_2023`; empty when none or several."""
    words = f"_{'_'.join(filter(None, _WORDS.split(name.casefold())))}_"
    found = [table for table in TABLES if f"_{table}_" in words]
    return found[0] if len(found) == 1 else ""


def recognise(where: str, names: Sequence[str], header: Sequence[str]) -> Recognised:
    """
    Find the table of a sheet and verify its header.

    Parameters
    ----------
    where
        The file and sheet as messages call them.
    names
        Names that may tell the table, the most telling one first: the sheet's, the file's without its ending.
    header
        Column names as written.

    Raises
    ------
    InputError
        A column is refused, unknown, missing or doubled, or no table fits; the message names the columns and the
        nearest ones.
    """
    columns = tuple(column_name(cell) for cell in header)
    _refuse_forbidden(where, columns)
    _refuse_doubled(where, columns)
    given = {column for column in columns if column} - IGNORED
    fitting = [table for table in TABLES.values() if not _missing(table, given) and not _unknown(table, given)]
    named = next((TABLES[found] for name in names if (found := named_table(name))), None)
    if named is not None:
        if named in fitting:
            return Recognised(named, columns)
        if len(fitting) == 1:
            raise InputError(
                f"{where} is named like the table '{named.name}', but has the columns of '{fitting[0].name}'; "
                "rename it."
            )
        raise InputError(f"{where} does not fit the table '{named.name}'. {_difference(named, given)}")
    if len(fitting) == 1:
        return Recognised(fitting[0], columns)
    if fitting:
        listed = " or ".join(f"'{table.name}'" for table in fitting)
        raise InputError(f"{where} can be {listed}; name the file or sheet after the table it holds.")
    nearest = max(TABLES.values(), key=lambda table: _likeness(table, given))
    if _likeness(nearest, given) <= 0:
        listed = ", ".join(quoted(column) for column in columns[:_MOST_NAMED] if column)
        raise InputError(
            f"{where} is no input table: no table has columns like {listed or 'these'}. "
            "The first row must hold the column names; docs/input-tables.md lists them."
        )
    raise InputError(f"{where} is no input table; the nearest is '{nearest.name}'. {_difference(nearest, given)}")


def _missing(table: Table, given: set[str]) -> list[str]:
    return [name for name in table.required if name not in given]


def _unknown(table: Table, given: set[str]) -> list[str]:
    known = {column.name for column in table.columns}
    return sorted(given - known)


def _likeness(table: Table, given: set[str]) -> int:
    own = {column.name for column in table.columns}
    return 3 * len(own & given) - 2 * len(_missing(table, given)) - len(given - own)


def _difference(table: Table, given: set[str]) -> str:
    sentences = []
    if missing := _missing(table, given):
        sentences.append(f"It lacks {_list(missing)}; add {'it' if len(missing) == 1 else 'them'}.")
    if unknown := _unknown(table, given):
        free = {column.name for column in table.columns} - given
        said = [f"{quoted(name)} is not one of its columns. {near(name[:60], free)}" for name in unknown[:_MOST_NAMED]]
        more = f" {len(unknown) - _MOST_NAMED} more are unknown." if len(unknown) > _MOST_NAMED else ""
        sentences.append(" ".join(said) + more + " Rename or remove what is not one.")
    return " ".join(sentences)


def _list(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _refuse_forbidden(where: str, columns: Sequence[str]) -> None:
    for column in columns:
        if column in _KNOWN:
            continue
        if why := why_forbidden(column):
            raise InputError(f"{where} was refused. {why}")


def _refuse_doubled(where: str, columns: Sequence[str]) -> None:
    named = [column for column in columns if column]
    doubled = sorted({column for column in named if named.count(column) > 1})
    if doubled:
        raise InputError(
            f"{where} has the column {quoted(doubled[0])} twice; keep one, or give the other its own name."
        )
