"""Numbers that readers are told stand where they are declared, and nowhere else."""

import ast
import datetime as dt
import re
from pathlib import Path

import pyarrow as pa
import pytest
from small_world import AS_OF, HIGH, small_view

from liaison.app import attention, risk
from liaison.app.days import YEAR, in_last_year
from liaison.app.overview import numbers
from liaison.app.report_summary import STRONG_WORDS, figures
from liaison.app.scope import scope_of

ROOT = Path(__file__).parents[2]
SAID = re.compile(r"\b\d+ days\b|\b\d{2,} or more\b")


def texts(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]


@pytest.mark.parametrize("path", sorted((ROOT / "liaison" / "app").glob("*.py")), ids=lambda path: path.stem)
def test_no_sentence_writes_a_number_of_days_by_hand(path):
    assert [text for text in texts(path) if SAID.search(text)] == []


def test_the_sentences_are_made_of_the_numbers():
    assert f"only officer leaves within {risk.RISK_DAYS} days" == risk.AT_RISK
    titles = {check.name: check.title for check in attention.CHECKS}
    assert titles["contacts_at_risk"] == "Contacts whose only officer leaves within 180 days"
    assert titles["postings_ending"] == "Postings that end within 90 days"
    assert titles["consents_ending"] == "Consents that end within 30 days"
    assert STRONG_WORDS == "strength 60 or more"


def test_a_year_is_the_same_everywhere():
    days = [AS_OF - dt.timedelta(days=back) for back in (-1, 0, YEAR - 1, YEAR)]
    assert in_last_year(pa.chunked_array([days]), AS_OF).tolist() == [False, True, True, False]
    view = small_view(HIGH)
    told = {one.title: int(one.value) for one in figures(view, scope_of(view))}
    counted = {one.name: one.value for one in numbers(view)}
    assert told["Given"] + told["Received"] == counted["exchanges_year"]
