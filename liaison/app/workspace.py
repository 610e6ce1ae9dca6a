"""One open store with everything computed from it, shared by all who read."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Self

from graph.snapshot import open_snapshot
from graph.store import Address, BoltStore
from graph.store.embedded import find_or_start
from graph.visible import visible
from liaison.app.today import today
from liaison.app.view import View
from liaison.app.viewers import find_viewer

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from graph.model.viewer import Viewer
    from graph.snapshot import Snapshot
    from graph.visible import VisibleNetwork
    from liaison.settings import Settings

STORE_FOLDER, SNAPSHOT_FOLDER = "store", "snapshots"
FRESH_SECONDS = 5.0
"""For so long a snapshot is taken as that of the store without asking."""

_MOST_NETWORKS, _MOST_VIEWS = 8, 24


class Workspace:
    """
    An open store.

    Safe to share between threads, such as the sessions of a dashboard. Networks and views are kept by what they are a
    function of: the store's state, the reader's ceiling and the day; so one reader never gets another's.

    Parameters
    ----------
    store
        Open; closed with the workspace.
    home
        Folder for what is kept beside the store.

    Attributes
    ----------
    store
        For questions and loading.
    home
        See above.
    """

    def __init__(self, store: BoltStore, home: Path) -> None:
        self.store = store
        self.home = home
        self._store_id = store.ensure_schema()
        self._lock = threading.RLock()
        self._snapshot: Snapshot | None = None
        self._asked = 0.0
        self._networks: OrderedDict[tuple[str, str], VisibleNetwork] = OrderedDict()
        self._views: OrderedDict[tuple[str, str, dt.date], View] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store. An embedded one stops by itself when nobody uses it any more."""
        self.store.close()

    def snapshot(self, *, fresh: bool = False) -> Snapshot:
        """
        Give the snapshot of the store.

        Parameters
        ----------
        fresh
            Ask the store even when it was asked in the last five seconds.
        """
        with self._lock:
            now = time.monotonic()
            if self._snapshot is None or fresh or now - self._asked > FRESH_SECONDS:
                self._snapshot = open_snapshot(self.home / SNAPSHOT_FOLDER / self._store_id, self.store)
                self._asked = time.monotonic()
            return self._snapshot

    def viewer(self, user_id: str) -> Viewer:
        """
        Find who reads.

        Raises
        ------
        NotFoundError
            There is no such viewer.
        """
        return find_viewer(self.store, user_id)

    def view(self, viewer: Viewer, as_of: dt.date | None = None, *, fresh: bool = False) -> View:
        """
        Give what a reader sees on a day.

        Parameters
        ----------
        viewer
            For whom.
        as_of
            The day; by default today.
        fresh
            See `snapshot`.
        """
        day = as_of or today()
        with self._lock:
            snapshot = self.snapshot(fresh=fresh)
            key = (snapshot.fingerprint, viewer.ceiling(), day)
            found = self._views.get(key)
            if found is None:
                found = self._views[key] = View(self._network(snapshot, viewer), day)
            self._views.move_to_end(key)
            while len(self._views) > _MOST_VIEWS:
                self._views.popitem(last=False)
            return found

    def _network(self, snapshot: Snapshot, viewer: Viewer) -> VisibleNetwork:
        key = (snapshot.fingerprint, viewer.ceiling())
        if key not in self._networks:
            self._networks[key] = visible(snapshot, viewer)
        self._networks.move_to_end(key)
        while len(self._networks) > _MOST_NETWORKS:
            self._networks.popitem(last=False)
        return self._networks[key]


def open_workspace(settings: Settings) -> Workspace:
    """
    Open the store that the settings name, starting the embedded one if needed.

    Raises
    ------
    StoreUnavailableError
        It cannot be reached, started or signed in to; the sentence says what to do.
    StoreContentError
        It was made by a later version.
    """
    store = BoltStore(address_of(settings))
    try:
        store.verify()
        return Workspace(store, settings.home)
    except BaseException:
        store.close()
        raise


def address_of(settings: Settings) -> Address:
    """Give the address of the store, starting the embedded one if needed."""
    if settings.embedded:
        return find_or_start(settings.home / STORE_FOLDER, heap=settings.heap)
    return Address(settings.neo4j_uri, settings.neo4j_user, settings.neo4j_password, settings.neo4j_database or None)
