"""Ties equal a plain computation of the formula, on random networks with days around the boundary."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_networks import DAY, expected_ties, random_world

from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.snapshot import snapshot_from_records
from graph.ties import explain, ties
from graph.visible import visible

_DAYS = st.sampled_from([DAY, DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1), DAY - dt.timedelta(days=400)])


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), day=_DAYS)
def test_ties_equal_the_plain_computation(seed: int, day: dt.date) -> None:
    world = random_world(seed)
    table = ties(visible(snapshot_from_records(*world, marking=Marking()), OPEN), day).to_arrow().to_pylist()
    expected = expected_ties(world, day)
    assert {(row["officer_id"], row["contact_id"]) for row in table} == set(expected)
    for row in table:
        for name, value in expected[row["officer_id"], row["contact_id"]].items():
            near = pytest.approx(value, rel=1e-12, abs=1e-12) if isinstance(value, float) else value
            assert row[name] == near, name


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_an_explanation_sums_exactly_to_the_score(seed: int) -> None:
    network = visible(snapshot_from_records(*random_world(seed), marking=Marking()), OPEN)
    table = ties(network, DAY)
    for row in table.to_arrow().to_pylist():
        why = explain(network, DAY, row["officer_id"], row["contact_id"])
        total = 0.0
        for term in why.terms:
            assert term.value == term.weight * term.grade * term.decay
            assert term.source_rows
            assert term.date <= DAY
            total += term.value
        assert total == why.decayed == row["decayed"]
        assert why.raw == row["raw"] == why.decayed * why.reciprocity_factor * why.span
        assert (why.strength, why.distance, why.bridge) == (row["strength"], row["distance"], row["bridge"])
        assert len(why.terms) == row["events"]
        assert [term.date for term in why.terms] == sorted(term.date for term in why.terms)
