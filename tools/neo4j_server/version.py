"""Which Neo4j is served, downloaded and tested: the one that docker-compose.yml pins, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

COMPOSE_FILE = ROOT / "docker-compose.yml"

_IMAGE = re.compile(r"^\s*image:\s*(?P<image>neo4j:(?P<version>\d+\.\d+\.\d+)-community)\s*$", re.MULTILINE)


def pinned(compose: str) -> tuple[str, str]:
    """
    Read image and version out of the text of a compose file.

    Raises
    ------
    ValueError
        When not exactly one image of Neo4j Community is pinned to a full version.
    """
    found = list(_IMAGE.finditer(compose))
    if len(found) != 1:
        raise ValueError(
            f"docker-compose.yml must pin one image as neo4j:X.Y.Z-community; it has {len(found)} such lines."
        )
    return found[0]["image"], found[0]["version"]


IMAGE, NEO4J_VERSION = pinned(COMPOSE_FILE.read_text(encoding="utf-8"))

SERVERS = ROOT / ".servers" / f"neo4j-{NEO4J_VERSION}"
"""Where jars and homes of servers lie; ignored by git."""
