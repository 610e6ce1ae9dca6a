"""`liaison serve`: the dashboard on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Annotated, NoReturn

import typer

from liaison.cli.compiling import ensure_compiled
from liaison.cli.example import example
from liaison.settings import Settings


@example("liaison serve")
def serve_command(
    *,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; any but this machine's own opens it to others.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option("--port", min=1, max=65535, help="Default LIAISON_PORT, else the first free from 8501."),
    ] = None,
) -> None:
    """Serve the dashboard until Ctrl-C; its address is printed."""
    serve(host, Settings.from_environment().port if port is None else port)


def serve(host: str = "127.0.0.1", port: int | None = None) -> NoReturn:
    """Become the dashboard: a process of its own, because command line and pages do not know one another."""
    # -P: a folder called `graph` where the command is run must not come before the installed package.
    command = [sys.executable, "-P", "-m", "dashboard", "--host", host]
    if port is not None:
        command += ["--port", str(port)]
    # Never on a page: the first reader would wait a minute for the first number.
    ensure_compiled()
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":
        # There, replacing a process gives the prompt back before the new one ends.
        raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - our own interpreter and module
    os.execv(sys.executable, command)  # noqa: S606 - as above; one process, so signals reach the dashboard
