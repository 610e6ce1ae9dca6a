"""What a store holds, apart from when and by which load it came: computed without the product's own code."""

import datetime as dt
import hashlib
import json

from graph.statement import Statement

_BOOKKEEPING = {"Batch", "LedgerPage", "SourceFile", "SourceRow", "Store", "TestDatabase", "TestWorld"}
_WHEN = {"batch_id", "recorded_at"}
_KEYS = {
    "Officer": "officer_id", "Posting": "posting_id", "Country": "iso2", "Organisation": "org_id",
    "Contact": "contact_id", "Interaction": "interaction_id", "Exchange": "exchange_id", "InfoItem": "item_id",
    "Request": "request_id", "Briefing": "briefing_id", "Consent": "consent_id", "Marking": "marking_id",
    "Theme": "code", "Agreement": "agreement_id", "Priority": "priority_id", "Viewer": "user_id", "Judgement": "pair",
}  # fmt: skip


def _plain(value):
    if isinstance(value, dt.date):
        return value.isoformat()
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _content(properties):
    kept = {name: _plain(value) for name, value in properties.items() if name not in _WHEN and value is not None}
    # The load is the part before the slash.
    kept["source_rows"] = sorted(ref.partition("/")[2] for ref in kept.get("source_rows", []))
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)


def contents(store):
    """Give every node and relationship as a line of text, sorted."""
    nodes = store.read(Statement("MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS properties")).rows
    lines = [f"({label}) {_content(properties)}" for label, properties in nodes if label not in _BOOKKEEPING]
    links = store.read(
        Statement(
            "MATCH (a)-[r]->(b) RETURN type(r), labels(a)[0], properties(a), labels(b)[0], properties(b), properties(r)"
        )
    ).rows
    for name, start, a, end, b, properties in links:
        lines.append(f"[{name}] {start}:{a[_KEYS[start]]} -> {end}:{b[_KEYS[end]]} {_content(properties)}")
    return sorted(lines)


def digest(store):
    """Give the digest of all of it."""
    return hashlib.sha256("\n".join(contents(store)).encode()).hexdigest()


SUMS = Statement(
    "MATCH (b:Batch) RETURN b.load_id, b.rows_loaded, b.rows_updated, b.rows_unchanged, b.rows_rejected, b.rows_read"
)


def ledger_sums(store):
    """
    Give for each load the rows of its sums and those written out in its pages of the ledger.

    The server may still be committing what a client had sent when it was killed, so the pages are read between two
    equal readings of the sums.
    """
    batches, pages, again = (), (), None
    while batches != again:
        batches = sorted(store.read(SUMS).rows)
        pages = store.read(Statement("MATCH (p:LedgerPage) RETURN p.batch_id, p.outcomes")).rows
        again = sorted(store.read(SUMS).rows)
    found = {load: dict.fromkeys("LUNR", 0) for load, *_ in batches}
    for load, outcomes in pages:
        for run in outcomes.split():
            if run[0] != "-":
                found[load][run[0]] += int(run[1:])
    return {load: (tuple(sums[:4]), tuple(found[load].values()), sums[4]) for load, *sums in batches}
