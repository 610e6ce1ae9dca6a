"""For whom something is read. Everything shown is a function of what this viewer may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.model.marking import EVERYONE

if TYPE_CHECKING:
    from graph.model.marking import Marking


@dataclass(frozen=True, slots=True)
class Viewer:
    """
    A reader's ceiling.

    Attributes
    ----------
    user_id, role
        Who, and in which role.
    level
        Highest rank that may be read, 0 to 4.
    compartments
        Caveats held.
    releases
        Countries or bodies in whose name the viewer reads.
    """

    user_id: str
    role: str
    level: int
    compartments: frozenset[str] = frozenset()
    releases: frozenset[str] = frozenset()

    def may_see(self, marking: Marking) -> bool:
        """Tell whether all parts of the marking are met: level, every caveat, one release."""
        return (
            marking.level <= self.level
            and marking.caveats <= self.compartments
            and (marking.releasable_to is None or bool(marking.releasable_to & self.releases))
        )

    def parameters(self) -> dict[str, object]:
        """Give the values that the visibility macro of a query compares with."""
        return {
            "viewer_level": self.level,
            "viewer_compartments": sorted(self.compartments),
            "viewer_releases": sorted(self.releases | {EVERYONE}),
        }

    def ceiling(self) -> str:
        """Name the ceiling for caches and captions: equal ceilings see equal networks."""
        return f"{self.level}|{','.join(sorted(self.compartments))}|{','.join(sorted(self.releases))}"


OPEN = Viewer("open", "analyst", 0)
