"""`liaison analyze` and `liaison explain`: measures by name, and everything behind a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from graph.errors import InputError
from graph.statement import Result
from liaison.app import analyses
from liaison.app.history import origins
from liaison.app.viewers import ceiling_text
from liaison.cli.compiling import ensure_compiled
from liaison.cli.example import example
from liaison.cli.named_values import split_words
from liaison.cli.options import AsOfOption, FormatOption, JsonOption, ViewerOption, opened, parse_day
from liaison.cli.output import Format, remark, say, write_json, write_result
from liaison.cli.progress import Progress
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graph.analytics.refinement import Refinement
    from graph.analytics.results import Table
    from graph.analytics.whatif import WhatIf
    from liaison.app.analyses import Account, Analysed

_MOST_ROWS = 20
_GLANCE = 0.1  # seconds between two looks at how far it is

WordsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WHO | NAME=VALUE]...", help="Whom it is about, and values of its parameters."),
]
ValuesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[VALUE | NAME=VALUE]...", help="Values of its parameters; --about tells which it has."),
]


@example("liaison analyze betweenness projection=full")
def analyze_command(
    measure: Annotated[str, typer.Argument(metavar="[MEASURE]", help="Which; without it, all are listed.")] = "",
    words: ValuesArgument = None,
    *,
    about: Annotated[bool, typer.Option("--about", help="Say what the measure is, and what may be given.")] = False,
    form: FormatOption = Format.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Most rows of a table.")] = 50,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """Compute a measure of the network, or list all measures."""
    if not measure:
        _list(as_json=as_json)
    elif about:
        _describe(measure)
    else:
        given = _given(measure, words or ())
        analyze(measure, given, form=Format.JSON if as_json else form, limit=limit, viewer=viewer, as_of=as_of)


def _given(measure: str, words: Sequence[str]) -> dict[str, object]:
    """Read values; required parameters may be given without their names, in order."""
    analysis = analyses.find(measure)
    unnamed, values = split_words(words)
    for parameter in analysis.parameters:
        if parameter.required and parameter.name not in values and unnamed:
            values[parameter.name] = unnamed.pop(0)
    if unnamed:
        raise InputError(
            f"{unnamed[0]!r} is no value of a parameter of {analysis.name!r}; write it as name=value. "
            f"`liaison analyze {analysis.name} --about` shows the parameters."
        )
    return values


def analyze(measure: str, values: Mapping[str, object], *, form: Format, limit: int, viewer: str, as_of: str) -> None:
    """Compute a measure and write its tables."""
    analyses.find(measure).given(values, parse_day(as_of))  # what is refused is refused before anybody waits
    ensure_compiled()
    with opened(viewer, as_of) as ready:
        view = ready.view()
        first, exact = analyses.estimated_first(view, measure, values)
        found = analyses.run(view, measure, first)
        if exact and found.outcome.estimate is not None:
            found = analyses.refined(view, found, _followed(analyses.refine(view, found)))
    _write(found, form, limit, as_of=ready.as_of.isoformat())


def _followed(work: Refinement) -> WhatIf:
    """Show how far a refinement is until it has ended."""
    with Progress("Following all paths") as progress:
        found = None
        while found is None:
            found = work.result(_GLANCE)
            progress(work.progress)
    return found


def _write(found: Analysed, form: Format, limit: int, *, as_of: str) -> None:
    remark(f"{found.marking.caption()}  as of {as_of}")
    if form is Format.JSON:
        tables = {table.name: table.records() for table in found.outcome.tables}
        write_json({"measure": found.analysis.name, "caption": found.outcome.caption, "tables": tables})
        return
    for number, table in enumerate(found.outcome.tables):
        if number:
            say("")
        if len(found.outcome.tables) > 1 and form is Format.TABLE:
            say(f"{plain(table.name).capitalize()}: {len(table.rows)}")
        _write_table(table, form, limit)
    if found.outcome.caption:
        remark(plain(found.outcome.caption))


def _write_table(table: Table, form: Format, limit: int) -> None:
    if not table.rows and form is Format.TABLE:
        remark(f"{plain(table.name).capitalize()}: nothing on this day, or nothing that you may see.")
        return
    result = table.result(limit)
    write_result(result, form)
    if result.truncated:
        remark(f"The first {limit} of {len(table.rows)} rows; --limit shows more.")


def _list(*, as_json: bool) -> None:
    rows = tuple(
        (one.name, one.theme, one.question, [parameter.name for parameter in one.parameters])
        for one in analyses.list_analyses()
    )
    result = Result(("measure", "theme", "question", "parameters"), rows)
    if as_json:
        write_json(result.records())
    else:
        write_result(result)


def _describe(measure: str) -> None:
    analysis = analyses.find(measure)
    what = analysis.definition
    say(f"{analysis.name}: {analysis.question}\n\n{what.summary} {what.meaning}".rstrip())
    for word in ("formula", "unit", "range", "reading", "cost", "degenerate", "sources"):
        if getattr(what, word):
            say(f"\n{word.capitalize()}: {getattr(what, word)}")
    if analysis.parameters:
        say("")
        write_result(
            Result(
                ("parameter", "type", "default", "meaning"),
                tuple(
                    (one.name, one.kind.value, "required" if one.required else one.default, one.description)
                    for one in analysis.parameters
                ),
            )
        )


@example("liaison explain betweenness O-019")
def explain_command(
    measure: Annotated[str, typer.Argument(help="Which, such as tie, betweenness or coverage.", metavar="MEASURE")],
    words: WordsArgument = None,
    *,
    viewer: ViewerOption = "",
    as_of: AsOfOption = "",
    as_json: JsonOption = False,
) -> None:
    """
    Say how a number came about: its formula, its parameters, the network, the reader, and the rows of files behind it.

    WHO are identifiers or values that a row holds: `explain tie O-019 C-00102`, `explain coverage MA police`.
    """
    who, values = split_words(words or ())
    analyses.find(measure)
    ensure_compiled()
    with opened(viewer, as_of) as ready:
        found = analyses.account(ready.view(), measure, who, values)
        behind = origins(ready.workspace.store, found.source_rows)
    if as_json:
        _write_account_json(found, [(row.reference, row.file, row.row) for row in behind])
        return
    what = found.analysis.definition
    remark(found.marking.caption())
    for table in found.tables:
        _write_table(table, Format.TABLE, _MOST_ROWS)
        say("")
    if found.caption:
        say(f"{plain(found.caption)}\n")
    parameters = ", ".join(f"{name}={plain(value)}" for name, value in found.values.items() if value is not None)
    reader = ceiling_text(found.ceiling)
    for name, text in (
        ("What", f"{what.summary} {what.meaning}".rstrip()),
        ("Formula", what.formula),
        ("Unit", what.unit),
        ("Range", what.range),
        ("Reading", what.reading),
        ("Parameters", parameters or "none"),
        ("Computed", f"as of {found.as_of.isoformat()}, on the network {found.snapshot}, for a reader with {reader}"),
        ("Engine", "; ".join(found.engines) or "arrays of the records; no function of networkx"),
        ("Source", what.sources),
    ):
        say(f"{name + ':':12}{text}")
    say(f"{'Rows:':12}{len(found.source_rows)} rows of files are behind what is named above")
    for row in behind[:_MOST_ROWS]:
        say(f"{'':12}{plain(row.file)}{f', sheet {plain(row.sheet)}' if row.sheet else ''}, row {row.row}")
    if len(behind) > _MOST_ROWS:
        say(f"{'':12}and {len(behind) - _MOST_ROWS} more; --json lists all")


def _write_account_json(found: Account, behind: list[tuple[str, str, int]]) -> None:
    what = found.analysis.definition
    write_json(
        {
            "measure": found.analysis.name,
            "function": what.function,
            "meaning": f"{what.summary} {what.meaning}".rstrip(),
            **{word: getattr(what, word) for word in ("formula", "unit", "range", "reading", "sources")},
            "parameters": dict(found.values),
            "as_of": found.as_of,
            "network": found.snapshot,
            "ceiling": found.ceiling,
            "engines": list(found.engines),
            "tables": {table.name: table.records() for table in found.tables},
            "columns": {
                table.name: {one.name: {"unit": one.unit, "meaning": one.meaning} for one in table.columns}
                for table in found.tables
            },
            "caption": found.caption,
            "source_rows": [{"reference": reference, "file": file, "row": row} for reference, file, row in behind],
        }
    )
