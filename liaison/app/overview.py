"""The state of the network on a day: its numbers, its strongest ties, and how exchanges went by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.postings import running_postings
from graph.analytics.workload import waiting
from graph.model.days import add_months
from graph.network import node_id
from graph.statement import Result
from graph.visible.network import valid_on
from liaison.app.days import YEAR, between, in_last_year
from liaison.app.links import KINDS

if TYPE_CHECKING:
    from liaison.app.view import View


@dataclass(frozen=True, slots=True)
class Number:
    """
    One number of the day.

    Attributes
    ----------
    name
        Short and stable, for scripts.
    title
        What a person reads.
    value
        Count.
    meaning
        What is counted, in one sentence.
    """

    name: str
    title: str
    value: int
    meaning: str


def numbers(view: View) -> tuple[Number, ...]:
    """Count what the reader may see on the day; a network without anything gives zeros."""
    network, day = view.network, view.as_of
    running = running_postings(network, day)
    officer, posting, _ = network.links("HELD_POSTING", "Officer", "Posting")
    posted = np.unique(officer[running[posting]])
    contacts = valid_on(network.node_table("Contact"), day)
    kinds = view.links.kind, view.links.target
    countries = np.unique(kinds[1][kinds[0] == _ACCREDITED])
    return (
        Number("officers", "Officers posted", len(posted), "Officers with a posting that runs on the day."),
        Number("countries", "Countries covered", len(countries), "Countries to which a running posting is accredited."),
        Number("contacts", "Contacts", int(contacts.sum()), "Contacts known on the day."),
        Number("organisations", "Services", _count(view, "Organisation"), "Organisations known on the day."),
        Number("ties", "Ties", len(view.ties), "Pairs of officer and contact with at least one common event."),
        Number(
            "exchanges_year", "Exchanges, 12 months", _recent(view, "Exchange"),
            f"Exchanges in the last {YEAR} days.",
        ),
        Number(
            "interactions_year", "Interactions, 12 months", _recent(view, "Interaction"),
            f"Meetings, calls and the like in the last {YEAR} days.",
        ),
        Number(
            "single_holder", "Single-holder contacts", int(view.ties.bridge.sum()),
            "Contacts with whom only one officer has any event.",
        ),
        Number(
            "open_requests", "Open requests", int(waiting(view.network, view.as_of).sum()),
            "Requests without an answer on the day.",
        ),
    )  # fmt: skip


def monthly(view: View, *, months: int = 24) -> Result:
    """Count exchanges given, received and internal in each of the last months, the day's own month included."""
    table = view.network.node_table("Exchange")
    this_month = view.as_of.replace(day=1)
    first = add_months(this_month, 1 - months)
    rows = table.filter(pa.array(between(table["date"], first, view.as_of)))
    months_of = pc.strftime(rows["date"], format="%Y-%m").to_pylist() if rows.num_rows else []
    count: dict[tuple[str, object], int] = {}
    for month, direction in zip(months_of, rows["direction"].to_pylist(), strict=True):
        count[month, direction] = count.get((month, direction), 0) + 1
    names = [add_months(this_month, -back).strftime("%Y-%m") for back in reversed(range(months))]
    directions = ("given", "received", "internal")
    return Result(
        ("month", *directions), tuple((name, *(count.get((name, way), 0) for way in directions)) for name in names)
    )


def strongest_ties(view: View, *, limit: int = 10) -> Result:
    """Give the strongest ties of the day, strongest first."""
    table = view.ties.to_arrow().sort_by(
        [("strength", "descending"), ("officer_id", "ascending"), ("contact_id", "ascending")]
    )
    shown = table.slice(0, limit)
    officers, contacts = (_named(view, label, shown[name]) for label, name in _ENDS)
    rows = zip(
        *officers, *contacts, shown["strength"].to_pylist(),
        shown["events"].to_pylist(), shown["last_day"].to_pylist(), shown["bridge"].to_pylist(), strict=True,
    )  # fmt: skip
    columns = ("officer_node", "officer", "contact_node", "contact", "strength", "events", "last", "only holder")
    return Result(columns, tuple(rows), table.num_rows > limit)


_ACCREDITED = tuple(KINDS).index("ACCREDITED_TO")
_ENDS = (("Officer", "officer_id"), ("Contact", "contact_id"))


def _named(view: View, label: str, keys: pa.ChunkedArray) -> tuple[list[str], list[str]]:
    titles = view.network.titles(label)
    places = view.network.positions(label, keys)
    return [node_id(label, key) for key in keys.to_pylist()], titles.take(pa.array(places)).to_pylist()


def _count(view: View, label: str) -> int:
    return int(valid_on(view.network.node_table(label), view.as_of).sum())


def _recent(view: View, label: str) -> int:
    return int(in_last_year(view.network.node_table(label)["date"], view.as_of).sum())
