"""Names that attack whoever shows them, in the store for real: on every page and in the report they are text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import hostile_world
import pytest
from browsing import DAY, idle, opened, report_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.server]

READY = "body[data-ready='1'] #net[data-drawn='1']"
IMAGE = hostile_world.NAMES[0]
# One of each way to attack: markup, a link, Markdown, signs that cannot be seen, a formula, length.
CONTACTS = [f"C-H{number:03}" for number, name in enumerate(hostile_world.NAMES) if number % 5 == 0]
# Also inside shadow roots, where the picture lives.
PLANTED = """() => {
  const wanted = "img[src='x'], svg[onload], iframe, object, embed, base, meta[http-equiv='refresh'], " +
    "[href*='beacon'], [src*='beacon'], a[href^='javascript']";
  const found = [];
  const look = (root) => { found.push(...root.querySelectorAll(wanted));
    for (const one of root.querySelectorAll('*')) {
      if ([...one.attributes].some((a) => /^on/.test(a.name))) found.push(one);
      if (one.shadowRoot) look(one.shadowRoot); } };
  look(document);
  return found.map((one) => one.outerHTML.slice(0, 200)); }"""


@pytest.fixture(scope="module")
def site(serve_world: Callable[..., Any]) -> Iterator[tuple[str, Path]]:
    with serve_world(hostile_world.write) as served:
        yield served


@pytest.fixture
def victim(open_page: Any) -> Iterator[Page]:
    """Give a page without its policy, so that escaping alone must hold; afterwards nothing of the names has run."""
    page: Page = open_page(bypass_csp=True)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    yield page
    harmless(page)
    assert asked == []


def harmless(page: Page) -> None:
    assert page.evaluate("typeof window.__ran") == "undefined", "a name ran"
    assert page.evaluate(PLANTED) == [], "a name became markup"


@pytest.mark.usefixtures("probes")
@pytest.mark.parametrize(
    "address",
    ["/?", "/explore?", "/explore?focus=Officer:O-666&", "/explore?focus=Organisation:XX-1&", "/reports?", "/data?"]
    + [f"/explore?focus=Contact:{key}&" for key in CONTACTS],
)
def test_a_page_shows_them_as_text(victim: Page, site: tuple[str, Path], address: str) -> None:
    opened(victim, f"{site[0]}{address}{DAY}")
    assert victim.locator("[data-testid=stException]").count() == 0
    for tab in victim.get_by_role("tab").all():
        tab.click()
        idle(victim)
        harmless(victim)
    if "Officer" in address:
        victim.get_by_test_id("stMain").get_by_text("<img src=x onerror", exact=False).first.wait_for()


@pytest.mark.usefixtures("probes")
def test_found_names_are_text(victim: Page, site: tuple[str, Path]) -> None:
    opened(victim, f"{site[0]}/explore?{DAY}")
    victim.get_by_placeholder(re.compile("^Name, service or country")).click()
    victim.keyboard.type("img src")
    victim.get_by_role("button", name=re.compile("<img src=x")).first.wait_for()
    idle(victim)


@pytest.mark.usefixtures("probes")
def test_an_answer_and_its_document_are_text(victim: Page, site: tuple[str, Path]) -> None:
    opened(victim, f"{site[0]}/query?question=q06&{DAY}")
    victim.get_by_role("button", name="Run").click()
    victim.get_by_test_id("stDataFrame").first.wait_for()
    idle(victim)


@pytest.mark.parametrize("policy", ["kept", "taken away"])
@pytest.mark.parametrize("scope", ["all", "Officer:O-666"])
def test_a_report_shows_them_as_text(
    open_page: Any, site: tuple[str, Path], tmp_path: Path, scope: str, policy: str
) -> None:
    page: Page = open_page(bypass_csp=policy == "taken away")
    page.goto(report_of(site[1], tmp_path, scope=scope).as_uri())
    page.wait_for_selector(READY)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for name in hostile_world.NAMES:
        page.locator("#search").fill(name[:60])
        page.locator("#search").press("Enter")
    page.locator("#net").focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    harmless(page)
    shown = page.locator("body").inner_text()
    assert "<img src=x onerror=" in shown
    if scope != "all":
        assert page.locator("h1").inner_text().count("<") >= 2
    assert page.locator("script").count() == 4
