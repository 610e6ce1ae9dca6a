"""Reading of the sample world by plain means: the csv module and the truth file, nothing of the project."""

import csv
import datetime as dt
import json

OWN = {"BE-FP", "BE-VSSE"}


class Rows:
    """The sound rows of a world's tables, as dictionaries of texts, and its truth."""

    def __init__(self, folder):
        self.folder = folder
        self.truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        self.broken = {(one["file"], one["row"]) for one in self.truth["dirty_rows"]}
        self._tables = {}

    def __getitem__(self, table):
        if table not in self._tables:
            self._tables[table] = [row for number, row in self.numbered(table) if not self.is_broken(table, number)]
        return self._tables[table]

    def numbered(self, table):
        """Give every row with its number as a spreadsheet shows it, broken ones included."""
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            yield from enumerate(csv.DictReader(lines), start=2)

    def is_broken(self, table, number):
        return (f"{table}.csv", number) in self.broken

    def by(self, table, column):
        """Give the rows of a table by a column without repeated values."""
        found = {row[column]: row for row in self[table]}
        assert len(found) == len(self[table])
        return found

    def events(self):
        """Give officer, contact and date of every exchange and interaction in which both took part."""
        for row in self["exchanges"]:
            if row["officer_id"] and row["contact_id"]:
                yield row["officer_id"], row["contact_id"], row["date"]
        for row in self["interactions"]:
            for officer in parts(row["officer_id"]):
                for contact in parts(row["contact_ids"]):
                    yield officer, contact, row["date"]


def parts(cell):
    """Split a cell with several values."""
    return [part.strip() for part in cell.replace("|", ";").split(";") if part.strip()]


def day(text):
    """Read a day; nothing gives None."""
    return dt.date.fromisoformat(text) if text else None
