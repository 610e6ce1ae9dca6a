"""Q24 to Q27."""

from collections import defaultdict
from functools import reduce

from library_oracle.records import full_name
from library_oracle.sight import OWN, down_day, later


def items(sight):
    """Give the items that are visible: marked by all rows, seen or not, that name them."""
    marks = defaultdict(list)
    for row in sight.every_row("exchanges"):
        for item in {row.item_ref, *(row.derived_from if row.item_ref else ())} - {None}:
            marks[item].append(row.mark)
    for row in sight.every_row("consents"):
        marks[row.item_ref].append(row.mark)
    return {item for item, some in marks.items() if reduce(lambda a, b: a.with_(b), some).open_to(sight.viewer)}


def shared(sight, marks):
    """Tell of relationships that several rows wrote whether they are visible; the first row's marking holds."""
    seen = {}
    for pair, some in marks.items():
        verdicts = {mark.open_to(sight.viewer) for mark in some}
        assert len(verdicts) == 1, f"{pair} is marked differently by its rows: this world cannot decide the question"
        seen[pair] = verdicts.pop()
    return {pair for pair, open_ in seen.items() if open_}


def originators(sight):
    """Give the visible originators of each visible item."""
    marks = defaultdict(list)
    for row in sight.every_row("exchanges"):
        if row.item_ref and row.originator:
            marks[row.item_ref, row.originator].append(row.mark)
    visible = items(sight)
    found = defaultdict(set)
    for item, originator in shared(sight, marks):
        if item in visible and originator in sight.organisations:
            found[item].add(originator)
    return found


def consents(sight):
    """Give visible consents whose originator and item are visible."""
    visible = items(sight)
    return [row for row in sight.rows("consents") if row.originator in sight.organisations and row.item_ref in visible]


def q24(sight, **values):
    first = values.get("from") or later(sight.as_of, -24)
    last = min(values.get("to") or sight.as_of, sight.as_of)
    of = originators(sight)
    rows = []
    for event in sight.exchanges:
        row = event.row
        if row.to_org != "BE-FP" or not first <= event.date <= last or row.from_org not in sight.organisations:
            continue
        for originator in of.get(row.item_ref, ()):
            if originator in OWN or originator == row.from_org:
                continue
            about = [one for one in consents(sight) if (one.item_ref, one.originator) == (row.item_ref, originator)]
            if any(holds(one, row) for one in about):
                continue
            rows.append(
                (event.key, event.date, row.item_ref, originator, row.purpose, row.from_org, sorted(event.officers),
                 row.mark.level, len(about))
            )  # fmt: skip
    return sorted(rows, key=lambda row: (down_day(row[1]), row[0], row[2], row[3], row[5]))


def holds(consent, exchange):
    """Tell whether a consent covers an exchange on its day."""
    day = exchange.date
    if consent.status == "expired":
        good = consent.valid_until is not None
    else:
        good = consent.status in ("granted", "granted_with_conditions", "not_required")
    return (
        good
        and consent.granted_on is not None
        and consent.granted_on <= day
        and (consent.valid_until is None or day <= consent.valid_until)
        and consent.recipient in (None, exchange.to_org)
        and (consent.purpose is None or exchange.purpose is None or consent.purpose == exchange.purpose)
    )


def q25(sight, days=60):
    visible = items(sight)
    rows = []
    for row in sight.rows("consents"):
        if row.originator not in sight.organisations or (row.granted_on or sight.as_of) > sight.as_of:
            continue

        def finding(reason, row=row, left=None, exchange=None, used=None):
            rows.append(
                (reason, row.consent_id, row.item_ref, row.originator, row.recipient, row.status, row.valid_until, left,
                 exchange, row.purpose, used)
            )  # fmt: skip

        if row.status in ("granted", "granted_with_conditions") and row.valid_until is not None:
            left = (row.valid_until - sight.as_of).days
            if 0 <= left <= days:
                finding("expires", left=left)
        if row.status == "withdrawn":
            finding("withdrawn")
        for event in sight.exchanges:
            used = event.row.purpose
            if (
                event.row.item_ref == row.item_ref
                and row.item_ref in visible
                and used is not None
                and row.purpose is not None
                and used != row.purpose
                and (row.granted_on or event.date) <= event.date <= sight.as_of
            ):
                finding("other_purpose", exchange=event.key, used=used)
    return sorted(rows, key=lambda row: (row[0], row[1], row[3], row[8] or ""))


def q26(sight, originator):
    visible, of = items(sight), originators(sight)
    marks = defaultdict(list)
    for row in sight.every_row("exchanges"):
        for source in row.derived_from if row.item_ref else ():
            marks[row.item_ref, source].append(row.mark)
    made_from = shared(sight, marks)
    nearest = nearest_origins({item for item in of if originator in of[item]}, made_from, visible)
    rows = []
    for item, (steps, origin) in nearest.items():
        every = [event for event in sight.exchanges if event.row.item_ref == item]
        past = [event for event in every if event.date <= sight.as_of]
        if every and not past:
            continue
        by_holder = defaultdict(list)
        for event in past:
            if event.row.to_org in sight.organisations:
                by_holder[event.row.to_org].append(event)
        for holder, events in by_holder.items():
            officers = sorted({officer for event in events for officer in event.officers})
            rows.append(
                (item, origin, steps, holder, sight.organisations[holder].name, min(event.date for event in events),
                 len(events), officers)
            )  # fmt: skip
        if not by_holder:
            rows.append((item, origin, steps, None, None, None, 0, []))
    return sorted(rows, key=lambda row: (row[2], row[0], row[3] or ""))


def nearest_origins(origins, made_from, visible):
    """Give steps and item of the nearest origin, at most eight steps away, of all that was made from some items."""
    nearest = {item: (0, item) for item in origins}
    edge = dict(nearest)
    for step in range(1, 9):
        following = {}
        for item, source in made_from:
            if source in edge and item in visible:
                found = (step, edge[source][1])
                following[item] = min(following.get(item, found), found)
        edge = following
        for item, found in following.items():
            nearest[item] = min(nearest.get(item, found), found)
    return nearest


def q27(sight, **values):
    first = values.get("from") or later(sight.as_of, -24)
    last = min(values.get("to") or sight.as_of, sight.as_of)
    rows = []
    for event in sight.exchanges:
        row = event.row
        if row.direction == "given" or row.mark.level < 1 or not first <= event.date <= last:
            continue
        for key in event.officers:
            officer = sight.officers[key]
            cleared, until = (int(officer.clearance) if officer.clearance else None), officer.clearance_until
            if cleared is None:
                reason = "none"
            elif cleared < row.mark.level:
                reason = "too_low"
            elif until is not None and until < event.date:
                reason = "expired"
            else:
                continue
            rows.append(
                (event.key, event.date, row.mark.level, row.direction, key, full_name(officer), cleared, until, reason)
            )
    return sorted(rows, key=lambda row: (down_day(row[1]), row[0], row[4]))
