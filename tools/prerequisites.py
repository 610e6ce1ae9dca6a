"""
What the tests need from the machine besides Python: a browser, and a real Neo4j.

Says what is there, obtains what is not where that is possible (as root, through apt-get), and says in one loud line
each what will not be tested and why. With CI=true a missing part is a failure. LIAISON_TEST_INSTALL=no: nothing is
installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from neo4j_server.engine import ServerUnavailableError, choose_engine, find_docker
from neo4j_server.jars import JARS
from neo4j_server.java import find_java, find_maven
from neo4j_server.line import CALENDAR
from neo4j_server.version import NEO4J_VERSION, NEWEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
JAVA_PACKAGES = ("openjdk-21-jre-headless", "openjdk-17-jre-headless")
NEWER_JAVA_PACKAGES = ("openjdk-21-jre-headless", "openjdk-25-jre-headless")
"""In the order of preference; a release of Debian or Ubuntu has one of them, or both."""


@dataclass(frozen=True, slots=True)
class Part:
    """
    Something the tests need.

    Attributes
    ----------
    name
        What it is.
    unproven
        What is not tested without it.
    find
        Gives where it is or which one it is; raises `LookupError` with what is missing.
    packages
        Gives the Debian packages that bring it.
    required
        Whether CI fails without it.
    """

    name: str
    unproven: str
    find: Callable[[], str]
    packages: Callable[[], Sequence[str]]
    required: bool = True


def check_driver() -> None:
    """
    Check that Playwright, which drives the browser, starts: the program inside it needs libraries of the machine.

    Raises
    ------
    LookupError
        It does not; says what it said.
    """
    done = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        said = (done.stderr + done.stdout).strip().splitlines()[:1]
        raise LookupError(f"Playwright does not start: {' '.join(said)}")


def find_browser() -> str:
    """Find a Chromium: LIAISON_TEST_CHROMIUM, the path, or the one that Playwright installed for itself."""
    check_driver()
    if named := os.environ.get("LIAISON_TEST_CHROMIUM"):
        if Path(named).is_file():
            return named
        raise LookupError(f"LIAISON_TEST_CHROMIUM names {named}, which is no file.")
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not needed where a browser is on the path

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).is_file():
        raise LookupError(
            f"none of {', '.join(BROWSERS)} is on the path. Install one, such as `apt-get install chromium`, or name "
            "it in LIAISON_TEST_CHROMIUM."
        )
    return path


def find_neo4j() -> str:
    """Tell how a Neo4j can be run; fetches its jars when only they are missing."""
    try:
        return f"{NEO4J_VERSION} with {choose_engine().program}"
    except ServerUnavailableError as error:
        raise LookupError(str(error)) from error


def find_newest_neo4j() -> str:
    """Tell how the newest line can be run; its jars are fetched by the tests."""
    if found := find_java(CALENDAR.javas) or find_docker():
        return f"{NEWEST} with {found}"
    raise LookupError(f"it takes Java {' or '.join(map(str, CALENDAR.javas))}, or a Docker engine.")


def _java_packages() -> list[str]:
    wanted = [] if find_java() else [_first_available(JAVA_PACKAGES)]
    return wanted if JARS.is_dir() or find_maven() else [*wanted, "maven"]


def _first_available(packages: Sequence[str]) -> str:
    for package in packages:
        shown = subprocess.run(["apt-cache", "show", package], capture_output=True, check=False)
        if shown.returncode == 0 and shown.stdout:
            return package
    return packages[-1]


PARTS = (
    Part(
        "Chromium",
        "nothing that a reader sees in a browser",
        find_browser,
        lambda: ("chromium", "fonts-dejavu-core", "libatomic1"),
    ),
    Part("Neo4j", "nothing on a real Neo4j, the embedded store alone", find_neo4j, _java_packages),
    Part(
        "The newest Neo4j",
        f"nothing on Neo4j {NEWEST}, only on {NEO4J_VERSION}",
        find_newest_neo4j,
        lambda: [_first_available(NEWER_JAVA_PACKAGES)],
        required=False,  # a release of Debian may have no Java that is new enough
    ),
)


def may_install(environment: Mapping[str, str]) -> bool:
    """Tell whether packages can and may be installed here."""
    allowed = environment.get("LIAISON_TEST_INSTALL", "yes") != "no"
    return allowed and sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: Sequence[str]) -> str | None:
    """Install Debian packages; give the reason when that fails."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    print(f"Installing {', '.join(packages)} ...", flush=True)
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return None
    last = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()][-1:]
    return f"`{' '.join(command)}` failed: {' '.join(last)}"


def refresh_package_lists() -> None:
    """Bring the lists of Debian packages up to date; a failure shows when something is installed."""
    subprocess.run(["apt-get", "update", "-q"], stdin=subprocess.DEVNULL, capture_output=True, check=False)


def obtain(part: Part, *, allowed: bool) -> str:
    """
    Find a part, or install it when that is allowed.

    Raises
    ------
    LookupError
        It is not to be had; says why.
    """
    try:
        return part.find()
    except LookupError:
        packages = list(part.packages())
        if not allowed or not packages:
            raise
    refresh_package_lists()
    reason = install(packages)
    try:
        return part.find()
    except LookupError as error:
        raise LookupError(f"{error} {reason}." if reason else str(error)) from error


def main(parts: Sequence[Part] = PARTS, environment: Mapping[str, str] = os.environ) -> int:
    """Go through all parts; 1 when one is missing and CI=true."""
    missing = 0
    for part in parts:
        try:
            print(f"{part.name}: {obtain(part, allowed=may_install(environment))}", flush=True)
        except LookupError as error:
            missing += part.required
            print(f"NOT TESTED: {part.unproven}. {part.name} is missing: {error}", flush=True)
    if missing and environment.get("CI") == "true":
        print("CI=true: a part that cannot be tested is a failure.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
