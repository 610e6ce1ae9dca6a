"""All commands, put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from liaison.cli.settings import settings_command

application = typer.Typer(
    name="liaison",
    help="Who knows whom abroad, how strong each tie is, and what is lost when an officer rotates.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def program_version() -> str:
    """Give the version that is installed."""
    try:
        return version("liaison-network")
    except PackageNotFoundError:
        return "unknown"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"liaison {program_version()}")
        raise typer.Exit


@application.callback()
def liaison(
    *,
    version_: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Who knows whom abroad, how strong each tie is, and what is lost when an officer rotates."""


application.command("settings")(settings_command)
