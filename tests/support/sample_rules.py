"""The rules that the sample world breaks on purpose, read off its rows by plain means."""

from collections import defaultdict

CEILING = 1
HOLDING = {"granted", "granted_with_conditions"}


def planted(rows, rule):
    return {one["exchange"] for one in rows.truth["breaches"] if one["rule"] == rule}


def in_order(rows, rule):
    return {one["exchange"] for one in rows.truth["in_order"] if one["rule"] == rule}


def level(row):
    return int(row["level"]) if row["level"] else CEILING


def foreign_intelligence(rows):
    return {
        row["org_id"]
        for row in rows["organisations"]
        if row["org_type"] in ("intel_civil", "intel_military") and row["country"] != "BE"
    }


def covers(consent, row, operation):
    return (
        consent["operation"] == operation
        and consent["recipient"] == row["to_org"]
        and consent["purpose"] == row["purpose"]
        and consent["status"] in HOLDING
        and consent["granted_on"] <= row["date"] <= consent["valid_until"]
    )


def consents_by_item(rows):
    found = defaultdict(list)
    for consent in rows["consents"]:
        found[consent["originator"], consent["item_ref"]].append(consent)
    return found
