"""What became different: between two days, from month to month, and in who belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.change import change
from graph.analytics.drift import drift
from graph.analytics.timeline import timeline
from graph.errors import InputError
from graph.model.projections import NETWORK, TIES
from graph.network import contact_graph
from graph.ties import ties
from liaison.app.analyses.parameters import ACTIVE, PROJECTION, RESOLUTION, SEED
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    import datetime as dt

    from liaison.app.view import View

_FIRST = "first: date, default as_of - 12 months; the first day"
_LAST = "last: date, default as_of; the last day"


def _days(view: View, given: Given) -> tuple[dt.date, dt.date]:
    first, last = given.day("first") or view.as_of, given.day("last") or view.as_of
    if last > view.as_of:
        raise InputError(
            f"The last day, {last.isoformat()}, lies after the day that is shown, {view.as_of.isoformat()}; "
            "choose an earlier one, or a later day to be shown."
        )
    return first, last


def _change(view: View, given: Given) -> Outcome:
    found = change(view.network, *_days(view, given), active=given.number("active"), faded=given.number("faded"))
    return Outcome((found.table(), found.moved_table()))


def _timeline(view: View, given: Given) -> Outcome:
    found = timeline(view.network, *_days(view, given), active=given.number("active"))
    return Outcome((found.table(), found.movers_table()), found.caption())


def _drift(view: View, given: Given) -> Outcome:
    first, second = (
        contact_graph(view.network, ties(view.network, day), given.text("projection")) for day in _days(view, given)
    )
    found = drift(first, second, seed=given.whole("seed"), resolution=given.number("resolution"))
    return Outcome((found.table(), found.moved_table()), found.caption())


ANALYSES = (
    Analysis(
        "change", "structure", "Which ties are new, lost or faded, and which contacts moved?", change, _change, NETWORK,
        (_FIRST, _LAST, ACTIVE, "faded: number 0 to 1, default 0.5; share of its strength at which a tie has faded"),
    ),
    Analysis(
        "timeline", "structure", "How did the network change from month to month?", timeline, _timeline, TIES,
        (_FIRST, _LAST, ACTIVE),
    ),
    Analysis(
        "drift", "structure", "Who belongs together now that did not before?", drift, _drift, NETWORK,
        (_FIRST, _LAST, PROJECTION, SEED, RESOLUTION),
    ),
)  # fmt: skip
