"""Classification levels as dated data: only the rank is ever compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.errors import NotFoundError, near


@dataclass(frozen=True, slots=True)
class Level:
    """
    One level of one system during the time in which it was in force.

    Attributes
    ----------
    system
        BE, EU, NATO, TLP or HANDLING.
    codes
        Spellings in the system's languages; the first is shown.
    rank
        0 to 4.
    valid_from, valid_to
        First and last day in force, None = open.
    basis
        Where it comes from.
    """

    system: str
    codes: tuple[str, ...]
    rank: int
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    basis: str = ""

    def in_force(self, on: dt.date) -> bool:
        """Tell whether the level could be given on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


_LAW = "law of 11 December 1998"
_REFORM = "law of 7 April 2023, in force 31 December 2023"
_EU = "Council Decision 2013/488/EU"
_NATO = "NATO security policy"
_TLP = "TLP 2.0"

LEVELS: tuple[Level, ...] = (
    Level("BE", ("RESTREINT", "BEPERKT"), 1, dt.date(2023, 12, 31), None, _REFORM),
    Level("BE", ("CONFIDENTIEL", "VERTROUWELIJK"), 2, None, None, _LAW),
    Level("BE", ("SECRET", "GEHEIM"), 3, None, None, _LAW),
    Level("BE", ("TRÈS SECRET", "ZEER GEHEIM"), 4, None, None, _LAW),
    Level("EU", ("RESTREINT UE/EU RESTRICTED",), 1, None, None, _EU),
    Level("EU", ("CONFIDENTIEL UE/EU CONFIDENTIAL",), 2, None, None, _EU),
    Level("EU", ("SECRET UE/EU SECRET",), 3, None, None, _EU),
    Level("EU", ("TRES SECRET UE/EU TOP SECRET", "TRÈS SECRET UE/EU TOP SECRET"), 4, None, None, _EU),
    Level("NATO", ("NATO UNCLASSIFIED",), 0, None, None, _NATO),
    Level("NATO", ("NATO RESTRICTED",), 1, None, None, _NATO),
    Level("NATO", ("NATO CONFIDENTIAL",), 2, None, None, _NATO),
    Level("NATO", ("NATO SECRET",), 3, None, None, _NATO),
    Level("NATO", ("COSMIC TOP SECRET",), 4, None, None, _NATO),
    # A notice of need-to-know, not a level: it never became RESTREINT by itself.
    Level("HANDLING", ("DIFFUSION RESTREINTE", "BEPERKTE VERSPREIDING"), 0, None, dt.date(2023, 12, 30), _LAW),
    # TLP is about sharing, not classification, hence rank 0.
    Level("TLP", ("TLP:CLEAR",), 0, None, None, _TLP),
    Level("TLP", ("TLP:GREEN",), 0, None, None, _TLP),
    Level("TLP", ("TLP:AMBER",), 0, None, None, _TLP),
    Level("TLP", ("TLP:AMBER+STRICT",), 0, None, None, _TLP),
    Level("TLP", ("TLP:RED",), 0, None, None, _TLP),
)


def find_level(code: str, *, on: dt.date) -> Level:
    """
    Find the level that a written code meant on a day.

    Parameters
    ----------
    code
        As written; letter case and runs of spaces do not matter.
    on
        The day on which it was given.

    Raises
    ------
    NotFoundError
        No system knows the code, or it was not in force that day.
    """
    wanted = " ".join(code.upper().split())
    spelled = [level for level in LEVELS if wanted in level.codes]
    for level in spelled:
        if level.in_force(on):
            return level
    if spelled:
        raise NotFoundError(
            f"The marking {code!r} was not in force on {on.isoformat()}; give the level that held on that day."
        )
    known = [spelling for level in LEVELS for spelling in level.codes]
    raise NotFoundError(f"The marking {code!r} is not known. {near(wanted, known)}")
