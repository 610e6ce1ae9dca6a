"""Tables of what is wanted and allowed: required themes, priorities, consents, viewers."""

from __future__ import annotations

from graph.model import entities as e
from graph.model import relationships as r
from graph.model.shapes import Link, NodeShape, RelationshipShape
from graph.model.viewer import OPEN
from ingest.tables.marking import CAVEATS_COLUMN, LEVEL_COLUMN, MARKING, RELEASES_COLUMN, VALIDITY, not_before
from ingest.tables.table import Check, Column, Made, Table
from ingest.values.levels import LEVEL
from ingest.values.places import COUNTRY, RELEASES
from ingest.values.text import CODES, IDENTIFIER


def _priority_key(country: str | None, org_type: str | None) -> str:
    return f"{country}|{org_type}"


THEME_REQUIREMENTS = Table(
    "theme_requirements",
    "Themes on which an officer must be briefed before leaving for a country.",
    RelationshipShape("theme_requirements", r.REQUIRES, e.COUNTRY, e.THEME, create_end=True),
    (
        Column("country", "the country", link="start", required=True, reading=COUNTRY, examples=("MA",)),
        Column("theme", "code of the theme", link="end", required=True, examples=("terrorism",)),
        Column("required", "required, or merely advised", field="required", required=True, examples=("true", "non")),
        *MARKING,
        *VALIDITY,
    ),
    checks=(not_before("valid_to", "valid_from"),),
    dated_by="valid_from",
)
PRIORITIES = Table(
    "priorities",
    "How much the unit wants access to one type of service in one country.",
    NodeShape("priorities", e.PRIORITY, (Link("country", r.IN_COUNTRY, e.COUNTRY, outgoing=True),)),
    (
        Column(
            "country", "the country", field="country", link="country", required=True, reading=COUNTRY, examples=("MA",)
        ),
        Column("org_type", "type of service", field="org_type", required=True, examples=("police",)),
        Column("priority", "0 none to 3 highest", field="priority", required=True, examples=("3",)),
        *MARKING,
        *VALIDITY,
    ),
    made=(Made("priority_id", ("country", "org_type"), _priority_key),),
    checks=(not_before("valid_to", "valid_from"),),
    dated_by="valid_from",
)
CONSENTS = Table(
    "consents",
    "Written decisions of originators on what may be done with their information.",
    NodeShape(
        "consents",
        e.CONSENT,
        (
            Link("originator", r.DECIDED, e.ORGANISATION, outgoing=False),
            Link("item", r.COVERED_BY, e.INFO_ITEM, outgoing=False, create=True),
            Link("recipient", r.CONSENTS_TO, e.ORGANISATION, outgoing=True),
        ),
    ),
    (
        Column("consent_id", "identifier given by the unit", field="consent_id", required=True, examples=("K-008",)),
        Column(
            "originator",
            "organisation that decided, and whose information it is",
            field="originator",
            link="originator",
            required=True,
            reading=IDENTIFIER,
            examples=("IT-POL",),
        ),
        Column(
            "item_ref",
            "item it covers",
            field="item_ref",
            link="item",
            required=True,
            reading=IDENTIFIER,
            examples=("N-77",),
        ),
        Column("operation", "what it allows", field="operation", required=True, examples=("other_purpose",)),
        Column(
            "recipient",
            "organisation it may go to",
            field="recipient",
            link="recipient",
            reading=IDENTIFIER,
            examples=("FR-DGSI",),
        ),
        Column("purpose", "purpose it covers", field="purpose", examples=("prosecution",)),
        Column("status", "state of the consent", field="status", required=True, examples=("granted",)),
        Column("granted_on", "day it was granted", field="granted_on", examples=("2023-05-02",), past=True),
        Column("valid_until", "last day on which it holds", field="valid_until", examples=("2024-05-01",)),
        Column("written_ref", "reference of the letter", field="written_ref", examples=("L/2023/114",)),
        Column("conditions", "conditions under which it was granted", field="conditions", examples=("not in court",)),
        LEVEL_COLUMN,
        CAVEATS_COLUMN,
        RELEASES_COLUMN,
    ),
    checks=(not_before("valid_until", "granted_on"),),
    dated_by="granted_on",
)
VIEWERS = Table(
    "viewers",
    "Who reads, and up to which ceiling. Here `level` is the reader's, not the row's: rows of readers are never shown.",
    NodeShape("viewers", e.VIEWER),
    (
        Column("user_id", "sign-in name", field="user_id", required=True, examples=("jdupont",)),
        Column("role", "role", field="role", required=True, examples=("analyst",)),
        Column(
            "level",
            "highest level that may be read",
            field="clearance_level",
            required=True,
            reading=LEVEL,
            examples=("2",),
        ),
        Column("compartments", "caveats held", field="compartments", reading=CODES, examples=("OSCAR",)),
        Column("countries", "in whose name the viewer reads", field="releases", reading=RELEASES, examples=("BE",)),
        *VALIDITY,
    ),
    checks=(
        not_before("valid_to", "valid_from"),
        Check(
            "reserved",
            ("user_id",),
            lambda user: user == OPEN.user_id,
            f"The name '{OPEN.user_id}' is kept for readers who have no ceiling of their own; choose another one.",
        ),
    ),
    dated_by="valid_from",
)
