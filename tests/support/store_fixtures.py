"""Real stores for tests: the embedded server, and a Neo4j. One of each a worker process, emptied between tests."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from neo4j_server import ServerUnavailableError, start
from neo4j_server.engine import find_docker
from neo4j_server.java import find_java
from neo4j_server.line import LINE
from neo4j_server.version import NEO4J_VERSION, PINNED

from graph.statement import Statement
from graph.store import Address, BoltStore
from graph.store.embedded import find_or_start, stop

# A database with this node was filled by tests, so tests may empty it.
MARK = "MERGE (m:TestDatabase {name: 'liaison tests'})"
OURS = "MATCH (n) WITH count(n) AS total OPTIONAL MATCH (m:TestDatabase) RETURN total, count(m) AS marks"


def emptied(store: BoltStore) -> BoltStore:
    """Empty a database of tests; refuse one that holds anything and bears no mark of tests."""
    total, marks = store.read(Statement(OURS)).rows[0]
    if total and not marks:
        pytest.exit(
            f"The database at {store.address.uri} holds data that no test put there; tests will not empty it.", 3
        )
    while store.read(Statement("MATCH (n) RETURN 1 LIMIT 1")).rows:
        store.run(Statement("MATCH (n) WITH n LIMIT 5000 DETACH DELETE n"))
    store.ensure_schema()
    store.run(Statement(MARK))
    store.notifications.clear()
    return store


def unavailable(what: str, why: str) -> None:
    """Skip loudly; with CI=true a missing part fails instead."""
    message = f"{what} is not available: {why}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def embedded_address():
    """Give a running embedded server in a folder whose name is hard on software."""
    folder = Path(tempfile.mkdtemp(prefix="liaison tests é "))
    try:
        yield find_or_start(folder / "home", heap="512m", grace=5)
    finally:
        stop(folder / "home")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def neo4j_server():
    """Give a real Neo4j of this worker's own, with its cypher-shell; NEO4J_VERSION says which one."""
    if NEO4J_VERSION != PINNED and not find_java() and not find_docker():
        # No failure even in CI: a machine whose packages have no newer Java cannot run it.
        pytest.skip(f"NOT TESTED on Neo4j {NEO4J_VERSION}: there is no Java {' or '.join(map(str, LINE.javas))}.")
    try:
        server = start()
    except ServerUnavailableError as problem:
        unavailable("A real Neo4j", str(problem))
    with server:
        yield server


@pytest.fixture(scope="session")
def neo4j_address(neo4j_server):
    """Give the address of the real Neo4j."""
    return Address(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database)


@pytest.fixture(scope="session")
def _embedded(embedded_address):
    with BoltStore(embedded_address) as store:
        store.ensure_schema()
        store.run(Statement(MARK))
        yield store


@pytest.fixture(scope="session")
def _neo4j(neo4j_address):
    with BoltStore(neo4j_address) as store:
        yield store


@pytest.fixture
def embedded_store(_embedded):
    """Give the embedded store, empty but for its schema."""
    return emptied(_embedded)


@pytest.fixture
def neo4j_store(_neo4j):
    """Give a real Neo4j, empty but for its schema."""
    return emptied(_neo4j)


STORES = [
    pytest.param("embedded_store", marks=pytest.mark.server, id="embedded"),
    pytest.param(
        "neo4j_store", marks=[pytest.mark.server, pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")], id="neo4j"
    ),
]


@pytest.fixture(params=STORES)
def store(request):
    """Give each real store in turn, empty but for its schema; a remark of the server fails the test."""
    store = request.getfixturevalue(request.param)
    yield store
    assert store.notifications == []
