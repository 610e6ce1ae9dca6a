"""Columns of the fourteen input tables, and the files that take their rows."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from liaison.sample.dirt import Dirt

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "organisations": "org_id name native_name country org_type parent_org_id level",
        "officers": "officer_id last_name first_name service languages clearance clearance_until level",
        "postings": "posting_id officer_id city country start planned_end end kind predecessor_posting_id level",
        "accreditations": "posting_id country mode from to level",
        "contacts": "contact_id last_name first_name native_name org_id function country email phone known_since "
        "level introduced_by status retention_until caveats releasable_to",
        "contact_roles": "contact_id org_id function from to level",
        "requests": "request_id opened due closed asking_org asked_org officer_id theme mandate_basis state",
        "interactions": "date officer_id contact_ids kind initiative minutes place level interaction_id caveats",
        "exchanges": "exchange_id date from_org to_org officer_id contact_id direction kind theme channel grade "
        "handling level originator item_ref derived_from request_id interaction_id purpose caveats releasable_to",
        "briefings": "briefing_id officer_id posting_id date stage given_by themes_covered",
        "theme_requirements": "country theme required",
        "priorities": "country org_type priority",
        "consents": "consent_id originator item_ref operation recipient purpose status granted_on valid_until "
        "written_ref level",
        "viewers": "user_id role level compartments countries",
    }.items()
}
FIRST_ROW = 2
"""Number of the first row below the header, as a spreadsheet shows it."""


class TableFile:
    """
    A comma-separated file of one table, written row by row.

    Parameters
    ----------
    folder
        Where it goes; the file bears the table's name.
    table
        Which table.
    dirt
        Broken rows to lay between the sound ones, or None.
    """

    def __init__(self, folder: Path, table: str, dirt: Dirt | None) -> None:
        self.table = table
        self.path = folder / f"{table}.csv"
        self.rows = 0
        self._sound = 0
        self._dirt = dirt
        self._next = dirt.first(table) if dirt is not None else None
        self._latest: Sequence[str] = ()
        self._file = self.path.open("w", encoding="utf-8", newline="")
        self._write = csv.writer(self._file, lineterminator="\n").writerow
        self._write(COLUMNS[table])

    def write(self, row: Sequence[str]) -> None:
        """Write a sound row, and a broken one behind it when its place has come."""
        self._write(row)
        self.rows += 1
        self._latest = row
        self._sound += 1
        if self._next is not None and self._sound >= self._next:
            self._soil()

    def write_all(self, rows: Iterable[Sequence[str]]) -> None:
        """Write sound rows."""
        for row in rows:
            self.write(row)

    def close(self) -> None:
        """Write the broken rows whose place never came, and close the file."""
        while self._next is not None and self._latest:
            self._soil()
        self._file.close()

    def _soil(self) -> None:
        if self._dirt is None:
            return
        row, self._next = self._dirt.broken(self.table, self._latest, self.rows + FIRST_ROW)
        self._write(row)
        self.rows += 1
