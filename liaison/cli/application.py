"""All commands, put together."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from liaison.cli.lazy import Entry, LazyGroup

COMMANDS = {
    "demo": Entry(
        "liaison.cli.sample:demo_command",
        "Load a fictional unit, write a report about it, and serve the dashboard.",
    ),
    "serve": Entry(
        "liaison.cli.serve:serve_command",
        "Serve the dashboard until Ctrl-C; its address is printed.",
    ),
    "sample": Entry(
        "liaison.cli.sample:sample_command",
        "Write a fictional coordination unit as input files, with planted faults and a truth.json that says where.",
    ),
    "load": Entry(
        "liaison.cli.load:load_command",
        "Load CSV, TSV, XLSX, JSON Lines or Parquet files.",
    ),
    "loads": Entry(
        "liaison.cli.load:loads_command",
        "List all loads with their sums, or one with its files and the rows that were not taken.",
    ),
    "search": Entry(
        "liaison.cli.look:search_command",
        "Find officers, contacts, services and countries by part of a name, in any script, with or without accents.",
    ),
    "show": Entry(
        "liaison.cli.look:show_command",
        "Show everything about an officer, a contact, a service, an exchange: properties, ties, events, roles, origin.",
    ),
    "analyze": Entry(
        "liaison.cli.analyze:analyze_command",
        "Compute a measure of the network, or list all measures.",
    ),
    "reach": Entry(
        "liaison.cli.plan:reach_command",
        "Find which of our officers can reach a person, a service or a country, and on which way.",
    ),
    "handover": Entry(
        "liaison.cli.plan:handover_command",
        "Plan how an officer who leaves hands over the contacts.",
    ),
    "whatif": Entry(
        "liaison.cli.plan:whatif_command",
        "Compare the network with itself after some people left, were posted, or handed their contacts over.",
    ),
    "explain": Entry(
        "liaison.cli.analyze:explain_command",
        "Say how a number came about: its formula, its parameters, the network, the reader, and the rows of files "
        "behind it.",
    ),
    "viewers": Entry(
        "liaison.cli.look:viewers_command",
        "List those for whom can be read, with their ceilings.",
    ),
    "export": Entry(
        "liaison.cli.files:export_command",
        "Write the visible network for graph programs and spreadsheets; its marking stands in each file and its name.",
    ),
    "settings": Entry(
        "liaison.cli.settings:settings_command",
        "Show every setting, its value and what it does.",
    ),
    "compile": Entry(
        "liaison.cli.compiling:compile_command",
        "Compile the kernels of the measures, so that nobody waits for it later; `make setup` has done it.",
    ),
    "query": Entry("liaison.cli.query:query_group", "Ask the library of questions."),
    "report": Entry("liaison.cli.files:report_group", "Write a report."),
    "store": Entry("liaison.cli.store:store_group", "The store and its server."),
}
"""Every command, in the order in which the help lists them; each is imported when it runs."""


class _Commands(LazyGroup):
    entries = COMMANDS


application = typer.Typer(
    cls=_Commands,
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
