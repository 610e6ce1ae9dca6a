"""The folder of one server: its configuration, password and data, held by one process at a time."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from neo4j_server.locking import try_lock
from neo4j_server.version import SERVERS

if TYPE_CHECKING:
    from pathlib import Path

USER = "neo4j"
DATABASE = "neo4j"
DEVELOPMENT = "development"
"""Name of the home that keeps its data from one start to the next."""

_SLOTS = 32


class NoHomeError(Exception):
    """Every home is held by another process."""


@dataclass(frozen=True, slots=True)
class Home:
    """
    A folder that this process holds until it ends.

    Attributes
    ----------
    name
        `development`, or `test-0` and on.
    folder
        Where it lies.
    lock
        Descriptor of its lock.
    """

    name: str
    folder: Path
    lock: int

    @property
    def state_file(self) -> Path:
        """Say which process serves this home, for the next holder and for people."""
        return self.folder / "server.json"

    def password(self) -> str:
        """Give the password; the first call makes one and keeps it in a file that only its owner can read."""
        path = self.folder / "password"
        if not path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
                file.write(f"p{secrets.token_urlsafe(18)}")  # one that begins with a dash would be read as an option
        return path.read_text(encoding="ascii")

    def empty(self) -> None:
        """Remove data, password and logs."""
        for child in self.folder.iterdir():
            if child.is_dir():
                shutil.rmtree(child)
            elif child.name != "lock":
                child.unlink()

    def end_leftover(self) -> None:
        """End the server of an earlier holder that was killed before it could."""
        try:
            state = json.loads(self.state_file.read_text(encoding="utf-8"))
            process = psutil.Process(state["pid"])
            if abs(process.create_time() - state["started"]) < 1:
                process.kill()
                process.wait(30)
        except (FileNotFoundError, ValueError, KeyError, psutil.NoSuchProcess):
            pass  # nothing is known of one, or it is gone
        self.state_file.unlink(missing_ok=True)

    def remember(self, pid: int, uri: str) -> None:
        """Write down which process serves this home."""
        state = {"pid": pid, "started": psutil.Process(pid).create_time(), "uri": uri}
        self.state_file.write_text(json.dumps(state), encoding="utf-8")


def take_home(*, keep: bool) -> Home:
    """
    Take a home for the rest of this process.

    Parameters
    ----------
    keep
        Take the one home of development, with its data; otherwise the first free home for tests, emptied.

    Raises
    ------
    NoHomeError
        The home of development is in use, or all homes for tests are.
    """
    for name in (DEVELOPMENT,) if keep else (f"test-{slot}" for slot in range(_SLOTS)):
        folder = SERVERS / name
        lock = try_lock(folder / "lock")
        if lock is None:
            continue
        home = Home(name, folder, lock)
        home.end_leftover()
        if not keep:
            home.empty()
        return home
    raise NoHomeError(
        f"The server of {SERVERS / DEVELOPMENT} is already running; stop it first."
        if keep
        else f"{_SLOTS} servers for tests are already running from this checkout; stop some first."
    )


def free_port() -> int:
    """Find a port of loopback that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def can_listen(port: int) -> bool:
    """Tell whether a port of loopback is free."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
