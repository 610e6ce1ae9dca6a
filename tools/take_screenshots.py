"""Takes the pictures of docs/images from the real dashboard over the store that is set, in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright
from prerequisites import find_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PAGES = {
    "overview": "",
    "explore": "explore",
    "query": "query",
    "measures": "measures?measure=dormancy",
    "data": "data",
}
"""Name of the picture -> path of the page; the first page has none."""

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

_START_SECONDS = 60
_SETTLE_SECONDS = 2.0


def free_port() -> int:
    """Find a free port of loopback."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def dashboard() -> Iterator[str]:
    """Serve the dashboard, by default to the coordinator of the demo world; gives its address."""
    port = free_port()
    environment = {"LIAISON_VIEWER": "coordinator"} | os.environ
    process = subprocess.Popen([sys.executable, "-m", "dashboard", "--port", str(port)], env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()  # noqa: S310 - our own address
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(30)


def settle(page: Page) -> None:
    """Wait until the page has stopped running and pictures have come to rest."""
    page.wait_for_selector("[data-testid=stMainBlockContainer] [data-testid=stElementContainer]")
    page.wait_for_timeout(_SETTLE_SECONDS * 1000)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=120_000)
    page.wait_for_timeout(_SETTLE_SECONDS * 1000)


def main() -> int:
    """Take one picture of each page; on Explore, of the network of the first one that the page offers."""
    try:
        browser_path = find_browser()
    except LookupError as error:
        print(f"Pictures need a browser: {error}", file=sys.stderr)
        return 1
    IMAGES.mkdir(parents=True, exist_ok=True)
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB", color_scheme="light")
        for name, path in PAGES.items():
            page.goto(f"{address}/{path}")
            settle(page)
            offered = page.locator("[class*=st-key-explore_example] button")
            if name == "explore" and offered.count():
                offered.first.click()
                settle(page)
            page.screenshot(path=IMAGES / f"{name}.png")
            print(f"written: docs/images/{name}.png", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
