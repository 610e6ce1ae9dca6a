"""A server that runs, and how to start one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from neo4j_server.engine import ServerUnavailableError
from neo4j_server.home import DATABASE

_TOOLS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class RunningServer:
    """
    A Neo4j of one's own. Ends with `stop()`, at the end of a `with` block, or with the process that started it.

    Attributes
    ----------
    uri
        Address, `bolt://127.0.0.1:PORT`.
    user
        Name to sign in with.
    password
        Made for this server.
    version
        What the server says of itself, such as `5.26.30`.
    folder
        Where its configuration, data and logs lie.
    shell
        Command line of cypher-shell against it, without user and password; empty where there is none.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    version: str
    folder: Path
    shell: tuple[str, ...] = field(repr=False)
    _supervisor: subprocess.Popen[str] = field(repr=False)
    database: str = DATABASE

    @property
    def supervisor_pid(self) -> int:
        """Give the process that owns the server."""
        return self._supervisor.pid

    @property
    def running(self) -> bool:
        """Tell whether the server has not ended."""
        return self._supervisor.poll() is None

    def cypher_shell(
        self, text: str, *, arguments: tuple[str, ...] = (), timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """
        Feed text to the real cypher-shell: statements that end with `;`, and lines such as `:param {k: 1}`.

        Returns
        -------
        done
            Its standard output (plain format), standard error and return code.

        Raises
        ------
        ServerUnavailableError
            It does not come with this version.
        """
        if not self.shell:
            raise ServerUnavailableError(f"No cypher-shell comes with Neo4j {self.version}.")
        environment = {**os.environ, "NEO4J_USERNAME": self.user, "NEO4J_PASSWORD": self.password}
        command = [*self.shell, *arguments]
        return subprocess.run(
            command, input=text, env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    def environment(self) -> dict[str, str]:
        """Give the settings that point Liaison at this server."""
        return {
            "NEO4J_URI": self.uri,
            "NEO4J_USER": self.user,
            "NEO4J_PASSWORD": self.password,
            "NEO4J_DATABASE": self.database,
        }

    def wait(self) -> int:
        """Wait until the server ends by itself."""
        return self._supervisor.wait()

    def stop(self) -> None:
        """End the server and wait for its end; a second call does nothing."""
        if self._supervisor.stdin and not self._supervisor.stdin.closed:
            self._supervisor.stdin.close()
        self._supervisor.wait(120)
        if self._supervisor.stdout:
            self._supervisor.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def start(*, keep: bool = False, port: int | None = None) -> RunningServer:
    """
    Start a Neo4j on loopback and wait until it answers.

    Every call gives another, empty server, so that processes testing side by side never meet; they share the jars.

    Parameters
    ----------
    keep
        Serve the one home of development, which keeps its data.
    port
        Port to use when it is free; a free one otherwise.

    Returns
    -------
    server
        It answers queries.

    Raises
    ------
    ServerUnavailableError
        The machine has neither Java with Maven nor a Docker engine, or the server did not come up.
    """
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "neo4j_server.supervisor"],
        env={**os.environ, "PYTHONPATH": str(_TOOLS)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl+C reaches the starter alone, which then stops the server in order
    )
    if supervisor.stdin is None or supervisor.stdout is None:
        raise AssertionError
    supervisor.stdin.write(json.dumps({"keep": keep, "port": port}) + "\n")
    supervisor.stdin.flush()
    answer = json.loads(supervisor.stdout.readline() or "{}")
    if "uri" not in answer:
        supervisor.stdin.close()
        supervisor.stdout.close()
        code = supervisor.wait(120)
        silent = f"The supervisor of the Neo4j server ended with code {code} before the server answered."
        raise ServerUnavailableError(answer.get("error", silent))
    return RunningServer(
        uri=answer["uri"],
        user=answer["user"],
        password=answer["password"],
        version=answer["version"],
        folder=Path(answer["folder"]),
        shell=tuple(answer["shell"]),
        _supervisor=supervisor,
    )
