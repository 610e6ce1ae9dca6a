"""Q01, Q03, Q04, Q05."""

from collections import defaultdict

from library_oracle.countries import region_of
from library_oracle.sight import down, down_day, later, up


def q01(sight, country, org_type=None, min_strength=0.0):
    rows = []
    for contact, org, function, _, _ in sight.roles(sight.as_of):
        service = sight.organisations[org]
        if service.country != country or org_type not in (None, service.org_type):
            continue
        for (officer, met), tie in sight.ties().items():
            if met == contact and tie.strength >= min_strength:
                rows.append(
                    (officer, sight.officer_name(officer), sight.officers[officer].service, contact,
                     sight.contact_name(contact), function, org, service.name, service.org_type, tie.strength, tie.last,
                     tie.events)
                )  # fmt: skip
    return sorted(rows, key=lambda row: (down(round(row[9], 6)), row[0], row[3], row[6], up(row[5])))


def q03(sight, country=None):
    holders = defaultdict(list)
    for (officer, contact), tie in sight.ties().items():
        holders[contact].append((-round(tie.strength, 6), officer, tie))
    rows = []
    for contact, held in holders.items():
        where = sight.contacts[contact].country
        if len(held) < 2 or country not in (None, where):
            continue
        held.sort(key=lambda one: one[:2])
        best = held[0][1]
        rows.append(
            (contact, sight.contact_name(contact), where, len(held), best, sight.officer_name(best),
             held[0][2].strength, [one[1] for one in held[1:]], held[1][2].strength, max(one[2].last for one in held))
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row[3], down(round(row[6], 6)), row[0]))


def q04(sight, theme, region=None, level=0):
    found = defaultdict(set)
    for event in sight.exchanges:
        if event.date > sight.as_of or theme not in event.row.theme:
            continue
        for contact in event.contacts:
            country = sight.contacts[contact].country
            if region is None or region in region_of(country):
                for officer in event.officers:
                    found[officer].add((event.key, contact, country, event.date))
    rows = []
    for officer, parts in found.items():
        row = sight.officers[officer]
        cleared = int(row.clearance or 0)
        if cleared < level or (level and (row.clearance_until or sight.as_of) < sight.as_of):
            continue
        rows.append(
            (officer, sight.officer_name(officer), row.service, int(row.clearance), row.clearance_until,
             len({one[0] for one in parts}), len({one[1] for one in parts}), sorted({one[2] for one in parts}),
             max(one[3] for one in parts))
        )  # fmt: skip
    return sorted(rows, key=lambda row: (-row[5], row[0]))


def q05(sight, months=12):
    held = defaultdict(list)
    for contact, org, function, since, _ in sight.roles():
        held[contact].append((since, org, function))
    rows = []
    for contact, roles in held.items():
        for since, org, function in roles:
            if since is None or not later(sight.as_of, -months) < since <= sight.as_of:
                continue
            before = [one for one in roles if (one[0] is None or one[0] < since) and one[1:] != (org, function)]
            if not before:
                continue
            old = min(before, key=lambda one: (-(one[0].toordinal() if one[0] else 0), one[1], one[2] or ""))
            after = [
                (officer, event.date)
                for event in sight.events
                if since <= event.date <= sight.as_of and contact in event.contacts
                for officer in event.officers
            ]
            rows.append(
                (contact, sight.contact_name(contact), since, old[1], old[2], org, function,
                 sight.organisations[org].country, sorted({one[0] for one in after}),
                 max((one[1] for one in after), default=None))
            )  # fmt: skip
    return sorted(rows, key=lambda row: (down_day(row[2]), row[0], row[5], up(row[6])))
