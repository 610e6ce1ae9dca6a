"""What axe-core says of every page and of a report, in light and dark: nothing serious."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from accessibility import Finding, findings
from browsing import DAY, idle, opened, report_of
from documents import drawn_document, written
from pictures import star

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GROUNDS = ("light", "dark")
ADDRESSES = (
    "/?",
    "/explore?",
    "/explore?focus=Officer:O-001&",
    "/explore?focus=Contact:C-9000&",
    "/explore?focus=Request:R-001&",
    "/query?question=q06&",
    "/reports?",
    "/data?",
)


def lasting(page: Page) -> list[Finding]:
    """Give the faults that stay: while a page draws itself anew, its own style can be away for a moment."""
    found = findings(page)
    if found:
        page.wait_for_timeout(1500)
        idle(page)
        found = findings(page)
    return found


@pytest.mark.server
@pytest.mark.usefixtures("probes")
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_has_no_serious_fault(open_page: Callable[..., Page], pages: str, address: str, ground: str) -> None:
    page = opened(open_page(color_scheme=ground, bypass_csp=True), f"{pages}{address}{DAY}")
    assert lasting(page) == []


@pytest.mark.server
@pytest.mark.usefixtures("probes")
def test_an_answer_has_no_serious_fault(open_page: Callable[..., Page], pages: str) -> None:
    page = opened(open_page(bypass_csp=True), f"{pages}/query?question=q06&{DAY}")
    page.get_by_role("button", name="Run").click()
    page.get_by_test_id("stDataFrame").first.wait_for()
    idle(page)
    assert lasting(page) == []


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_picture_in_a_report_has_no_serious_fault(open_page: Any, tmp_path: Path, ground: str) -> None:
    page = open_page(color_scheme=ground, bypass_csp=True, offline=True)
    page.goto(written(drawn_document(star(24)), tmp_path / "report.html").as_uri())
    page.wait_for_selector("body[data-ready='1'] #net[data-drawn='1']")
    assert findings(page) == []
    page.locator("#net").focus()
    page.keyboard.press("ArrowDown")
    assert findings(page) == [], "with somebody chosen"


@pytest.mark.server
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_report_has_no_serious_fault(
    open_page: Any, small_site: tuple[str, Path], tmp_path: Path, ground: str
) -> None:
    page = open_page(color_scheme=ground, bypass_csp=True, offline=True)
    page.goto(report_of(small_site[1], tmp_path).as_uri())
    page.wait_for_selector("body[data-ready='1'] #net[data-drawn='1']")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert findings(page) == []


def test_a_fault_is_found(open_page: Any) -> None:
    page = open_page()
    page.set_content("<html lang='en'><title>x</title><main><button></button><p style='color:#bbb'>pale</p></main>")
    assert {found.rule for found in findings(page)} == {"button-name", "color-contrast"}
