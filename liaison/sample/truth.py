"""What was planted, by kind, with identifiers: told beside the world, never read by it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST = 5_000
"""Longest list that is told in full."""


class Truth:
    """
    Collects what was planted.

    Lists are cut at a length so that a large world has a truth that can still be read; `counts` are always whole, and
    `cut` names the lists that are not.
    """

    def __init__(self) -> None:
        self._facts: dict[str, object] = {}
        self._lists: dict[str, list[object]] = {}
        self._counts: dict[str, int] = {}

    def tell(self, name: str, fact: object) -> None:
        """State one fact."""
        self._facts[name] = fact

    def add(self, kind: str, entry: object) -> None:
        """Add an entry to the list of a kind, unless it is full; it is counted in any case."""
        entries = self._lists.setdefault(kind, [])
        self._counts[kind] = self._counts.get(kind, 0) + 1
        if len(entries) < MOST:
            entries.append(entry)

    def add_all(self, kind: str, entries: list[dict[str, object]]) -> None:
        """Add entries; the list exists even when there are none."""
        self._lists.setdefault(kind, [])
        self._counts.setdefault(kind, 0)
        for entry in entries:
            self.add(kind, entry)

    def write(self, path: Path) -> None:
        """Write everything as JSON, each entry of a list on a line of its own."""
        cut = sorted(kind for kind, count in self._counts.items() if count > MOST)
        facts = {**self._facts, "counts": dict(sorted(self._counts.items())), "cut": cut}
        parts = [f"{json.dumps(name)}: {_line(fact)}" for name, fact in facts.items()]
        for kind, entries in self._lists.items():
            body = ",\n  ".join(_line(entry) for entry in entries)
            parts.append(f"{json.dumps(kind)}: [\n  {body}\n ]" if entries else f"{json.dumps(kind)}: []")
        path.write_text("{\n " + ",\n ".join(parts) + "\n}\n", encoding="utf-8", newline="\n")


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
