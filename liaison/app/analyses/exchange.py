"""What goes to and fro: one tie term by term, silences, and ledgers of what was given and received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.dormancy import dormancy
from graph.analytics.reciprocity import Ledger, reciprocity, support
from graph.analytics.results import Column, table
from graph.model.projections import TIES
from graph.ties import TIE_WORDS, explain, ties
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from liaison.app.view import View

_STRENGTH = (
    Column("officer_id", "", "officer"),
    Column("contact_id", "", "contact"),
    Column("strength", "0 to 100", TIE_WORDS.strength),
    Column("raw", "points", "decayed * reciprocity_factor * span"),
    Column("decayed", "points", "sum of the values of the events"),
    Column("reciprocity_factor", TIE_WORDS.reciprocity_range, TIE_WORDS.reciprocity_factor),
    Column("span", TIE_WORDS.span_range, TIE_WORDS.span),
    Column("reciprocity", "0 to 1", "lesser of given and received by the greater"),
    Column("given", "events", "that count as given"),
    Column("received", "events", "that count as received"),
    Column("half_life", "days", "after so many days an event counts half; shorter for the only holder"),
    Column("bridge", "", "only this officer has any event with the contact"),
    Column("distance", "100 and more", "10 000 / strength, for paths"),
)
_TERMS = (
    Column("label", "", "kind of event"),
    Column("key", "", "event"),
    Column("date", "date", "its day"),
    Column("kind", "", "what it was"),
    Column("direction", "", "direction of an exchange, initiative of an interaction"),
    Column("weight", "points", "of the kind"),
    Column("grade", "0 to 1", "of source and information"),
    Column("age", "days", "before the day"),
    Column("decay", "0 to 1", "2 ** (-age / half_life)"),
    Column("value", "points", "weight * grade * decay"),
    Column("source_rows", "", "rows of files, as batch/file:row"),
)


def _tie(view: View, given: Given) -> Outcome:
    officer = given.text("officer").removeprefix("Officer:")
    found = explain(view.network, view.as_of, officer, given.text("contact").removeprefix("Contact:"))
    half = f"An event counts half after {found.half_life} days"
    why = "because only this officer has any event with the contact" if found.bridge else "as others know the contact"
    latest_first = tuple(reversed(found.terms))
    return Outcome((table("tie", _STRENGTH, (found,)), table("terms", _TERMS, latest_first)), f"{half}, {why}.")


def _dormancy(view: View, _: Given) -> Outcome:
    found = dormancy(view.network, view.as_of)
    return Outcome((found.table(),), found.caption())


def _reciprocity(view: View, given: Given) -> Outcome:
    return _ledger(
        reciprocity(
            view.network,
            view.as_of,
            first=given.day("first"),
            by=given.texts("by"),
            period=given.text("period"),
            partner=given.text("partner").removeprefix("Organisation:") or None,
            roll_up=given.yes("roll_up"),
        )
    )


def _support(view: View, given: Given) -> Outcome:
    return _ledger(
        support(view.network, view.as_of, first=given.day("first"), by=given.texts("by"), period=given.text("period"))
    )


def _ledger(found: Ledger) -> Outcome:
    return Outcome((found.table(), found.total_table()), found.caption())


_FIRST = "first: date, optional; from which day on, by default from the beginning"
_BY = "by: texts, default period; what to divide by: own; period; kind; theme; grade; officer"
_PERIOD = "period: text, default quarter; month, quarter or year"
_LEDGER = ("Organisation", "Exchange", "GAVE", "RECEIVED", "Officer", "TOOK_PART")

ANALYSES = (
    Analysis(
        "tie", "exchange", "How strong is the tie between an officer and a contact, and why?", ties, _tie, TIES,
        ("officer: key of Officer, required, such as O-019; whose tie",
         "contact: key of Contact, required, such as C-00102; with whom"),
    ),
    Analysis(
        "dormancy", "exchange", "Which ties have been silent for longer than their own rhythm lets expect?",
        dormancy, _dormancy, (*TIES, "Organisation", "HOLDS_ROLE", "Priority", "Posting", "HELD_POSTING"),
    ),
    Analysis(
        "reciprocity", "exchange", "What was given to each partner service, and what was received from it?",
        reciprocity, _reciprocity, (*_LEDGER, "PART_OF"),
        (_FIRST, _BY, _PERIOD, "partner: key of Organisation, optional; one service alone",
         "roll_up: boolean, default no; book a service under the body that it is part of"),
    ),
    Analysis(
        "support", "exchange", "What did officers of the police give to state security, and what context came back?",
        support, _support, _LEDGER, (_FIRST, _BY, _PERIOD),
    ),
)  # fmt: skip
