"""`liaison query run`: ask a question of the library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liaison.app import questions
from liaison.app.answer_file import answer_file
from liaison.cli.example import example
from liaison.cli.named_values import ParamOption, ValuesArgument, named_values
from liaison.cli.options import AsOfOption, FormatOption, JsonOption, ViewerOption, opened
from liaison.cli.output import Format, remark, say, write_json, write_result
from reports.exports.formats import write_whole

FolderOption = Annotated[
    Path | None,
    typer.Option("--folder", "-o", metavar="DIR", help="Write the answer there instead, as a marked CSV file."),
]


@example("liaison query run q01 country=MA")
def run_command(
    query_id: Annotated[str, typer.Argument(metavar="ID", help="Such as q01.")],
    values: ValuesArgument = None,
    *,
    param: ParamOption = None,
    form: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows.")] = 1_000,
    folder: FolderOption = None,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """Ask a question and write the answer."""
    spec = questions.find(query_id)
    given = named_values([*(values or ()), *(param or ())])
    with opened(viewer, as_of) as ready:
        answer = questions.run(
            ready.workspace, spec.query_id, given, viewer=ready.viewer, as_of=ready.as_of, limit=limit
        )
        file = None if folder is None else answer_file(ready.view(), answer, viewer=ready.viewer)
    remark(f"{answer.marking.caption()}  as of {answer.as_of.isoformat()}")
    if folder is None or file is None:
        write_result(answer.table.result(), Format.JSON if as_json else form)
    else:
        path = str(write_whole(folder / file[0], file[1]))
        if as_json:
            write_json({"file": path, "marking": answer.marking.caption()})
        else:
            say(path)
    if answer.truncated:
        remark(f"There are more rows than these {limit}; --limit shows more.")
    if answer.why_empty:
        remark(answer.why_empty)
