"""The answer to a question as a file to take along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liaison.app.exporting import EXPORT_FOLDER
from liaison.app.made_by import assigned, made_by
from liaison.app.viewers import ceiling_text
from reports.exports.answer import answer_csv
from reports.exports.content import Facts
from reports.exports.naming import file_name

if TYPE_CHECKING:
    from graph.model.viewer import Viewer
    from graph.statement import Result
    from liaison.app.questions import Answer
    from liaison.app.view import View


def rows_of(answer: Answer) -> Result:
    """Give the rows of an answer under the names of their columns."""
    return replace(answer.table.result(), truncated=answer.truncated)


def answer_file(view: View, answer: Answer, *, viewer: Viewer) -> tuple[str, bytes]:
    """
    Give name and content of a CSV file of an answer.

    Parameters
    ----------
    view
        In which the question was asked.
    answer
        What came of it.
    viewer
        Who asked; stands in the command that gives the same file again.

    Raises
    ------
    InputError
        The view is another reader's.
    """
    query_id = answer.spec.query_id
    limit = max(1, len(answer.table.rows) if answer.limit is None else answer.limit)
    values = ((name, "all" if value is None else str(value)) for name, value in answer.values.items())
    facts = Facts(
        title=answer.spec.question,
        marking=answer.marking,
        as_of=view.as_of,
        viewer=ceiling_text(view.ceiling),
        fingerprint=view.fingerprint,
        command=made_by(
            *("query", "run", query_id, *assigned(answer.values)),
            view=view,
            viewer=viewer,
            limit=limit,
            folder=EXPORT_FOLDER,
        ),
        parameters=tuple(values),
    )
    return file_name(query_id, view.as_of, answer.marking, "csv"), answer_csv(rows_of(answer), facts)
