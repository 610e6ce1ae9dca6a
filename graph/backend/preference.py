"""
Prefer the backend in this process; nothing compiled is imported before the first call that it serves.

NetworkX keeps the converted form beside a graph. Its methods and functions that change the graph clear it; what is
written into an attribute dictionary by hand (`G[u][v]["weight"] = 2`) is not noticed: call
`G.__networkx_cache__.clear()` after that, or use `nx.set_edge_attributes`.
"""

from __future__ import annotations

import networkx as nx


def prefer() -> None:
    """Let plain `nx.*` calls of this process be served by this backend where it can, and by NetworkX elsewhere."""
    # What gives back a graph is asked for apart: projections give one of NetworkX itself.
    nx.config.backend_priority = {"algos": ["contacts"], "generators": ["contacts"]}  # type: ignore[assignment]
    # NetworkX would say at every call that a kept form is used; the rule above is what its warning asks for.
    nx.config.warnings_to_ignore.add("cache")
