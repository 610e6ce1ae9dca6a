"""Prefer the backend in this process; nothing compiled is imported before the first call that it serves."""

from __future__ import annotations

import networkx as nx


def prefer() -> None:
    """Let plain `nx.*` calls of this process be served by this backend where it can, and by NetworkX elsewhere."""
    # What gives back a graph is asked for apart: projections give one of NetworkX itself.
    nx.config.backend_priority = {"algos": ["contacts"], "generators": ["contacts"]}  # type: ignore[assignment]
    # Converted graphs are kept beside the graph; the documented way to change one is through its methods.
    nx.config.warnings_to_ignore.add("cache")
