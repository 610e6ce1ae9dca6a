"""Markings and how they combine: the result is never weaker than any part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterable

HIGHEST_LEVEL = 4
EVERYONE = "*"


@dataclass(frozen=True, slots=True)
class Marking:
    """
    How a record is protected.

    Attributes
    ----------
    level
        Rank 0 (none) to 4 (top secret); only the rank is ever compared.
    caveats
        Compartments that a reader must all hold.
    releasable_to
        Countries or bodies it may be released to; None = no restriction, empty = nobody.
    originators
        Organisations whose information it is.
    """

    level: int = 0
    caveats: frozenset[str] = frozenset()
    releasable_to: frozenset[str] | None = None
    originators: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0 <= self.level <= HIGHEST_LEVEL:
            raise DeclarationError(f"The level {self.level} is outside 0 to {HIGHEST_LEVEL}.")

    def combine(self, other: Marking) -> Marking:
        """Join two markings: highest level, all caveats, all originators, only the releases that both allow."""
        if self.releasable_to is None:
            releases = other.releasable_to
        elif other.releasable_to is None:
            releases = self.releasable_to
        else:
            releases = self.releasable_to & other.releasable_to
        return Marking(
            max(self.level, other.level),
            self.caveats | other.caveats,
            releases,
            self.originators | other.originators,
        )

    def stored_releases(self) -> list[str]:
        """Give `releasable_to` as the store holds it: '*' for no restriction."""
        return [EVERYONE] if self.releasable_to is None else sorted(self.releasable_to)

    def caption(self) -> str:
        """Write the marking on one line, as a banner shows it."""
        parts = [f"LEVEL {self.level}", *sorted(self.caveats)]
        if self.releasable_to is not None:
            parts.append("REL " + (", ".join(sorted(self.releasable_to)) or "NOBODY"))
        return " // ".join(parts)


def combine(markings: Iterable[Marking]) -> Marking:
    """Join any number of markings; of none at all, the unmarked one."""
    result = Marking()
    for marking in markings:
        result = result.combine(marking)
    return result
