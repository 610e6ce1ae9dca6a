"""`liaison export`, `liaison report`: files to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liaison.app.exporting import CONTENTS, EXPORT_FOLDER, export
from liaison.app.reporting import network_report
from liaison.app.viewers import lowered
from liaison.cli.example import example
from liaison.cli.options import AsOfOption, JsonOption, ViewerOption, opened
from liaison.cli.output import remark, say, write_json
from reports.exports.formats import FORMATS, export_format

FolderOption = Annotated[
    Path,
    typer.Option(
        "--folder", "-o", metavar="DIR", show_default=False, help=f"Where the files go; default {EXPORT_FOLDER}."
    ),
]
MaxLevelOption = Annotated[
    int | None, typer.Option("--max-level", metavar="LEVEL", help="Leave out what is above this level, 0 to 4.")
]

report_group = typer.Typer(help="Write a report.", no_args_is_help=True, rich_markup_mode=None)


@example("liaison export graphml --max-level 1")
def export_command(
    format_name: Annotated[
        str, typer.Argument(metavar="FORMAT", help="; ".join(f"{one.name}: {one.meaning}" for one in FORMATS.values()))
    ],
    *,
    content: Annotated[
        str, typer.Option("--content", help="; ".join(f"{name}: {text}" for name, text in CONTENTS.items()))
    ] = "ties",
    max_level: MaxLevelOption = None,
    folder: FolderOption = EXPORT_FOLDER,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """Write the visible network for graph programs and spreadsheets; its marking stands in each file and its name."""
    export_format(format_name)
    with opened(viewer, as_of) as ready:
        view = ready.workspace.view(lowered(ready.viewer, max_level), ready.as_of)
        made = export(view, format_name, folder, viewer=ready.viewer, content=content, max_level=max_level)
    if as_json:
        write_json(
            {
                "files": [str(p) for p in made.paths],
                "marking": made.marking.caption(),
                "nodes": made.nodes,
                "edges": made.edges,
            }
        )
        return
    remark(f"{made.marking.caption()}: {made.nodes} nodes, {made.edges} edges")
    for path in made.paths:
        say(str(path))


@report_group.command("network")
@example("liaison report network --scope Country:MA")
def report_network_command(
    *,
    scope: Annotated[
        str, typer.Option("--scope", help="all, an officer (Officer:O-001) or a country (Country:PL).")
    ] = "all",
    max_level: MaxLevelOption = None,
    folder: FolderOption = EXPORT_FOLDER,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """Write the network report: one HTML file that opens anywhere and asks no other host for anything."""
    with opened(viewer, as_of) as ready:
        view = ready.workspace.view(lowered(ready.viewer, max_level), ready.as_of)
        made = network_report(view, folder, viewer=ready.viewer, scope=scope, max_level=max_level)
    if as_json:
        write_json({"file": str(made.path), "marking": made.marking.caption()})
        return
    remark(made.marking.caption())
    say(str(made.path))
