"""Options that several commands share, and the workspace that they open."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InputError
from liaison.app.today import today
from liaison.cli.output import Format
from liaison.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model.viewer import Viewer
    from liaison.app.view import View
    from liaison.app.workspace import Workspace


def _somebody(context: typer.Context, viewer: str) -> str:
    """Refuse an empty name: a variable that is not set in a script must not read as somebody else."""
    source = context.get_parameter_source("viewer")
    if not viewer and source is not None and source.name == "COMMANDLINE":
        raise typer.BadParameter("the name is empty; leave the option out to read as LIAISON_VIEWER says.")
    return viewer


ViewerOption = Annotated[
    str,
    typer.Option(
        "--viewer", metavar="ID", help="For whom to read; default LIAISON_VIEWER, else 'open'.", callback=_somebody
    ),
]
AsOfOption = Annotated[
    str, typer.Option("--as-of", metavar="DAY", help="The day that is meant, such as 2026-03-01; default today.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON.")]

FormatOption = Annotated[Format, typer.Option("--format", help="How the answer is written.")]


@dataclass(frozen=True, slots=True)
class Opened:
    """
    What a reading command works with.

    Attributes
    ----------
    workspace
        Open store.
    settings
        Of this run.
    viewer
        For whom is read.
    as_of
        The day.
    """

    workspace: Workspace
    settings: Settings
    viewer: Viewer
    as_of: dt.date

    def view(self) -> View:
        """Give what the viewer sees on the day."""
        return self.workspace.view(self.viewer, self.as_of)


@contextmanager
def opened(viewer: str = "", as_of: str = "") -> Iterator[Opened]:
    """Open the store for a viewer and a day; both may be empty for the default."""
    # Here, because the driver takes a second to import: a command that asks nothing must not wait for it.
    from liaison.app.workspace import open_workspace  # noqa: PLC0415

    settings = Settings.from_environment()
    day = parse_day(as_of)
    with open_workspace(settings) as workspace:
        yield Opened(workspace, settings, workspace.viewer(viewer or settings.viewer), day)


def parse_day(text: str) -> dt.date:
    """Read a day as it is written on the command line; empty or `today` is today."""
    if text in ("", "today"):
        return today()
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"The day {text!r} is not a date; write it as 2026-03-01, or today.") from error
