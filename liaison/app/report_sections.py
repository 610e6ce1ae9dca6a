"""The chapters of the network report, each from a view and a scope."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.analytics.postings import running_postings
from graph.analytics.results import Column, Table
from graph.analytics.scores import pagerank
from graph.network import node_id
from graph.ties import TIE_WORDS
from liaison.app.attention import needs_attention
from liaison.app.explore import selection, surroundings
from liaison.app.picture import picture_of
from liaison.app.report_summary import STRONG, STRONG_WORDS, country_name, tie_records
from liaison.app.risk import AT_RISK, at_risk
from reports.document import Section, SectionTable
from reports.picture_section import picture_section

if TYPE_CHECKING:
    import datetime as dt

    from liaison.app.scope import Scope
    from liaison.app.view import View
    from reports.picture.drawing import Picture

MOST_TIES = 60
MOST_PEOPLE = 20
MOST_DRAWN = 60
MOST_ATTENTION = 25

_FORMULA = f"{TIE_WORDS.strength}, where raw = {TIE_WORDS.raw}".replace("*", "x")
_STRENGTH = Column("strength", "0 to 100", "of the tie on the day")
_OFFICER = Column("officer", "", "")
_CONTACT = Column("contact", "", "")
_COUNTRY = Column("country", "", "where the contact works")


def key_people(view: View, scope: Scope) -> Section:
    """Rank contacts, never officers: an officer's place in the network is the posting plan, not merit."""
    ranks = view.once("pagerank", lambda: pagerank(view.graph()))
    by_contact: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in tie_records(view, scope):
        by_contact[record["contact_id"]].append(record)
    totals = view.once("contact totals", lambda: _contact_totals(view))
    risky = at_risk(view)
    rows = [
        (
            found[0]["contact"], found[0]["country"], (ranks.get(node_id("Contact", key)) or 0.0) * 1000,
            *totals[key], found[0]["officer"], found[0]["strength"], found[0]["last_day"], key in risky,
        )
        for key, found in by_contact.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row[2], row[0]))
    columns = (
        _CONTACT,
        _COUNTRY,
        Column("pagerank", "per thousand", "share of all importance by strength of ties, officers included"),
        Column("officers", "1", "officers who know the contact, in the whole network"),
        Column("total_strength", "sum of 0 to 100", "of all ties of the contact"),
        Column("best_holder", "", "officer of this scope with the strongest tie"),
        Column("strength", "0 to 100", "of that tie"),
        Column("last", "", "last event with the best holder"),
        Column("at_risk", "", f"the {AT_RISK}"),
    )
    shown = Table("key people", columns, tuple(rows[:MOST_PEOPLE]))
    return Section(
        "people",
        "Key contacts",
        (
            (
                "Contacts through whom most of the network is reached, by PageRank over the ties of the whole network "
                "that this reader sees. A contact high on this list with one officer only is where a second officer is "
                "worth most."
            ),
        ),
        (SectionTable(shown, bars=("strength",), left_out=max(0, len(rows) - MOST_PEOPLE)),),
    )


def _contact_totals(view: View) -> dict[str, tuple[int, float]]:
    keys, size = view.ties.contact_keys.to_pylist(), len(view.ties.contact_keys)
    officers = np.bincount(view.ties.contact, minlength=size)
    total = np.bincount(view.ties.contact, weights=view.ties.strength, minlength=size)
    return {key: (int(officers[row]), float(total[row])) for row, key in enumerate(keys)}


def ties(view: View, scope: Scope) -> Section:
    """List the strongest ties with what their strength is made of."""
    records = tie_records(view, scope)
    names = (
        "officer", "contact", "country", "strength", "events", "given", "received", "first_day", "last_day", "decayed",
        "reciprocity", "span", "bridge",
    )  # fmt: skip
    columns = (
        _OFFICER,
        _CONTACT,
        _COUNTRY,
        _STRENGTH,
        Column("events", "1", "exchanges and interactions of the pair"),
        Column("given", "1", "events that count as given"),
        Column("received", "1", "events that count as received"),
        Column("first", "", "day of the first event"),
        Column("last", "", "day of the last event"),
        Column("sum", "", "each event's weight and grade, halved for every half-life since"),
        Column("reciprocity", "0 to 1", "smaller of given and received by the larger"),
        Column("span", TIE_WORDS.span_range, "bonus for a long acquaintance"),
        Column("only_holder", "", "no other officer has any event with the contact"),
    )
    rows = tuple(tuple(record[name] for name in names) for record in records[:MOST_TIES])
    return Section(
        "ties",
        "Strongest ties",
        (
            (
                f"Strength is {_FORMULA}. "
                "The command liaison explain lists the events of a tie, down to the rows they were loaded from."
            ),
        ),
        (SectionTable(Table("ties", columns, rows), bars=("strength",), left_out=max(0, len(records) - MOST_TIES)),),
    )


def officers(view: View, scope: Scope) -> tuple[Section, ...]:
    """List the officers of a scope by name; nothing when the scope is one officer."""
    if scope.focus is not None and scope.focus.startswith("Officer:"):
        return ()
    posts = view.once("posts", lambda: _posts(view))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in tie_records(view, scope):
        found[record["officer_id"]].append(record)
    rows = [
        (
            records[0]["officer"], *posts.get(key, ("", None)), len(records),
            sum(r["strength"] >= STRONG for r in records), sum(r["bridge"] for r in records),
            len({r["country"] for r in records if r["country"]}),
        )
        for key, records in found.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row[0]))
    columns = (
        _OFFICER,
        Column("post", "", "city of the running posting; empty without one"),
        Column("until", "", "planned or actual end of the posting"),
        Column("contacts", "1", "contacts with a tie"),
        Column("strong", "1", f"ties of {STRONG_WORDS}"),
        Column("only_holder_of", "1", "contacts whom nobody else knows"),
        Column("countries", "1", "countries of these contacts"),
    )
    note = (
        (
            "In order of name, on purpose: the place of an officer in the network follows from the posting and is no "
            "measure of merit."
        ),
    )
    return (Section("officers", "Officers", note, (SectionTable(Table("officers", columns, tuple(rows))),)),)


