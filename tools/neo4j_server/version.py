"""Which Neo4j is served, downloaded and tested: the one that docker-compose.yml pins, or the one in NEO4J_VERSION."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[2]
"""The checkout."""

COMPOSE_FILE = ROOT / "docker-compose.yml"

_IMAGE = re.compile(r"^\s*image:\s*neo4j:(?P<version>\d+\.\d+\.\d+)-community\s*$", re.MULTILINE)


def pinned(compose: str) -> str:
    """
    Read the version out of the text of a compose file.

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
    return found[0]["version"]


def chosen(environment: Mapping[str, str], default: str) -> str:
    """
    Give the version in NEO4J_VERSION: a full one, or `newest`.

    Raises
    ------
    ValueError
        When it is neither.
    """
    wish = environment.get("NEO4J_VERSION") or default
    version = NEWEST if wish == "newest" else wish
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise ValueError(f"NEO4J_VERSION is {wish!r}; write a full version such as {NEWEST}, or newest.")
    return version


PINNED = pinned(COMPOSE_FILE.read_text(encoding="utf-8"))
"""The oldest line that is served, as docker-compose.yml has it."""

NEWEST = "2026.08.1"
"""The newest line that is tested."""

NEO4J_VERSION = chosen(os.environ, PINNED)

IMAGE = f"neo4j:{NEO4J_VERSION}-community"

SERVERS = ROOT / ".servers" / f"neo4j-{NEO4J_VERSION}"
"""Where jars and homes of servers lie; ignored by git."""
