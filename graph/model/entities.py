"""Every kind of node."""

from __future__ import annotations

from graph.model import vocabularies as v
from graph.model.fields import Field, Kind, NodeType

_T, _I, _B, _D, _L = Kind.TEXT, Kind.INTEGER, Kind.BOOLEAN, Kind.DATE, Kind.TEXTS

OFFICER = NodeType(
    "Officer",
    "officer_id",
    "A liaison officer of an own service.",
    (
        Field("officer_id", _T, "identifier given by the unit"),
        Field("name", _T, "surname, first name"),
        Field("service", _T, "own service", v.SERVICE, indexed=True),
        Field("languages", _L, "ISO 639-1 codes"),
        Field("clearance_level", _I, "highest rank the officer is cleared for", low=0, high=4),
        Field("clearance_until", _D, "last day of the clearance"),
    ),
    title="name",
    search=("name",),
)
POSTING = NodeType(
    "Posting",
    "posting_id",
    "An officer's tour of duty at one place; accredited to one or more countries.",
    (
        Field("posting_id", _T, "identifier given by the unit"),
        Field("post_city", _T, "city of residence"),
        Field("start_date", _D, "first day", indexed=True),
        Field("planned_end", _D, "last day as planned"),
        Field("end_date", _D, "last day as it was; empty = still running"),
        Field("kind", _T, "kind of posting", v.POSTING_KIND),
    ),
    title="post_city",
    search=("post_city",),
)
COUNTRY = NodeType(
    "Country",
    "iso2",
    "A country of ISO 3166-1, or XK.",
    (
        Field("iso2", _T, "ISO 3166-1 alpha-2"),
        Field("iso3", _T, "ISO 3166-1 alpha-3"),
        Field("name_en", _T, "name in English"),
        Field("name_fr", _T, "name in French"),
        Field("name_nl", _T, "name in Dutch"),
        Field("name_de", _T, "name in German"),
        Field("region", _T, "region of UN M49", indexed=True),
        Field("sub_region", _T, "sub-region of UN M49"),
    ),
    title="name_en",
    search=("name_en", "name_fr", "name_nl", "name_de"),
)
ORGANISATION = NodeType(
    "Organisation",
    "org_id",
    "A service or body, own or foreign.",
    (
        Field("org_id", _T, "identifier given by the unit"),
        Field("name", _T, "name in a language of the unit"),
        Field("native_name", _T, "name in its own language and script"),
        Field("org_type", _T, "what it does", v.ORG_TYPE, indexed=True),
        Field("country", _T, "ISO 3166-1 alpha-2 of its seat", indexed=True),
    ),
    title="name",
    search=("name", "native_name"),
)
CONTACT = NodeType(
    "Contact",
    "contact_id",
    "An official counterpart abroad. Never an informant.",
    (
        Field("contact_id", _T, "identifier given by the unit"),
        Field("display_name", _T, "surname, first name"),
        Field("native_name", _T, "name in its own script"),
        Field("function", _T, "present function"),
        Field("country", _T, "ISO 3166-1 alpha-2 where the contact works", indexed=True),
        Field("email_hash", _T, "SHA-256 of the e-mail address; the address itself is not kept"),
        Field("phone_hash", _T, "SHA-256 of the telephone number; the number itself is not kept"),
        Field("known_since", _D, "first day on which the contact was known"),
        Field("retention_until", _D, "day on which the record must be reviewed or erased"),
        Field("status", _T, "state of the contact", v.CONTACT_STATUS),
    ),
    title="display_name",
    search=("display_name", "native_name", "function"),
)
INTERACTION = NodeType(
    "Interaction",
    "interaction_id",
    "That officers and contacts met, called or worked together; never what was said.",
    (
        Field("interaction_id", _T, "identifier given by the unit, or made from the row"),
        Field("date", _D, "day", indexed=True),
        Field("kind", _T, "kind of interaction", v.INTERACTION_KIND),
        Field("initiative", _T, "who took the initiative", v.INITIATIVE),
        Field("minutes", _I, "duration in minutes", low=0),
        Field("place", _T, "where"),
    ),
    title="kind",
)
EXCHANGE = NodeType(
    "Exchange",
    "exchange_id",
    "The fact that something was exchanged; never its content.",
    (
        Field("exchange_id", _T, "identifier given by the unit"),
        Field("date", _D, "day", indexed=True),
        Field("direction", _T, "which way", v.DIRECTION),
        Field("kind", _T, "kind of exchange", v.EXCHANGE_KIND),
        Field("channel", _T, "by which channel", v.CHANNEL),
        Field("theme", _L, "codes of themes"),
        Field("item_ref", _T, "reference of the item of information"),
        Field("purpose", _T, "purpose for which it was transmitted"),
        Field("grade_scheme", _T, "scheme of the grade", v.GRADE_SCHEME),
        Field("source_grade", _T, "reliability of the source", v.SOURCE_GRADE),
        Field("info_grade", _T, "reliability of the information", v.INFO_GRADE),
        Field("handling", _L, "handling codes", v.HANDLING),
        Field("handling_text", _T, "restriction meant by H3"),
        Field("outcome", _T, "whether it was of use", v.OUTCOME),
        Field("value", _I, "of how much use it was, 0 none to 3 highest", low=0, high=3),
    ),
    title="exchange_id",
)
INFO_ITEM = NodeType(
    "InfoItem",
    "item_id",
    "An item of information by its reference; its content is not held.",
    (
        Field("item_id", _T, "reference of the item"),
        Field("third_party_rule", _B, "originator's consent is needed before it goes further"),
        Field("created", _D, "first day on which it was seen"),
        Field("derived", _B, "made from other items"),
    ),
    title="item_id",
)
REQUEST = NodeType(
    "Request",
    "request_id",
    "A request for support or information.",
    (
        Field("request_id", _T, "identifier given by the unit"),
        Field("opened", _D, "day it was asked", indexed=True),
        Field("due", _D, "day an answer is due"),
        Field("closed", _D, "day it was answered"),
        Field("theme", _L, "codes of themes"),
        Field("mandate_basis", _T, "competence on which the support rests"),
        Field("state", _T, "state of the request", v.REQUEST_STATE),
    ),
    title="request_id",
)
BRIEFING = NodeType(
    "Briefing",
    "briefing_id",
    "An exchange of expertise for a posting: before departure, after six months, at its end.",
    (
        Field("briefing_id", _T, "identifier given by the unit"),
        Field("date", _D, "day", indexed=True),
        Field("stage", _T, "when in the posting", v.BRIEFING_STAGE),
        Field("given_by", _T, "service or person who gave it"),
        Field("themes_covered", _L, "codes of themes"),
    ),
    title="briefing_id",
)
CONSENT = NodeType(
    "Consent",
    "consent_id",
    "An originator's written decision on one operation with its information.",
    (
        Field("consent_id", _T, "identifier given by the unit"),
        Field("item_ref", _T, "item it covers", indexed=True),
        Field("operation", _T, "what it allows", v.CONSENT_OPERATION),
        Field("status", _T, "state of the consent", v.CONSENT_STATUS),
        Field("recipient", _T, "organisation it may go to"),
        Field("purpose", _T, "purpose it covers"),
        Field("granted_on", _D, "day it was granted"),
        Field("valid_until", _D, "last day on which it holds"),
        Field("written_ref", _T, "reference of the letter"),
        Field("conditions", _T, "conditions under which it was granted"),
    ),
    title="consent_id",
)
MARKING = NodeType(
    "Marking",
    "marking_id",
    "A level of a classification system, with the time during which it was in force.",
    (
        Field("marking_id", _T, "system and code"),
        Field("system", _T, "system", v.MARKING_SYSTEM),
        Field("code", _T, "as written in the system's languages"),
        Field("rank", _I, "rank that is compared", low=0, high=4),
    ),
    title="code",
)
THEME = NodeType(
    "Theme",
    "code",
    "A subject of cooperation.",
    (
        Field("code", _T, "short code"),
        Field("label_en", _T, "name in English"),
        Field("label_fr", _T, "name in French"),
        Field("label_nl", _T, "name in Dutch"),
        Field("label_de", _T, "name in German"),
    ),
    title="code",
    search=("code", "label_en"),
)
AGREEMENT = NodeType(
    "Agreement",
    "agreement_id",
    "An agreement on which cooperation rests.",
    (
        Field("agreement_id", _T, "identifier given by the unit"),
        Field("title", _T, "title"),
        Field("date", _D, "day of signature"),
        Field("provisional", _B, "called provisional by its parties"),
    ),
    title="title",
    search=("title",),
)
PRIORITY = NodeType(
    "Priority",
    "priority_id",
    "How much the unit wants access to one type of service in one country.",
    (
        Field("priority_id", _T, "country and type of service"),
        Field("country", _T, "ISO 3166-1 alpha-2"),
        Field("org_type", _T, "type of service", v.ORG_TYPE),
        Field("priority", _I, "0 none to 3 highest", low=0, high=3),
    ),
    title="priority_id",
)
VIEWER = NodeType(
    "Viewer",
    "user_id",
    "Somebody who reads, with a ceiling.",
    (
        Field("user_id", _T, "sign-in name"),
        Field("role", _T, "role", v.ROLE),
        Field("clearance_level", _I, "highest rank that may be read", low=0, high=4),
        Field("compartments", _L, "caveats held"),
        Field("releases", _L, "countries or bodies in whose name the viewer reads"),
    ),
    title="user_id",
    bookkeeping=True,
)
STORE = NodeType(
    "Store",
    "store_id",
    "What a store says about itself.",
    (
        Field("store_id", _T, "made once, tells stores apart"),
        Field("schema_version", _I, "version of the constraints and indexes", low=1),
    ),
    title="store_id",
    bookkeeping=True,
)
BATCH = NodeType(
    "Batch",
    "load_id",
    "One load: its files, its sums and its end.",
    (
        Field("load_id", _T, "number that grows with each load"),
        Field("started_at", Kind.DATETIME, "start, UTC"),
        Field("finished_at", Kind.DATETIME, "end, UTC; empty = interrupted or running"),
        Field("holder", _T, "process that loads: machine, number, start"),
        Field("heartbeat", Kind.DATETIME, "last sign of life of that process, UTC"),
        Field("title", _T, "what was loaded"),
        Field("ceiling", _I, "level given to rows without one", low=0, high=4),
        Field("rows_read", _I, "rows seen", low=0),
        Field("rows_loaded", _I, "rows that were new", low=0),
        Field("rows_updated", _I, "rows that changed something", low=0),
        Field("rows_unchanged", _I, "rows that were known as they are", low=0),
        Field("rows_rejected", _I, "rows not taken", low=0),
    ),
    title="load_id",
    bookkeeping=True,
)
SOURCE_FILE = NodeType(
    "SourceFile",
    "file_id",
    "One file or sheet of a load; resolves the references in `source_rows`.",
    (
        Field("file_id", _T, "load and number of the file"),
        Field("name", _T, "file name without folder"),
        Field("sheet", _T, "sheet of a workbook"),
        Field("table", _T, "input table it was read as"),
        Field("sha256", _T, "digest of the file's bytes"),
    ),
    title="name",
    bookkeeping=True,
)
LEDGER_PAGE = NodeType(
    "LedgerPage",
    "page_id",
    "What became of a run of rows; written in the same transaction as their data.",
    (
        Field("page_id", _T, "file and rows"),
        Field("file_id", _T, "file of the rows", indexed=True),
        Field("first_row", _I, "first row of the run", low=0),
        Field("last_row", _I, "last row of the run", low=0),
        Field("outcomes", _T, "run-length code: L loaded, U updated, N unchanged, R rejected"),
    ),
    title="page_id",
    bookkeeping=True,
)
SOURCE_ROW = NodeType(
    "SourceRow",
    "row_ref",
    "A row that was not taken, and why.",
    (
        Field("row_ref", _T, "file and row"),
        Field("file_id", _T, "file of the row", indexed=True),
        Field("row", _I, "number of the row as a spreadsheet shows it", low=1),
        Field("column", _T, "column at fault"),
        Field("rule", _T, "rule that was broken"),
        Field("message", _T, "what is wrong and how to mend it"),
    ),
    title="row_ref",
    bookkeeping=True,
)
JUDGEMENT = NodeType(
    "Judgement",
    "pair",
    "A person's decision whether two records are one contact.",
    (
        Field("pair", _T, "the two identifiers, in order"),
        Field("decision", _T, "decision", v.DECISION),
        Field("decided_by", _T, "who decided"),
        Field("decided_on", _D, "when"),
        Field("reason", _T, "why"),
    ),
    title="pair",
)
