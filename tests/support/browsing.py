"""How a reader gets to a page of the dashboard."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import dashboard_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

DAY = f"as_of={dashboard_world.AS_OF}"
IDLE = "() => document.querySelector('[data-testid=stApp]')?.getAttribute('data-test-script-state') === 'notRunning'"


def idle(page: Page) -> None:
    """Wait until Streamlit runs nothing."""
    page.wait_for_timeout(300)
    page.wait_for_function(IDLE)


def opened(page: Page, address: str) -> Page:
    """Open a page and wait until it stands."""
    page.goto(address)
    page.get_by_text(re.compile("^Data recorded up to")).wait_for()
    idle(page)
    return page


def report_of(home: Path, folder: Path, *, scope: str = "all") -> Path:
    """Write the network report with the command line, as a reader does; gives its file."""
    words = ["report", "network", "--scope", scope, "--as-of", dashboard_world.AS_OF, "--folder", str(folder)]
    done = subprocess.run(
        [Path(sys.executable).with_name("liaison"), *words, "--json"],
        env={**os.environ, "LIAISON_HOME": str(home), "LIAISON_VIEWER": "coordinator"},
        capture_output=True,
        text=True,
        check=True,
    )
    return Path(json.loads(done.stdout)["file"])
