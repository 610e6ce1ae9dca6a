"""A real browser. Every page that a test opens fails the test when it asks any other host for anything."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import dashboard_world
import pytest
from prerequisites import find_browser

from graph.store.embedded import stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-default-apps"
)
_START_SECONDS = 60
_PROBE = re.compile(r"/[a-z]+/_stcore/(health|host-config)$")
_APP = Path(__file__).parents[2] / "dashboard" / "app.py"


def chromium() -> str:
    """Find the browser as `make test` does; without one, skip loudly, and fail where CI=true."""
    try:
        return find_browser()
    except LookupError as error:
        reason = f"NO BROWSER: nothing that a reader sees was tested: {error}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=_FLAGS.split())
        yield opened
        opened.close()


class Watched:
    """Opens pages and remembers what they asked other hosts for and complained about."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.missing: list[str] = []

    def __call__(self, **options: object) -> Page:
        wanted = {"viewport": {"width": 1366, "height": 900}, "locale": "en-GB", "accept_downloads": True} | options
        context = self._browser.new_context(**wanted)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", lambda answer: self.missing.append(answer.url) if answer.status >= 400 else None)
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return page

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"data", "blob", "file", "about"} or parts.hostname in {"127.0.0.1", "localhost"}:
            return
        self.elsewhere.append(url)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.close()
    assert watched.elsewhere == [], "a page asked another host"
    assert watched.complaints == [], "a page complained, as a blocked script does"


@pytest.fixture
def page(open_page: Watched) -> Page:
    return open_page()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def served(script: Path, **environment: str) -> Iterator[str]:
    """Serve an entry script as the real dashboard is served; gives its address."""
    port = _free_port()
    program = f"""
        from pathlib import Path
        from dashboard.launcher import serve
        serve(port={port}, script=Path({str(script)!r}))
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await_health(process, address)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def _await_health(process: subprocess.Popen[str], address: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"The server ended at once: {process.stdout.read() if process.stdout else ''}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("The server did not answer within a minute.")


@pytest.fixture(scope="session")
def serve_script(browser: Browser) -> Callable[..., object]:
    """Give the context manager that serves a script; asks for the browser first, so that nothing starts in vain."""
    return served


@contextmanager
def served_world(write: Callable[[Path], Path]) -> Iterator[tuple[str, Path]]:
    """Load the tables that `write` writes into a store and serve the dashboard over it; gives address and home."""
    folder = Path(tempfile.mkdtemp(prefix="liaison browser "))
    try:
        dashboard_world.load_into(folder / "home", write(folder / "in"))
        with served(_APP, LIAISON_HOME=str(folder / "home"), LIAISON_VIEWER="coordinator") as address:
            yield address, folder / "home"
    finally:
        stop(folder / "home" / "store")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def serve_world(browser: Browser) -> Callable[..., object]:
    """Give the context manager that serves a world of its own."""
    return served_world


@pytest.fixture(scope="module")
def small_site(browser: Browser) -> Iterator[tuple[str, Path]]:
    """Give the address of the dashboard over the small world, and its home folder."""
    with served_world(dashboard_world.write) as site:
        yield site


@pytest.fixture(scope="module")
def pages(small_site: tuple[str, Path]) -> str:
    """Give the address of the dashboard over the small world."""
    return small_site[0]


@pytest.fixture
def probes(open_page: Watched) -> Iterator[None]:
    """
    Overlook what Streamlit's client asks for on deep links, to find out whether `/explore` is a folder it lives in.

    The browser writes each of these answers to its console; any other missing address fails the test.
    """
    yield
    assert [url for url in open_page.missing if not _PROBE.search(url)] == []
    said = open_page.complaints
    said[:] = [one for one in said if "404 (Not Found)" not in one]


@pytest.fixture(scope="module")
def canvas_app(browser: Browser) -> Iterator[str]:
    support = Path(__file__).parents[1] / "support"
    with served(Path(__file__).parent / "canvas_app.py", PYTHONPATH=str(support)) as address:
        yield address
