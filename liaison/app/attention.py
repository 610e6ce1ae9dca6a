"""What somebody should do something about: each check declared once, with its remedy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.postings import running_postings
from graph.analytics.workload import waiting
from graph.network import node_id
from graph.statement import Result
from graph.visible.network import valid_on
from liaison.app.days import before, between, by, holds
from liaison.app.risk import AT_RISK, at_risk
from liaison.app.wording import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from liaison.app.view import View

LEAVING_DAYS = 90
CONSENT_DAYS = 30
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Attention:
    """
    Something that somebody should do.

    Attributes
    ----------
    name
        Short and stable, for scripts.
    title
        What a person reads.
    remedy
        What to do about it, in one sentence.
    rows
        Which: the first column `node` holds names such as `Contact:C-0007`.
    total
        How many, also those that were cut.
    """

    name: str
    title: str
    remedy: str
    rows: Result
    total: int


@dataclass(frozen=True, slots=True)
class Check:
    """
    One check.

    Attributes
    ----------
    name, title, remedy
        As in `Attention`.
    label
        Kind of node that is checked.
    columns
        Properties that are shown.
    chosen
        Tells which rows of the label's table need attention.
    """

    name: str
    title: str
    remedy: str
    label: str
    columns: tuple[str, ...]
    chosen: Callable[[View], NDArray[np.bool_]]


def needs_attention(view: View) -> tuple[Attention, ...]:
    """
    List what needs attention on the day, most urgent kind first.

    Returns
    -------
    items
        Kinds of which there is at least one; empty when all is well, or nothing may be seen.
    """
    found = (_attention(view, check) for check in CHECKS)
    return tuple(item for item in found if item.total)


def _attention(view: View, check: Check) -> Attention:
    places = np.flatnonzero(check.chosen(view))
    rows = pa.array(places[:MOST_ROWS])
    table = view.network.node_table(check.label).take(rows)
    nodes = [node_id(check.label, key) for key in view.network.keys(check.label).take(rows).to_pylist()]
    titles = view.network.titles(check.label).take(rows).to_pylist()
    values = zip(nodes, titles, *(_shown(column, table[column].to_pylist()) for column in check.columns), strict=True)
    result = Result(("node", "name", *check.columns), tuple(values), len(places) > MOST_ROWS)
    return Attention(check.name, check.title, check.remedy, result, len(places))


def _overdue(view: View) -> NDArray[np.bool_]:
    return waiting(view.network, view.as_of) & before(view.network.node_table("Request")["due"], view.as_of)


def _shown(column: str, values: list[object]) -> list[object]:
    """Give codes in words, and days as they are."""
    coded = column in ("country", "service")
    return [in_words(column, value) for value in values] if coded else values


def _risky(view: View) -> NDArray[np.bool_]:
    wanted = pa.array(sorted(at_risk(view)), pa.string())
    return np.asarray(pc.is_in(view.network.keys("Contact"), value_set=wanted).to_numpy(zero_copy_only=False), bool)


def _leaving(view: View) -> NDArray[np.bool_]:
    table = view.network.node_table("Posting")
    ends = pc.coalesce(table["end_date"], table["planned_end"])
    return running_postings(view.network, view.as_of) & by(ends, view.as_of + dt.timedelta(days=LEAVING_DAYS))


def _clearance(view: View) -> NDArray[np.bool_]:
    table = view.network.node_table("Officer")
    officer, posting, _ = view.network.links("HELD_POSTING", "Officer", "Posting")
    posted = np.zeros(table.num_rows, dtype=bool)
    posted[officer[running_postings(view.network, view.as_of)[posting]]] = True
    return posted & before(table["clearance_until"], view.as_of)


def _consents(view: View) -> NDArray[np.bool_]:
    table = view.network.node_table("Consent")
    granted = holds(pc.is_in(table["status"], value_set=pa.array(["granted", "granted_with_conditions"])))
    return granted & between(table["valid_until"], view.as_of, view.as_of + dt.timedelta(days=CONSENT_DAYS))


def _retention(view: View) -> NDArray[np.bool_]:
    table = view.network.node_table("Contact")
    return by(table["retention_until"], view.as_of) & valid_on(table, view.as_of)


CHECKS: tuple[Check, ...] = (
    Check(
        "overdue_requests",
        "Requests overdue",
        "Answer them, or agree on another day and correct the day an answer is due.",
        "Request",
        ("opened", "due"),
        _overdue,
    ),
    Check(
        "contacts_at_risk",
        f"Contacts whose {AT_RISK}",
        "Plan a joint meeting with a second officer before the departure.",
        "Contact",
        ("function", "country"),
        _risky,
    ),
    Check(
        "postings_ending",
        f"Postings that end within {LEAVING_DAYS} days",
        "Plan the handover and the feedback at the end of the tour.",
        "Posting",
        ("start_date", "planned_end"),
        _leaving,
    ),
    Check(
        "clearance_over",
        "Officers posted whose clearance is over",
        "Renew the clearance, or limit what they are sent.",
        "Officer",
        ("service", "clearance_until"),
        _clearance,
    ),
    Check(
        "consents_ending",
        f"Consents that end within {CONSENT_DAYS} days",
        "Ask the originator to renew them, or stop the transfers.",
        "Consent",
        ("operation", "valid_until"),
        _consents,
    ),
    Check(
        "retention_due",
        "Contacts whose record is due for review",
        "Review whether the record is still needed, or erase it.",
        "Contact",
        ("country", "retention_until"),
        _retention,
    ),
)
