"""The page of questions names every question, parameter and column, and is the one in the repository."""

from pathlib import Path

import pytest

from queries.catalogue import catalogue
from queries.page import render

PAGE = render()
DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_page_in_the_repository_is_current():
    assert (DOCS / "queries.md").read_text(encoding="utf-8") == PAGE, "stale: run `make docs`"


@pytest.mark.parametrize("spec", catalogue().list(), ids=lambda spec: spec.query_id)
def test_every_parameter_and_column_is_described(spec):
    section = PAGE.split(f"\n### {spec.query_id}\n")[1].split("\n### ")[0]
    for one in (*spec.parameters, *spec.columns):
        assert f"| `{one.name}` |" in section
    assert spec.question in section
