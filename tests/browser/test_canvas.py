"""The canvas of the dashboard in a real browser: it answers to mouse and keyboard, and to nothing that a name says."""

from __future__ import annotations

import http.client
import re
from typing import TYPE_CHECKING, Any

import pytest
from pictures import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The canvas lies in a shadow root; its own state is the only way to the places of its nodes.
FIND = """() => {
  const seek = (root) => { for (const one of root.querySelectorAll('*')) {
    if (one.liaison) return one;
    if (one.shadowRoot) { const found = seek(one.shadowRoot); if (found) return found; } } };
  const box = seek(document);
  if (!box || box.dataset.drawn !== '1' || !box.liaison.picture.nodes.length) return 0;
  globalThis.box = box; globalThis.canvas = box.liaison.picture;
  return canvas.nodes.length; }"""
PLACE = """(id) => { const at = canvas.net.canvasToDOM(canvas.net.getPosition(id)), r = box.getBoundingClientRect();
  return [r.left + at.x, r.top + at.y]; }"""
MIDDLE = """(id) => { const edge = canvas.edges.get(id);
  const a = canvas.net.getPosition(edge.from), b = canvas.net.getPosition(edge.to);
  const at = canvas.net.canvasToDOM({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}), r = box.getBoundingClientRect();
  return [r.left + at.x, r.top + at.y]; }"""
MEETING = """() => {
  const pen = document.createElement('canvas').getContext('2d'), k = canvas.net.getScale();
  const boxes = canvas.nodes.get().filter((n) => n.label).map((n) => {
    const p = canvas.net.canvasToDOM(canvas.net.getPosition(n.id)), f = n.font.size * k;
    pen.font = f + 'px ' + n.font.face;
    const w = pen.measureText(n.label).width / 2, top = p.y + n.size * k + 2;
    return [p.x - w, top, p.x + w, top + f * 1.2, n.label]; });
  const pairs = [];
  boxes.forEach((a, i) => boxes.slice(0, i).forEach((b) => {
    if (a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]) pairs.push([a[4], b[4]]); }));
  return {written: boxes.length, pairs, sizes: canvas.nodes.get().map((n) => n.font.size * k)}; }"""


def opened(page: Page, address: str, case: str = "star") -> Page:
    page.goto(f"{address}/?case={case}")
    page.wait_for_function(FIND)
    idle(page)
    return page


def idle(page: Page) -> None:
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"
    )


def line(page: Page, start: str) -> str:
    return page.get_by_text(re.compile(f"^{start}: ")).inner_text()


def at(page: Page, node: str) -> tuple[float, float]:
    x, y = page.evaluate(PLACE, f"n:{node}")
    return x, y


def heard(page: Page, text: str) -> None:
    """Wait until Python has heard of something: the canvas changes before the page around it does."""
    page.get_by_text(re.compile(rf"^heard: .*{re.escape(text)}")).wait_for()


def chosen(page: Page, text: str) -> None:
    page.get_by_text(re.compile(rf"^event: .*{re.escape(text)}")).wait_for()