def _posts(view: View) -> dict[str, tuple[str, dt.date | None]]:
    network = view.network
    running = running_postings(network, view.as_of)
    officer, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    keys = network.keys("Officer").to_pylist()
    table = network.node_table("Posting").select(["post_city", "end_date", "planned_end"]).to_pylist()
    found = {}
    for who, where in sorted(zip(officer.tolist(), posting.tolist(), strict=True)):
        if running[where]:
            post = table[where]
            found[keys[who]] = (str(post["post_city"] or ""), post["end_date"] or post["planned_end"])
    return found


def coverage(view: View, scope: Scope) -> Section:
    """List countries with their accredited officers, contacts and strongest tie, those without contacts first."""
    accredited = view.once("accredited", lambda: _accredited(view))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in tie_records(view, scope):
        found[record["country"]].append(record)
    wanted = set(found) - {""}
    if scope.focus is None:
        wanted |= set(accredited)
    elif scope.focus.startswith("Country:"):
        wanted |= {country_name(scope.focus.partition(":")[2])}
    else:
        wanted |= {country for country, names in accredited.items() if scope.focus in names}
    rows = []
    for country in wanted:
        records = found.get(country, [])
        rows.append(
            (
                country, len(accredited.get(country, ())), len({r["contact_id"] for r in records}), len(records),
                max((r["strength"] for r in records), default=None),
                max((r["last_day"] for r in records), default=None),
            )
        )  # fmt: skip
    rows.sort(key=lambda row: (row[2] > 0, row[4] if row[4] is not None else 0.0, row[0]))
    columns = (
        Column("country", "", ""),
        Column("accredited_officers", "1", "officers whose running posting is accredited to it"),
        Column("contacts", "1", "contacts with a tie"),
        Column("ties", "1", "of officers of this scope"),
        Column("strongest", "0 to 100", "strength of the strongest tie"),
        Column("last", "", "day of the last event"),
    )
    return Section(
        "coverage",
        "Coverage",
        ("Weakest first: a country at the top has nobody to call, or a tie that has almost faded.",),
        (SectionTable(Table("coverage", columns, tuple(rows)), bars=("strongest",)),),
    )


def _accredited(view: View) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in view.links.of_kind("ACCREDITED_TO"):
        found[country_name(link.target.partition(":")[2])].add(link.source)
    return found


def attention(view: View, scope: Scope) -> Section:
    """List what needs attention, of the scope where it is one officer or country."""
    items = needs_attention(view) if scope.focus is None else ()
    tables = []
    for item in items:
        columns = tuple(Column(name, "", "") for name in item.rows.columns if name != "node")
        rows = tuple(row[1:] for row in item.rows.rows[:MOST_ATTENTION])
        tables.append(
            SectionTable(
                Table(item.name, columns, rows), f"{item.title}: {item.total}", item.remedy,
                left_out=max(0, item.total - MOST_ATTENTION),
            )
        )  # fmt: skip
    if scope.focus is not None:
        risky = at_risk(view)
        rows = tuple(
            (r["contact"], r["country"], r["officer"], r["strength"])
            for r in tie_records(view, scope)
            if r["contact_id"] in risky
        )
        columns = (_CONTACT, _COUNTRY, Column("only_officer", "", ""), _STRENGTH)
        heading = f"Contacts whose {AT_RISK}"
        note = "Plan a joint meeting with a second officer before the departure."
        tables.append(SectionTable(Table("at risk", columns, rows), heading, note, ("strength",)))
    text = () if any(item.table.rows for item in tables) else ("Nothing on this day.",)
    return Section("attention", "Needs attention", text, tuple(item for item in tables if item.table.rows))


def network(view: View, scope: Scope) -> tuple[Section, Picture | None]:
    """Draw the scope: an officer with its surroundings, or the people of the strongest ties; the same as tables."""
    said, drawing = _picture(view, scope)
    return picture_section(said, drawing), drawing


def _picture(view: View, scope: Scope) -> tuple[str, Picture | None]:
    if not scope.ties.any():
        return "There is nothing to draw.", None
    if scope.focus is not None and scope.focus.startswith("Officer:"):
        around = surroundings(view, scope.focus, limit=MOST_DRAWN)
        return "The officer in the middle, contacts around by country.", picture_of(view, around, badges=False)
    records = tie_records(view, scope)
    nodes: dict[str, None] = {}
    for record in records:
        both = (node_id("Officer", record["officer_id"]), node_id("Contact", record["contact_id"]))
        if len(nodes.keys() | set(both)) > MOST_DRAWN:
            break
        nodes.update(dict.fromkeys(both))
    total = len({r["officer_id"] for r in records}) + len({r["contact_id"] for r in records})
    said = "All officers and contacts of the scope."
    if total > len(nodes):
        said = f"The {len(nodes)} people of the strongest ties, of {total} in the scope; all of them could not be read."
    return said, picture_of(view, selection(view, tuple(nodes)), centred=False, badges=False)
