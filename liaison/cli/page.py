"""Render the page of commands of the documentation from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.main import get_command

from liaison.cli.application import application
from liaison.cli.example import EXAMPLES, example_key
from liaison.cli.run import EXIT_CODES
from liaison.settings import declared

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRODUCTION = """\
<!-- Generated from liaison/cli by `make docs`. Edit the commands, not this page. -->
# Commands

The answer of a command goes to standard output, everything else to standard error, so that answers can be piped.
Control characters in data are shown, never sent to the terminal. `--json` writes what a script can read.
"""


def render() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(_page())


def commands() -> dict[str, Any]:
    """Give every command by its words, such as `query run`, groups left out."""
    return dict(_walk(get_command(application), ()))


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    inside = getattr(command, "commands", None)
    if inside is None:
        yield " ".join(words), command
        return
    for name, child in inside.items():
        yield from _walk(child, (*words, name))


def _page() -> Iterator[str]:
    yield _INTRODUCTION
    for name, command in commands().items():
        yield from _command(name, command)
    yield "## Exit codes\n\n| code | meaning |\n|---|---|"
    yield from (f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    yield "\n## Settings\n\nRead from the environment; `liaison settings` shows those in force.\n"
    yield "| variable | default | meaning |\n|---|---|---|"
    for setting in declared():
        yield f"| `{setting.variable}` | {f'`{setting.default}`' if setting.default else ''} | {setting.meaning} |"
    yield ""


def _command(name: str, command: Any) -> Iterator[str]:
    text = (command.help or "").split("\n\n\b\n")[0].strip()
    arguments = [item for item in command.params if item.param_type_name == "argument"]
    options = [item for item in command.params if item.param_type_name == "option" and item.name != "help"]
    usage = " ".join(["liaison", name, *("[OPTIONS]" for _ in options[:1]), *(_metavar(item) for item in arguments)])
    yield f"## liaison {name}\n\n{' '.join(text.split())}\n"
    yield f"```sh\n{EXAMPLES[example_key(command.callback)]}\n```\n\n`{usage}`\n"
    if arguments or options:
        yield "| argument or option | meaning |\n|---|---|"
        for item in arguments:
            yield f"| `{_metavar(item)}` | {_escaped(item.help)} |"
        for item in options:
            value = "" if item.is_flag else f" {_metavar(item)}"
            yield f"| `{', '.join(item.opts)}{value}` | {_escaped(item.help)} |"
        yield ""


def _metavar(item: Any) -> str:
    if item.metavar:
        return str(item.metavar)
    if item.param_type_name == "argument":
        return str(item.name).upper()
    kind = item.type_descriptor.annotation
    if hasattr(kind, "__members__"):
        return "|".join(str(choice.value) for choice in kind)
    return _KINDS.get(kind, "TEXT")


_KINDS = {int: "NUMBER", float: "NUMBER"}


def _escaped(text: str | None) -> str:
    return (text or "").replace("|", "\\|")
