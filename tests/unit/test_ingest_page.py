"""The input-tables page names every table and column, and is up to date."""

from pathlib import Path

import pytest

from ingest.page import render
from ingest.tables import TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "input-tables.md"


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == render(), "run `make docs` and commit the result"


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described(name):
    section = render().split(f"\n### {name}\n")[1].split("\n### ")[0]
    for column in TABLES[name].columns:
        mark = "**" if column.required else ""
        assert f"| {mark}`{column.name}`{mark} | {column.description}" in section
