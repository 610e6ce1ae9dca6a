"""What a change of officers costs: whom one alone holds, the plan of a handover, what was kept after earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.handover_plan import plan_handover
from graph.analytics.redundancy import redundancy
from graph.analytics.survival import survival
from graph.model.projections import NETWORK, TIES
from liaison.app.analyses.parameters import ACTIVE
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from liaison.app.view import View

_POSTINGS = ("Posting", "HELD_POSTING", "SUCCEEDED_BY")


def _redundancy(view: View, given: Given) -> Outcome:
    found = redundancy(view.network, view.ties, view.graph("introductions"), active=given.number("active"))
    return Outcome((found.table(), found.priority_table()))


def _handover(view: View, given: Given) -> Outcome:
    found = plan_handover(
        view.network,
        view.ties,
        given.text("officer").removeprefix("Officer:"),
        departure=given.day("departure"),
        successor=given.text("successor").removeprefix("Officer:") or None,
        active=given.number("active"),
        load=given.number("load"),
    )
    return Outcome((found.table(), found.candidates_table()), found.caption())


def _retention(view: View, given: Given) -> Outcome:
    found = survival(view.network, view.as_of, active=given.number("active"))
    return Outcome((found.overall_table(), found.table()), found.caption())


ANALYSES = (
    Analysis(
        "redundancy", "rotation", "Which contacts have a single holder, and who could most easily be the second?",
        redundancy, _redundancy, (*NETWORK, "Priority"), (ACTIVE,),
    ),
    Analysis(
        "handover", "rotation", "How does an officer who leaves hand over the contacts, to whom, and how far is it?",
        plan_handover, _handover, (*NETWORK, *_POSTINGS, "ACCREDITED_TO", "Country", "Priority"),
        ("officer: key of Officer, required, such as O-019; who leaves",
         "departure: date, optional; last day, by default that of the running posting",
         "successor: key of Officer, optional; who follows, by default who holds the next posting",
         ACTIVE,
         "load: number 0.1 to 100, default 1.5; times the median of active ties that a candidate may hold"),
    ),
    Analysis(
        "retention", "rotation", "How much tie strength was kept after each rotation?",
        survival, _retention, (*TIES, *_POSTINGS), (ACTIVE,),
    ),
)  # fmt: skip
