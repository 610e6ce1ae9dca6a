"""Q06 to Q10."""

from library_oracle.records import full_name
from library_oracle.sight import down, down_day, later


def q06(sight, months=6):
    rows = []
    for officer, posting in sight.running():
        ends = posting.end or posting.planned_end
        if ends is None or ends > later(sight.as_of, months):
            continue
        mine = {contact: one for (who, contact), one in sight.ties().items() if who == officer.officer_id}
        sole = sorted((-round(one.strength, 6), contact) for contact, one in mine.items() if one.sole)
        rows.append(
            (posting.posting_id, officer.officer_id, full_name(officer), posting.city, ends, len(mine), len(sole),
             sum(mine[contact].strength for _, contact in sole), [contact for _, contact in sole])
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row[4], row[0], row[1]))


def q07(sight, officer):
    rows = []
    for (who, contact), own in sight.ties().items():
        if who != officer:
            continue
        others = sorted(
            (-round(one.strength, 6), other, one)
            for (other, met), one in sight.ties().items()
            if met == contact and other != officer
        )
        if not others:
            introducer, reason = (officer, own), "only holder: introduce in person before departure"
        else:
            introducer = (others[0][1], others[0][2])
            better = round(introducer[1].strength, 6) >= round(own.strength, 6)
            known = "a colleague knows the contact at least as well"
            reason = known if better else "a colleague stays who knows the contact"
        row = sight.contacts[contact]
        rows.append(
            (contact, full_name(row), row.function, row.country, own.strength, own.last, own.events, len(others) + 1,
             introducer[0], sight.officer_name(introducer[0]), introducer[1].strength, reason)
        )  # fmt: skip
    return sorted(rows, key=lambda row: (down(round(row[4], 6)), row[0]))


def recent(sight, months):
    for rotation in sight.rotations():
        before, _, after, posting = rotation
        recently = later(sight.as_of, -months) < posting.start <= sight.as_of
        if before.officer_id != after.officer_id and recently:
            yield rotation


def q08(sight, days=90, months=24):
    met = sight.meetings()
    rows = []
    for before, left, after, posting in recent(sight, months):
        for (officer, contact), events in met.items():
            since = max(later(posting.start, -12), left.start)
            old = [event.date for event in events if since <= event.date < posting.start]
            if officer != before.officer_id or not old:
                continue
            new = met.get((after.officer_id, contact), [])
            if any(posting.start <= event.date <= sight.as_of for event in new):
                continue
            shown = [
                event.date
                for event in events
                if event.kind == "introduction" and later(posting.start, -6) <= event.date <= sight.as_of
            ]
            introduced = max(shown, default=None)
            waiting = (sight.as_of - max(introduced or posting.start, posting.start)).days
            if waiting >= days:
                rows.append(
                    (posting.posting_id, after.officer_id, full_name(after), before.officer_id, full_name(before),
                     contact, sight.contact_name(contact), max(old), introduced, waiting)
                )  # fmt: skip
    return sorted(rows, key=lambda row: (-row[9], row[0], row[1], row[5]))


def q09(sight, **window):
    first, last = window.get("from") or later(sight.as_of, -24), window.get("to") or sight.as_of
    rows = []
    for before, left, after, posting in sight.rotations():
        if not first <= posting.start <= min(last, sight.as_of):
            continue
        ended = left.end or left.planned_end
        overlap = vacant = None
        if ended is not None:
            overlap = max(0, (ended - posting.start).days + 1)
            vacant = max(0, (posting.start - ended).days - 1)
        rows.append(
            (posting.posting_id, posting.city, before.officer_id, full_name(before), after.officer_id,
             full_name(after), ended, posting.start, overlap, vacant)
        )  # fmt: skip
    return sorted(rows, key=lambda row: (down_day(row[7]), row[0], row[2], row[4]))


def q10(sight, months=24):
    rows = []
    for before, left, after, posting in recent(sight, months):
        contacts = {
            contact
            for event in sight.events
            if left.start <= event.date <= posting.start and before.officer_id in event.officers
            for contact in event.contacts
        }

        def total(officer, day, contacts=contacts):
            if day > sight.as_of:
                return None
            return sum(
                one.strength for (who, met), one in sight.ties(day).items() if who == officer and met in contacts
            )

        was = total(before.officer_id, posting.start)
        if not was:
            continue
        half, whole = (total(after.officer_id, later(posting.start, count)) for count in (6, 12))
        rows.append(
            (posting.posting_id, before.officer_id, after.officer_id, posting.start, len(contacts), was, half,
             None if half is None else half / was, whole, None if whole is None else whole / was)
        )  # fmt: skip
    return sorted(rows, key=lambda row: (down_day(row[3]), *row[:3]))
