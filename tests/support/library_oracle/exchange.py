"""Q16 to Q20."""

from collections import Counter, defaultdict
from statistics import median

from library_oracle.records import full_name
from library_oracle.sight import OWN, down_day, later, up


def given_by(sight):
    """Give each visible exchange of the day or before whose two organisations are visible."""
    for event in sight.exchanges:
        row = event.row
        if event.date <= sight.as_of and row.from_org in sight.organisations and row.to_org in sight.organisations:
            yield event


def q16(sight, org=None, year=None):
    counted = Counter()
    for event in given_by(sight):
        row = event.row
        if row.direction == "internal":
            continue
        partner = row.to_org if row.direction == "given" else row.from_org
        if org not in (None, partner) or year not in (None, event.date.year):
            continue
        grade = f"{row.scheme or '-'}:{row.source or '-'}{row.info or '-'}"
        counted[partner, event.date.year, grade, row.direction] += 1
    rows = [
        (partner, sight.organisations[partner].name, sight.organisations[partner].country, when, grade,
         counted[partner, when, grade, "given"], counted[partner, when, grade, "received"])
        for partner, when, grade in {key[:3] for key in counted}
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row[0], row[3], row[4]))


def window(sight, values, months=24):
    first = values.get("from") or later(sight.as_of, -months)
    return first, min(values.get("to") or sight.as_of, sight.as_of)


def q17(sight, officer=None, **values):
    first, last = window(sight, values)
    counted = Counter()
    for event in given_by(sight):
        row = event.row
        if row.from_org in OWN and row.to_org in OWN and first <= event.date <= last:
            for who in event.officers:
                if officer in (None, who):
                    quarter = f"{event.date.year}-Q{(event.date.month + 2) // 3}"
                    counted[who, quarter, row.from_org] += 1
    return sorted(
        (who, full_name(sight.officers[who]), quarter, counted[who, quarter, "BE-FP"], counted[who, quarter, "BE-VSSE"])
        for who, quarter in {key[:2] for key in counted}
    )


def q18(sight, days=30):
    answered = {event.row.request_id for event in sight.exchanges if event.row.request_id and event.date <= sight.as_of}
    rows = []
    for key, row in sight.requests.items():
        waiting = (sight.as_of - row.opened).days
        closed = row.closed is not None and row.closed <= sight.as_of
        if waiting <= days or closed or row.state == "withdrawn" or key in answered:
            continue
        if row.asking_org not in sight.organisations or row.asked_org not in sight.organisations:
            continue
        ours = (row.asking_org in OWN, row.asked_org in OWN)
        direction = {(True, True): "internal", (True, False): "asked_by_us", (False, True): "asked_of_us"}
        overdue = (sight.as_of - row.due).days if row.due is not None and row.due < sight.as_of else None
        officer = row.officer_id if row.officer_id in sight.officers else None
        rows.append(
            (direction.get(ours, "foreign"), key, row.opened, row.due, waiting, overdue, row.asking_org,
             row.asked_org, officer, row.theme)
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row[0], -row[4], row[1]))


def q19(sight, org=None, **values):
    first, last = values.get("from") or later(sight.as_of, -24), values.get("to") or sight.as_of
    middle = (last - first).days / 2
    found = defaultdict(list)
    for row in sight.requests.values():
        inside = first <= row.opened <= last and row.closed is not None and row.closed <= sight.as_of
        if (
            inside
            and row.state != "withdrawn"
            and row.asked_org in sight.organisations
            and org in (None, row.asked_org)
        ):
            found[row.asked_org].append(((row.opened - first).days < middle, (row.closed - row.opened).days))
    rows = []
    for key, times in found.items():
        halves = [[days for early, days in times if early is half] for half in (True, False)]
        early, late = (float(median(half)) if half else None for half in halves)
        trend = None if early is None or late is None else late - early
        service = sight.organisations[key]
        middle_of_all = float(median([days for _, days in times]))
        rows.append((key, service.name, service.country, len(times), middle_of_all, early, late, trend))
    return sorted(rows, key=lambda row: (-row[4], row[0]))


def q20(sight, **values):
    first, last = window(sight, values, months=12)
    rows = []
    for event in sight.exchanges:
        row = event.row
        missing = [
            what
            for what, there in (
                ("channel", row.channel),
                ("grade", row.grade),
                ("handling", row.handling),
                ("originator", row.originator),
            )
            if not there
        ]
        if missing and first <= event.date <= last:
            giver, receiver = (key if key in sight.organisations else None for key in (row.from_org, row.to_org))
            rows.append((event.key, event.date, row.direction, missing, giver, receiver, sorted(event.officers)))
    return sorted(rows, key=lambda row: (down_day(row[1]), row[0], up(row[4])))
