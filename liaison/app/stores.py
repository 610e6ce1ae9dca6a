"""Which store is used, whether it runs, and how it is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import RefusedError, StoreUnavailableError
from graph.store import BoltStore
from graph.store.embedded import status, stop
from liaison.app.workspace import STORE_FOLDER, address_of

if TYPE_CHECKING:
    from liaison.settings import Settings


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """
    State of the store.

    Attributes
    ----------
    kind
        "embedded", or name and version of the server.
    address
        Folder, or address of the server.
    running
        Whether it answers.
    pid
        Process of the embedded server; None for others.
    remark
        Why it does not answer, as a sentence; empty else.
    """

    kind: str
    address: str
    running: bool
    pid: int | None = None
    remark: str = ""

    def sentence(self) -> str:
        """Say all of it on one line."""
        state = "running" if self.running else "not running"
        process = f", process {self.pid}" if self.pid is not None else ""
        return f"{self.kind} store at {self.address}: {state}{process}. {self.remark}".rstrip()


def store_status(settings: Settings) -> StoreStatus:
    """Look at the store without starting anything."""
    if settings.embedded:
        folder = settings.home / STORE_FOLDER
        state = status(folder)
        return StoreStatus("embedded", str(folder), state is not None, state.pid if state else None)
    try:
        with BoltStore(address_of(settings)) as store:
            return StoreStatus(store.verify(), settings.neo4j_uri, running=True)
    except StoreUnavailableError as error:
        return StoreStatus("Neo4j", settings.neo4j_uri, running=False, remark=str(error))


def stop_store(settings: Settings) -> str:
    """
    Stop the embedded server; say in a sentence whether one ran.

    Raises
    ------
    RefusedError
        The store is a Neo4j, which is not ours to stop.
    """
    if not settings.embedded:
        raise RefusedError(f"The store at {settings.neo4j_uri} is not embedded; stop it where it was started.")
    folder = settings.home / STORE_FOLDER
    return f"The embedded store at {folder} {'was stopped' if stop(folder) else 'was not running'}."
