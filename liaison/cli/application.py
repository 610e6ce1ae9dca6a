"""All commands, put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from liaison.cli.analyze import analyze_command, explain_command
from liaison.cli.files import export_command, report_group
from liaison.cli.load import load_command, loads_command
from liaison.cli.look import search_command, show_command, viewers_command
from liaison.cli.query import query_group
from liaison.cli.sample import demo_command, sample_command
from liaison.cli.serve import serve_command
from liaison.cli.settings import settings_command
from liaison.cli.store import store_group

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


for _name, _command in (
    ("demo", demo_command),
    ("serve", serve_command),
    ("sample", sample_command),
    ("load", load_command),
    ("loads", loads_command),
    ("search", search_command),
    ("show", show_command),
    ("analyze", analyze_command),
    ("explain", explain_command),
    ("viewers", viewers_command),
    ("export", export_command),
    ("settings", settings_command),
):
    application.command(_name)(_command)
application.add_typer(query_group, name="query")
application.add_typer(report_group, name="report")
application.add_typer(store_group, name="store")
