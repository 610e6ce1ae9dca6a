"""Run a question, whether Cypher or a measure answers it, and say why an answer is empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.results import Column, Table
from liaison.app.questions.empty import why_empty
from queries.catalogue import bind, catalogue, read_values
from queries.spec import Engine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from graph.model.marking import Marking
    from graph.model.viewer import Viewer
    from graph.statement import Statement
    from liaison.app.workspace import Workspace
    from queries.spec import QuerySpec

MOST_ROWS = 10_000
SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What a question gave.

    Attributes
    ----------
    spec
        The question.
    values
        Its parameters as they were used, defaults filled in.
    as_of
        The day.
    table
        Rows, with what each column means.
    limit
        Most rows that were asked for; None = all.
    truncated
        True when there are more rows than these.
    why_empty
        Why there is no row; empty when there is one.
    statement
        The Cypher that ran and all its parameters; None when a measure answered.
    marking
        Combined marking of all visible records of the kinds that the question reads.
    """

    spec: QuerySpec
    values: Mapping[str, object]
    as_of: dt.date
    table: Table
    limit: int | None
    truncated: bool
    why_empty: str
    statement: Statement | None
    marking: Marking


def list_questions(theme: str | None = None) -> tuple[QuerySpec, ...]:
    """Give all questions in the order of their ids, or those of one theme."""
    return catalogue().list(theme)


def search(text: str) -> tuple[QuerySpec, ...]:
    """Give the questions that hold every word of the text."""
    return catalogue().search(text)


def find(query_id: str) -> QuerySpec:
    """
    Give one question by its id, or by the first part of it ("q01").

    Raises
    ------
    NotFoundError
        There is none; the sentence names near ones.
    """
    return catalogue().get(query_id)


def run(
    workspace: Workspace,
    query_id: str,
    values: Mapping[str, object],
    *,
    viewer: Viewer,
    as_of: dt.date | None = None,
    limit: int | None = MOST_ROWS,
    timeout: float | None = SECONDS,
) -> Answer:
    """
    Ask a question.

    Parameters
    ----------
    workspace
        Where.
    query_id
        Which; its first part ("q01") is enough.
    values
        By parameter, as text or typed; what is left out gets its default.
    viewer
        For whom: the answer is a function of what this viewer may see.
    as_of
        On which day; by default today.
    limit
        Most rows; None = all.
    timeout
        Seconds for a statement; None = no limit.

    Raises
    ------
    NotFoundError
        There is no such question, or a measure is asked about somebody who is not in the network.
    InputError
        A value is unknown, missing or wrong.
    """
    spec = find(query_id)
    view = workspace.view(viewer, as_of)
    used = read_values(spec, values, as_of=view.as_of)
    statement = None
    if spec.engine is Engine.CYPHER:
        statement = bind(spec, values, viewer=viewer, as_of=view.as_of)
        result = workspace.store.read(statement, limit=limit, timeout=timeout)
        rows, truncated = result.rows, result.truncated
    else:
        # Here, because kernels take a second to import, and most questions need none.
        from liaison.app.questions.measured import MEASURES  # noqa: PLC0415

        rows = MEASURES[spec.use_case](view, used)
        truncated = limit is not None and len(rows) > limit
        rows = rows[:limit]
    columns = tuple(Column(one.name, one.unit, one.meaning) for one in spec.columns)
    return Answer(
        spec=spec,
        values=used,
        as_of=view.as_of,
        table=Table(spec.title, columns, rows),
        limit=limit,
        truncated=truncated,
        why_empty="" if rows else why_empty(spec, used, view),
        statement=statement,
        marking=view.marking_of(spec.reads),
    )
