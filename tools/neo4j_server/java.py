"""Finds a Java that this Neo4j runs on, and Maven."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from neo4j_server.line import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def _candidates() -> Iterator[Path]:
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / "java"
    if on_path := shutil.which("java"):
        yield Path(on_path)
    for folder, pattern in (("/usr/lib/jvm", "*/bin/java"), ("/Library/Java/JavaVirtualMachines", "*/*/Home/bin/java")):
        yield from sorted(Path(folder).glob(pattern))
    # The embedded store brings a Java of its own: a newer one than the machine may have.
    if (package := importlib.util.find_spec("arcadedb_embedded")) and package.origin:
        yield Path(package.origin).parent / "jre" / "bin" / "java"


def major_version(java: Path) -> int | None:
    """Ask a Java for its major version; `None` when it does not answer like one."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(said.stderr + said.stdout)
    return int(found[1]) if found else None


def find_java(served: Sequence[int] = LINE.javas) -> Path | None:
    """Find a Java of a served version: JAVA_HOME, the path, the usual folders, then the one of the embedded store."""
    for candidate in _candidates():
        if candidate.is_file() and major_version(candidate) in served:
            return candidate
    return None


def find_maven() -> Path | None:
    """Find Maven on the path."""
    found = shutil.which("mvn")
    return Path(found) if found else None
