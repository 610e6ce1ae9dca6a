"""What goes to and fro: one tie term by term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.results import Column, table
from graph.ties import explain, ties
from liaison.app.analyses.spec import TIES, Analysis, Given, Outcome

if TYPE_CHECKING:
    from liaison.app.view import View

_STRENGTH = (
    Column("officer_id", "", "officer"),
    Column("contact_id", "", "contact"),
    Column("strength", "0 to 100", "100 * (1 - exp(-raw / 5))"),
    Column("raw", "points", "decayed * reciprocity_factor * span"),
    Column("decayed", "points", "sum of the values of the events below"),
    Column("reciprocity", "0 to 1", "lesser of given and received by the greater"),
    Column("reciprocity_factor", "0.6 to 1", "0.6 + 0.4 * reciprocity"),
    Column("span", "1 to 1.2", "grows with the days between the first and the last event, full after two years"),
    Column("half_life", "days", "after so many days an event counts half; shorter for the only holder"),
    Column("bridge", "", "only this officer has any event with the contact"),
    Column("given", "events", "that count as given"),
    Column("received", "events", "that count as received"),
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
    return Outcome((table("tie", _STRENGTH, (found,)), table("terms", _TERMS, found.terms)), f"{half}, {why}.")


ANALYSES = (
    Analysis(
        "tie", "exchange", "How strong is the tie between an officer and a contact, and why?", ties, _tie, TIES,
        ("officer: key of Officer, required, such as O-019; whose tie",
         "contact: key of Contact, required, such as C-00102; with whom"),
    ),
)  # fmt: skip
