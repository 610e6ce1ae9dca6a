"""Every question of the library on both stores, against answers computed straight from the input files."""

import datetime as dt
import json
from itertools import zip_longest

import pytest
from library_oracle.answers import ANSWERS
from library_oracle.cases import cases
from library_oracle.records import read_world
from library_oracle.sight import Sight

from graph.model.viewer import Viewer
from liaison.app.loading import load
from liaison.sample import write_world
from queries.catalogue import bind, catalogue
from queries.spec import Engine

pytestmark = [pytest.mark.server, pytest.mark.slow]

VIEWERS = {
    "analyst": Viewer("analyst", "analyst", 1),
    "coordinator": Viewer(
        "coordinator", "coordinator", 3, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"})
    ),
}
DAYS = [dt.date(2022, 6, 30), None]
CYPHER = [spec for spec in catalogue().list() if spec.engine is Engine.CYPHER]
_MOST_CASES = 12


@pytest.fixture(scope="session")
def tables(world):
    return read_world(world.folder, world.truth)


def comparable(value):
    """Bring numbers of both sides to nine digits, so that sums in another order are equal."""
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, (list, tuple)):
        return [comparable(one) for one in value]
    return value


def differences(store, spec, viewer, sight, values):
    answer = store.read(bind(spec, values, viewer=viewer, as_of=sight.as_of))
    assert store.notifications == []
    expected = ANSWERS[spec.query_id[:3]](sight, **values)
    if answer.rows:  # the embedded engine names no columns of an empty answer
        assert answer.columns == tuple(column.name for column in spec.columns)
    got = [comparable(row) for row in answer.rows]
    wanted = [comparable(row) for row in expected]
    if got == wanted:
        return len(got), None
    pairs = enumerate(zip_longest(got, wanted))
    at, (one, two) = next(pair for pair in pairs if pair[1][0] != pair[1][1])
    return len(got), (
        f"{spec.query_id} {values} for {viewer.user_id} on {sight.as_of}: {len(got)} rows, {len(wanted)} expected; "
        f"row {at}:\n  got      {one}\n  expected {two}"
    )


def test_every_cypher_question_has_an_independent_answer():
    assert {spec.query_id[:3] for spec in CYPHER} == set(ANSWERS)


@pytest.mark.parametrize("spec", CYPHER, ids=lambda spec: spec.query_id)
def test_answers_are_those_of_the_files(spec, loaded_store, world, tables):
    rows, wrong = 0, []
    for viewer in VIEWERS.values():
        for day in DAYS:
            sight = Sight(tables, viewer, day or world.as_of)
            for values in cases(tables)[spec.query_id[:3]][:_MOST_CASES]:
                count, difference = differences(loaded_store, spec, viewer, sight, values)
                rows += count
                if difference:
                    wrong.append(difference)
    assert not wrong, "\n".join(wrong)
    assert rows, "none of the cases gives a row, so nothing was compared"


def test_answers_hold_for_another_world(store, tmp_path):
    folder = tmp_path / "world"
    write_world(folder, seed=7, scale=0.02)
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    load(store, [folder], rejects=tmp_path / "rejects")
    store.notifications.clear()
    other = read_world(folder, truth)
    wrong = []
    for viewer in VIEWERS.values():
        sight = Sight(other, viewer, dt.date.fromisoformat(truth["world_end"]))
        for spec in CYPHER:
            for values in cases(other)[spec.query_id[:3]][:4]:
                difference = differences(store, spec, viewer, sight, values)[1]
                if difference:
                    wrong.append(difference)
    assert not wrong, "\n".join(wrong)
