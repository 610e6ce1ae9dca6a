"""Find the server of a folder or start it; tell its state; stop it."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil

from graph.errors import StoreUnavailableError
from graph.store.address import Address
from graph.store.embedded.home import Home, ServerState
from graph.store.embedded.server import DATABASE

if TYPE_CHECKING:
    from pathlib import Path

GRACE = 120.0
_OURS: list[subprocess.Popen[bytes]] = []  # kept, because a server outlives the one who started it
_START_LIMIT = 90.0
_STOP_LIMIT = 15.0


def find_or_start(folder: Path, *, heap: str = "1g", grace: float = GRACE) -> Address:
    """
    Give the address of the folder's server, started if none runs.

    This process is registered as its client: the server stays while it runs, and `grace` seconds longer.

    Parameters
    ----------
    folder
        Where the store lives; made if needed.
    heap
        Memory of its Java machine, such as '1g'.
    grace
        Seconds for which the server outlives its last client.

    Raises
    ------
    StoreUnavailableError
        There is no engine for this platform, or it does not start.
    """
    home = Home(folder.absolute())
    with home.starting():
        home.register_client()
        state = home.state() or _start(home, heap, grace)

    def revive() -> Address:
        return find_or_start(folder, heap=heap, grace=grace)

    return Address(f"bolt://127.0.0.1:{state.bolt_port}", "root", home.password(), DATABASE, revive)


def status(folder: Path) -> ServerState | None:
    """Give the state of the folder's server, or None when none runs; nothing is started or made."""
    return Home(folder.absolute()).state() if folder.exists() else None


def stop(folder: Path) -> bool:
    """Stop the folder's server; False when none runs."""
    if not folder.exists():
        return False
    home = Home(folder.absolute())
    with home.starting():
        state = home.state()
        if state is None:
            return False
        process = psutil.Process(state.pid)
        process.terminate()
        try:
            process.wait(_STOP_LIMIT)
        except psutil.TimeoutExpired:
            process.kill()
        home.withdraw()
    return True


def _start(home: Home, heap: str, grace: float) -> ServerState:
    if importlib.util.find_spec("arcadedb_embedded") is None:
        raise StoreUnavailableError(
            f"The embedded store has no build for this platform ({sys.platform}). Set NEO4J_URI, NEO4J_USER and "
            "NEO4J_PASSWORD to use a Neo4j server instead."
        )
    home.password()
    home.withdraw()
    process = None if home.is_served() else _launch(home, heap, grace)
    deadline = time.monotonic() + _START_LIMIT
    while time.monotonic() < deadline:
        state = home.state()
        if state is not None:
            return state
        if process is None and not home.is_served():
            process = _launch(home, heap, grace)  # whoever was starting or stopping has gone
        if process is not None and process.poll() is not None:
            if home.is_served():
                process = None  # a server that somebody started just before us won
                continue
            raise StoreUnavailableError(
                f"The embedded store in {home.folder} stopped while starting: {_last_line(home)} The whole log is in "
                f"{home.log}; if another program uses the folder, stop it or set LIAISON_HOME to another one."
            )
        time.sleep(0.05)
    if process is not None:
        process.kill()
    raise StoreUnavailableError(
        f"The embedded store in {home.folder} did not start within {_START_LIMIT:.0f} seconds; see {home.log}."
    )


def _launch(home: Home, heap: str, grace: float) -> subprocess.Popen[bytes]:
    # -P: a folder called `graph` beside the reader must not be taken for ours.
    command = [sys.executable, "-P", "-m", "graph.store.embedded.server", str(home.folder), heap, str(grace)]
    flags = 0x00000008 | 0x00000200 if os.name == "nt" else 0  # DETACHED_PROCESS, CREATE_NEW_PROCESS_GROUP
    with home.log.open("ab") as log:
        home.log.chmod(0o600)
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=os.name != "nt",
            creationflags=flags,
        )
    _OURS.append(process)
    return process


def _last_line(home: Home) -> str:
    lines = home.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return f"{lines[-1].strip().rstrip('.')}." if lines else "it said nothing."
