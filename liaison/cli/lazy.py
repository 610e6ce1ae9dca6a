"""Commands that are imported when they run: the list of all of them must not wait for what each one needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

import typer
from typer.core import TyperGroup
from typer.main import get_group


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Where a command is.

    Attributes
    ----------
    place
        Module and name of its function, or of its group of commands, with a colon between.
    summary
        What the list of commands says of it: the first sentence of its own help.
    """

    place: str
    summary: str


class _Imported(Mapping[str, Any]):
    """Commands by name, imported when they are looked up."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries

    def __getitem__(self, name: str) -> Any:
        module, _, found_as = self._entries[name].place.partition(":")
        found = getattr(import_module(module), found_as)
        holder = typer.Typer(rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            holder.add_typer(found, name=name)
        else:
            holder.command(name)(found)
        return get_group(holder).commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


class LazyGroup(TyperGroup):
    """A group of commands, declared as `entries` by whoever derives from it."""

    entries: ClassVar[Mapping[str, Entry]]

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = _Imported(self.entries)  # type: ignore[assignment]  # nobody adds a command later

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names in the order of the declaration."""
        del ctx
        return list(self.entries)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in self.entries.items()])
