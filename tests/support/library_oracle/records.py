"""The input tables of a world as a reader of the files sees them: parsed by hand, broken rows left out."""

import csv
import datetime as dt
import re
import tomllib
from dataclasses import dataclass

TABLES = (
    "officers", "postings", "accreditations", "organisations", "contacts", "contact_roles", "interactions", "exchanges",
    "requests", "briefings", "theme_requirements", "priorities", "consents",
)  # fmt: skip
DATES = {
    "start", "planned_end", "end", "from", "to", "known_since", "date", "opened", "due", "closed", "granted_on",
    "valid_until", "clearance_until",
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """Level, caveats and releases of one row; releases None = no restriction."""

    level: int
    caveats: frozenset
    releases: frozenset | None

    def open_to(self, viewer):
        return (
            self.level <= viewer.level
            and self.caveats <= viewer.compartments
            and (self.releases is None or bool(self.releases & viewer.releases))
        )

    def with_(self, other):
        if self.releases is None or other.releases is None:
            releases = other.releases if self.releases is None else self.releases
        else:
            releases = self.releases & other.releases
        return Mark(max(self.level, other.level), self.caveats | other.caveats, releases)


@dataclass
class Row:
    """Cells by column, None for an empty one, and the marking."""

    cells: dict
    mark: Mark

    def __getattr__(self, name):
        try:
            return self.__dict__["cells"][name]
        except KeyError:
            raise AttributeError(name) from None


def split(cell):
    return [part.strip() for part in re.split(r"[;|]", cell or "") if part.strip()]


def read_world(folder, truth):
    """Give the loadable rows of each table."""
    broken = {(entry["file"], entry["row"]) for entry in truth["dirty_rows"]}
    ceiling = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))["ceiling"]
    found = {}
    for table in TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = [
                row_of(cells, ceiling)
                for number, cells in enumerate(csv.DictReader(file), start=2)
                if (f"{table}.csv", number) not in broken
            ]
        found[table] = rows
    return found


def row_of(cells, ceiling):
    cells = {name: (cell.strip() or None) for name, cell in cells.items()}
    level = int(cells.pop("level", None) or ceiling)
    caveats = frozenset(split(cells.pop("caveats", None)))
    releases = frozenset(split(cells.pop("releasable_to", None))) or None
    for name in cells:
        if name in DATES and cells[name]:
            cells[name] = dt.date.fromisoformat(cells[name])
    for name in ("officer_id", "contact_id", "contact_ids"):
        if name in cells:
            cells[name + ":all"] = split(cells[name])
    for name in ("languages", "theme", "themes_covered", "derived_from"):
        if name in cells:
            cells[name] = split(cells[name])
    if "grade" in cells:
        cells["scheme"], cells["source"], cells["info"] = grade_of(cells["grade"])
    if "handling" in cells:
        cells["handling"] = [code.partition(":")[0] for code in split(cells["handling"])]
    return Row(cells, Mark(level, caveats, releases))


def grade_of(text):
    if not text:
        return None, None, None
    scheme, _, letters = text.rpartition(":")
    return scheme or ("4x4" if letters[0] == "X" else "6x6"), letters[0], letters[1]


def full_name(row):
    return ", ".join(part for part in (row.last_name, row.first_name) if part)
