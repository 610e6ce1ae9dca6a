"""Take pictures of every page, light and dark, into docs/images. The store named by the settings must hold data."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[1] / "docs" / "images"
SIZES = {"laptop": (1366, 768), "desktop": (1440, 900)}
_FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
_IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
_SECONDS = 60


def main() -> int:
    """Serve, open, picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--port", type=int, default=8599)
    parser.add_argument("--focus", default="Officer:O-001", help="who stands in the middle of the explored network")
    parser.add_argument("--as-of", default="", help="the day shown; by default today")
    parser.add_argument("--question", default="", help="identifier of the question shown on the Query page")
    parser.add_argument("--only", default="", help="pages to picture, separated by commas")
    parser.add_argument("--sizes", default="laptop,desktop")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with serving(asked.port) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS.split())
        day = f"&as_of={asked.as_of}" if asked.as_of else ""
        pages = {
            "overview": f"/?{day}",
            "explore-start": f"/explore?{day}",
            "explore": f"/explore?focus={asked.focus}{day}",
            "query": f"/query?question={asked.question}{day}" if asked.question else f"/query?{day}",
            "data": f"/data?{day}",
        }
        chosen = {name: path for name, path in pages.items() if not asked.only or name in asked.only.split(",")}
        for size in asked.sizes.split(","):
            for ground in ("light", "dark"):
                for name, path in chosen.items():
                    picture(browser, f"{address}{path}", asked.folder / f"{name}-{size}-{ground}.png", size, ground)
        browser.close()
    return 0


def picture(browser: Browser, url: str, file: Path, size: str, ground: str) -> None:
    """Take one picture once the page rests."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=ground, locale="en-GB")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(url)
    rest(page)
    page.screenshot(path=str(file))
    print(file)
    context.close()


def rest(page: Page) -> None:
    """Wait until nothing runs any more and everything is drawn."""
    page.wait_for_selector("[data-testid=stMain] h2", timeout=_SECONDS * 1000)
    page.wait_for_timeout(700)
    page.wait_for_function(_IDLE, timeout=_SECONDS * 1000)
    page.wait_for_timeout(1200)


def chromium() -> str:
    """Find the browser as the tests do."""
    for candidate in (os.environ.get("LIAISON_CHROMIUM"), "/usr/bin/chromium", shutil.which("chromium")):
        if candidate and Path(candidate).is_file():
            return candidate
    raise SystemExit("No browser was found; install chromium, or name one in LIAISON_CHROMIUM.")


class serving:  # noqa: N801 - reads as a statement
    """Serve the dashboard on a port for the length of a block."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __enter__(self) -> str:
        program = f"from dashboard.launcher import serve; serve(port={self.port})"
        kept = {name: value for name, value in os.environ.items() if name != "LIAISON_CHROMIUM"}
        self.process = subprocess.Popen([sys.executable, "-c", program], env=kept)
        address = f"http://127.0.0.1:{self.port}"
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                    return address
            except OSError:
                time.sleep(0.1)
        self.process.terminate()
        raise SystemExit("The dashboard did not answer within a minute.")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)


if __name__ == "__main__":
    sys.exit(main())
