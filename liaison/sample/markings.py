"""How exchanges and interactions are marked: most not at all, some up to level 3 with caveats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison.sample.chance import Chance

CEILING = 1
"""Level of rows whose level cell is empty, as the `source.toml` of the world says."""
ORIGINATOR_CONTROLLED, EYES_ONLY, ONE_SOURCE = "ORCON", "EYES BE", "SOURCE-7"
COMPARTMENTS = (ORIGINATOR_CONTROLLED, EYES_ONLY, ONE_SOURCE)

_ORDINARY = ("0",) * 70 + ("1",) * 22 + ("",) * 4 + ("2",) * 3 + ("3",)
_INTELLIGENCE = ("0",) * 30 + ("1",) * 30 + ("2",) * 25 + ("3",) * 15
_PROTECTED = 2
_PARTNERS = ("BE", "BE;NL;LU", "BE;FR;DE", "BE;EUROPOL", "BE;FR;GB;NL")


def draw_level(chance: Chance, cleared: int, *, intelligence: bool) -> str:
    """Draw the cell of a level, never above what the officer is cleared for on that day."""
    if not cleared:
        return "0"
    level = chance.pick(_INTELLIGENCE if intelligence else _ORDINARY)
    return level if not level or int(level) <= cleared else str(cleared)


def draw_caveats(chance: Chance, level: str, *, given: bool, intelligence: bool) -> str:
    """Draw caveats for a protected exchange; what is given abroad never stays with Belgian eyes only."""
    if not level or int(level) < _PROTECTED or not chance.happens(0.35):
        return ""
    choices = [ORIGINATOR_CONTROLLED]
    if not given:
        choices.append(EYES_ONLY)
    if intelligence:
        choices += [ONE_SOURCE, f"{ORIGINATOR_CONTROLLED};{ONE_SOURCE}"]
    return chance.pick(choices)


def draw_releases(chance: Chance, level: str, *, given: bool, country: str) -> str:
    """Draw to whom it may be released; the own country always, and the receiving one for what is given."""
    if level in ("", "0") or not chance.happens(0.2):
        return ""
    releases = chance.pick(_PARTNERS)
    if given and country not in releases.split(";"):
        releases = f"{releases};{country}"
    return releases
