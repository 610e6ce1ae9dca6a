"""Which officers may be proposed for a task: level, accreditation, theme, language, activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.access import accreditations
from graph.errors import InputError
from graph.model.marking import HIGHEST_LEVEL
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork


@dataclass(frozen=True, slots=True)
class Need:
    """
    What an officer must have.

    Attributes
    ----------
    level
        Rank for which the officer must be cleared on the day, 0 to 4; None = not asked. An officer without a level is
        cleared for nothing; a clearance without an end is open.
    country
        Code of the country that a posting of the officer, running on the day, must be accredited to; None = not asked.
    theme
        Code of a theme on which the officer must have had an exchange; None = not asked.
    language
        Code of a language that the officer must speak; None = not asked.
    active
        Strength that at least one tie of the officer must have.
    """

    level: int | None = None
    country: str | None = None
    theme: str | None = None
    language: str | None = None
    active: float = 0.0

    def __post_init__(self) -> None:
        if self.level is not None and not 0 <= self.level <= HIGHEST_LEVEL:
            raise InputError(f"A level is a rank from 0 to {HIGHEST_LEVEL}, not {self.level}.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An officer who is not proposed, with the kind of reason and the reason in one sentence."""

    officer_id: str
    officer_name: str
    kind: str
    reason: str


def refusals(network: VisibleNetwork, ties: TieTable, need: Need) -> dict[str, Refusal]:
    """
    Give, by key, the officers valid on the day of the ties who lack something, with the first thing that they lack.

    Kinds are "below level", "not accredited", "theme", "language" and "inactive", in this order.
    """
    day = ties.as_of
    officers = network.node_table("Officer")
    cleared, spoken = officers["clearance_level"].to_pylist(), officers["languages"].to_pylist()
    until = officers["clearance_until"].to_pylist()
    names, there = network.titles("Officer").to_pylist(), valid_on(officers, day).tolist()
    strongest = np.zeros(officers.num_rows)
    np.maximum.at(strongest, ties.officer, ties.strength)
    accredited = None if need.country is None else accreditations(network, day).get(need.country, {})
    practised = None if need.theme is None else _practised(network, day, need.theme)
    found = {}
    for row, key in enumerate(network.keys("Officer").to_pylist()):
        if not there[row]:
            continue
        kind, reason = "", ""
        if need.level is not None and (cleared[row] is None or cleared[row] < need.level):
            kind, reason = "below level", f"cleared for {cleared[row] or 'nothing'}, asked is level {need.level}"
        elif need.level is not None and until[row] is not None and until[row] < day:
            kind, reason = "below level", f"the clearance ended on {until[row].isoformat()}"
        elif accredited is not None and row not in accredited:
            kind, reason = "not accredited", f"no running posting is accredited to {need.country}"
        elif practised is not None and row not in practised:
            kind, reason = "theme", f"no exchange on {need.theme} until now"
        elif need.language is not None and need.language not in (spoken[row] or ()):
            kind, reason = "language", f"does not speak {need.language}"
        elif strongest[row] < need.active or not strongest[row]:
            kind, reason = "inactive", f"no tie of strength {need.active:g} or more"
        if kind:
            found[key] = Refusal(key, names[row], kind, f"{names[row]} is not proposed: {reason}.")
    return found


def _practised(network: VisibleNetwork, day: dt.date, theme: str) -> set[int]:
    """Give the rows of the officers who took part in an exchange on a theme up to the day."""
    exchanges = network.node_table("Exchange")
    dates, themes = exchanges["date"].to_pylist(), exchanges["theme"].to_pylist()
    about = [
        date is not None and date <= day and theme in (codes or ()) for date, codes in zip(dates, themes, strict=True)
    ]
    officer, exchange, _ = network.links("TOOK_PART", "Officer", "Exchange")
    return {one for one, two in zip(officer.tolist(), exchange.tolist(), strict=True) if about[two]}
