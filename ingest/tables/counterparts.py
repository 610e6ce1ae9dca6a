"""Tables of the other side: services, official counterparts, and the functions these hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import entities as e
from graph.model import relationships as r
from graph.model.records import LinkRecord
from graph.model.shapes import Link, NodeShape, RelationshipShape
from ingest.tables.marking import MARKING, VALIDITY, differ, not_before
from ingest.tables.people import full_name
from ingest.tables.table import Column, Made, Table
from ingest.values.personal import EMAIL, PHONE
from ingest.values.places import COUNTRY
from ingest.values.text import IDENTIFIER, TEXT

if TYPE_CHECKING:
    import datetime as dt


def _role(org: str | None, function: str | None, since: dt.date | None) -> tuple[LinkRecord, ...]:
    # The same keys as a row of contact_roles with this organisation, function and first day: one relationship, not two.
    return (LinkRecord("organisation", org, {"function": function, "valid_from": since}),) if org else ()


ORGANISATIONS = Table(
    "organisations",
    "Services and bodies, own and foreign. The own ones are BE-FP and BE-VSSE. A row may name a parent further down.",
    NodeShape(
        "organisations",
        e.ORGANISATION,
        (
            Link("country", r.IN_COUNTRY, e.COUNTRY, outgoing=True),
            Link("parent", r.PART_OF, e.ORGANISATION, outgoing=True),
        ),
    ),
    (
        Column("org_id", "identifier given by the unit", field="org_id", required=True, examples=("IT-POL",)),
        Column(
            "name", "name in a language of the unit", field="name", required=True, examples=("Italian State Police",)
        ),
        Column(
            "native_name", "name in its own language and script", field="native_name", examples=("Polizia di Stato",)
        ),
        Column(
            "country",
            "country of its seat; empty for an international one",
            field="country",
            link="country",
            reading=COUNTRY,
            examples=("IT", "Italie"),
        ),
        Column("org_type", "what it does", field="org_type", required=True, examples=("police",)),
        Column("parent_org_id", "organisation it is part of", link="parent", examples=("IT-MOI",)),
        *MARKING,
        *VALIDITY,
    ),
    checks=(
        differ("parent_org_id", "org_id", "An organisation cannot be part of itself; leave 'parent_org_id' empty."),
        not_before("valid_to", "valid_from"),
    ),
    dated_by="valid_from",
    whole=True,
)
CONTACTS = Table(
    "contacts",
    "Official counterparts abroad. Never informants.",
    NodeShape(
        "contacts",
        e.CONTACT,
        (
            Link("organisation", r.HOLDS_ROLE, e.ORGANISATION, outgoing=True),
            Link("country", r.IN_COUNTRY, e.COUNTRY, outgoing=True),
            Link("introducer", r.INTRODUCED, e.OFFICER, outgoing=False),
        ),
    ),
    (
        Column("contact_id", "identifier given by the unit", field="contact_id", required=True, examples=("C-0417",)),
        Column("last_name", "surname", required=True, reading=TEXT, examples=("Rossi",)),
        Column("first_name", "first name", reading=TEXT, examples=("Anna",)),
        Column("native_name", "name in its own script", field="native_name", examples=("محمد",)),
        Column("org_id", "present organisation", reading=IDENTIFIER, examples=("IT-POL",)),
        Column("function", "present function", field="function", examples=("head of unit",)),
        Column(
            "country",
            "country where the contact works",
            field="country",
            link="country",
            reading=COUNTRY,
            examples=("IT",),
        ),
        Column("email", "e-mail address", field="email_hash", reading=EMAIL, examples=("a.rossi@service.example",)),
        Column("phone", "telephone number", field="phone_hash", reading=PHONE, examples=("+39 06 1234567",)),
        Column("known_since", "first day known", field="known_since", examples=("2019-03-14",)),
        Column("introduced_by", "officer who introduced the contact", link="introducer", examples=("O-001",)),
        Column("status", "state of the contact", field="status", examples=("active",)),
        Column("retention_until", "day of review or erasure", field="retention_until", examples=("2029-03-14",)),
        *MARKING,
        *VALIDITY,
    ),
    made=(
        Made("display_name", ("last_name", "first_name"), full_name),
        Made("organisation", ("org_id", "function", "known_since"), _role),
    ),
    checks=(not_before("retention_until", "known_since"), not_before("valid_to", "valid_from")),
    dated_by="known_since",
)
CONTACT_ROLES = Table(
    "contact_roles",
    "Functions that contacts hold or held.",
    RelationshipShape("contact_roles", r.HOLDS_ROLE, e.CONTACT, e.ORGANISATION),
    (
        Column("contact_id", "the contact", link="start", required=True, examples=("C-0417",)),
        Column("org_id", "the organisation", link="end", required=True, examples=("IT-POL",)),
        Column("function", "the function", field="function", examples=("liaison magistrate",)),
        Column("from", "first day; empty = always", field="valid_from", examples=("2019-03-14",)),
        Column("to", "last day; empty = still", field="valid_to", examples=("2022-12-31",)),
        *MARKING,
    ),
    checks=(not_before("to", "from"),),
    dated_by="from",
)
