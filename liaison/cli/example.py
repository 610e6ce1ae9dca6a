"""Help of a command: what it does, and an example that works."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., None]")

EXAMPLES: dict[str, str] = {}
"""Example by module and name of the function of a command."""


def example(line: str) -> Callable[[Command], Command]:
    """Add an example to the help of a command; it is written below the text as it stands."""

    def with_example(command: Command) -> Command:
        EXAMPLES[example_key(command)] = line
        text = (command.__doc__ or "").strip()
        command.__doc__ = f"{text}\n\n\b\nExample:\n  {line}"
        return command

    return with_example


def example_key(command: Callable[..., None]) -> str:
    """Name the function of a command among the examples."""
    return f"{command.__module__}.{command.__name__}"
