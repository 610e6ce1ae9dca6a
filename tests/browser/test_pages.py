"""All pages in a real browser, over a real store: nothing asked elsewhere, nothing complained about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from browsing import DAY, idle, opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.server, pytest.mark.usefixtures("probes")]

CANVAS = """() => {
  const seek = (root) => { for (const one of root.querySelectorAll('*')) {
    if (one.liaison) return one;
    if (one.shadowRoot) { const found = seek(one.shadowRoot); if (found) return found; } } };
  const box = seek(document);
  if (!box || box.dataset.drawn !== '1' || !box.liaison.picture.nodes.length) return 0;
  globalThis.box = box; globalThis.canvas = box.liaison.picture;
  return canvas.nodes.length; }"""
PLACE = """(id) => { const at = canvas.net.canvasToDOM(canvas.net.getPosition(id)), r = box.getBoundingClientRect();
  return [r.left + at.x, r.top + at.y]; }"""


def at(page: Page, node: str) -> tuple[float, float]:
    x, y = page.evaluate(PLACE, f"n:{node}")
    return x, y


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (f"/?{DAY}", "Needs attention"),
        (f"/explore?{DAY}", "Search for somebody above"),
        (f"/explore?focus=Officer:O-001&{DAY}", "Peeters, Anna"),
        (f"/explore?focus=Contact:C-9000&{DAY}", "<img src=x onerror"),
        (f"/explore?focus=Request:R-001&{DAY}", "R-001"),
        (f"/query?question=q06&{DAY}", "Postings that end soon"),
        (f"/reports?{DAY}", "Network report"),
        (f"/data?{DAY}", "Choose one or more files"),
    ],
)
def test_a_page_opens_without_a_complaint(page: Page, pages: str, path: str, words: str) -> None:
    opened(page, pages + path)
    page.get_by_text(words).first.wait_for()
    assert page.locator(".stException, [data-testid=stException]").count() == 0
    assert re.fullmatch("(Overview|Explore|Query|Reports|Data) - Liaison", page.title())
    assert page.get_by_role("button", name=re.compile("^Download as CSV")).count() == 0, "tables export around us"
    assert page.locator("[data-testid=stMain] img[src='x']").count() == 0
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, "the page scrolls sideways"


def test_the_menu_leads_to_every_page_and_the_day_goes_along(page: Page, pages: str) -> None:
    opened(page, f"{pages}/?{DAY}")
    for name in ("Explore", "Query", "Reports", "Data", "Overview"):
        page.get_by_test_id("stTopNavLink").filter(has_text=name).click()
        page.locator("h2").filter(has_text=name).wait_for()
        page.wait_for_function("(day) => location.search.includes(day)", arg=DAY)


# Most frames in a row without a marking above what is to be read.
WATCH = """() => { globalThis.longest = 0; globalThis.looked = 0; let unmarked = 0;
  const look = () => { looked += 1;
    const marked = [...document.querySelectorAll('[class*=st-key-marking_]')].some(e => e.innerText.trim());
    unmarked = marked ? 0 : unmarked + 1;
    longest = Math.max(longest, unmarked);
    requestAnimationFrame(look); };
  look(); }"""


def test_what_is_still_to_be_read_keeps_its_marking_while_a_page_runs(page: Page, pages: str) -> None:
    opened(page, f"{pages}/measures?measure=degree&{DAY}")
    page.get_by_role("button", name="Run").click()
    page.get_by_test_id("stDataFrame").first.wait_for()
    idle(page)
    page.evaluate(WATCH)
    page.get_by_text("Communities", exact=True).click()
    page.get_by_role("button", name="Run").click()
    idle(page)
    page.get_by_test_id("stTopNavLink").filter(has_text="Query").click()
    page.locator("h2").filter(has_text="Query").wait_for()
    idle(page)
    assert page.evaluate("looked") > 10
    assert page.evaluate("longest") <= 15, "drawing the marking anew may cost a frame or two"


def test_search_click_panel_open_up(page: Page, pages: str) -> None:
    opened(page, f"{pages}/explore?{DAY}")
    box = page.get_by_placeholder(re.compile("^Name, service or country"))
    box.click()
    page.keyboard.type("peeters")
    page.get_by_role("button", name=re.compile("Peeters, Anna")).click()
    page.wait_for_function("() => decodeURIComponent(location.search).includes('focus=Officer:O-001')")
    page.wait_for_function(CANVAS)
    idle(page)
    before = page.evaluate(CANVAS)
    chosen = page.evaluate("""() => canvas.nodes.get().find((n) => n.id.startsWith('n:Contact') &&
        canvas.net.getConnectedEdges(n.id).length === 1).id.slice(2)""")
    page.mouse.click(*at(page, chosen))
    page.get_by_test_id("stMain").get_by_text(chosen.removeprefix("Contact:"), exact=True).first.wait_for()
    page.get_by_role("button", name="Put into the middle").wait_for()
    idle(page)
    page.mouse.dblclick(*at(page, chosen))
    page.wait_for_function(f"(before) => ({CANVAS})() > before", arg=before)
    assert f"expanded={chosen}" in unquote(page.url)


def test_a_row_of_the_table_leads_to_the_network(page: Page, pages: str) -> None:
    opened(page, f"{pages}/?{DAY}")
    table = page.get_by_test_id("stDataFrame").last
    table.scroll_into_view_if_needed()
    corner = table.bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + 16, corner["y"] + 35 + 17)
    page.wait_for_function("() => location.pathname === '/explore'")
    page.wait_for_function(CANVAS)
    assert "focus=Officer:" in unquote(page.url)


def test_a_tie_is_explained_down_to_its_source_rows(page: Page, pages: str) -> None:
    opened(page, f"{pages}/explore?focus=Officer:O-001&{DAY}")
    page.wait_for_function(CANVAS)
    table = page.get_by_test_id("stTabPanel").first.get_by_test_id("stDataFrame").first
    corner = table.bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + 16, corner["y"] + 35 + 17)
    page.get_by_text(re.compile("^Why .* of 100")).wait_for()
    page.get_by_text("Choose an event to see the rows").wait_for()


def test_files_are_looked_at_loaded_and_remembered(page: Page, pages: str, tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    file.write_text("org_id,name,country,org_type,level\nFR-X,Service X,FR,police,0\nFR-Y,Y,ZZ,police,0\n", "utf-8")
    opened(page, f"{pages}/data?{DAY}")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Load 1 valid row").click()
    page.get_by_role("dialog").get_by_role("button", name="Load", exact=True).click()
    page.get_by_text(re.compile("2 rows read from 1 table")).wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Rejected rows")).click()
    assert "FR-Y" in download.value.path().read_text(encoding="utf-8-sig")
    page.get_by_role("tab", name="History").click()
    page.get_by_text("Choose a load to see its files").wait_for()


def test_what_a_reader_wrote_is_gone_from_the_fields_of_the_next(page: Page, pages: str, tmp_path: Path) -> None:
    file = tmp_path / "organisations.csv"
    file.write_text("org_id,name,country,org_type,level\nXX-1,Nowhere,ZZ,police,3\n", "utf-8")

    def read_as(name: str) -> None:
        page.get_by_role("combobox", name=re.compile("Viewer")).click()
        page.get_by_role("option", name=re.compile(f"^{name}")).click()
        page.get_by_text(re.compile(f"seen as {name} sees it")).wait_for()
        idle(page)

    opened(page, f"{pages}/measures?measure=degree&{DAY}")
    page.get_by_role("spinbutton", name=re.compile("^Seed")).fill("77")
    page.get_by_role("button", name="Run").click()
    page.get_by_test_id("stDataFrame").first.wait_for()
    read_as("desk")
    assert page.get_by_role("spinbutton", name=re.compile("^Seed")).input_value() == "1"
    assert page.get_by_test_id("stDataFrame").count() == 0
    opened(page, f"{pages}/data?{DAY}")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("Files refused").wait_for()
    read_as("desk")
    page.get_by_role("tab", name="History").click()
    page.get_by_role("tab", name="Load files").click()
    idle(page)
    assert page.get_by_text("organisations.csv").count() == 0
    assert page.get_by_text("Files refused").count() == 0


def test_a_question_is_run_and_taken_along(page: Page, pages: str) -> None:
    opened(page, f"{pages}/query?question=q06&{DAY}")
    page.get_by_role("button", name="Run").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("CSV$")).click()
    assert "LEVEL-3" in download.value.suggested_filename
    assert "P-001" in download.value.path().read_text(encoding="utf-8-sig")
    page.get_by_role("tab", name="Cypher").click()
    page.get_by_text("RETURN", exact=False).first.wait_for()


@pytest.mark.parametrize("path", ["/", "/explore?focus=Officer:O-001", "/query?question=q06", "/data"])
def test_a_page_can_be_read_in_the_dark(open_page: Callable[..., Page], pages: str, path: str) -> None:
    page = opened(open_page(color_scheme="dark"), f"{pages}{path}")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(17, 24, 39)"
