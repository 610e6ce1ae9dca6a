"""
A real Neo4j Community on this machine: for tests and for development, with or without Docker.

`start()` gives a server of one's own, empty, on loopback, with a password of its own. It ends with `stop()`, or with
the process that started it, however that one ends.
"""

from __future__ import annotations

from neo4j_server.engine import ServerUnavailableError
from neo4j_server.running import RunningServer, start
from neo4j_server.version import NEO4J_VERSION

__all__ = ["NEO4J_VERSION", "RunningServer", "ServerUnavailableError", "start"]
