"""The tie formula in words follows its numbers, wherever a reader meets it."""

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from graph.model.tie_numbers import TIE_NUMBERS
from graph.ties.wording import TIE_WORDS, tie_words

OTHER = {"half_life": 211, "bridge_half_life": 133, "one_way": 0.7, "two_way": 0.3, "span_bonus": 0.35,
         "span_days": 1095, "saturation": 8.0}  # fmt: skip
SUPPORT = Path(__file__).parents[1] / "support"
# What readers meet: the report, the measures with what their columns mean, and the page of measures.
PROGRAM = f"""
import dataclasses, sys
sys.path.insert(0, {str(SUPPORT)!r})
import graph.model.tie_numbers as declared
declared.TIE_NUMBERS = dataclasses.replace(declared.TIE_NUMBERS, **{OTHER!r})
from small_world import HIGH, small_view
from graph.analytics.handover_roles import roles
from liaison.app import analyses
from liaison.app.analyses.page import render
from liaison.app.reporting import network_document
from reports.html import html
view = small_view(HIGH)
tie = analyses.run(view, "tie", {{"officer": "O-1", "contact": "C-1"}})
print(html(network_document(view, viewer=HIGH)))
print(render())
print(tie.outcome)
print(roles.__doc__)
"""


def test_the_words_are_those_of_the_numbers():
    assert TIE_WORDS.strength == "100 * (1 - exp(-raw / 5))"
    assert TIE_WORDS.raw == "sum * (0.6 + 0.4 * reciprocity) * span"
    assert TIE_WORDS.half_life.startswith("180 days; 120 days where")
    assert (TIE_WORDS.span_range, TIE_WORDS.reciprocity_range) == ("1 to 1.2", "0.6 to 1")
    assert TIE_WORDS.span.endswith("full after 2 years")


@pytest.mark.parametrize(("days", "words"), [(365, "1 year"), (730, "2 years"), (500, "500 days"), (90, "90 days")])
def test_a_time_is_years_where_it_is_whole_ones(days, words):
    assert tie_words(dataclasses.replace(TIE_NUMBERS, span_days=days)).span.endswith(f"after {words}")


@pytest.mark.slow
def test_another_number_changes_every_place_that_says_it():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True, timeout=120)
    told = done.stdout.replace("\\*", "*")
    for words in (
        "211 days; 133 days where", "211 days, as others", "100 * (1 - exp(-raw / 8))", "100 x (1 - exp(-raw / 8))",
        "0.7 + 0.3 * reciprocity", "0.7 + 0.3 x reciprocity", "1 to 1.35", "full after 3 years", "0.7 to 1", "(-E / 8)",
    ):  # fmt: skip
        assert words in told, words
    for words in ("(-raw / 5)", "0.6 + 0.4", "1 to 1.2", "two years", "2 years", "120 days", "0.6 to 1", "(-E / 5)"):
        assert words not in told, words
