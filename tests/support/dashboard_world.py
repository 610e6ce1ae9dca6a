"""A small world in the unit's own tables, loaded through the real pipeline, for pages to show."""

import csv
import datetime as dt
import random
from pathlib import Path

from liaison.app.loading import load
from liaison.app.workspace import open_workspace
from liaison.settings import Settings

AS_OF = "2026-03-01"
HOSTILE = "<img src=x onerror=alert(1)> ![](http://beacon.example/b.png) [x](javascript:1)"
SECRET_CONTACT = "C-9001"
_PLACES = (
    ("Warsaw", "PL"),
    ("Bucharest", "RO"),
    ("Rabat", "MA"),
    ("Ankara", "TR"),
    ("Rome", "IT"),
    ("The Hague", "NL"),
)
_SURNAMES = ("Kowalski", "Nowak", "Popescu", "Ionescu", "El Amrani", "Bennani", "Yılmaz", "Kaya", "Rossi", "Russo",  # noqa: RUF001 - a Turkish name
             "de Vries", "Jansen", "Bērziņš", "Kovač")  # fmt: skip
_FIRST = ("Anna", "Ewa", "Jan", "Ștefan", "Ioana", "Karim", "Leïla", "Mehmet", "Elif", "Marco", "Giulia", "Pieter")
_FUNCTIONS = ("head of unit", "analyst", "liaison desk", "deputy", "investigator")


def write(folder: Path) -> Path:
    """Write the tables; the same every time."""
    chance = random.Random(7)
    day = dt.date.fromisoformat(AS_OF)
    officers, postings, accreditations, organisations, contacts, exchanges, interactions = ([] for _ in range(7))
    names = ("Peeters, Anna", "Wouters, Bram", "Dubois, Zoé", "Maes, Jonas", "Lambert, Chloé", "Claes, Ruth")
    for number, ((city, country), name) in enumerate(zip(_PLACES, names, strict=True), 1):
        last, first = name.split(", ")
        service = "state_security" if number % 3 == 0 else "federal_police"
        officers.append((f"O-{number:03}", last, first, service, "fr;nl", 3, "2027-12-31"))
        end = day + dt.timedelta(days=60 if number == 1 else 400 + number)
        postings.append((f"P-{number:03}", f"O-{number:03}", city, country, "2023-09-01", end.isoformat(), "bilateral"))
        accreditations.append((f"P-{number:03}", country, "resident", "2023-09-01", ""))
        organisations += [
            (f"{country}-POL", f"National Police {country}", country, "police"),
            (f"{country}-INT", f"Security Service {country}", country, "intel_civil"),
        ]
    organisations += [("BE-FP", "Federal Police", "BE", "police"), ("BE-VSSE", "State Security", "BE", "intel_civil")]
    for number in range(1, 91):
        country = _PLACES[number % len(_PLACES)][1]
        last, first = chance.choice(_SURNAMES), chance.choice(_FIRST)
        org = f"{country}-{'INT' if number % 4 == 0 else 'POL'}"
        contacts.append((f"C-{number:04}", last, first, org, chance.choice(_FUNCTIONS), country, "2023-10-01", 0))
    contacts.append(("C-9000", HOSTILE, "x", "PL-POL", "clerk", "PL", "2024-01-01", 0))
    contacts.append((SECRET_CONTACT, "Hidden", "Henryk", "PL-INT", "deputy", "PL", "2024-01-01", 3))
    holder = {row[0]: f"O-{[c for _, c in _PLACES].index(row[5]) + 1:03}" for row in contacts}
    for number in range(1, 1201):
        contact = contacts[min(int(chance.expovariate(1 / 25)), len(contacts) - 3)]
        officer = holder[contact[0]] if chance.random() < 0.85 else f"O-{chance.randint(1, 6):03}"
        given = chance.random() < 0.5
        when = day - dt.timedelta(days=int(chance.random() ** 1.4 * 700))
        own = "BE-VSSE" if officer == "O-003" else "BE-FP"
        ends = (own, contact[3], "given") if given else (contact[3], own, "received")
        kind = chance.choice(("operational_info", "request", "reply", "context_analysis", "verification"))
        exchanges.append((f"E-{number:05}", when.isoformat(), *ends[:2], officer, contact[0], ends[2], kind, "drugs",
                          "siena", chance.choice(("A1", "B2", "C3")), 0))  # fmt: skip
    exchanges.append(("E-90000", "2026-02-20", "PL-INT", "BE-FP", "O-001", SECRET_CONTACT, "received",
                      "operational_info", "drugs", "siena", "A1", 3))  # fmt: skip
    exchanges.append(("E-90001", "2026-02-21", "PL-POL", "BE-FP", "O-001", "C-9000", "received",
                      "operational_info", "drugs", "siena", "A1", 0))  # fmt: skip
    for _ in range(120):
        contact = contacts[min(int(chance.expovariate(1 / 25)), len(contacts) - 3)]
        when = day - dt.timedelta(days=int(chance.random() * 500))
        interactions.append((when.isoformat(), holder[contact[0]], contact[0], chance.choice(("meeting", "call")),
                             chance.choice(("own", "counterpart", "mutual")), 45, "", 0))  # fmt: skip
    tables = {
        "officers": ("officer_id,last_name,first_name,service,languages,clearance,clearance_until,level", officers, 0),
        "postings": ("posting_id,officer_id,city,country,start,planned_end,kind,level", postings, 0),
        "accreditations": ("posting_id,country,mode,from,to,level", accreditations, 0),
        "organisations": ("org_id,name,country,org_type,level", organisations, 0),
        "contacts": ("contact_id,last_name,first_name,org_id,function,country,known_since,level", contacts, None),
        "exchanges": (
            "exchange_id,date,from_org,to_org,officer_id,contact_id,direction,kind,theme,channel,grade,level",
            exchanges, None,
        ),
        "interactions": ("date,officer_id,contact_ids,kind,initiative,minutes,place,level", interactions, None),
        "requests": (
            "request_id,opened,due,closed,asking_org,asked_org,officer_id,theme,level",
            [("R-001", "2025-12-01", "2026-01-15", "", "PL-POL", "BE-FP", "O-001", "drugs"),
             ("R-002", "2026-02-20", "2026-03-20", "", "BE-FP", "RO-POL", "O-002", "fraud")], 0,
        ),
        "viewers": (
            "user_id,role,level,compartments,countries",
            [("coordinator", "coordinator", 4, "", "BE"), ("desk", "analyst", 1, "", "BE")], None,
        ),
    }  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    for name, (header, rows, level) in tables.items():
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(header.split(","))
            out.writerows(rows if level is None else [(*row, level) for row in rows])
    return folder


def load_into(home: Path, folder: Path):
    """Load the tables into the embedded store of a home folder."""
    with open_workspace(Settings(home=home)) as workspace:
        return load(workspace.store, [folder], rejects=home / "rejected", title="Small world")
