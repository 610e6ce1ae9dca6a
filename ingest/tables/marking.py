"""Columns that every table accepts on top of its own: marking and valid time. And those that loads ignore."""

from __future__ import annotations

from ingest.tables.table import Check, Column
from ingest.values.levels import LEVEL
from ingest.values.places import RELEASES
from ingest.values.text import CODES, IDENTIFIER

LEVEL_COLUMN = Column(
    "level",
    "classification of the row; empty = the ceiling of its source",
    field="level",
    reading=LEVEL,
    examples=("0", "2", "GEHEIM"),
)
CAVEATS_COLUMN = Column(
    "caveats",
    "compartments that a reader must all hold",
    field="caveats",
    reading=CODES,
    examples=("OSCAR", "TLP:AMBER"),
)
RELEASES_COLUMN = Column(
    "releasable_to",
    "to whom it may be released; empty = no restriction",
    field="releasable_to",
    reading=RELEASES,
    examples=("BE;FR", "EUROPOL"),
)
ORIGINATOR_COLUMN = Column(
    "originator",
    "organisation whose information it is",
    field="originator",
    reading=IDENTIFIER,
    examples=("BE-VSSE",),
)
MARKING = (LEVEL_COLUMN, CAVEATS_COLUMN, RELEASES_COLUMN, ORIGINATOR_COLUMN)
VALIDITY = (
    Column("valid_from", "first day on which the row is true; empty = always", field="valid_from"),
    Column("valid_to", "last day on which the row is true; empty = still", field="valid_to"),
)

PROBLEM, SOURCE_ROW = "problem", "source_row"
IGNORED = frozenset({PROBLEM, SOURCE_ROW})
"""Columns of a file of rejected rows, there for the person who mends it."""


def before(later: object, earlier: object) -> bool:
    """Tell whether a day that must not be earlier than another one is."""
    return later is not None and earlier is not None and later < earlier  # type: ignore[operator]


def not_before(later: str, earlier: str) -> Check:
    """Make the check that one day does not lie before another."""
    return Check(
        "order", (later, earlier), before, f"The day '{later}' lies before the day '{earlier}'; mend one of the two."
    )


def differ(one: str, other: str, message: str) -> Check:
    """Make the check that two columns do not name the same."""
    return Check("same", (one, other), _same, message)


def _same(one: object, other: object) -> bool:
    return one is not None and one == other
