"""Tables of the unit's own side: officers, their postings, and the countries these give access to."""

from __future__ import annotations

from graph.model import entities as e
from graph.model import relationships as r
from graph.model.shapes import Link, NodeShape, RelationshipShape
from ingest.tables.marking import MARKING, VALIDITY, differ, not_before
from ingest.tables.table import Column, Made, Table
from ingest.values.levels import LEVEL
from ingest.values.places import COUNTRY, LANGUAGE
from ingest.values.text import TEXT


def full_name(last: str | None, first: str | None) -> str | None:
    """Write a name as surname, first name."""
    return f"{last}, {first}" if last and first else last or first


OFFICERS = Table(
    "officers",
    "Liaison officers of the own services.",
    NodeShape("officers", e.OFFICER),
    (
        Column("officer_id", "identifier given by the unit", field="officer_id", required=True, examples=("O-001",)),
        Column("last_name", "surname", required=True, reading=TEXT, examples=("Peeters",)),
        Column("first_name", "first name", reading=TEXT, examples=("An",)),
        Column("service", "own service", field="service", required=True, examples=("federal_police", "VSSE")),
        Column("languages", "languages spoken", field="languages", reading=LANGUAGE, examples=("nl;fr;en",)),
        Column(
            "clearance",
            "highest level the officer is cleared for",
            field="clearance_level",
            reading=LEVEL,
            examples=("3", "SECRET"),
        ),
        Column("clearance_until", "last day of the clearance", field="clearance_until", examples=("2027-05-31",)),
        *MARKING,
        *VALIDITY,
    ),
    made=(Made("name", ("last_name", "first_name"), full_name),),
    checks=(not_before("valid_to", "valid_from"),),
    dated_by="valid_from",
)
POSTINGS = Table(
    "postings",
    "Tours of duty. A posting may name a predecessor further down in the file.",
    NodeShape(
        "postings",
        e.POSTING,
        (
            Link("officer", r.HELD_POSTING, e.OFFICER, outgoing=False),
            Link("country", r.IN_COUNTRY, e.COUNTRY, outgoing=True),
            Link("predecessor", r.SUCCEEDED_BY, e.POSTING, outgoing=False),
        ),
    ),
    (
        Column("posting_id", "identifier given by the unit", field="posting_id", required=True, examples=("P-014",)),
        Column("officer_id", "who serves on it", link="officer", required=True, examples=("O-001",)),
        Column("city", "city of residence", field="post_city", examples=("Rabat",)),
        Column("country", "country of residence", link="country", required=True, reading=COUNTRY, examples=("MA",)),
        Column("start", "first day", field="start_date", required=True, examples=("2021-09-01",)),
        Column("planned_end", "last day as planned", field="planned_end", examples=("2025-08-31",)),
        Column("end", "last day as it was; empty = still running", field="end_date", examples=("2025-07-15",)),
        Column("kind", "kind of posting", field="kind", examples=("bilateral",)),
        Column("predecessor_posting_id", "posting that this one took over", link="predecessor", examples=("P-003",)),
        *MARKING,
    ),
    checks=(
        not_before("end", "start"),
        not_before("planned_end", "start"),
        differ(
            "predecessor_posting_id",
            "posting_id",
            "A posting cannot succeed itself; name the one before it in 'predecessor_posting_id', or leave it empty.",
        ),
    ),
    dated_by="start",
    whole=True,
)
ACCREDITATIONS = Table(
    "accreditations",
    "Countries that a posting gives access to.",
    RelationshipShape("accreditations", r.ACCREDITED_TO, e.POSTING, e.COUNTRY),
    (
        Column("posting_id", "the posting", link="start", required=True, examples=("P-014",)),
        Column("country", "the country", link="end", required=True, reading=COUNTRY, examples=("TN", "Tunisie")),
        Column("mode", "how", field="mode", required=True, examples=("side",)),
        Column("from", "first day; empty = always", field="valid_from", examples=("2021-09-01",)),
        Column("to", "last day; empty = still", field="valid_to", examples=("2025-08-31",)),
        *MARKING,
    ),
    checks=(not_before("to", "from"),),
    dated_by="from",
)
BRIEFINGS = Table(
    "briefings",
    "Exchanges of expertise before departure, after six months and at the end of a posting.",
    NodeShape(
        "briefings",
        e.BRIEFING,
        (
            Link("officer", r.ATTENDED, e.OFFICER, outgoing=False),
            Link("posting", r.BRIEFED_FOR, e.POSTING, outgoing=True),
        ),
    ),
    (
        Column("briefing_id", "identifier given by the unit", field="briefing_id", required=True, examples=("B-021",)),
        Column("officer_id", "who was briefed", link="officer", required=True, examples=("O-001",)),
        Column("posting_id", "posting it was for", link="posting", required=True, examples=("P-014",)),
        Column("date", "day", field="date", required=True, examples=("2021-08-20",)),
        Column("stage", "when in the posting", field="stage", required=True, examples=("pre_departure",)),
        Column("given_by", "service or person who gave it", field="given_by", examples=("BE-VSSE",)),
        Column("themes_covered", "codes of themes", field="themes_covered", examples=("drugs;terrorism",)),
        *MARKING,
    ),
    dated_by="date",
)
