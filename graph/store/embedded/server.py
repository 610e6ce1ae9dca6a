"""
The server process: `python -m graph.store.embedded.server FOLDER HEAP GRACE`.

It lives as long as a registered client process does and `GRACE` seconds more, so that one command after another finds
it warm, and nothing is left behind when the last client was killed.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import psutil

from graph.store.embedded.home import Home, ServerState

DATABASE = "liaison"
_WATCHDOG = 5.0  # seconds for a clean stop; the engine can hang for longer while a driver is connected


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def main() -> None:
    """Serve until told to stop or until nobody needs it."""
    folder, heap, grace = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    home = Home(folder)
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
            "-Darcadedb.command.timeout=600000",
            "-XX:+UseSerialGC",
        ],
    )
    port = _free_port()
    server = arcadedb_embedded.create_server(
        root_path=str(home.databases),
        root_password=home.password(),
        config={
            "host": "127.0.0.1",
            "http_port": _free_port(),
            "server_name": "liaison",
            "mode": "development",  # production hides the texts of errors
            "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt.port": port,
            "bolt.host": "127.0.0.1",
        },
    )
    server.start()
    if not arcadedb_embedded.database_exists(str(home.databases / "databases" / DATABASE)):
        server.create_database(DATABASE)
    process = psutil.Process()
    home.announce(ServerState(process.pid, process.create_time(), port))
    needed = time.monotonic()
    while not stop.wait(1.0):
        if home.has_clients():
            needed = time.monotonic()
        elif time.monotonic() - needed > grace:
            break
    home.withdraw()
    closing = threading.Thread(target=server.stop, daemon=True)
    closing.start()
    closing.join(_WATCHDOG)
    os._exit(0)


if __name__ == "__main__":
    main()
