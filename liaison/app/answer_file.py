"""The answer to a question as a file to take along."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.exports.answer import answer_csv
from reports.exports.content import Facts
from reports.exports.naming import file_name

if TYPE_CHECKING:
    from graph.statement import Result
    from liaison.app.questions import Answer
    from liaison.app.view import View


def rows_of(answer: Answer) -> Result:
    """Give the rows of an answer under the names of their columns."""
    return replace(answer.table.result(), truncated=answer.truncated)


def answer_file(view: View, answer: Answer) -> tuple[str, bytes]:
    """
    Give name and content of a CSV file of an answer.

    Parameters
    ----------
    view
        In which the question was asked.
    answer
        What came of it.
    """
    values = ((name, "all" if value is None else str(value)) for name, value in answer.values.items())
    facts = Facts(
        title=answer.spec.question,
        marking=answer.marking,
        as_of=view.as_of,
        viewer=view.ceiling,
        fingerprint=view.fingerprint,
        command=f"liaison query run {answer.spec.query_id}",
        parameters=tuple(values),
    )
    return file_name(answer.spec.query_id, view.as_of, answer.marking, "csv"), answer_csv(rows_of(answer), facts)
