"""`liaison search`, `liaison show`, `liaison viewers`: look at the network."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.statement import Result
from liaison.app.details import details
from liaison.app.history import origins
from liaison.app.search import search
from liaison.app.viewers import list_viewers
from liaison.cli.example import example
from liaison.cli.options import AsOfOption, JsonOption, ViewerOption, opened
from liaison.cli.output import remark, say, write_json, write_result
from reports.text import plain


@example("liaison search sabbani")
def search_command(
    text: Annotated[list[str], typer.Argument(help="Parts of a name or identifier.", metavar="TEXT...")],
    *,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most hits.")] = 20,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """Find officers, contacts, services and countries by part of a name, in any script, with or without accents."""
    with opened(viewer, as_of) as ready:
        hits = search(ready.view(), " ".join(text), limit=limit)
    result = Result(("node", "name", "detail"), tuple((hit.node, hit.name, hit.detail) for hit in hits))
    if as_json:
        write_json(result.records())
    elif hits:
        write_result(result)
    else:
        remark(f"Nothing that {ready.viewer.user_id!r} may see has a name like {plain(' '.join(text))!r}.")


@example("liaison show Contact:C-00102")
def show_command(
    node: Annotated[str, typer.Argument(help="Name of a node, as `liaison search` gives it.")],
    *,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show everything about an officer, a contact, a service, an exchange: properties, ties, events, roles, origin."""
    with opened(viewer, as_of) as ready:
        found = details(ready.view(), node)
        rows = origins(ready.workspace.store, found.source_rows)
    if as_json:
        write_json(
            {
                "node": found.node,
                "name": found.name,
                "marking": found.marking.caption(),
                "properties": {name: value for name, _, value in found.properties},
                "sections": {section.title: section.table.records() for section in found.sections},
                "origins": [{"reference": row.reference, "file": row.file, "row": row.row} for row in rows],
            }
        )
        return
    remark(found.marking.caption())
    say(f"{plain(found.name)}  ({plain(found.node)})")
    write_result(Result(("property", "value"), tuple((name, value) for name, _, value in found.properties)))
    for section in found.sections:
        say(f"\n{section.title}: {section.total}. {section.note}")
        write_result(section.table)
    for row in rows:
        say(f"\nFrom {plain(row.file)}{f', sheet {plain(row.sheet)}' if row.sheet else ''}, row {row.row}.")


@example("liaison viewers")
def viewers_command(*, as_json: JsonOption = False) -> None:
    """List those for whom can be read, with their ceilings."""
    with opened("open") as ready:
        found = list_viewers(ready.workspace.store)
    rows = tuple(
        (viewer.user_id, viewer.role, viewer.level, sorted(viewer.compartments), sorted(viewer.releases))
        for viewer in found
    )
    result = Result(("viewer", "role", "level", "compartments", "releases"), rows)
    if as_json:
        write_json(result.records())
    else:
        write_result(result)
