"""The small world with people, organisations and an officer whose names attack whoever shows them."""

import csv
from pathlib import Path

import dashboard_world
from pictures import BEACON, HOSTILE

FORMULAS = (f'=HYPERLINK("{BEACON}","x")', "+1+1", "-2+3", "@SUM(1)", "\t=1+1")
LONG = "Verylong" * 40
NAMES = (*(name for name in HOSTILE if "\ud800" not in name), *FORMULAS, LONG)
OFFICER = HOSTILE[0] + HOSTILE[1]


def write(folder: Path) -> Path:
    """Write the tables of the small world, and behind their rows the hostile ones."""
    dashboard_world.write(folder)
    contacts, exchanges, organisations = [], [], []
    for number, name in enumerate(NAMES):
        key = f"C-H{number:03}"
        contacts.append((key, name, f"given {name}", f"XX-{number}", name, "PL", "2024-01-01", 0))
        organisations.append((f"XX-{number}", f"org {name}", "PL", "police", 0))
        exchanges.append((f"E-H{number:03}", "2026-02-20", f"XX-{number}", "BE-FP", "O-666", key, "received",
                          "operational_info", "drugs", "siena", "A1", 0))  # fmt: skip
    rows = {
        "organisations": organisations,
        "officers": [("O-666", OFFICER, HOSTILE[20], "federal_police", "fr", 3, "2027-12-31", 0)],
        "postings": [("P-666", "O-666", HOSTILE[2], "PL", "2023-09-01", "2026-05-01", "bilateral", 0)],
        "accreditations": [("P-666", "PL", "resident", "2023-09-01", "", 0)],
        "contacts": contacts,
        "exchanges": exchanges,
    }
    for name, added in rows.items():
        with (folder / f"{name}.csv").open("a", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(added)
    return folder
