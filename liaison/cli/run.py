"""Run a command line and turn whatever happens into an exit code and at most one sentence."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from typer.exceptions import Abort, Exit, TyperException
from typer.main import get_command

from graph.errors import LiaisonError
from liaison.cli.application import application
from liaison.settings import Settings
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

UNEXPECTED, USAGE, STOPPED = 1, 2, 130

EXIT_CODES = {
    0: "done",
    UNEXPECTED: "an unexpected fault; the sentence says where its details were written",
    USAGE: "a wrong command, option, setting or input",
    3: "loaded, but some rows were rejected; they were written to a file",
    4: "the store is unavailable, or holds what this version cannot use",
    5: "not found, or not for this viewer",
    6: "refused by a marking, an access rule or a safety rule",
    75: "busy: another load is running; try again",
    STOPPED: "stopped with Ctrl-C",
}
"""What each exit code says; the page of commands lists them."""


def main() -> None:
    """Run the command line of the process, and end it."""
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    # All is written and closed. Ending any further would take down the thread pools of native libraries, and once in a
    # thousand times one of them aborts the process on the way, with the answer out and a code that says it failed.
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """
    Run one command line.

    Parameters
    ----------
    arguments
        What follows `liaison`.

    Returns
    -------
    code
        One of `EXIT_CODES`. Nothing but the answer goes to standard output; sentences go to standard error.
    """
    _write_all_letters()
    command = get_command(application)
    try:
        try:
            with command.make_context("liaison", list(arguments)) as context:
                command.invoke(context)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has enough, as with `| head`; what is left must not fail at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exit as done:
        return done.exit_code
    except TyperException as error:
        return _usage(error)
    except LiaisonError as error:
        _say(f"Error: {plain(error)}")
        return error.exit_code
    except (KeyboardInterrupt, Abort):
        _say("Stopped.")
        return STOPPED
    except Exception as error:  # noqa: BLE001 - the last resort: no traceback ever reaches a person
        _say(_unexpected(error))
        return UNEXPECTED
    return 0


def _write_all_letters() -> None:
    """Write UTF-8 whatever the locale, so that a name in another script never ends a command."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _usage(error: TyperException) -> int:
    context = getattr(error, "ctx", None)
    message = error.format_message()
    if context is not None and not message.startswith("Usage:"):
        _say(f"Error: {_sentence(message)} `{context.command_path} --help` shows how.")
    elif message.startswith("Usage:"):
        _say(message)
    else:
        _say(f"Error: {_sentence(message)} `liaison --help` lists the commands.")
    return int(error.exit_code)


def _sentence(message: str) -> str:
    """End what was found wrong as a sentence, without the words of the library that checks types."""
    return f"{plain(message.replace('Value error, ', '')).rstrip('.')}."


def _say(sentence: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()


def _unexpected(error: Exception) -> str:
    """Write the details to a log file and say where; they never go to the screen, because they may hold data."""
    moment = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    kind = type(error).__name__
    try:
        folder = _home() / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"fault-{moment}-{os.getpid()}.txt"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write("".join(traceback.format_exception(error)))
    except OSError:
        return f"Error: something unexpected went wrong ({kind}), and its details could not be written to LIAISON_HOME."
    return f"Error: something unexpected went wrong ({kind}). Its details are in {path}; please report them."


def _home() -> Path:
    try:
        return Settings.from_environment().home
    except LiaisonError:
        return Path(".liaison")
