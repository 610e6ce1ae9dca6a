"""Q11 to Q15."""

from collections import defaultdict

from library_oracle.countries import name_of
from library_oracle.records import full_name
from library_oracle.sight import down, later


def accredited(sight):
    """Give mode, officer and posting of the accreditations of the day, by country."""
    running = {posting.posting_id: (officer, posting) for officer, posting in sight.running()}
    found = defaultdict(list)
    for row in sight.rows("accreditations"):
        holds = (row.cells["from"] or sight.as_of) <= sight.as_of <= (row.to or sight.as_of)
        if row.posting_id in running and holds:
            found[row.country].append((row.mode, *running[row.posting_id]))
    return found


def q11(sight, months=12):
    rows = []
    for country, given in accredited(sight).items():
        here = [contact for contact, row in sight.contacts.items() if row.country == country]
        dates = [
            event.date
            for event in sight.events
            if event.date <= sight.as_of and event.officers and set(here) & set(event.contacts)
        ]
        if any(day > later(sight.as_of, -months) for day in dates):
            continue
        rows.append(
            (country, name_of(country), sorted({one[0] for one in given}), sorted({one[1].officer_id for one in given}),
             len(here), max(dates, default=None))
        )  # fmt: skip
    return sorted(rows)


def q12(sight, priority=2):
    met = {contact for _, contact in sight.ties()}
    rows = []
    for row in sight.rows("priorities"):
        if int(row.priority) < priority:
            continue
        services = {
            key
            for key, org in sight.organisations.items()
            if (org.country, org.org_type) == (row.country, row.org_type)
        }
        contacts = {contact for contact, org, *_ in sight.roles(sight.as_of) if org in services}
        known = len(contacts & met)
        rows.append(
            (row.country, name_of(row.country), row.org_type, int(row.priority), len(services), len(contacts), known,
             known == 0)
        )  # fmt: skip
    return sorted(rows, key=lambda row: (not row[7], -row[3], row[0], row[2]))


def q13(sight):
    rows = []
    for country, given in accredited(sight).items():
        modes = sorted({one[0] for one in given})
        if "resident" in modes:
            continue
        in_order = sorted(given, key=lambda one: (one[0], one[1].officer_id, one[2].city))
        rows.append(
            (country, name_of(country), modes, len({one[2].posting_id for one in given}),
             list(dict.fromkeys(one[1].officer_id for one in in_order)),
             list(dict.fromkeys(one[2].city for one in in_order)))
        )  # fmt: skip
    return sorted(rows)


def q14(sight, threshold=30.0, priority=2):
    wanted = defaultdict(int)
    for row in sight.rows("priorities"):
        if int(row.priority) >= priority:
            wanted[row.country] = max(wanted[row.country], int(row.priority))
    rows = []
    for country, height in wanted.items():
        held = sorted(
            (-round(one.strength, 6), officer, contact, one.strength)
            for (officer, contact), one in sight.ties().items()
            if sight.contacts[contact].country == country
        )
        best = held[0] if held else (0, None, None, 0.0)
        if best[3] < threshold:
            rows.append((country, name_of(country), height, best[3], best[1], best[2], len(held)))
    return sorted(rows, key=lambda row: (-row[2], -down(round(row[3], 6))[1], row[0]))


def q15(sight, months=None):
    held = defaultdict(set)
    for key, officer in sight.officers.items():
        for language in officer.languages:
            held["language", language].add(key)
    for event in sight.exchanges:
        if event.date <= sight.as_of and (months is None or event.date > later(sight.as_of, -months)):
            for theme in event.row.theme:
                for officer in event.officers:
                    held["theme", theme].add(officer)
    return sorted(
        (*what, min(officers), full_name(sight.officers[min(officers)]))
        for what, officers in held.items()
        if len(officers) == 1
    )
