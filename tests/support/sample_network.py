"""The sample world as a visible network without a store: its sound rows read by plain means."""

from sample_rows import day, parts

from graph.model.marking import Marking
from graph.model.viewer import Viewer
from graph.snapshot import snapshot_from_records
from graph.visible import visible

DAYS = {"start": "start_date", "planned_end": "planned_end", "end": "end_date"}
EVERYTHING = Viewer("all", "auditor", 4)


def dated(row):
    """Give the validity of a row with the columns `from` and `to`."""
    return {"valid_from": day(row["from"]), "valid_to": day(row["to"])}


def grade(cell):
    """Split B2 or 4x4:A1."""
    scheme, _, letters = cell.rpartition(":")
    return {
        "grade_scheme": scheme or None,
        "source_grade": letters[:1] or None,
        "info_grade": letters[1:] or None,
    }


def sample_network(rows):
    """Give all that the rows hold to a reader of everything; only what ties, rotations and handovers need."""
    took_part = [
        {"start_label": label, "start": key, "end_label": kind, "end": row[event]}
        for table, kind, event, people in (
            ("exchanges", "Exchange", "exchange_id", {"Officer": "officer_id", "Contact": "contact_id"}),
            ("interactions", "Interaction", "interaction_id", {"Officer": "officer_id", "Contact": "contact_ids"}),
        )
        for row in rows[table]
        for label, column in people.items()
        for key in parts(row[column])
    ]
    nodes = {
        "Officer": [
            {
                "officer_id": row["officer_id"],
                "name": f"{row['last_name']}, {row['first_name']}",
                "service": row["service"],
                "languages": parts(row["languages"]),
                "clearance_level": int(row["clearance"]),
                "clearance_until": day(row["clearance_until"]),
            }
            for row in rows["officers"]
        ],
        "Posting": [
            {"posting_id": row["posting_id"], "kind": row["kind"]}
            | {ours: day(row[name]) for name, ours in DAYS.items()}
            for row in rows["postings"]
        ],
        "Contact": [
            {
                "contact_id": row["contact_id"],
                "display_name": f"{row['last_name']}, {row['first_name']}",
                "country": row["country"],
                "status": row["status"] or None,
                "level": int(row["level"] or 0),
            }
            for row in rows["contacts"]
        ],
        "Organisation": [{name: row[name] for name in ("org_id", "name", "country", "org_type")}
                         for row in rows["organisations"]],
        "Country": [{"iso2": code} for code in sorted({row["country"] for row in rows["accreditations"]})],
        "Priority": [
            {
                "priority_id": f"{row['country']}|{row['org_type']}",
                "country": row["country"],
                "org_type": row["org_type"],
                "priority": int(row["priority"]),
            }
            for row in rows["priorities"]
        ],
        "Exchange": [
            {
                "exchange_id": row["exchange_id"],
                "date": day(row["date"]),
                "kind": row["kind"],
                "direction": row["direction"],
                "channel": row["channel"] or None,
                "originator": row["originator"] or None,
                "handling": parts(row["handling"]),
                "level": int(row["level"] or 0),
            }
            | grade(row["grade"])
            for row in rows["exchanges"]
        ],
        "Interaction": [
            {
                "interaction_id": row["interaction_id"],
                "date": day(row["date"]),
                "kind": row["kind"],
                "initiative": row["initiative"] or None,
                "level": int(row["level"] or 0),
            }
            for row in rows["interactions"]
        ],
    }  # fmt: skip
    postings = rows["postings"]
    links = {
        "TOOK_PART": took_part,
        "HELD_POSTING": [{"start": row["officer_id"], "end": row["posting_id"]} for row in postings],
        "SUCCEEDED_BY": [
            {"start": row["predecessor_posting_id"], "end": row["posting_id"]}
            for row in postings
            if row["predecessor_posting_id"]
        ],
        "ACCREDITED_TO": [
            {"start": row["posting_id"], "end": row["country"], "mode": row["mode"]} | dated(row)
            for row in rows["accreditations"]
        ],
        "HOLDS_ROLE": [{"start": row["contact_id"], "end": row["org_id"]} | dated(row) for row in rows["contact_roles"]]
        + [{"start": row["contact_id"], "end": row["org_id"]} for row in rows["contacts"] if row["org_id"]],
    }
    return visible(snapshot_from_records(nodes, links, marking=Marking()), EVERYTHING)
