"""What if officers left, were posted, or handed their contacts over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.scenario import HandedOver, NewPosting, Scenario
from graph.analytics.whatif import EXACT_UP_TO, FEWEST_PIVOTS, PIVOTS, what_if
from graph.errors import InputError
from graph.model.projections import NETWORK
from graph.network import node_id
from liaison.app.analyses.parameters import SEED, WIDE_PROJECTION
from liaison.app.analyses.reach import named
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from graph.analytics.results import Table
    from graph.analytics.whatif import WhatIf
    from graph.network import ContactGraph
    from liaison.app.view import View

WHAT_IF = "what-if"
_PEOPLE = ("Officer", "Contact", "Organisation")


def scenario(graph: ContactGraph, given: Given) -> Scenario:
    """
    Read a scenario from the values of the parameters.

    Raises
    ------
    InputError
        Nothing is to change, or only a part of a change is given.
    NotFoundError
        Somebody named is not in the network, or not for this reader.
    """
    removed = tuple(named(graph, one, _PEOPLE) for one in given.texts("remove"))
    giver, taker = given.text("giver"), given.text("taker")
    if bool(giver) != bool(taker):
        raise InputError("A handover needs both who gives the contacts over (giver) and who takes them (taker).")
    posted, countries = given.text("posted"), given.texts("countries")
    if bool(posted) != bool(countries):
        raise InputError("A posting needs both the officer (posted) and the countries of the contacts met (countries).")
    if not (removed or giver or posted):
        raise InputError(
            "Say what is to change: remove=O-001, or giver=O-001 taker=O-002, or posted=O-001 countries=MA."
        )
    return Scenario(
        removed,
        (NewPosting(_officer(posted), given.number("strength"), countries=countries),) if posted else (),
        (HandedOver(named(graph, giver, ("Officer",)), named(graph, taker, ("Officer",)), given.number("retention")),)
        if giver
        else (),
    )


def _officer(name: str) -> str:
    return name if name.startswith("Officer:") else node_id("Officer", name)


def _what_if(view: View, given: Given) -> Outcome:
    graph = view.graph(given.text("projection"))
    found = what_if(
        graph,
        scenario(graph, given),
        exact=given.yes("exact"),
        exact_up_to=given.whole("exact_up_to"),
        pivots=given.whole("pivots"),
        seed=given.whole("seed"),
    )
    return Outcome(tables_of(found), found.caption(), None if found.pivots is None else found)


def tables_of(found: WhatIf) -> tuple[Table, ...]:
    """Give everything that a what-if tells."""
    return found.table(), found.cut_off_table(), found.losses_table(), found.shifts_table()


_EXACT_UP_TO = f"exact_up_to: integer 0 to 1000000, default {EXACT_UP_TO}; up to so many nodes all are followed"
_PIVOTS = f"pivots: integer {FEWEST_PIVOTS} to 1000000, default {PIVOTS}; above, paths are followed from so many"
ANALYSES = (
    Analysis(
        WHAT_IF, "rotation", "What if some people left, were posted, or handed their contacts over?",
        what_if, _what_if, NETWORK,
        ("remove: texts, optional; who leaves, such as O-001; C-00417",
         "giver: text, optional; officer who hands all contacts over",
         "taker: text, optional; officer who takes them",
         "retention: number 0 to 1, default 0.5; share of the strength that the taker keeps",
         "posted: text, optional; officer who gains ties with all contacts of the countries",
         "countries: texts, optional; where to, such as MA; TN",
         "strength: number 1 to 100, default 20; assumed strength of each tie gained",
         WIDE_PROJECTION,
         "exact: boolean, default no; follow paths from all nodes however long it takes",
         _EXACT_UP_TO, _PIVOTS, SEED),
    ),
)  # fmt: skip
