"""`liaison store`: the store and its server."""

from __future__ import annotations

import typer

from liaison.app.stores import stop_store, store_status
from liaison.cli.example import example
from liaison.cli.options import JsonOption
from liaison.cli.output import say, write_json
from liaison.settings import Settings

store_group = typer.Typer(help="The store and its server.", no_args_is_help=True, rich_markup_mode=None)


@store_group.command("status")
@example("liaison store status")
def status_command(*, as_json: JsonOption = False) -> None:
    """Say which store is used and whether it runs; nothing is started."""
    status = store_status(Settings.from_environment())
    if as_json:
        write_json({"kind": status.kind, "address": status.address, "running": status.running, "pid": status.pid})
        return
    say(status.sentence())


@store_group.command("stop")
@example("liaison store stop")
def stop_command() -> None:
    """Stop the server of the embedded store; the next command starts it again."""
    say(stop_store(Settings.from_environment()))
