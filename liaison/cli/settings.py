"""`liaison settings`: what can be set, and what is."""

from __future__ import annotations

from typing import Annotated

import typer

from graph.statement import Result
from liaison.cli.example import example
from liaison.cli.output import Format, say, write_json, write_result
from liaison.settings import Settings


@example("liaison settings")
def settings_command(*, as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False) -> None:
    """Show every setting, its value and what it does. A password is never shown."""
    shown = Settings.from_environment().shown()
    if as_json:
        write_json([{"setting": name, "value": value, "meaning": meaning} for name, value, meaning in shown])
        return
    write_result(Result(("setting", "value", "meaning"), shown), Format.TABLE)
    say("\nSet them in the environment, for instance: export LIAISON_HOME=/srv/liaison")
