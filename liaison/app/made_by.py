"""The command that makes a document again, whoever made it: a command, a page or the demo."""

from __future__ import annotations

import datetime as dt
import shlex
from typing import TYPE_CHECKING

from graph.errors import InputError
from liaison.app.viewers import lowered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.viewer import Viewer
    from liaison.app.view import View

_DECIMALS = 9
"""Of a number on the command line."""


def made_by(*words: str, view: View, viewer: Viewer, max_level: int | None = None, **options: object) -> str:
    """
    Write the command that makes the same document again, without what depends on where it is run.

    Parameters
    ----------
    words
        The command and its arguments, without the name of the program.
    view
        What the document was made of; the command names its day.
    viewer
        For whom it was made.
    max_level
        Level above which was left out; None = nothing was.
    options
        Further ones, by name; those that are None are left out.

    Returns
    -------
    command
        One line, each word quoted for a POSIX shell where it needs to be.

    Raises
    ------
    InputError
        The viewer does not see the view, so that the command would make something else.
    RefusedError
        The level is above the viewer's own.
    """
    if lowered(viewer, max_level).ceiling() != view.ceiling:
        raise InputError(
            f"The viewer {viewer.user_id!r} no longer sees what this was computed from; open it again as that viewer."
        )
    parts = ["liaison", *words]
    told = {**options, "viewer": viewer.user_id, "as_of": view.as_of, "max_level": max_level}
    for name, value in told.items():
        if value is not None:
            parts += [f"--{name.replace('_', '-')}", _written(value)]
    return shlex.join(parts)


def assigned(values: Mapping[str, object]) -> tuple[str, ...]:
    """Write values of parameters as words of a command line; those that are None are left out."""
    return tuple(f"{name}={_written(value)}" for name, value in values.items() if value is not None)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return str(value)
