"""`liaison load`, `liaison loads`: take files in, look back at what was taken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import InputError
from liaison.app import history, loading
from liaison.cli.example import example
from liaison.cli.options import JsonOption, ViewerOption, opened
from liaison.cli.output import remark, say, write_json, write_result
from liaison.cli.progress import Progress
from liaison.settings import Settings
from reports.text import plain


@example("liaison load my-folder")
def load_command(
    paths: Annotated[list[str], typer.Argument(help="Files, and folders whose files are taken.", metavar="PATH...")],
    *,
    ceiling: Annotated[
        int | None,
        typer.Option(
            "--ceiling",
            metavar="LEVEL",
            help="Level of rows without one; default source.toml, LIAISON_CEILING, else 4.",
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What the history calls this load.")] = "",
    as_json: JsonOption = False,
) -> None:
    """
    Load CSV, TSV, XLSX, JSON Lines or Parquet files.

    Every row ends as loaded, updated, unchanged or rejected with a reason. Rejected rows are written to files: mend
    them there and load those. Loading the same files again changes nothing.
    """
    if "" in paths:
        raise InputError("One of the names to load is empty; name a file or a folder, '.' for this one.")
    from liaison.app.workspace import open_workspace  # noqa: PLC0415 - the driver takes a second to import

    settings = Settings.from_environment()
    # For no reader: the files may be those that say who reads.
    with open_workspace(settings) as workspace, Progress("Loading") as progress:
        result = loading.load(
            workspace.store,
            list(dict.fromkeys(map(Path, paths))),
            rejects=settings.home / loading.REJECT_FOLDER,
            title=title,
            ceiling=settings.ceiling if ceiling is None else ceiling,
            progress=progress,
        )
    if as_json:
        write_json(_record(result))
    else:
        say(result.sentence())
        if result.issues:
            remark(result.issues.text())
        for path in result.reject_files:
            remark(f"Rejected rows, with the reason beside them: {path}")
        if result.reject_files:
            remark("Mend them there and load those files.")
    raise typer.Exit(result.exit_code)


@example("liaison loads --viewer coordinator")
def loads_command(
    load_id: Annotated[
        str, typer.Argument(help="Show the files and rejected rows of this load.", metavar="[LOAD]")
    ] = "",
    *,
    viewer: ViewerOption = "",
    as_json: JsonOption = False,
) -> None:
    """List all loads with their sums, or one with its files and the rows that were not taken."""
    with opened(viewer) as ready:
        store = ready.workspace.store
        if not load_id:
            tables = {"loads": history.loads(store, ready.viewer)}
        else:
            tables = {
                "files": history.sources(store, ready.viewer, load_id),
                "rejected rows": history.rejected(store, ready.viewer, load_id),
            }
    if as_json:
        write_json({name: table.records() for name, table in tables.items()})
        return
    for name, table in tables.items():
        say(f"{name}: {len(table.rows)}{' or more' if table.truncated else ''}")
        write_result(table)


def _record(result: loading.LoadResult) -> dict[str, object]:
    columns, rows = result.issues.table()
    return {
        "load_id": result.load_id,
        "files": result.files,
        "rows_read": result.rows_read,
        "rows_loaded": result.rows_loaded,
        "rows_updated": result.rows_updated,
        "rows_unchanged": result.rows_unchanged,
        "rows_rejected": result.rows_rejected,
        "issues": [dict(zip(columns, map(plain_or_number, row), strict=True)) for row in rows],
        "reject_files": [str(path) for path in result.reject_files],
    }


def plain_or_number(value: str | int) -> str | int:
    """Keep a number, make a text safe to show."""
    return value if isinstance(value, int) else plain(value, isolate=False)
