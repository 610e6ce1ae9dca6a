"""
The sample world for tests: its files, and stores that hold it, loaded through the real pipeline.

`loaded_store` lasts for the session although other tests empty the same servers: it notices, and loads again.
"""

import datetime as dt
import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from store_fixtures import STORES, emptied

from graph.statement import Statement
from graph.store import BoltStore
from liaison.app.loading import load
from liaison.app.workspace import Workspace
from liaison.sample import write_world

SCALE, SEED = 0.01, int(os.environ.get("LIAISON_TEST_SEED", "2020"))
_MARK = Statement("MERGE (w:TestWorld {name: 'sample world'})")
_THERE = Statement("MATCH (w:TestWorld) RETURN count(w) AS marks")


@dataclass(frozen=True)
class World:
    """Folder of the input files, and what was planted in them."""

    folder: Path
    truth: dict

    @property
    def as_of(self):
        """The last day of the world: a day on which it is whole."""
        return dt.date.fromisoformat(self.truth["world_end"])


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """Give the sample world at scale 0.01 as files."""
    folder = tmp_path_factory.mktemp("world") / "sample world é"
    write_world(folder, seed=SEED, scale=SCALE)
    return World(folder, json.loads((folder / "truth.json").read_text(encoding="utf-8")))


class LoadedStore(BoltStore):
    """A store that holds the sample world, whatever other tests did to it meanwhile. Never write to it."""

    def __init__(self, address, world, rejects):
        super().__init__(address)
        self._world, self._rejects = world, rejects
        self._busy = False

    def _session(self, *arguments, **options):
        if not self._busy:
            self._busy = True
            try:
                if not self.read(_THERE).rows[0][0]:
                    emptied(self)
                    load(self, [self._world.folder], rejects=self._rejects)
                    self.run(_MARK)
                self.notifications.clear()
            finally:
                self._busy = False
        return super()._session(*arguments, **options)


_ADDRESSES = {"embedded_store": "embedded_address", "neo4j_store": "neo4j_address"}
LOADED = [pytest.param(_ADDRESSES[one.values[0]], marks=one.marks, id=one.id) for one in STORES]


def _loaded(request, address, world, tmp_path_factory):
    return LoadedStore(request.getfixturevalue(address), world, tmp_path_factory.mktemp("rejected"))


@pytest.fixture(scope="session", params=LOADED)
def loaded_store(request, world, tmp_path_factory):
    """Give each real store in turn, with the sample world loaded. Read only."""
    with _loaded(request, request.param, world, tmp_path_factory) as store:
        yield store


@pytest.fixture(scope="session")
def loaded_embedded(request, world, tmp_path_factory):
    """Give the embedded store with the sample world loaded. Read only."""
    with _loaded(request, "embedded_address", world, tmp_path_factory) as store:
        yield store


@pytest.fixture(scope="session")
def workspace(loaded_embedded, tmp_path_factory):
    """Give a workspace over the sample world in the embedded store."""
    return Workspace(loaded_embedded, tmp_path_factory.mktemp("home"))
