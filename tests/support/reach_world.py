"""A network in which every kind of way to somebody occurs, small enough to be worked out by hand."""

import datetime as dt
import itertools

from graph.model.marking import Marking
from graph.snapshot import snapshot_from_records

DAY = dt.date(2026, 3, 1)
WEEK = dt.timedelta(days=7)
SECRET = {"level": 3}


def snapshot():
    """
    Anna knows Rossi and Bianchi at the police, Bram knows Verdi, Dirk knows Bianchi little, Emil knows nobody.

    Carl trained Rossi together with Neri, who works at the customs. Gris in France is known to nobody. A secret contact
    joins Bram to Gris, whom Carl met together.
    """
    numbers = itertools.count()
    events, took_part = [], []

    def meet(*people, times=1, days=0, kind="meeting", **more):
        for _ in range(times):
            key = f"I{next(numbers)}"
            date = DAY - dt.timedelta(days=days)
            events.append({"interaction_id": key, "date": date, "kind": kind, "initiative": "mutual", **more})
            for person in people:
                label = "Officer" if person in {"Anna", "Bram", "Carl", "Dirk", "Emil"} else "Contact"
                took_part.append({"start_label": label, "start": person, "end_label": "Interaction", "end": key})

    meet("Anna", "Rossi", times=6, days=10)
    meet("Anna", "Bianchi", times=2, days=30)
    meet("Bram", "Verdi", times=3, days=5)
    meet("Dirk", "Bianchi", kind="message", days=100)
    meet("Carl", "Rossi", "Neri", kind="training", times=4, days=20)
    meet("Bram", "Hidden", times=5, **SECRET)
    meet("Carl", "Hidden", "Gris", times=5, **SECRET)
    nodes = {
        "Officer": [
            {"officer_id": "Anna", "clearance_level": 2, "clearance_until": DAY - dt.timedelta(days=1),
             "languages": ["nl", "it"]},
            {"officer_id": "Bram", "clearance_level": 3, "languages": ["fr"]},
            {"officer_id": "Carl", "clearance_level": 4},
            {"officer_id": "Dirk"},
            {"officer_id": "Emil"},
        ],
        "Contact": [
            {"contact_id": "Rossi", "country": "IT"}, {"contact_id": "Bianchi", "country": "IT"},
            {"contact_id": "Neri", "country": "IT"}, {"contact_id": "Verdi", "country": "CH"},
            {"contact_id": "Gris", "country": "FR"}, {"contact_id": "Hidden", "country": "FR", **SECRET},
            {"contact_id": "Lobo", "country": "BR"},
        ],
        "Organisation": [
            {"org_id": "IT-PS", "name": "Police", "country": "IT", "org_type": "police"},
            {"org_id": "IT-AD", "name": "Customs", "country": "IT", "org_type": "customs"},
        ],
        "Country": [
            {"iso2": "IT", "name_en": "Italy", "sub_region": "Southern Europe", "region": "Europe"},
            {"iso2": "FR", "name_en": "France", "sub_region": "Western Europe", "region": "Europe"},
            {"iso2": "CH", "name_en": "Switzerland", "sub_region": "Western Europe", "region": "Europe"},
            {"iso2": "BR", "name_en": "Brazil", "sub_region": "South America", "region": "Americas"},
        ],
        "Posting": [
            {"posting_id": "P1", "start_date": DAY - dt.timedelta(days=100)},
            {"posting_id": "P2", "start_date": DAY - dt.timedelta(days=100), "end_date": DAY - dt.timedelta(days=1)},
        ],
        "Exchange": [{"exchange_id": "E1", "date": DAY, "theme": ["DRUGS"], "kind": "reply", "direction": "given"}],
        "Interaction": events,
        "Request": [
            {"request_id": "open", "opened": DAY, "state": "open"},
            {"request_id": "answered later", "opened": DAY - WEEK, "closed": DAY + WEEK, "state": "answered"},
            {"request_id": "answered", "opened": DAY - WEEK, "closed": DAY, "state": "answered"},
            {"request_id": "withdrawn", "opened": DAY - WEEK, "state": "withdrawn"},
            {"request_id": "later", "opened": DAY + WEEK, "state": "open"},
            {"request_id": "without a day", "state": "open"},
            {"request_id": "stateless", "opened": DAY - WEEK},
            {"request_id": "secret", "opened": DAY - WEEK, "state": "open", **SECRET},
        ],
    }  # fmt: skip
    links = {
        "TOOK_PART": [*took_part, {"start_label": "Officer", "start": "Dirk", "end_label": "Exchange", "end": "E1"}],
        "HOLDS_ROLE": [
            {"start": "Rossi", "end": "IT-PS"}, {"start": "Bianchi", "end": "IT-PS"}, {"start": "Neri", "end": "IT-AD"},
        ],
        "HANDLES": [
            *({"start": "Anna", "end": key} for key in ("open", "answered later", "answered", "withdrawn", "later",
                                                        "without a day", "secret")),
            {"start": "Carl", "end": "stateless"}, {"start": "Carl", "end": "withdrawn"},
        ],
        "HELD_POSTING": [{"start": "Anna", "end": "P1"}, {"start": "Bram", "end": "P2"}],
        "ACCREDITED_TO": [
            {"start": "P1", "end": "IT", "mode": "side"}, {"start": "P1", "end": "IT", "mode": "resident"},
            {"start": "P2", "end": "FR", "mode": "resident"},
        ],
    }  # fmt: skip
    return snapshot_from_records(nodes, links, marking=Marking())
