"""The page of a report, opened from disk without a network."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from documents import drawn_document, hostile_document, written
from pictures import BEACON, HOSTILE, crowd, hostile_picture, star

from reports.picture_section import picture_section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from reports.document import Document

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READY = "body[data-ready='1'] #net[data-drawn='1']"


@pytest.fixture
def show(open_page: Any, tmp_path: Path) -> Callable[..., Page]:
    def opened(document: Document, *, ready: str = READY, **context: object) -> Page:
        page: Page = open_page(offline=True, **context)
        page.goto(written(document, tmp_path / "report.html").as_uri())
        page.wait_for_selector(ready)
        return page

    return opened


def test_it_is_one_file_that_works_from_disk(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(24)))
    assert page.locator("link, iframe, img, object, embed, script[src]").count() == 0
    assert page.locator(".banner").all_inner_texts() == ["LEVEL 1 // REL BE, FR"] * 2
    assert page.get_by_role("heading", level=1).inner_text() == "A network"
    assert page.locator("#legend").inner_text().split() == ["Contacts", "20", "Organisations", "4", "Officers", "1"]


def test_the_marking_stays_in_sight_while_a_reader_scrolls(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(24)))
    page.mouse.wheel(0, 700)
    page.wait_for_function("() => scrollY > 500")
    assert page.locator(".banner.top").bounding_box()["y"] == 0


def test_five_hundred_nodes_are_drawn_where_they_were_laid_out(show: Callable[..., Page], tmp_path: Path) -> None:
    # How long it takes is measured by benchmarks/picture.py.
    page = show(drawn_document(crowd(500)))
    assert (tmp_path / "report.html").stat().st_size < 1_500_000
    legend = page.locator("#legend").inner_text().split()
    assert dict(zip(legend[::2], legend[1::2], strict=True)) == {"Contacts": "450", "Officers": "50"}


@pytest.mark.parametrize("policy", ["kept", "taken away"])
def test_hostile_texts_stay_texts(show: Callable[..., Page], policy: str) -> None:
    # Without the policy, escaping alone must hold.
    page = show(hostile_document(hostile_picture()), bypass_csp=policy == "taken away")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator("#net").scroll_into_view_if_needed()
    for number in range(len(HOSTILE) + 1):
        page.locator("#search").fill("")
        place = page.evaluate(
            """(i) => { const data = JSON.parse(document.getElementById('data').textContent);
            const r = document.getElementById('net').getBoundingClientRect();
            return [r.left + r.width / 2, r.top + r.height / 2, data.nodes[i].x, data.nodes[i].y]; }""",
            number,
        )
        page.mouse.move(place[0] + place[2] * 0.8, place[1] + place[3] * 0.8)
    for name in HOSTILE:
        page.locator("#search").fill(name[:60].replace("\ud800", ""))
        page.locator("#search").press("Enter")
    page.locator("#net").focus()
    for _ in range(len(HOSTILE)):
        page.keyboard.press("PageDown")
    page.wait_for_timeout(400)
    assert page.evaluate("typeof window.__ran") == "undefined"
    assert page.locator("script").count() == 4
    assert page.locator("meta").count() == 5
    assert page.locator("style").count() == 1
    assert page.locator("img, iframe, base, link, object, embed, form").count() == 0
    assert page.locator("a:not([href^='#']), b:not(.meanings b)").count() == 0
    handlers = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/.test(a.name))"
    assert page.evaluate(f"{handlers}.length") == 0
    # The address of each link would be asked for once: it is there as text only.
    assert BEACON in page.locator("h1").inner_text()


def test_the_policy_stops_a_script_that_was_put_in_later(open_page: Any, tmp_path: Path) -> None:
    file = written(drawn_document(star(3)), tmp_path / "tampered.html")
    text = file.read_text(encoding="utf-8")
    put_in = "<script>window.__ran=1</script><img src=x onerror='window.__ran=1'></main>"
    file.write_bytes(text.replace("</main>", put_in).encode("utf-8"))
    page = open_page(offline=True)
    page.goto(file.as_uri())
    page.wait_for_selector(READY)
    assert page.evaluate("typeof window.__ran") == "undefined"
    assert any("Content Security Policy" in said for said in open_page.complaints)
    open_page.complaints.clear()  # expected here


def test_search_walks_through_the_matches_and_the_panel_follows(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(24)))
    page.locator("#search").fill("berzins")
    assert page.locator("#hits").inner_text() == "3 matches"
    page.locator("#search").press("Enter")
    assert page.locator("#hits").inner_text() == "1 of 3"
    first = page.locator("#side h3").inner_text()
    assert first.startswith("B\u0113rzi\u0146\u0161")
    assert "Vandenberghe, Christophe" in page.locator("#side ul").inner_text()
    page.locator("#side ul button").first.click()
    assert page.locator("#side h3").inner_text() == "Vandenberghe, Christophe"
    assert page.locator("#side li").count() == 24


def test_the_keyboard_drives_the_picture(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(24)))
    page.locator("#net").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator("#side h3").inner_text() == "Vandenberghe, Christophe"
    page.keyboard.press("ArrowRight")
    chosen = page.locator("#side h3").inner_text()
    assert chosen != "Vandenberghe, Christophe"
    page.keyboard.press("Enter")
    assert page.locator("#side h3").inner_text() == chosen
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    assert page.locator("#side").inner_text() == "Choose a node or a link."


def test_tables_hold_everything_and_can_be_filtered(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(24)))
    page.get_by_text(re.compile(r"^Everyone drawn \(25\)$")).click()
    assert page.locator("#network-1 tbody tr:visible").count() == 25
    page.get_by_label("Filter Everyone drawn").fill("rossi")
    assert page.locator("#network-1-count").inner_text() == "3 of 25"
    assert page.locator("#network-1 tbody tr:visible").count() == 3
    page.get_by_text(re.compile(r"^All links drawn \(24\)$")).click()
    page.get_by_label("Filter All links drawn").fill("tie 3")
    assert page.locator("#network-2 tbody tr:visible").count() == 1
    assert page.get_by_role("region", name="People", exact=True).locator("tbody tr").count() == 25


def test_the_picture_can_be_saved(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(5)))
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture as PNG").click()
    assert download.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_dark_and_print_change_the_ground(show: Callable[..., Page]) -> None:
    page = show(drawn_document(star(5)), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(17, 24, 39)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not page.locator("#search").is_visible()


def test_the_marking_is_printed_in_black_on_white(show: Callable[..., Page]) -> None:
    # A browser that writes nothing into the margins of a page, and prints no grounds, must still print it.
    page = show(drawn_document(star(5)), color_scheme="dark")
    page.emulate_media(media="print")
    for banner in page.locator(".banner").all():
        assert banner.is_visible()
        assert banner.evaluate("(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]") == [
            "rgb(0, 0, 0)",
            "rgb(255, 255, 255)",
        ]


def test_a_report_without_anything_to_draw_says_so_and_filters_its_tables(show: Callable[..., Page]) -> None:
    document = drawn_document(star(20))
    section = picture_section("There is nothing to draw.", None)
    page = show(replace(document, picture=None, sections=(section, document.sections[1])), ready="body[data-ready='1']")
    assert page.get_by_text("There is nothing to draw.").is_visible()
    assert page.locator("#net, #search").count() == 0
    page.get_by_label("Filter People").fill("rossi")
    assert page.locator("#people-1-count").inner_text() == "3 of 21"
