"""Who reads: viewers as the store knows them, and the one who sees least."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.cypher.history import viewers
from graph.errors import InputError, NotFoundError, RefusedError, StoreContentError
from graph.model.marking import EVERYONE, HIGHEST_LEVEL
from graph.model.viewer import OPEN, Viewer

if TYPE_CHECKING:
    from graph.statement import Reader


def list_viewers(reader: Reader) -> tuple[Viewer, ...]:
    """Give all viewers by name; first `open`, who always exists and sees only unmarked records."""
    rows = reader.read(viewers()).records()
    return (OPEN, *(_viewer(row) for row in rows if row["user_id"] != OPEN.user_id))


def find_viewer(reader: Reader, user_id: str) -> Viewer:
    """
    Find a viewer.

    Raises
    ------
    NotFoundError
        There is none of that name.
    """
    if user_id == OPEN.user_id:
        return OPEN
    for viewer in list_viewers(reader):
        if viewer.user_id == user_id:
            return viewer
    raise NotFoundError(
        f"There is no viewer {user_id!r}. `liaison viewers` lists them; load a table of viewers to add one."
    )


def lowered(viewer: Viewer, max_level: int | None) -> Viewer:
    """
    Give the viewer as one who may see no more than a level.

    An export to a level is computed as that reader sees the network, so that no number in it tells of what is above.

    Raises
    ------
    InputError
        There is no such level.
    RefusedError
        It is above the viewer's own.
    """
    if max_level is None:
        return viewer
    if not 0 <= max_level <= HIGHEST_LEVEL:
        raise InputError(f"There is no level {max_level}; give one from 0 to {HIGHEST_LEVEL}.")
    if max_level > viewer.level:
        raise RefusedError(
            f"The viewer {viewer.user_id!r} reads up to level {viewer.level}, so nothing above can be exported; "
            f"give --max-level {viewer.level} or less."
        )
    return replace(viewer, level=max_level)


def ceiling_text(ceiling: str) -> str:
    """Write a ceiling, as `Viewer.ceiling` names it, for people."""
    level, _, rest = ceiling.partition("|")
    compartments, _, releases = rest.rpartition("|")
    held = f", caveats {compartments.replace(',', ', ')}" if compartments else ", no caveats"
    read = f", in the name of {releases.replace(',', ', ')}" if releases else ""
    return f"level {level}{held}{read}"


def _viewer(row: dict[str, object]) -> Viewer:
    level = row["level"]
    if not isinstance(level, int):
        raise StoreContentError(f"The viewer {row['user_id']!r} has no level in the store; load its row again.")
    return Viewer(
        str(row["user_id"]),
        str(row["role"] or ""),
        level,
        _names(row["compartments"]),
        # Nobody reads in the name of everyone: that sign on a record means that no name is needed.
        _names(row["releases"]) - {EVERYONE},
    )


def _names(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset()
