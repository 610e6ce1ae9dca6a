"""Tables of what happened: interactions, exchanges and requests. The fact, never the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model import entities as e
from graph.model import relationships as r
from graph.model import vocabularies as v
from graph.model.records import LinkRecord
from graph.model.shapes import Link, NodeShape
from ingest.tables.marking import MARKING, ORIGINATOR_COLUMN, differ, not_before
from ingest.tables.table import REFERENCES, Check, Column, Made, Table
from ingest.values.grades import GRADE, fits, scheme_of
from ingest.values.handling import HANDLING
from ingest.values.text import IDENTIFIER
from ingest.values.vocabulary import vocabulary_reading

if TYPE_CHECKING:
    import datetime as dt

    from ingest.values.grades import Grade
    from ingest.values.handling import Handling

_OWN = frozenset(v.OWN_ORGANISATIONS.values())

INTERACTIONS = Table(
    "interactions",
    "Meetings, calls and other work of officers with contacts; never what was said.",
    NodeShape(
        "interactions",
        e.INTERACTION,
        (
            Link("officer", r.TOOK_PART, e.OFFICER, outgoing=False),
            Link("contacts", r.TOOK_PART, e.CONTACT, outgoing=False),
        ),
    ),
    (
        Column(
            "interaction_id",
            "identifier given by the unit; empty = made from the row",
            field="interaction_id",
            examples=("I-0099",),
        ),
        Column("date", "day", field="date", required=True, examples=("2023-05-04",), past=True),
        Column(
            "officer_id", "officer, or officers", link="officer", required=True, reading=REFERENCES, examples=("O-001",)
        ),
        Column(
            "contact_ids", "contacts", link="contacts", required=True, reading=REFERENCES, examples=("C-0417;C-0503",)
        ),
        Column("kind", "kind of interaction", field="kind", required=True, examples=("meeting",)),
        Column(
            "initiative",
            "who took the initiative",
            field="initiative",
            default="unknown",
            examples=("own", "counterpart"),
        ),
        Column("minutes", "duration in minutes", field="minutes", examples=("90",)),
        Column("place", "where", field="place", examples=("Rome",)),
        *MARKING,
    ),
    dated_by="date",
    made_key=("date", "officer_id", "contact_ids", "kind", "place"),
)


def _scheme(grade: Grade | None, scheme: str | None, source: str | None, info: str | None) -> str | None:
    if grade is not None:
        return grade.scheme
    return scheme or (scheme_of(source) if source or info else None)


def _source(grade: Grade | None, source: str | None) -> str | None:
    return grade.source if grade is not None else source


def _info(grade: Grade | None, info: str | None) -> str | None:
    return grade.info if grade is not None else info


def _two_grades(grade: Grade | None, scheme: str | None, source: str | None, info: str | None) -> bool:
    return grade is not None and bool(scheme or source or info)


def _misfit(source: str | None, info: str | None, scheme: str | None) -> bool:
    return bool(source or info) and not fits(scheme or scheme_of(source), source, info)


def _codes(handling: Handling | None) -> list[str] | None:
    return None if handling is None else list(handling.codes)


def _restriction(handling: Handling | None) -> str | None:
    return None if handling is None else handling.restriction


def _item(
    item: str | None, date: dt.date | None, originator: str | None, sources: list[str] | None
) -> tuple[LinkRecord, ...]:
    if item is None:
        return ()
    # Information of another service may not go further without its consent; nobody has to write that in each row.
    foreign = originator is not None and originator not in _OWN
    return (LinkRecord("item", item, {}, {"created": date, "third_party_rule": foreign, "derived": bool(sources)}),)


def _originator(item: str | None, originator: str | None) -> tuple[LinkRecord, ...]:
    return (LinkRecord("originator", originator),) if item and originator else ()


def _derived_from(item: str | None, sources: list[str] | None) -> tuple[LinkRecord, ...]:
    return tuple(LinkRecord("derived_from", source) for source in sources) if item and sources else ()


def _given_to_own(direction: str | None, to_org: str | None) -> bool:
    return direction == "given" and to_org in _OWN


def _received_from_own(direction: str | None, from_org: str | None) -> bool:
    return direction == "received" and from_org in _OWN


def _without_item(sources: list[str] | None, item: str | None) -> bool:
    return bool(sources) and item is None


def _from_itself(sources: list[str] | None, item: str | None) -> bool:
    return sources is not None and item in sources


EXCHANGES = Table(
    "exchanges",
    "That something was exchanged between services; never what.",
    NodeShape(
        "exchanges",
        e.EXCHANGE,
        (
            Link("giver", r.GAVE, e.ORGANISATION, outgoing=False),
            Link("receiver", r.RECEIVED, e.ORGANISATION, outgoing=True),
            Link("officer", r.TOOK_PART, e.OFFICER, outgoing=False),
            Link("contact", r.TOOK_PART, e.CONTACT, outgoing=False),
            Link("themes", r.ABOUT, e.THEME, outgoing=True, create=True),
            Link("item", r.CONCERNS, e.INFO_ITEM, outgoing=True, create=True),
            Link("originator", r.ORIGINATES, e.ORGANISATION, outgoing=False, anchor="item"),
            Link("derived_from", r.DERIVED_FROM, e.INFO_ITEM, outgoing=True, create=True, anchor="item"),
            Link("request", r.ANSWERS, e.REQUEST, outgoing=True),
            Link("interaction", r.CARRIED, e.INTERACTION, outgoing=False),
        ),
    ),
    (
        Column(
            "exchange_id", "identifier given by the unit", field="exchange_id", required=True, examples=("E-20417",)
        ),
        Column("date", "day", field="date", required=True, examples=("2023-05-04",), past=True),
        Column("from_org", "organisation that gave", link="giver", required=True, examples=("BE-FP",)),
        Column("to_org", "organisation that received", link="receiver", required=True, examples=("IT-POL",)),
        Column("officer_id", "officer, or officers", link="officer", reading=REFERENCES, examples=("O-001",)),
        Column("contact_id", "contact, or contacts", link="contact", reading=REFERENCES, examples=("C-0417",)),
        Column("direction", "which way", field="direction", required=True, examples=("given",)),
        Column("kind", "kind of exchange", field="kind", required=True, examples=("operational_info",)),
        Column(
            "theme", "codes of themes", field="theme", link="themes", reading=REFERENCES, examples=("drugs;terrorism",)
        ),
        Column("channel", "by which channel", field="channel", examples=("siena",)),
        Column("grade", "grade in one cell", reading=GRADE, examples=("B2", "4x4:B2")),
        Column(
            "grade_scheme", "scheme, when the grade stands in two cells", reading=vocabulary_reading(v.GRADE_SCHEME)
        ),
        Column(
            "source_grade", "letter, when the grade stands in two cells", reading=vocabulary_reading(v.SOURCE_GRADE)
        ),
        Column("info_grade", "digit, when the grade stands in two cells", reading=vocabulary_reading(v.INFO_GRADE)),
        Column("handling", "handling codes", reading=HANDLING, examples=("H1", "H1;H3:not for court")),
        Column(
            "item_ref", "reference of the item of information", field="item_ref", reading=IDENTIFIER, examples=("N-77",)
        ),
        Column("derived_from", "items that this one was made from", reading=REFERENCES, examples=("N-12;N-31",)),
        Column("request_id", "request that it answers", link="request", examples=("R-0031",)),
        Column("interaction_id", "interaction during which it happened", link="interaction", examples=("I-0099",)),
        Column("purpose", "purpose for which it was transmitted", field="purpose", examples=("prevention",)),
        Column("outcome", "whether it was of use", field="outcome", examples=("used",)),
        Column("value", "of how much use it was, 0 to 3", field="value", examples=("2",)),
        *MARKING[:-1],
        ORIGINATOR_COLUMN,
    ),
    made=(
        Made("grade_scheme", ("grade", "grade_scheme", "source_grade", "info_grade"), _scheme),
        Made("source_grade", ("grade", "source_grade"), _source),
        Made("info_grade", ("grade", "info_grade"), _info),
        Made("handling", ("handling",), _codes),
        Made("handling_text", ("handling",), _restriction),
        Made("item", ("item_ref", "date", "originator", "derived_from"), _item),
        Made("originator", ("item_ref", "originator"), _originator),
        Made("derived_from", ("item_ref", "derived_from"), _derived_from),
    ),
    checks=(
        differ(
            "to_org", "from_org", "An exchange cannot go from an organisation to itself; mend 'from_org' or 'to_org'."
        ),
        Check(
            "direction",
            ("direction", "to_org"),
            _given_to_own,
            "The direction 'given' goes to a foreign service, but 'to_org' is an own one; write 'received' or "
            "'internal'.",
        ),
        Check(
            "direction",
            ("direction", "from_org"),
            _received_from_own,
            "The direction 'received' comes from a foreign service, but 'from_org' is an own one; write 'given' or "
            "'internal'.",
        ),
        Check(
            "grade",
            ("grade", "grade_scheme", "source_grade", "info_grade"),
            _two_grades,
            "The grade stands both in 'grade' and in its parts; keep one of the two.",
        ),
        Check(
            "grade",
            ("source_grade", "info_grade", "grade_scheme"),
            _misfit,
            "The grade does not fit its scheme: 6x6 has A to F and 1 to 6, 4x4 has A, B, C, X and 1 to 4; mend it.",
        ),
        Check(
            "item",
            ("derived_from", "item_ref"),
            _without_item,
            "The row says what its item was made from, but not which item it is; fill in 'item_ref'.",
        ),
        Check(
            "same",
            ("derived_from", "item_ref"),
            _from_itself,
            "An item cannot be made from itself; take it out of 'derived_from'.",
        ),
    ),
    dated_by="date",
)


def _state(state: str | None, closed: dt.date | None) -> str:
    return state or ("open" if closed is None else "answered")


def _open_though_closed(state: str | None, closed: dt.date | None) -> bool:
    return (state == "open" and closed is not None) or (state == "answered" and closed is None)


REQUESTS = Table(
    "requests",
    "Requests for support or information.",
    NodeShape(
        "requests",
        e.REQUEST,
        (
            Link("asking", r.ASKED, e.ORGANISATION, outgoing=False),
            Link("asked", r.ASKED_OF, e.ORGANISATION, outgoing=True),
            Link("officer", r.HANDLES, e.OFFICER, outgoing=False),
            Link("themes", r.ABOUT, e.THEME, outgoing=True, create=True),
        ),
    ),
    (
        Column("request_id", "identifier given by the unit", field="request_id", required=True, examples=("R-0031",)),
        Column("opened", "day it was asked", field="opened", required=True, examples=("2023-04-28",), past=True),
        Column("due", "day an answer is due", field="due", examples=("2023-05-12",)),
        Column("closed", "day it was answered; empty = not yet", field="closed", examples=("2023-05-04",), past=True),
        Column("asking_org", "who asked", link="asking", required=True, examples=("BE-VSSE",)),
        Column("asked_org", "who was asked", link="asked", required=True, examples=("IT-POL",)),
        Column("officer_id", "officer who handles it", link="officer", examples=("O-001",)),
        Column("theme", "codes of themes", field="theme", link="themes", reading=REFERENCES, examples=("drugs",)),
        Column("mandate_basis", "competence on which it rests", field="mandate_basis", examples=("judicial",)),
        Column(
            "state",
            "state; empty = 'answered' when closed, else 'open'",
            reading=vocabulary_reading(v.REQUEST_STATE),
            examples=("withdrawn",),
        ),
        *MARKING,
    ),
    made=(Made("state", ("state", "closed"), _state, always=True),),
    checks=(
        not_before("due", "opened"),
        not_before("closed", "opened"),
        differ("asked_org", "asking_org", "An organisation cannot ask itself; mend 'asking_org' or 'asked_org'."),
        Check(
            "state",
            ("state", "closed"),
            _open_though_closed,
            "An open request has no day in 'closed', and an answered one needs it; mend 'state' or 'closed'.",
        ),
    ),
    dated_by="opened",
)
