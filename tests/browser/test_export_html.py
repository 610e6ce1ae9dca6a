"""The exported page, opened from disk without a network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from pictures import BEACON, HOSTILE, crowd, hostile_picture, star

from reports.picture.drawing import Picture
from reports.picture.layout import laid_out
from reports.picture.page import PageTable, picture_page, write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READY = "body[data-ready='1'] #net[data-drawn='1']"


@pytest.fixture
def show(open_page: Any, tmp_path: Path) -> Callable[..., Page]:
    def opened(picture: Picture, *, context: dict[str, object] | None = None, **written: Any) -> Page:
        file = tmp_path / "picture.html"
        write_page(file, picture_page(laid_out(picture), **{"title": "A network", **written}))
        page: Page = open_page(offline=True, **(context or {}))
        page.goto(file.as_uri())
        page.wait_for_selector(READY)
        return page

    return opened


def test_it_is_one_file_that_works_from_disk(show: Callable[..., Page]) -> None:
    page = show(star(24), facts=[("As of", "2020-09-10")], lead="Read this first.")
    assert page.locator("link, iframe, img, object, embed, script[src]").count() == 0
    assert page.get_by_text("LEVEL 1 // REL BE, FR", exact=True).count() == 2
    assert page.get_by_role("heading", level=1).inner_text() == "A network"
    assert page.locator("#legend").inner_text().split() == ["Contacts", "20", "Organisations", "4", "Officers", "1"]


def test_five_hundred_nodes_are_drawn_where_they_were_laid_out(open_page: Any, tmp_path: Path) -> None:
    # How long it takes is measured by benchmarks/picture.py.
    file = tmp_path / "crowd.html"
    picture = laid_out(crowd(500))
    write_page(file, picture_page(picture, title="A crowd"))
    assert file.stat().st_size < 1_500_000
    page = open_page(offline=True)
    page.goto(file.as_uri())
    page.wait_for_selector(READY)
    legend = page.locator("#legend").inner_text().split()
    assert dict(zip(legend[::2], legend[1::2], strict=True)) == {"Contacts": "450", "Officers": "50"}


@pytest.mark.parametrize("policy", ["kept", "taken away"])
def test_hostile_texts_stay_texts(show: Callable[..., Page], policy: str) -> None:
    # Without the policy, escaping alone must hold.
    everything = "".join(HOSTILE[:12])
    page = show(
        hostile_picture(),
        context={"bypass_csp": policy == "taken away"},
        title=everything,
        marking=HOSTILE[1],
        lead=HOSTILE[0],
        facts=[(name, name) for name in HOSTILE],
        tables=[PageTable(everything, HOSTILE, [HOSTILE], note=HOSTILE[2])],
        footer=HOSTILE[3],
        lang='en"><script>window.__ran=1</script>',
    )
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
    assert page.locator("meta").count() == 4
    assert page.locator("style").count() == 1
    assert page.locator("img, iframe, a, base, link, object, embed, form, b").count() == 0
    handlers = "[...document.querySelectorAll('*')].flatMap((e) => [...e.attributes]).filter((a) => /^on/.test(a.name))"
    assert page.evaluate(f"{handlers}.length") == 0
    # The address of each link would be asked for once: it is there as text only.
    assert BEACON in page.locator("h1").inner_text()


def test_the_policy_stops_a_script_that_was_put_in_later(open_page: Any, tmp_path: Path) -> None:
    file = tmp_path / "tampered.html"
    html = picture_page(laid_out(star(3)), title="A network")
    write_page(
        file, html.replace("</main>", "<script>window.__ran=1</script><img src=x onerror='window.__ran=1'></main>")
    )
    page = open_page(offline=True)
    page.goto(file.as_uri())
    page.wait_for_selector(READY)
    assert page.evaluate("typeof window.__ran") == "undefined"
    assert any("Content Security Policy" in said for said in open_page.complaints)
    open_page.complaints.clear()  # expected here


def test_search_walks_through_the_matches_and_the_panel_follows(show: Callable[..., Page]) -> None:
    page = show(star(24))
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
    page = show(star(24))
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
    page = show(star(24))
    assert page.locator("#nodes tbody tr").count() == 25
    page.get_by_label("Filter Nodes").fill("rossi")
    assert page.locator("#nodes-count").inner_text() == "3 of 25"
    assert page.locator("#nodes tbody tr:visible").count() == 3
    page.get_by_text(re.compile(r"^Links \(24\)$")).click()
    page.get_by_label("Filter Links").fill("inferred")
    assert page.locator("#links tbody tr:visible").count() == 1


def test_the_picture_can_be_saved(show: Callable[..., Page]) -> None:
    page = show(star(5))
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture as PNG").click()
    assert download.value.path().read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_dark_and_print_change_the_ground(show: Callable[..., Page]) -> None:
    page = show(star(5), context={"color_scheme": "dark"})
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(17, 24, 39)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not page.locator("#search").is_visible()
    assert page.locator(".banner").first.is_visible()


def test_an_empty_picture_is_said_to_be_empty(open_page: Any, tmp_path: Path) -> None:
    file = tmp_path / "empty.html"
    write_page(file, picture_page(laid_out(Picture(())), title="Nothing"))
    page = open_page(offline=True)
    page.goto(file.as_uri())
    page.wait_for_selector("body[data-ready='1']")
    assert page.get_by_text("NO MARKING").count() == 2
    assert page.get_by_text("Nothing to draw").is_visible()
