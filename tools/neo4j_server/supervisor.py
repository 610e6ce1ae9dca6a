"""
The process that owns one server: started by `neo4j_server.start`, ends the server when its starter is gone.

It reads one line of JSON (the wish) from standard input and writes one line of JSON (the server, or why there is none)
to standard output. Its standard input ends when the starter closes it or dies, even by `kill -9`: then the server ends
too.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from typing import TYPE_CHECKING, NoReturn

from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from neo4j_server.engine import ServerUnavailableError, choose_engine
from neo4j_server.home import DATABASE, USER, NoHomeError, can_listen, free_port, take_home

if TYPE_CHECKING:
    import subprocess

    from neo4j_server.engine import Engine
    from neo4j_server.home import Home

_START_SECONDS = 120
_TRIES = 3
# The newer ones name the versions of Cypher as a second component.
_KERNEL = "CALL dbms.components() YIELD name, versions WHERE name STARTS WITH 'Neo4j' RETURN versions[0] AS version"


class _StartError(Exception):
    """The server did not come up; the message says why."""


def _version(uri: str, password: str) -> str:
    with (
        GraphDatabase.driver(uri, auth=(USER, password), telemetry_disabled=True) as driver,
        driver.session(database=DATABASE) as session,  # a plain run: it fails at once where others would try again
    ):
        record = session.run(_KERNEL).single(strict=True)
        return str(record["version"])


def _await_bolt(process: subprocess.Popen[bytes], uri: str, home: Home) -> str:
    """Wait until the server answers a query and give its version."""
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise _StartError(f"Neo4j ended while it started; see {home.folder}/console.log and logs/.")
        try:
            return _version(uri, home.password())
        except AuthError as error:
            raise _StartError(f"Neo4j refuses the password of {home.folder}; remove that folder.") from error
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.1)
    raise _StartError(f"Neo4j did not answer within {_START_SECONDS} s; see {home.folder}/logs/.")


def _launch(engine: Engine, home: Home, wish: int | None) -> tuple[subprocess.Popen[bytes], dict[str, object]]:
    """Start the server on the port that was wished for, or on a free one; a port can be lost to somebody else."""
    for attempt in range(_TRIES):
        port = wish if wish and can_listen(wish) else free_port()
        uri = f"bolt://127.0.0.1:{port}"
        process = engine.launch(home, port)
        try:
            home.remember(process.pid, uri)
            version = _await_bolt(process, uri, home)
        except BaseException as error:  # also when this process is told to end
            engine.end(process, home)
            if isinstance(error, _StartError) and attempt < _TRIES - 1:
                continue
            raise
        return process, {
            "uri": uri,
            "user": USER,
            "password": home.password(),
            "version": version,
            "folder": str(home.folder),
            "shell": engine.shell(port),
        }
    raise AssertionError


def _terminate(*_: object) -> NoReturn:
    raise SystemExit(128 + signal.SIGTERM)


def supervise() -> int:
    """Run one server until the starter is gone or the server has ended."""
    wish = json.loads(sys.stdin.readline())
    signal.signal(signal.SIGTERM, _terminate)
    try:
        engine = choose_engine()
        home = take_home(keep=wish["keep"])
        process, server = _launch(engine, home, wish["port"])
    except (ServerUnavailableError, NoHomeError, _StartError) as error:
        print(json.dumps({"error": str(error)}), flush=True)
        return 1
    except Exception as error:
        print(json.dumps({"error": f"The supervisor of the Neo4j server failed: {error!r}"}), flush=True)
        raise
    try:
        print(json.dumps(server), flush=True)
        while process.poll() is None:
            if select.select([sys.stdin], [], [], 1.0)[0] and not os.read(sys.stdin.fileno(), 1024):
                break
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the end must not be cut short
        engine.end(process, home)
        home.state_file.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(supervise())
