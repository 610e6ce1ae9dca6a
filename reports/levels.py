"""The colours of a classification level, wherever its marking stands as a banner."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import DeclarationError
from graph.model.marking import HIGHEST_LEVEL


@dataclass(frozen=True, slots=True)
class LevelColours:
    """
    How the banner of one level looks.

    Attributes
    ----------
    ground
        What the letters stand on, `#rrggbb`: the banner's own, hence the same on a light and on a dark page.
    ink
        Of the letters; at least 4.5:1 against the ground (WCAG 2.2 AA, 1.4.3).
    """

    ground: str
    ink: str


_INK, _WHITE = "#1f2937", "#ffffff"

LEVEL_COLOURS = (
    LevelColours("#e2e8f0", _INK),
    LevelColours("#1d5fbf", _WHITE),
    LevelColours("#ffd166", _INK),
    LevelColours("#b42318", _WHITE),
    LevelColours("#6b0f1a", _WHITE),
)
"""From level 0 up."""

if len(LEVEL_COLOURS) != HIGHEST_LEVEL + 1:
    raise DeclarationError(f"Give each level from 0 to {HIGHEST_LEVEL} its colours.")
