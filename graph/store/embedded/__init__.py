"""The embedded store: a private ArcadeDB server on loopback, found or started by whoever needs it."""

from graph.store.embedded.supervision import find_or_start, status, stop

__all__ = ["find_or_start", "status", "stop"]
