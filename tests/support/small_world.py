"""A network small enough to count by hand, made without a store."""

import datetime as dt
from functools import cache

from graph.model.marking import Marking
from graph.model.viewer import Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible
from liaison.app.view import View

AS_OF = dt.date(2026, 3, 1)
SECRET = {"level": 3, "caveats": ["ALPHA"], "releasable_to": ["BE"], "originator": "PL-ABW"}
HOSTILE = "<img src=x onerror=alert(1)>, =1+1"
LOW = Viewer("low", "analyst", 1)
HIGH = Viewer("high", "coordinator", 4, frozenset({"ALPHA"}), frozenset({"BE"}))


def day(text):
    return dt.date.fromisoformat(text)


def _row(key, value, **rest):
    return {key: value, "source_rows": [f"000001/1:{value}"], "batch_id": "000001", **rest}


def _nodes():
    officers = [
        _row("officer_id", "O-1", name="Peeters, Anna", service="federal_police", clearance_until=day("2027-01-01")),
        _row("officer_id", "O-2", name="Wouters, Bram", service="federal_police", clearance_until=day("2026-01-31")),
        _row("officer_id", "O-3", name="Dubois, Zoé", service="state_security"),
    ]
    postings = [
        _row("posting_id", "P-1", post_city="Warsaw", start_date=day("2023-05-01"), planned_end=day("2026-04-30")),
        _row("posting_id", "P-2", post_city="Bucharest", start_date=day("2024-01-01"), planned_end=day("2028-01-01")),
        _row("posting_id", "P-0", post_city="Warsaw", start_date=day("2020-01-01"), end_date=day("2023-04-30")),
    ]
    countries = [
        _row("iso2", code, iso3=iso3, name_en=name, name_fr=name, name_nl=name, name_de=name, region="Europe")
        for code, iso3, name in (("PL", "POL", "Poland"), ("RO", "ROU", "Romania"), ("MD", "MDA", "Moldova"))
    ]
    organisations = [
        _row("org_id", "PL-CBSP", name="Central Investigation Bureau", org_type="police", country="PL"),
        _row("org_id", "PL-ABW", name="Internal Security Agency", org_type="intel_civil", country="PL"),
        _row("org_id", "RO-IGPR", name="General Inspectorate", org_type="police", country="RO"),
        _row("org_id", "BE-FP", name="Federal Police", org_type="police"),
        _row("org_id", "BE-VSSE", name="State Security", org_type="intel_civil"),
    ]
    contacts = [
        _row("contact_id", "C-1", display_name="Kowalski, Łukasz", function="head of unit", country="PL"),
        _row("contact_id", "C-2", display_name="Nowak, Ewa", function="analyst", country="PL"),
        _row("contact_id", "C-3", display_name="Kovač, Ștefan", function="liaison", country="RO",
             retention_until=day("2026-02-28")),
        _row("contact_id", "C-4", display_name=HOSTILE, function="clerk", country="RO"),
        _row("contact_id", "C-5", display_name="Without Anybody", country="PL"),
        _row("contact_id", "C-9", display_name="Hidden, Henryk", function="deputy", country="PL", **SECRET),
    ]  # fmt: skip
    exchanges = [
        _row("exchange_id", f"E-{n}", date=day(date), direction=way, kind=kind, source_grade="B", info_grade="2",
             grade_scheme="6x6", **more)
        for n, (date, way, kind, more) in enumerate(_EXCHANGES, 1)
    ]  # fmt: skip
    interactions = [
        _row("interaction_id", f"I-{n}", date=day(date), kind=kind, initiative=initiative)
        for n, (date, kind, initiative) in enumerate(_INTERACTIONS, 1)
    ]
    requests = [
        _row("request_id", "R-1", opened=day("2025-12-01"), due=day("2026-01-15"), state="open"),
        _row("request_id", "R-2", opened=day("2026-02-20"), due=day("2026-03-20"), state="open"),
        _row("request_id", "R-3", opened=day("2025-10-01"), due=day("2025-11-01"), closed=day("2025-10-20"),
             state="answered"),
        _row("request_id", "R-4", opened=day("2025-10-01"), due=day("2025-11-01"), state="withdrawn"),
    ]  # fmt: skip
    consents = [
        _row("consent_id", "K-1", status="granted", valid_until=day("2026-03-20"), operation="other_purpose"),
        _row("consent_id", "K-2", status="granted", valid_until=day("2027-03-20"), operation="other_purpose"),
        _row("consent_id", "K-3", status="refused", valid_until=day("2026-03-20"), operation="other_purpose"),
    ]
    return {
        "Officer": officers, "Posting": postings, "Country": countries, "Organisation": organisations,
        "Contact": contacts, "Exchange": exchanges, "Interaction": interactions, "Request": requests,
        "Consent": consents,
    }  # fmt: skip


