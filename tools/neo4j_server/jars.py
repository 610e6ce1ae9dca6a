"""The jars of Neo4j Community, obtained once through Maven."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from neo4j_server.java import find_maven
from neo4j_server.line import LINE
from neo4j_server.locking import locked
from neo4j_server.version import NEO4J_VERSION, SERVERS

if TYPE_CHECKING:
    from pathlib import Path

JARS = SERVERS / "lib"
"""There exactly when the download is complete."""

PROJECT = LINE.project(NEO4J_VERSION)

_TIMEOUT_SECONDS = 900


class DownloadError(Exception):
    """Maven could not bring the jars."""


def fetch_jars() -> Path:
    """
    Give the folder of the jars; download them when they are not there (125 to 155 MB).

    Processes that ask at the same time wait for one download.

    Raises
    ------
    DownloadError
        Maven is missing, or it failed; the message ends with what it said last.
    """
    with locked(SERVERS / "download.lock"):
        if JARS.is_dir():
            return JARS
        maven = find_maven()
        if maven is None:
            raise DownloadError("The jars of Neo4j are fetched with Maven, and there is no `mvn` on the path.")
        partial = SERVERS / "lib.partial"
        shutil.rmtree(partial, ignore_errors=True)
        (SERVERS / "pom.xml").write_text(PROJECT, encoding="utf-8")
        print(f"Fetching Neo4j Community {NEO4J_VERSION} through Maven (150 MB, once) ...", file=sys.stderr, flush=True)
        command = [str(maven), "-q", "-B", "-f", str(SERVERS / "pom.xml"), "dependency:copy-dependencies"]
        options = ["-DincludeScope=runtime", f"-DoutputDirectory={partial}"]
        try:
            done = subprocess.run(
                [*command, *options],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise DownloadError(f"Maven did not bring Neo4j within {_TIMEOUT_SECONDS // 60} minutes.") from error
        if done.returncode != 0:
            raise DownloadError(f"Maven could not bring Neo4j {NEO4J_VERSION}: {_last_words(done.stdout)}")
        partial.rename(JARS)
    return JARS


def _last_words(output: str) -> str:
    lines = [line for line in output.splitlines() if line.startswith("[ERROR]")]
    return " ".join(lines[:2]) or "it gave no reason."
