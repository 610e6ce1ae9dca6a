"""Where one person stands among all in the network, measure by measure, each with its band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison.app import analyses

if TYPE_CHECKING:
    from liaison.app.view import View

MEASURES = ("strength", "pagerank", "betweenness", "constraint", "effective-size")
"""Those that say something of a single person beside the number of ties."""


@dataclass(frozen=True, slots=True)
class Standing:
    """
    One measure of one person.

    Attributes
    ----------
    measure, title
        Name and what a person reads.
    value
        None where it is not defined.
    unit
        Of the value.
    rank, best, worst, of
        Place among so many, and between which places it stood in nine of ten resampled networks.
    reading
        How to read the value.
    """

    measure: str
    title: str
    value: float | None
    unit: str
    rank: int
    best: int
    worst: int
    of: int
    reading: str


def standings(view: View, node: str) -> tuple[Standing, ...]:
    """
    Rank a person by each of `MEASURES` among all officers and contacts that the reader sees.

    Returns
    -------
    standings
        Empty for somebody who is not in the network on the day.

    Notes
    -----
    Cost: that of each ranking with its bands, once for a view.
    """
    found = []
    for name in MEASURES:
        analysed = analyses.run(view, name, {})
        rows: list[dict[str, Any]] = analysed.outcome.tables[0].records()
        what = analysed.analysis
        for row in rows:
            if row["node"] == node:
                places = (row["rank"], row["best"], row["worst"], len(rows))
                unit, reading = what.definition.unit.rstrip("."), what.definition.reading
                found.append(Standing(name, what.title, row["value"], unit, *places, reading))
    return tuple(found)
