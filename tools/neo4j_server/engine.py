"""The two ways to run the server: Java with jars from Maven, or a Docker engine."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from neo4j_server.home import DEVELOPMENT, USER
from neo4j_server.jars import JARS, DownloadError, fetch_jars
from neo4j_server.java import find_java, find_maven
from neo4j_server.line import LINE
from neo4j_server.version import IMAGE, NEO4J_VERSION

if TYPE_CHECKING:
    from neo4j_server.home import Home

HEAP = "512m"
PAGE_CACHE = "256m"

_PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent", "java.lang")
OPENED = tuple(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _PACKAGES)

_PR_SET_PDEATHSIG = 1


class ServerUnavailableError(Exception):
    """No Neo4j can be had on this machine; the message says what is missing and how to get it."""


class Engine(Protocol):
    """One way to run a server."""

    @property
    def program(self) -> Path:
        """Give the program that runs it, for people."""

    def launch(self, home: Home, port: int) -> subprocess.Popen[bytes]:
        """Start the server of a home on a port of loopback; it need not answer yet."""

    def end(self, process: subprocess.Popen[bytes], home: Home) -> None:
        """End it in order; by force when it does not."""

    def shell(self, home_port: int) -> list[str]:
        """Give the command that runs cypher-shell against a port; user and password come by environment."""


@dataclass(frozen=True, slots=True)
class JavaEngine:
    """The jars from Maven under a Java of this machine."""

    java: Path
    jars: Path

    @property
    def program(self) -> Path:
        """Java."""
        return self.java

    def configuration(self, port: int) -> str:
        """Give neo4j.conf: Bolt on loopback alone, nothing reported to anybody, little memory."""
        lines = {
            "server.bolt.listen_address": f"127.0.0.1:{port}",
            "server.http.enabled": "false",
            "server.https.enabled": "false",
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": PAGE_CACHE,
            "db.tx_log.preallocate": "false",  # 256 MB of nothing for each new server otherwise
            **dict(LINE.settings),
        }
        return "".join(f"{name}={value}\n" for name, value in lines.items())

    def launch(self, home: Home, port: int) -> subprocess.Popen[bytes]:
        """Start the server; set the password first when the home is new."""
        configuration = home.folder / "conf"
        configuration.mkdir(exist_ok=True)
        (configuration / "neo4j.conf").write_text(self.configuration(port), encoding="utf-8")
        environment = {**os.environ, "NEO4J_HOME": str(home.folder), "NEO4J_CONF": str(configuration)}
        if not (home.folder / "data" / "dbms" / "auth.ini").exists():
            words = [LINE.administration, "dbms", "set-initial-password", home.password()]
            subprocess.run([*self._program(), *words], env=environment, check=True, capture_output=True, timeout=120)
        places = [f"--home-dir={home.folder}", f"--config-dir={configuration}"]
        with (home.folder / "console.log").open("wb") as log:
            return subprocess.Popen(
                [*self._program(f"-Xms{HEAP}", f"-Xmx{HEAP}"), LINE.server, *places],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - the supervisor has one thread
            )

    def end(self, process: subprocess.Popen[bytes], home: Home) -> None:
        """Ask the server to end, then insist; one whose data are thrown away is not asked."""
        if home.name == DEVELOPMENT:
            process.terminate()
        else:
            process.kill()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(30)

    def shell(self, home_port: int) -> list[str]:
        """Run cypher-shell from the same jars; empty where it does not come with them."""
        if not LINE.cypher_shell:
            return []
        return [*self._program(), "org.neo4j.shell.Main", "-a", f"bolt://127.0.0.1:{home_port}", "--format", "plain"]

    def _program(self, *options: str) -> list[str]:
        return [str(self.java), *options, *OPENED, "-cp", f"{self.jars}/*"]


@dataclass(frozen=True, slots=True)
class DockerEngine:
    """The image that docker-compose.yml pins."""

    docker: Path

    @property
    def program(self) -> Path:
        """Docker."""
        return self.docker

    def launch(self, home: Home, port: int) -> subprocess.Popen[bytes]:
        """Run the image in the foreground; the image is fetched when it is not there."""
        name = self._container(home)
        subprocess.run([str(self.docker), "rm", "-f", name], capture_output=True, check=False, timeout=60)
        options = ["--name", name, "-p", f"127.0.0.1:{port}:7687", "-e", "NEO4J_AUTH"]
        options += ["-e", "NEO4J_dbms_usage__report_enabled=false"]
        options += ["-e", f"NEO4J_server_memory_heap_max__size={HEAP}"]
        options += ["-e", f"NEO4J_server_memory_pagecache_size={PAGE_CACHE}"]
        if home.name == DEVELOPMENT:
            options += ["-v", f"{self._container(home)}:/data"]
        with (home.folder / "console.log").open("wb") as log:
            return subprocess.Popen(
                [str(self.docker), "run", "--rm", *options, IMAGE],
                env={**os.environ, "NEO4J_AUTH": f"{USER}/{home.password()}"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def end(self, process: subprocess.Popen[bytes], home: Home) -> None:
        """Stop the container."""
        stop = [str(self.docker), "stop", "-t", "30", self._container(home)]
        subprocess.run(stop, capture_output=True, check=False, timeout=90)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()

    def shell(self, home_port: int) -> list[str]:
        """Run cypher-shell from the image, on this machine's own network."""
        options = ["run", "--rm", "-i", "--network", "host", "-e", "NEO4J_USERNAME", "-e", "NEO4J_PASSWORD", IMAGE]
        return [str(self.docker), *options, "cypher-shell", "-a", f"bolt://127.0.0.1:{home_port}", "--format", "plain"]

    def _container(self, home: Home) -> str:
        return f"liaison-neo4j-{NEO4J_VERSION}-{home.name}"  # a newer one would lift the data of an older one


def choose_engine() -> Engine:
    """
    Choose how to run the server: Java with jars that are there or can be fetched, else Docker.

    Raises
    ------
    ServerUnavailableError
        Neither is possible.
    """
    java = find_java()
    if java and (JARS.is_dir() or find_maven()):
        try:
            return JavaEngine(java, fetch_jars())
        except DownloadError as error:
            if docker := find_docker():
                return DockerEngine(docker)
            raise ServerUnavailableError(f"{error} A Docker engine would do instead.") from error
    if docker := find_docker():
        return DockerEngine(docker)
    lacking = [] if java else ["Java " + " or ".join(str(version) for version in sorted(LINE.javas))]
    if not (JARS.is_dir() or find_maven()):
        lacking.append("Maven")
    raise ServerUnavailableError(
        f"A Neo4j {NEO4J_VERSION} takes {' and '.join(lacking)}, which this machine lacks, or a Docker engine, and "
        f"none answers. Install one or the other, such as `apt-get install openjdk-{min(LINE.javas)}-jre-headless "
        "maven`."
    )


def find_docker() -> Path | None:
    """Find a Docker client whose engine answers; the client alone says nothing."""
    found = shutil.which("docker")
    if not found:
        return None
    try:
        asked = subprocess.run([found, "info"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return Path(found) if asked.returncode == 0 else None


def _end_with_parent() -> None:
    """Have the kernel end this process with its parent; Linux only, elsewhere the next start ends leftovers."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
