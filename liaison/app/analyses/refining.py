"""The exact numbers of a what-if whose betweenness was estimated, in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.refinement import Refinement, refined_table, shortened
from graph.errors import InputError
from liaison.app.analyses.catalogue import find, keep
from liaison.app.analyses.spec import Given, Outcome
from liaison.app.analyses.whatif import WHAT_IF, scenario, tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.analytics.whatif import WhatIf
    from liaison.app.analyses.catalogue import Analysed
    from liaison.app.view import View


def estimated_first(view: View, name: str, values: Mapping[str, object]) -> tuple[dict[str, object], bool]:
    """Give the values with which a measure is estimated, and whether they asked for exact numbers that can follow."""
    analysis = find(name)
    exact = analysis.name == WHAT_IF and analysis.given(values, view.as_of).yes("exact")
    return {**values, "exact": False} if exact else dict(values), exact


def refine(view: View, found: Analysed) -> Refinement:
    """
    Begin to follow all paths.

    Parameters
    ----------
    view
        For which the measure was computed.
    found
        What it gave; its outcome has an estimate.

    Returns
    -------
    refinement
        At work; it tells its progress and can be cancelled.

    Raises
    ------
    InputError
        Nothing was estimated.
    """
    if found.outcome.estimate is None:
        raise InputError(f"All numbers of the measure {found.analysis.name!r} are exact already; use them as they are.")
    given = Given(found.values)
    graph = view.graph(given.text("projection"))
    return Refinement(graph, scenario(graph, given), seed=given.whole("seed"), top=max(len(graph), 1)).start()


def refined(view: View, found: Analysed, exact: WhatIf) -> Analysed:
    """
    Give the exact numbers, and beside them what had been estimated.

    Parameters
    ----------
    view, found
        As for `refine`.
    exact
        What the refinement gave. It is kept: who asks this view for the exact numbers again does not wait.
    """
    tables = tables_of(shortened(exact))
    if found.outcome.estimate is not None:
        tables = (*tables, refined_table(found.outcome.estimate, exact))
    return keep(view, found, {"exact": True}, Outcome(tables, exact.caption()))
