"""Where access is there, and where it is missing: coverage by accreditation, reliance on officers of the police."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.coverage import coverage
from graph.analytics.reliance import reliance
from graph.model.projections import NETWORK
from liaison.app.analyses.parameters import ACTIVE
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from liaison.app.view import View

_READS = (*NETWORK, "Country")


def _coverage(view: View, given: Given) -> Outcome:
    found = coverage(view.network, view.as_of, active=given.number("active"))
    return Outcome((found.table(), found.country_table()), found.caption())


def _reliance(view: View, given: Given) -> Outcome:
    months, window, active = given.whole("months"), given.whole("window"), given.number("active")
    if given.yes("all"):
        found = reliance(view.network, view.as_of, org_types=None, months=months, window=window, active=active)
    else:
        found = reliance(view.network, view.as_of, months=months, window=window, active=active)
    tables = (found.table(), found.service_table(), found.series_table(), found.country_series_table())
    return Outcome(tables, found.caption())


ANALYSES = (
    Analysis(
        "coverage", "coverage", "Which services of which countries are covered, by which accreditation, and which not?",
        coverage, _coverage, (*_READS, "Posting", "HELD_POSTING", "ACCREDITED_TO", "Priority"), (ACTIVE,),
    ),
    Analysis(
        "reliance", "coverage", "How much of the reach to foreign services exists only through officers of the police?",
        reliance, _reliance, (*_READS, "GAVE", "RECEIVED"),
        ("all: boolean, default no; all types of services instead of those of intelligence",
         "months: integer 0 to 240, default 24; how far the series goes back",
         "window: integer 1 to 120, default 12; months in which an exchange of its own counts as reach",
         ACTIVE),
    ),
)  # fmt: skip
