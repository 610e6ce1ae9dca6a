"""
The server process: `python -P -m graph.store.embedded.server FOLDER HEAP GRACE`.

It lives as long as a registered client process does, or anybody is connected, and `GRACE` seconds more, so that one
command after another finds it warm, and nothing is left behind when the last client was killed. It also ends when its
folder vanishes.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from graph.cypher import schema
from graph.store.embedded.home import Home, ServerState

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = "liaison"
_LOOPBACK = "127.0.0.1"
_WATCHDOG = 5.0  # seconds for a clean stop; the engine can hang for longer while a driver is connected
_LONGEST = 600_000  # milliseconds after which the engine ends a statement; it ignores the driver's own limit


def main() -> None:
    """Serve until told to stop or until nobody needs it."""
    home, heap, grace = Home(Path(sys.argv[1])), sys.argv[2], float(sys.argv[3])
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    code, stop = 1, _nothing
    try:
        with home.serving():
            state, stop = _start(home, heap)
            home.announce(state)
            _wait(home, state, told, grace)
            code = 0
    except (OSError, RuntimeError, ValueError) as problem:
        print(f"The server ended: {problem}", file=sys.stderr, flush=True)  # noqa: T201 - its log
    finally:
        closing = threading.Thread(target=stop, daemon=True)
        closing.start()
        closing.join(_WATCHDOG)
        # The Java machine's threads would keep the process alive.
        os._exit(code)


def _nothing() -> None:
    """Stop what never started."""


def _start(home: Home, heap: str) -> tuple[ServerState, Callable[[], None]]:
    # Imported here: only this process may start a Java machine.
    import arcadedb_embedded  # noqa: PLC0415
    from arcadedb_embedded.jvm import start_jvm  # noqa: PLC0415

    # The engine writes a `log` folder into the working directory.
    os.chdir(home.folder)
    quiet = Path(__file__).with_name("quiet.properties")
    start_jvm(
        heap_size=heap,
        jvm_args=[
            f"-Djava.util.logging.config.file={quiet}",
            "-Darcadedb.txWalFlush=2",  # a commit is on disk before it is acknowledged, also through a power loss
            f"-Darcadedb.command.timeout={_LONGEST}",
            "-XX:+UseSerialGC",
        ],
    )
    port = _free_port(home.last_port())
    server = arcadedb_embedded.create_server(
        root_path=str(home.databases),
        root_password=home.password(),
        config={
            "host": _LOOPBACK,
            "http_port": _free_port(0),
            "server_name": "liaison",
            "mode": "development",  # production hides the texts of errors
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt.port": port,
            "bolt.host": _LOOPBACK,
        },
    )
    server.start()
    if not arcadedb_embedded.database_exists(str(home.databases / "databases" / DATABASE)):
        _make_full_text(server.create_database(DATABASE))
    process = psutil.Process()
    return ServerState(process.pid, process.create_time(), port), server.stop


def _make_full_text(database: Any) -> None:
    """Make the full-text indexes, while the database is empty."""
    for text in schema.full_text_sql():
        database.command("sql", text)


def _wait(home: Home, state: ServerState, told: threading.Event, grace: float) -> None:
    """Return when told to stop, or when nobody has needed the server for a while; clients are told first."""
    needed = time.monotonic()
    while not told.wait(1.0):
        if home.has_clients() or _connected(state.bolt_port):
            needed = time.monotonic()
        elif time.monotonic() - needed > grace:
            # Whoever looks for the server meanwhile waits at this lock, and then starts another.
            with home.starting():
                if home.has_clients():
                    continue
                home.withdraw(state)
                return
    home.withdraw(state)


def _connected(port: int) -> bool:
    """Tell whether anybody is connected, such as a shell that is no registered client."""
    return any(
        connection.status == psutil.CONN_ESTABLISHED and connection.laddr and connection.laddr.port == port
        for connection in psutil.Process().net_connections("tcp")
    )


def _free_port(wished: int) -> int:
    """Give the wished port if it is free, so that clients find a server again that was started anew; else any."""
    for port in (wished, 0):
        with socket.socket() as probe:
            try:
                # As the engine itself listens: connections of the last server that linger do not count.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((_LOOPBACK, port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise OSError("No port is free on this machine.")


if __name__ == "__main__":
    main()
