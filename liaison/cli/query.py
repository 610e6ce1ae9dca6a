"""`liaison query`: the library of questions; what lists and shows them needs no store."""

from __future__ import annotations

from typing import Annotated, ClassVar

import typer

from graph.statement import Result
from liaison.cli.example import example
from liaison.cli.lazy import Entry, LazyGroup
from liaison.cli.named_values import ParamOption, ValuesArgument, named_values
from liaison.cli.options import AsOfOption, JsonOption, ViewerOption, opened
from liaison.cli.output import remark, say, write_json, write_result
from queries.catalogue import catalogue
from queries.expand import expanded
from queries.spec import Engine, QuerySpec


class _Questions(LazyGroup):
    entries: ClassVar = {
        "list": Entry("liaison.cli.query:list_command", "List the questions, with their parameters."),
        "show": Entry(
            "liaison.cli.query:show_command",
            "Show a question: what it asks, what it takes, what it gives, and its Cypher.",
        ),
        "run": Entry("liaison.cli.query_run:run_command", "Ask a question and write the answer."),
    }


query_group = typer.Typer(
    cls=_Questions, help="Ask the library of questions.", no_args_is_help=True, rich_markup_mode=None
)


@query_group.callback()
def query() -> None:
    """Ask the library of questions."""


@example("liaison query list")
def list_command(
    text: Annotated[str, typer.Argument(metavar="[TEXT]", help="Only questions that hold these words.")] = "",
    *,
    theme: Annotated[str | None, typer.Option("--theme", help="Only questions of this theme.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the questions, with their parameters."""
    known = catalogue()
    found = known.search(text) if text else known.list(theme)
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
    spec = catalogue().get(query_id)
    if not plain_cypher:
        _describe(spec)
        return
    given = named_values([*(values or ()), *(param or ())])
    with opened(viewer, as_of) as ready:
        say(expanded(spec, given, viewer=ready.viewer, as_of=ready.as_of))


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
