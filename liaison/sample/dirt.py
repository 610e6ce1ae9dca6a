"""Broken rows among the sound ones: each a copy of its neighbour with one thing wrong, under its own identifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError
from liaison.sample.columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_KEYED = {
    "organisations": "X", "officers": "O-D", "postings": "P-D", "contacts": "C-D", "requests": "R-D",
    "exchanges": "E-D", "briefings": "B-D", "consents": "K-D", "viewers": "viewer-d", "interactions": "I-D",
}  # fmt: skip
_KEYS = {"interactions": "interaction_id"}


@dataclass(frozen=True, slots=True)
class Fault:
    """
    One thing that people get wrong.

    Attributes
    ----------
    table, column
        Where; the column is the one that the rejection is about.
    rule
        Kind of fault.
    cells
        What is written instead, by column.
    same_key
        True when the row keeps its neighbour's identifier, and so contradicts it.
    """

    table: str
    column: str
    rule: str
    cells: Mapping[str, str]
    same_key: bool = False

    def __post_init__(self) -> None:
        for column in (self.column, *self.cells):
            if column not in COLUMNS[self.table]:
                raise DeclarationError(f"A fault names the column {column!r}, which {self.table!r} lacks.")


def _fault(table: str, column: str, rule: str, value: str, **others: str) -> Fault:
    return Fault(table, column, rule, {column: value, **others})


FAULTS = (
    _fault("organisations", "org_type", "vocabulary", "militia"),
    _fault("organisations", "name", "missing", ""),
    _fault("organisations", "country", "country", "Congo"),
    _fault("organisations", "parent_org_id", "unknown reference", "ZZ-NONE"),
    _fault("officers", "languages", "language", "nl;klingon"),
    _fault("officers", "clearance_until", "date_short_year", "31/12/27"),
    _fault("postings", "officer_id", "unknown reference", "O-999999"),
    _fault("postings", "end", "order", "2016-01-31", start="2019-09-01", planned_end=""),
    _fault("postings", "country", "country", "Congo"),
    _fault("accreditations", "mode", "vocabulary", "sideways"),
    _fault("accreditations", "country", "country", "Korea"),
    _fault("accreditations", "posting_id", "unknown reference", "P-999999"),
    _fault("contacts", "contact_id", "missing", ""),
    _fault("contacts", "last_name", "missing", ""),
    _fault("contacts", "country", "country", "Congo"),
    _fault("contacts", "country", "country", "Atlantis"),
    _fault("contacts", "known_since", "date", "31/02/2021"),
    _fault("contacts", "email", "email", "ask the secretary"),
    _fault("contacts", "level", "level", "7"),
    _fault("contacts", "introduced_by", "unknown reference", "O-999999"),
    _fault("contacts", "status", "vocabulary", "retired"),
    Fault("contacts", "contact_id", "duplicate", {"function": "somebody else"}, same_key=True),
    _fault("contact_roles", "org_id", "unknown reference", "ZZ-NONE"),
    _fault("contact_roles", "to", "order", "2001-01-01"),
    _fault("contact_roles", "contact_id", "unknown reference", "C-999999"),
    _fault("requests", "closed", "order", "2014-01-01", state=""),
    _fault("requests", "asked_org", "unknown reference", "ZZ-NONE"),
    _fault("requests", "opened", "missing", ""),
    _fault("interactions", "date", "date_ambiguous", "03/04/2020"),
    _fault("interactions", "date", "date_short_year", "12/03/20"),
    _fault("interactions", "officer_id", "unknown reference", "O-999999"),
    _fault("interactions", "contact_ids", "unknown reference", "C-999999"),
    _fault("interactions", "kind", "vocabulary", "lunch"),
    _fault("interactions", "minutes", "range", "-5"),
    _fault("interactions", "minutes", "number", "about an hour"),
    _fault("exchanges", "date", "date", "2021-02-30"),
    _fault("exchanges", "date", "date_ambiguous", "03/04/2021"),
    _fault("exchanges", "date", "missing", ""),
    _fault("exchanges", "date", "date_time", "2021-04-03T14:30"),
    _fault("exchanges", "exchange_id", "missing", ""),
    _fault("exchanges", "from_org", "unknown reference", "ZZ-NONE", to_org="BE-FP", direction="received"),
    _fault("exchanges", "officer_id", "unknown reference", "O-999999"),
    _fault("exchanges", "contact_id", "unknown reference", "C-999999"),
    _fault("exchanges", "kind", "vocabulary", "gossip"),
    _fault("exchanges", "channel", "vocabulary", "carrier pigeon"),
    _fault("exchanges", "grade", "grade", "Z9"),
    _fault("exchanges", "handling", "handling_text", "H3"),
    _fault("exchanges", "handling", "handling", "H7"),
    _fault("exchanges", "level", "level", "RATHER SECRET"),
    _fault("exchanges", "direction", "direction", "given", from_org="BE-VSSE", to_org="BE-FP"),
    _fault("exchanges", "to_org", "same", "BE-FP", from_org="BE-FP", direction="internal"),
    Fault("exchanges", "exchange_id", "duplicate", {"theme": "corruption;fraud;fugitives"}, same_key=True),
    _fault("briefings", "stage", "vocabulary", "mid_tour"),
    _fault("briefings", "posting_id", "unknown reference", "P-999999"),
    _fault("theme_requirements", "required", "boolean", "perhaps"),
    _fault("priorities", "priority", "range", "9"),
    _fault("consents", "status", "vocabulary", "maybe"),
    _fault("consents", "valid_until", "order", "2016-01-01", granted_on="2020-01-01"),
    _fault("consents", "originator", "unknown reference", "ZZ-NONE"),
    _fault("viewers", "level", "level", "9"),
)
"""What is wrong in every world, once or more."""


class Dirt:
    """
    Decides where broken rows lie, and keeps account of them.

    Parameters
    ----------
    expected
        About how many sound rows each table has.
    times
        How often each fault occurs.
    """

    def __init__(self, expected: Mapping[str, int], times: int) -> None:
        self.found: list[dict[str, object]] = []
        self._queues: dict[str, list[tuple[int, Fault]]] = {}
        for table in COLUMNS:
            faults = [fault for fault in FAULTS if fault.table == table] * times
            # Faults of a kind lie apart, and none in the first rows, so that a preview looks sound.
            step = expected.get(table, 0) / (len(faults) + 1)
            self._queues[table] = [(max(1, int(step * (place + 1))), fault) for place, fault in enumerate(faults)]

    def first(self, table: str) -> int | None:
        """Give the number of sound rows after which the next broken one follows; None = no more."""
        queue = self._queues[table]
        return queue[0][0] if queue else None

    def counts(self) -> dict[str, int]:
        """Give how many rows of each table were broken."""
        return {table: sum(one["file"] == f"{table}.csv" for one in self.found) for table in COLUMNS}

    def broken(self, table: str, neighbour: Sequence[str], row: int) -> tuple[list[str], int | None]:
        """
        Break a copy of the row before.

        Parameters
        ----------
        neighbour
            The sound row before it.
        row
            Number that the broken row will have, as a spreadsheet shows it.

        Returns
        -------
        row, following
            The broken row, and after how many sound rows the next one follows.
        """
        _, fault = self._queues[table].pop(0)
        cells = dict(zip(COLUMNS[table], neighbour, strict=True))
        key = _KEYS.get(table, COLUMNS[table][0])
        if table in _KEYED and not fault.same_key:
            cells[key] = f"{_KEYED[table]}{len(self.found) + 1:05}"
        cells.update(fault.cells)
        self.found.append(
            {
                "file": f"{table}.csv",
                "row": row,
                "column": "" if fault.same_key else fault.column,
                "rule": fault.rule,
                "value": cells[fault.column],
            }
        )
        return list(cells.values()), self.first(table)
