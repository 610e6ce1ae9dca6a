"""`liaison query`: the library of questions."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.statement import Result
from liaison.app import questions
from liaison.cli.example import example
from liaison.cli.named_values import named_values
from liaison.cli.options import AsOfOption, FormatOption, JsonOption, ViewerOption, opened
from liaison.cli.output import Format, remark, say, write_json, write_result
from queries.expand import expanded
from queries.spec import Engine, QuerySpec

query_group = typer.Typer(help="Ask the library of questions.", no_args_is_help=True, rich_markup_mode=None)
ValuesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="Values of the question's parameters.")
]
ParamOption = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="The same, as an option; may be repeated.")
]


@query_group.command("list")
@example("liaison query list")
def list_command(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Only questions that hold these words.")] = "",
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only questions of this theme.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the questions, with their parameters."""
    found = questions.search(text) if text else questions.list_questions(theme)
    rows = tuple(
        (spec.query_id, spec.theme, spec.question, [one.name for one in spec.parameters])
        for spec in found
        if theme is None or spec.theme == theme
    )
    result = Result(("id", "theme", "question", "parameters"), rows)
    if as_json:
        write_json(result.records())
    elif rows:
        write_result(result)
    else:
        remark("No question holds these words; `liaison query list` shows all.")


@query_group.command("show")
@example("liaison query show q01 --expanded country=MA")
def show_command(
    query_id: Annotated[str, typer.Argument(metavar="ID", help="Such as q01.")],
    values: ValuesArgument = None,
    *,
    plain_cypher: Annotated[
        bool, typer.Option("--expanded", help="As plain Cypher, to paste into Neo4j Browser or cypher-shell.")
    ] = False,
    param: ParamOption = None,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
) -> None:
    """Show a question: what it asks, what it takes, what it gives, and its Cypher."""
    spec = questions.find(query_id)
    if not plain_cypher:
        _describe(spec)
        return
    given = named_values([*(values or ()), *(param or ())])
    with opened(viewer, as_of) as ready:
        say(expanded(spec, given, viewer=ready.viewer, as_of=ready.as_of))


@query_group.command("run")
@example("liaison query run q01 country=MA")
def run_command(
    query_id: Annotated[str, typer.Argument(metavar="ID", help="Such as q01.")],
    values: ValuesArgument = None,
    *,
    param: ParamOption = None,
    form: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows.")] = 1_000,
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
    remark(f"{answer.marking.caption()}  as of {answer.as_of.isoformat()}")
    write_result(Result(answer.table.names(), answer.table.rows), Format.JSON if as_json else form)
    if answer.truncated:
        remark(f"There are more rows than these {limit}; --limit shows more.")
    if answer.why_empty:
        remark(answer.why_empty)


def _describe(spec: QuerySpec) -> None:
    say(f"{spec.query_id}: {spec.question}")
    say(f"{spec.marking}\n{spec.empty}\n")
    if spec.parameters:
        write_result(
            Result(
                ("parameter", "type", "default", "meaning"),
                tuple(
                    (one.name, one.kind.value, "required" if one.required else one.default, one.description)
                    for one in spec.parameters
                ),
            )
        )
        say("")
    write_result(
        Result(
            ("column", "unit", "meaning"), tuple((column.name, column.unit, column.meaning) for column in spec.columns)
        )
    )
    say(f"\n{spec.text}" if spec.engine is Engine.CYPHER else f"\nAnswered by the measure {spec.use_case}.")
