"""Ask a question of the library for a reader on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.visible.marking import combined_marking
from queries.catalogue import bind
from reports.exports.answer import answer_csv
from reports.exports.content import Facts
from reports.exports.naming import file_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.marking import Marking
    from graph.model.viewer import Viewer
    from graph.statement import Result
    from liaison.app.view import View
    from liaison.app.workspace import Workspace
    from queries.spec import QuerySpec

MOST_ROWS = 5_000
SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What a question gave.

    Attributes
    ----------
    spec
        The question.
    result
        Rows; cut at 5 000.
    marking
        Of the answer: of all records of the kinds that it reads.
    """

    spec: QuerySpec
    result: Result
    marking: Marking


def ask(workspace: Workspace, view: View, viewer: Viewer, spec: QuerySpec, values: Mapping[str, object]) -> Answer:
    """
    Answer a question.

    Raises
    ------
    InputError
        A value is missing or wrong.
    """
    statement = bind(spec, values, viewer=viewer, as_of=view.as_of)
    result = workspace.store.read(statement, limit=MOST_ROWS, timeout=SECONDS)
    return Answer(spec, result, read_marking(view, spec))


def read_marking(view: View, spec: QuerySpec) -> Marking:
    """Combine the markings of all records of the kinds that a question reads."""
    network = view.network
    known = {**network.nodes, **network.relationships}
    return combined_marking([known[name] for name in spec.reads if name in known])


def answer_file(view: View, answer: Answer) -> tuple[str, bytes]:
    """Give name and content of a CSV file of the answer."""
    facts = Facts(
        title=answer.spec.question, marking=answer.marking, as_of=view.as_of, viewer=view.ceiling,
        fingerprint=view.fingerprint, command="",
    )  # fmt: skip
    return file_name(answer.spec.query_id, view.as_of, answer.marking, "csv"), answer_csv(answer.result, facts)
