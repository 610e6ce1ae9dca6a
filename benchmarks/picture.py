"""
What a reader waits for a large picture: to lay it out, to write the report, and until a browser has drawn it.

    PYTHONPATH=tools python benchmarks/picture.py --nodes 300 500

Best of three, wall seconds. Without a browser the last column is left out, and said so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from prerequisites import find_browser

from graph.model.marking import Marking
from reports.document import Document
from reports.exports.content import Facts
from reports.exports.formats import write_whole
from reports.html import html
from reports.picture.drawing import Picture, PictureEdge, PictureNode
from reports.picture.layout import laid_out
from reports.picture_section import picture_section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

READY = "body[data-ready='1'] #net[data-drawn='1']"
RUNS = 3


def crowd(nodes: int) -> Picture:
    """Give hubs, a tenth of the nodes, and leaves that know one or two of them."""
    hubs = max(1, nodes // 10)
    people = tuple(
        PictureNode(f"P-{row}", f"Person {row}", "Officer" if row < hubs else "Contact", sector=f"C{row % 10}")
        for row in range(nodes)
    )
    ties = tuple(
        PictureEdge(f"{row}/{step}", f"P-{row}", f"P-{(row * 7 + step) % hubs}", 10 + row % 80)
        for row in range(hubs, nodes)
        for step in range(1 + row % 2)
    )
    return Picture(people, ties)


def write_report(file: Path, placed: Picture) -> None:
    facts = Facts("A crowd", Marking(), dt.date(2020, 9, 10), "level 0", "", "")
    document = Document(facts, "", (), (), (picture_section("Everyone.", placed),), placed)
    write_whole(file, html(document).encode("utf-8"))


def best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


@contextmanager
def browser() -> Iterator[Browser | None]:
    try:
        path = find_browser()
    except LookupError as error:
        print(f"no browser: {error}")
        yield None
        return
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def drawn(opened: Browser, file: Path) -> None:
    page = opened.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector(READY)
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[300, 500])
    asked = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    print(f"{'nodes':>6} {'ties':>6} {'layout s':>9} {'report s':>9} {'drawn s':>9}")
    with browser() as opened, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        for nodes in asked.nodes:
            picture = crowd(nodes)
            layout = best(lambda picture=picture: laid_out(picture))
            placed = laid_out(picture)
            report = best(lambda placed=placed: write_report(file, placed))
            ready = f"{best(lambda: drawn(opened, file)):9.3f}" if opened is not None else ""
            print(f"{nodes:6} {len(picture.edges):6} {layout:9.3f} {report:9.3f} {ready}", flush=True)


if __name__ == "__main__":
    main()