_EXCHANGES = (
    ("2026-02-10", "given", "operational_info", {}),
    ("2026-02-20", "received", "reply", {}),
    ("2025-06-01", "given", "request", {}),
    ("2024-01-05", "received", "context_analysis", {}),
    ("2026-02-25", "received", "context_analysis", SECRET),
    ("2026-03-02", "given", "operational_info", {}),  # after the day
)
_INTERACTIONS = (
    ("2026-01-15", "meeting", "mutual"),
    ("2025-02-15", "call", "own"),
    ("2025-12-24", "social", "counterpart"),
)


def small_records():
    """Give the rows of all nodes and relationships."""
    return _nodes(), _relationships()


def _took_part(person, label, event):
    kinds = {"O": "Officer", "C": "Contact"}
    more = SECRET if person == "C-9" else {}
    return {"start_label": kinds[person[0]], "start": person, "end_label": label, "end": event, **more}


def _relationships():
    parts = [
        ("Exchange", "E-1", "O-1", "C-1"), ("Exchange", "E-2", "O-1", "C-1"), ("Exchange", "E-3", "O-2", "C-1"),
        ("Exchange", "E-4", "O-2", "C-3"), ("Exchange", "E-5", "O-1", "C-9"), ("Exchange", "E-6", "O-1", "C-2"),
        ("Interaction", "I-1", "O-1", "C-2"), ("Interaction", "I-2", "O-2", "C-3"),
        ("Interaction", "I-3", "O-2", "C-4"),
    ]  # fmt: skip
    return {
        "TOOK_PART": [_took_part(who, label, event) for label, event, *people in parts for who in people],
        "HELD_POSTING": [
            {"start": "O-1", "end": "P-1"}, {"start": "O-2", "end": "P-2"}, {"start": "O-3", "end": "P-0"},
        ],
        "ACCREDITED_TO": [
            {"start": "P-1", "end": "PL", "mode": "resident"},
            {"start": "P-2", "end": "RO", "mode": "resident"},
            {"start": "P-2", "end": "MD", "mode": "side", "valid_from": day("2024-06-01")},
        ],
        "HOLDS_ROLE": [
            {"start": "C-1", "end": "PL-CBSP", "function": "analyst", "valid_to": day("2024-12-31")},
            {"start": "C-1", "end": "PL-CBSP", "function": "head of unit", "valid_from": day("2025-01-01")},
            {"start": "C-2", "end": "PL-CBSP", "function": "analyst"},
            {"start": "C-3", "end": "RO-IGPR", "function": "liaison"},
            {"start": "C-9", "end": "PL-ABW", "function": "deputy", **SECRET},
        ],
        "IN_COUNTRY": [
            {"start_label": "Organisation", "start": "PL-CBSP", "end": "PL"},
            {"start_label": "Organisation", "start": "PL-ABW", "end": "PL"},
            {"start_label": "Organisation", "start": "RO-IGPR", "end": "RO"},
            *({"start_label": "Contact", "start": key, "end": country} for key, country in
              (("C-1", "PL"), ("C-2", "PL"), ("C-3", "RO"), ("C-4", "RO"), ("C-5", "PL"))),
        ],
        "GAVE": [{"start": "BE-FP", "end": "E-1"}, {"start": "BE-FP", "end": "E-3"}],
        "RECEIVED": [{"start": "E-1", "end": "PL-CBSP"}, {"start": "E-3", "end": "BE-VSSE"}],
    }  # fmt: skip


def small_snapshot():
    """Six contacts, three officers; one contact and one exchange are secret."""
    return snapshot_from_records(*small_records(), marking=Marking())


def small_view(viewer=LOW, as_of=AS_OF):
    """Give what a viewer sees of it."""
    return View(_network(viewer), as_of)


@cache
def _network(viewer):
    """Made once: nothing changes a network; a view of it is new for every test, because it keeps what it computed."""
    return visible(small_snapshot(), viewer)