def test_a_click_chooses_a_node_and_then_nothing(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    page.mouse.click(*at(page, "Contact:C-3"))
    chosen(page, "node='Contact:C-3', edge=None, expanded=None")
    assert line(page, "heard") == "heard: ['select Contact:C-3 None']"
    corner = page.get_by_role("application").bounding_box()
    assert corner is not None
    page.mouse.click(corner["x"] + 14, corner["y"] + 14)
    chosen(page, "node=None, edge=None")


def test_a_click_chooses_a_link(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    page.mouse.click(*page.evaluate(MIDDLE, "e:t19"))
    chosen(page, "node=None, edge='t19'")


def test_a_double_click_expands_and_keeps_what_the_reader_arranged(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    x, y = at(page, "Contact:C-9")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -120)
    page.wait_for_timeout(300)
    before = page.evaluate(
        "[canvas.net.getScale(), canvas.net.getViewPosition(), canvas.net.getPosition('n:Contact:C-9')]"
    )
    page.mouse.dblclick(*at(page, "Contact:C-4"))
    page.wait_for_function("() => canvas.nodes.length === 31")
    after = page.evaluate(
        "[canvas.net.getScale(), canvas.net.getViewPosition(), canvas.net.getPosition('n:Contact:C-9')]"
    )
    assert after == before
    chosen(page, "expanded='Contact:C-4'")
    heard(page, "expand Contact:C-4")
    idle(page)
    page.get_by_role("button", name="again").click()
    chosen(page, "expanded=None")
    assert page.evaluate("canvas.net.getPosition('n:Contact:C-9')") == before[2]


def test_the_keyboard_walks_expands_clears_and_shows_all(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    box = page.get_by_role("application")
    assert "24 links" in (box.get_attribute("aria-label") or "")
    box.focus()
    page.keyboard.press("ArrowUp")
    chosen(page, "node='Officer:O-1'")
    page.keyboard.press("ArrowUp")
    chosen(page, "node='Contact:")
    assert page.evaluate("canvas.net.getPosition(canvas.net.getSelectedNodes()[0]).y") < 0
    page.keyboard.press("ArrowDown")
    chosen(page, "node='Officer:O-1'")
    page.keyboard.press("Enter")
    page.wait_for_function("() => canvas.nodes.length === 31")
    heard(page, "expand Officer:O-1")
    page.keyboard.press("Escape")
    chosen(page, "node=None")
    scale = page.evaluate("canvas.net.getScale()")
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert page.evaluate("canvas.net.getScale()") > scale * 1.2
    page.keyboard.press("0")
    assert page.evaluate("canvas.net.getScale()") == pytest.approx(scale, rel=0.05)
    page.get_by_role("status").first.wait_for(state="attached")


def test_every_node_can_be_reached_by_keyboard(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app, "crowd60")
    walk = """(keys) => { const reached = [];
      for (const key of keys) {
        box.dispatchEvent(new KeyboardEvent('keydown', {key}));
        reached.push(canvas.net.getSelectedNodes()[0]); }
      return reached; }"""
    forward = page.evaluate(walk, ["PageDown"] * 60)
    assert sorted(forward) == sorted(page.evaluate("canvas.nodes.getIds()"))
    assert page.evaluate(walk, ["PageUp"] * 59) == forward[-2::-1]


def test_a_choice_made_by_the_page_is_shown_once_then_the_reader_decides(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app, "chosen")
    field = page.get_by_label("choose")
    field.fill("Contact:C-7")
    field.press("Enter")
    page.wait_for_function("() => canvas.net.getSelectedNodes()[0] === 'n:Contact:C-7'")
    page.mouse.click(*at(page, "Contact:C-3"))
    chosen(page, "node='Contact:C-3'")
    page.get_by_role("button", name="again").click()
    idle(page)
    assert page.evaluate("canvas.net.getSelectedNodes()") == ["n:Contact:C-3"]


def test_what_a_browser_invents_counts_as_no_choice(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    for forged in (
        "'n:Officer:O-99'",
        "'Officer:O-1'",
        "{id: ['n:Officer:O-1']}",
        "42",
        "'e:no'",
        "[1]",
        "'n:__proto__'",
    ):
        page.mouse.click(*at(page, "Contact:C-3"))
        chosen(page, "node='Contact:C-3'")
        page.evaluate(f"box.liaison.emit('selected', {forged})")
        chosen(page, "node=None, edge=None")
        page.evaluate(f"box.liaison.ask('expand', {{id: {forged}, at: 1}})")
    page.wait_for_timeout(300)
    idle(page)
    assert "expand" not in line(page, "heard")
    assert page.evaluate("canvas.nodes.length") == 25


def test_a_canvas_in_a_hidden_tab_fits_when_it_is_shown(page: Page, canvas_app: str) -> None:
    page.goto(f"{canvas_app}/?case=hidden")
    page.get_by_role("tab", name="second").click()
    page.wait_for_function(FIND)
    page.wait_for_function(
        "() => canvas.nodes.get().every((n) => { const p = canvas.net.canvasToDOM(canvas.net.getPosition(n.id));"
        "return p.x > 0 && p.y > 0 && p.x < box.clientWidth && p.y < box.clientHeight; })"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_are_all_written_and_none_lies_on_another(open_page: Any, canvas_app: str, scheme: str) -> None:
    page = opened(open_page(color_scheme=scheme), canvas_app)
    found = page.evaluate(MEETING)
    assert found["written"] == 25
    assert found["pairs"] == []
    assert min(found["sizes"]) >= 11


def test_of_many_names_those_with_room_are_written(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app, "crowd150")
    found = page.evaluate(MEETING)
    assert 8 <= found["written"] < 100
    assert found["pairs"] == []
    assert min(found["sizes"]) >= 11
    page.get_by_role("application").focus()
    for _ in range(6):
        page.keyboard.press("+")
    page.wait_for_timeout(200)
    assert page.evaluate("canvas.nodes.get().some((n) => n.label)")


def test_a_large_network_hides_links_while_it_moves_and_a_larger_one_is_refused(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app, "crowd320")
    assert page.evaluate("canvas.net.renderer.options.hideEdgesOnDrag") is True
    page.goto(f"{canvas_app}/?case=crowd501")
    page.get_by_text("501 nodes are too many to be read in a picture").wait_for()


def test_colours_follow_the_theme_while_the_page_is_open(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    light = page.evaluate("[canvas.nodes.get('n:Officer:O-1').color.background, getComputedStyle(box).backgroundColor]")
    page.emulate_media(color_scheme="dark")
    # Two things follow the theme one after the other: the drawing, and the frame around it.
    page.wait_for_function(
        "(old) => canvas.nodes.get('n:Officer:O-1').color.background !== old[0] && "
        "getComputedStyle(box).backgroundColor !== old[1]",
        arg=light,
    )
    dark = page.evaluate("[canvas.nodes.get('n:Officer:O-1').color.background, getComputedStyle(box).backgroundColor]")
    assert light[0] == "#1d5fbf"
    assert dark[0] == "#6aa6ff"
    assert light[1] != dark[1]


def test_the_picture_can_be_saved_with_its_marking(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the picture as PNG").click()
    data = download.value.path().read_bytes()
    assert download.value.suggested_filename == "network.png"
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(data) > 10_000


def test_hostile_names_stay_names(page: Page, canvas_app: str) -> None:
    opened(page, canvas_app, "hostile")
    assert page.evaluate("canvas.nodes.length") == len(HOSTILE) + 1
    for number in range(len(HOSTILE) + 1):
        place = page.evaluate(PLACE, page.evaluate(f"canvas.nodes.getIds()[{number}]"))
        page.mouse.move(*place)
        page.wait_for_timeout(220)  # until the tooltip is there
    page.mouse.click(*at(page, HOSTILE[0]))
    chosen(page, "node=" + repr(HOSTILE[0])[:20])
    assert page.evaluate("typeof window.__ran") == "undefined"
    held = page.evaluate(
        "[...box.getRootNode().querySelectorAll('img, script, iframe, svg image, a, link, base, object, embed')].length"
    )
    assert held == 0
    main = page.locator("[data-testid=stMain]")
    assert main.locator("img[src*=beacon], a[href*=beacon], iframe, script, .katex, del").count() == 0
    assert main.locator("[data-testid=stMarkdownContainer] strong, [data-testid=stMarkdownContainer] h1").count() == 0


def test_answers_carry_the_headers_and_a_foreign_name_is_refused(canvas_app: str) -> None:
    host = canvas_app.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    headers = {name.lower(): value for name, value in answer.getheaders()}
    answer.read()
    policy = headers["content-security-policy"]
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "default-src 'self'" in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    connection.request("GET", "/", headers={"Host": "evil.example"})
    assert connection.getresponse().status == 400
