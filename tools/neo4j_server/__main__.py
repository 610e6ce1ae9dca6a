"""`make neo4j`: a Neo4j for development in the foreground; its data stay from one start to the next."""

from __future__ import annotations

import shlex
import signal
import sys

from neo4j_server import ServerUnavailableError, start

_PORT = 7687


def main() -> int:
    """Start the server, print how to reach it, and wait."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server = start(keep=True, port=_PORT)
    except ServerUnavailableError as error:
        print(error, file=sys.stderr)
        return 4
    with server:
        print(f"Neo4j {server.version} is at {server.uri}; its data lie in {server.folder}.")
        print("Point Liaison at it from another terminal (stop with Ctrl+C):")
        for name in ("NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"):
            print(f"export {name}={shlex.quote(server.environment()[name])}")
        sys.stdout.flush()
        try:
            server.wait()
        except KeyboardInterrupt:
            print("Stopping.")
            return 0
    print("The server ended.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
