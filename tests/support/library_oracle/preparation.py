"""Q21 to Q23."""

from library_oracle.records import full_name
from library_oracle.sight import down_day, later


def briefings(sight, posting, stage):
    return [
        row
        for row in sight.rows("briefings")
        if (row.posting_id, row.stage) == (posting.posting_id, stage) and row.date <= sight.as_of
    ]


def q21(sight, days=14, **values):
    first = values.get("from") or later(sight.as_of, -120)
    rows = []
    for officer, posting in sight.served():
        if not first <= posting.start <= sight.as_of:
            continue
        dates = [row.date for row in briefings(sight, posting, "pre_departure") if row.officer_id == officer.officer_id]
        if any((posting.start - day).days >= days for day in dates):
            continue
        latest = max(dates, default=None)
        before = None if latest is None else (posting.start - latest).days
        rows.append(
            (posting.posting_id, officer.officer_id, full_name(officer), posting.city, posting.start, latest, before)
        )
    return sorted(rows, key=lambda row: (down_day(row[4]), row[0], row[1]))


def q22(sight, posting=None):
    rows = []
    for officer, one in sight.served():
        asked = one.posting_id == posting if posting else (one.end or sight.as_of) >= sight.as_of
        if not asked:
            continue
        given = briefings(sight, one, "pre_departure")
        covered = {theme for row in given for theme in row.themes_covered}
        for wish in sight.rows("theme_requirements"):
            theme = wish.theme[0]
            if wish.country == one.country and wish.required == "true" and theme not in covered:
                rows.append(
                    (one.posting_id, officer.officer_id, full_name(officer), one.country, one.start, theme, len(given))
                )
    return sorted(rows, key=lambda row: (down_day(row[4]), row[0], row[1], row[3], row[5]))


def q23(sight):
    rows = []
    for officer, posting in sight.served():
        for stage, due in (("plus_6m", later(posting.start, 6)), ("end_of_tour", posting.end)):
            if posting.start > sight.as_of or due is None or due > min(sight.as_of, posting.end or sight.as_of):
                continue
            if not briefings(sight, posting, stage):
                late = (sight.as_of - due).days
                rows.append(
                    (posting.posting_id, officer.officer_id, full_name(officer), posting.city, stage, due, late)
                )
    return sorted(rows, key=lambda row: (down_day(row[5]), row[0], row[1], row[4]))
