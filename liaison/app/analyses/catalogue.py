"""All measures by name: list, find, run for a reader on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.backend.engines import engines
from graph.errors import NotFoundError, near
from graph.model.folding import folded
from liaison.app.analyses import change, coverage, exchange, rankings, reach, rotation, structure, whatif

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.marking import Marking
    from liaison.app.analyses.spec import Analysis, Given, Outcome
    from liaison.app.view import View

MODULES = (reach, exchange, coverage, rotation, whatif, change, structure, rankings)
"""Of measures, each of one theme."""
ANALYSES: Mapping[str, Analysis] = {analysis.name: analysis for module in MODULES for analysis in module.ANALYSES}
"""By name, in the order in which people look for them."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """
    What a measure gave to a reader.

    Attributes
    ----------
    analysis
        The measure.
    values
        Its parameters as they were used, defaults filled in.
    outcome
        Tables and caption.
    engines
        Which engine served each call of networkx, such as "betweenness_centrality: contacts"; empty where the measure
        is computed from the records themselves.
    marking
        Combined marking of all visible records of the kinds that it reads.
    """

    analysis: Analysis
    values: Mapping[str, object]
    outcome: Outcome
    engines: tuple[str, ...]
    marking: Marking


def list_analyses(text: str = "") -> tuple[Analysis, ...]:
    """Give all measures, or those that hold every word of the text, in the way in which questions are searched."""
    words = folded(text).split()
    return tuple(one for one in ANALYSES.values() if all(word in _haystack(one) for word in words))


def _haystack(analysis: Analysis) -> str:
    what = analysis.definition
    return folded(f"{analysis.name} {analysis.theme} {analysis.question} {what.summary} {what.formula} {what.reading}")


def find(name: str) -> Analysis:
    """Give one measure by its name; raises NotFoundError with near names for an unknown one."""
    wanted = name.strip().casefold().replace("_", "-")
    if wanted not in ANALYSES:
        raise NotFoundError(f"There is no measure {name[:80]!r}. {near(wanted, ANALYSES)} `liaison analyze` lists all.")
    return ANALYSES[wanted]


def run(view: View, name: str, values: Mapping[str, object]) -> Analysed:
    """
    Compute a measure; the same is computed once for a view.

    Parameters
    ----------
    view
        What may be seen, on which day.
    name
        Which measure.
    values
        By parameter, as text or typed; what is left out gets its default.

    Raises
    ------
    NotFoundError
        There is no such measure, or somebody who is asked about is not in the network.
    InputError
        A value is unknown, missing or wrong.
    """
    analysis = find(name)
    given: Given = analysis.given(values, view.as_of)
    return view.once(_key(analysis.name, given.values), lambda: _computed(view, analysis, given))


def _key(name: str, values: Mapping[str, object]) -> str:
    return f"measure {name} {sorted(values.items())!r}"


def _computed(view: View, analysis: Analysis, given: Given) -> Analysed:
    with engines() as served:
        outcome = analysis.compute(view, given)
    if not len(view.ties.officer):
        idle = f"Nobody has a tie on {view.as_of.isoformat()} that you may see; choose a later day, or load exchanges."
        outcome = replace(outcome, caption=f"{idle} {outcome.caption}".strip())
    told = tuple(f"{function}: {engine}" for function, engine in served)
    return Analysed(analysis, given.values, outcome, told, view.marking_of(analysis.reads))


def keep(view: View, found: Analysed, other: Mapping[str, object], outcome: Outcome) -> Analysed:
    """Keep, as `run` does, what a measure gives with some other values, when that was computed elsewhere."""
    values = {**found.values, **other}
    made = replace(found, values=values, outcome=outcome)
    return view.once(_key(found.analysis.name, values), lambda: made)
