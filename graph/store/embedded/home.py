"""The folder of an embedded store: password, state of the server, its clients, and the lock on starting it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import psutil

from graph.errors import BusyError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


_LOOKS = 20


@dataclass(frozen=True, slots=True)
class ServerState:
    """
    What a running server tells about itself.

    Attributes
    ----------
    pid, created
        Process, and the moment it began: together they are never used twice.
    bolt_port
        Where it listens, on 127.0.0.1.
    """

    pid: int
    created: float
    bolt_port: int

    def alive(self) -> bool:
        """Tell whether that very process still runs."""
        return runs(self.pid, self.created)


def runs(pid: int, created: float) -> bool:
    """Tell whether a process runs that began at that moment; a pid given to somebody else does not count."""
    try:
        process = psutil.Process(pid)
        return abs(process.create_time() - created) < 1.0 and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


class Home:
    """
    The files of one embedded store.

    Parameters
    ----------
    folder
        Made if needed, readable by its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clients = folder / "clients"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            self.clients.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The folder {folder} of the embedded store cannot be made or written to: {error.strerror or error}. "
                "Set LIAISON_HOME to a folder of your own."
            ) from error

    @property
    def databases(self) -> Path:
        """Folder of the server's own files."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server wrote, newest start last."""
        return self.folder / "server.log"

    def password(self) -> str:
        """Give the password, made at the first call; the server fixes it at its first start."""
        path = self.folder / "password"
        if not path.exists():
            self._write(path, secrets.token_urlsafe(24))
        return path.read_text(encoding="utf-8").strip()

    def state(self) -> ServerState | None:
        """Give what the running server told, or None when none runs."""
        try:
            state = ServerState(**json.loads((self.folder / "server.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return state if state.alive() else None

    def announce(self, state: ServerState) -> None:
        """Tell clients where the server listens."""
        self._write(self.folder / "port", str(state.bolt_port))
        self._write(self.folder / "server.json", json.dumps(asdict(state)))

    def last_port(self) -> int:
        """Give the port of the last server, 0 when there was none."""
        path = self.folder / "port"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return int(text) if text.isdecimal() else 0

    def withdraw(self, state: ServerState | None = None) -> None:
        """Tell clients that the server is gone; with a state, only if they are still told of that one."""
        if state is None or self.state() == state:
            (self.folder / "server.json").unlink(missing_ok=True)

    def register_client(self) -> None:
        """Say that this process uses the server, which stays while any such process runs."""
        process = psutil.Process()
        self._write(self.clients / str(process.pid), str(process.create_time()))

    def has_clients(self) -> bool:
        """Tell whether a registered process still runs; forget those that do not."""
        found = False
        for path in self.clients.iterdir():
            try:
                alive = runs(int(path.name), float(path.read_text(encoding="utf-8") or "0"))
            except (OSError, ValueError):
                continue
            if alive:
                found = True
            else:
                path.unlink(missing_ok=True)
        return found

    @contextlib.contextmanager
    def starting(self) -> Iterator[None]:
        """Hold the right to start or stop the server; others wait."""
        try:
            with _locked(self.folder / "start.lock", wait=True):
                yield
        except BlockingIOError as problem:
            raise BusyError(
                f"Another process is starting the embedded store in {self.folder}; try again in a minute."
            ) from problem

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """
        Be the folder's one server, as long as the process lives.

        Raises
        ------
        BlockingIOError
            Another process is, and stays so: a client that only looks holds the lock for a moment as well.
        """
        with contextlib.ExitStack() as held:
            for _ in range(_LOOKS - 1):
                with contextlib.suppress(BlockingIOError):
                    held.enter_context(_locked(self.folder / "server.lock", wait=False))
                    break
                time.sleep(0.05)
            else:
                held.enter_context(_locked(self.folder / "server.lock", wait=False))
            yield

    def is_served(self) -> bool:
        """Tell whether a server process holds the folder, though it may not be ready yet."""
        try:
            with _locked(self.folder / "server.lock", wait=False):
                return False
        except BlockingIOError:
            return True

    @staticmethod
    def _write(path: Path, text: str) -> None:
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
            handle.write(text)
        draft.replace(path)


@contextlib.contextmanager
def _locked(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold a file's lock, which ends with the process at the latest; `BlockingIOError` when another holds it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError as problem:
                raise BlockingIOError(str(problem)) from problem
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)
