"""The generated pages say what the code says."""

from pathlib import Path

import pytest
from write_docs import DOCS, PAGES, rendered

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_up_to_date(page):
    assert (DOCS / page).read_text(encoding="utf-8") == rendered(PAGES[page]), "run `make docs` and commit the result"


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.rglob("*.md")))
def test_every_link_between_pages_leads_somewhere(page):
    path = next(DOCS.rglob(page))
    for part in path.read_text(encoding="utf-8").split("](")[1:]:
        target = part.split(")")[0].split("#")[0]
        if target and "://" not in target:
            assert (path.parent / target).exists(), f"{page} links to {target}, which does not exist"
