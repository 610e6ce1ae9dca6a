"""Asking a question: what comes beside the rows, and why there may be none."""

import csv
import datetime as dt
from types import SimpleNamespace

import pytest

from graph.errors import InputError, NotFoundError
from graph.model.marking import Marking
from graph.model.viewer import OPEN, Viewer
from liaison.app import questions

pytestmark = [pytest.mark.server, pytest.mark.slow]

COORDINATOR = Viewer("c", "coordinator", 3, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"}))


def run(workspace, world, query_id, viewer=COORDINATOR, **values):
    return questions.run(workspace, query_id, values, viewer=viewer, as_of=world.as_of)


def test_an_answer_brings_rows_columns_statement_and_marking(workspace, world):
    answer = run(workspace, world, "q01", country="Roumanie")
    assert answer.values == {"country": "RO", "org_type": None, "min_strength": 0.0}
    assert answer.table.names() == tuple(column.name for column in answer.spec.columns)
    assert answer.table.rows
    assert answer.why_empty == ""
    assert "visible(" not in answer.statement.text
    assert answer.statement.parameters["country"] == "RO"
    assert answer.marking.level == 3
    assert not answer.truncated


def test_the_marking_is_that_of_what_the_question_reads(workspace, world):
    assert run(workspace, world, "q13").marking == Marking(2)
    assert run(workspace, world, "q13", viewer=OPEN).marking == Marking(0)
    assert "SOURCE-7" in run(workspace, world, "q01", country="RO").marking.caveats


def test_rows_are_cut_and_said_to_be(workspace, world):
    for query_id in ("q16", "q28"):
        answer = questions.run(workspace, query_id, {}, viewer=COORDINATOR, as_of=world.as_of, limit=3)
        assert len(answer.table.rows) == 3
        assert answer.truncated


def test_an_unknown_question_suggests_near_ones(workspace, world):
    with pytest.raises(NotFoundError, match="Did you mean 'q13-side-covered'"):
        run(workspace, world, "q13-side-coverd")
    with pytest.raises(InputError, match="'months'"):
        run(workspace, world, "q06", months="soon")


def test_empty_because_the_values_leave_nothing_over(workspace, world):
    answer = run(workspace, world, "q01", country="JP", min_strength=50)
    assert answer.table.rows == ()
    assert answer.why_empty.startswith("You can see records of each kind that is read, but none fits on 2026-10-31")
    assert "country = JP" in answer.why_empty
    assert answer.spec.empty in answer.why_empty


def test_empty_because_somebody_is_not_there_or_not_visible(workspace, world):
    assert run(workspace, world, "q07", officer="O-999").why_empty.startswith(
        "There is no Officer 'O-999', or none that you may see."
    )
    hidden = next(row.officer_id for row in officers(world) if row.level == "2")
    told = run(workspace, world, "q07", viewer=OPEN, officer=hidden).why_empty
    assert told.startswith(f"There is no Officer '{hidden}', or none that you may see. Did you mean")
    assert told.count(hidden) == 1


def officers(world):
    with (world.folder / "officers.csv").open(encoding="utf-8", newline="") as file:
        return [SimpleNamespace(**row) for row in csv.DictReader(file)]


def test_empty_because_no_record_of_a_kind_is_visible(workspace, world):
    """Requests have no level of their own and get the ceiling, so a reader of level 0 sees none."""
    answer = run(workspace, world, "q18", viewer=OPEN)
    assert answer.table.rows == ()
    assert "no record of the kind" in answer.why_empty
    assert "Request" in answer.why_empty


def test_today_is_the_default_day(workspace):
    answer = questions.run(workspace, "q13", {}, viewer=OPEN)
    assert abs((answer.as_of - dt.datetime.now().astimezone().date()).days) <= 1


def test_questions_are_listed_and_found():
    assert len(questions.list_questions()) == 30
    assert [spec.query_id[:3] for spec in questions.list_questions("preparation")] == ["q21", "q22", "q23"]
    assert questions.search("vacancy")[0].query_id == "q09-overlap-or-vacancy"
