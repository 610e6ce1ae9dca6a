"""Scores of nodes as rankings, each with a band that says how far a place can be trusted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graph.analytics.scores import EXACT_UP_TO, LEAST_PIVOTS, LOWEST_FIRST, PATHS, PIVOTS, SCORES, Sampling
from graph.analytics.uncertainty import ROUNDS, rank_bands
from graph.model.projections import NETWORK
from liaison.app.analyses.parameters import PROJECTION, SEED
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.analytics.scores import Score
    from graph.analytics.uncertainty import Bands
    from graph.network import ContactGraph
    from liaison.app.view import View

QUESTIONS = {
    "degree": "Who has most ties?",
    "strength": "Whose ties are strongest together?",
    "pagerank": "Who is strongly tied to those who are strongly tied themselves?",
    "betweenness": "Through whom do most shortest paths between others run?",
    "closeness": "Who reaches everybody in the fewest steps?",
    "harmonic": "Who is near to most others?",
    "constraint": "Who joins people who do not know one another?",
    "effective-size": "Whose ties lead to most different circles?",
}
SAMPLED = frozenset({"betweenness", "harmonic"})
FOLLOWS_PATHS = SAMPLED | {"closeness"}
BAND_EXACT_UP_TO, BAND_PIVOTS = 2000, 128
"""In resampled networks of more nodes, paths are followed from so many, drawn anew each time."""

_ROUNDS = f"rounds: integer 1 to 1000, default {ROUNDS}; networks drawn for the bands"
_PIVOTS = (
    f"pivots: integer {LEAST_PIVOTS} to 1000000, default {PIVOTS}; "
    f"above {EXACT_UP_TO} nodes paths are followed from so many of them"
)
_PATHS = "paths: enum of path length, default hops; what the length of a path is"


def ranking(graph: ContactGraph, name: str, sampling: Sampling, *, rounds: int) -> Bands:
    """Rank the nodes of a graph by a score, highest place first, with bands."""
    score = SCORES[name.replace("-", "_")]
    fewer = Sampling(sampling.paths, min(sampling.exact_up_to, BAND_EXACT_UP_TO), BAND_PIVOTS)
    return rank_bands(
        graph,
        lambda network: score(network, sampling),
        resampled=lambda network, seed: score(network, replace(fewer, seed=seed)),
        lowest_first=score.__name__ in LOWEST_FIRST,
        rounds=rounds,
        seed=sampling.seed,
    )


def _computed(name: str) -> Callable[[View, Given], Outcome]:
    def compute(view: View, given: Given) -> Outcome:
        graph = view.graph(given.text("projection"))
        paths = given.text("paths") if name in FOLLOWS_PATHS else next(iter(PATHS))
        pivots = given.whole("pivots") if name in SAMPLED else Sampling().pivots
        exact_up_to = Sampling().exact_up_to if name in SAMPLED else len(graph)
        sampling = Sampling(paths, exact_up_to, pivots, given.whole("seed"))
        found = ranking(graph, name, sampling, rounds=given.whole("rounds"))
        how = f"{sampling.caption(graph)} " if name in FOLLOWS_PATHS else ""
        if name in SAMPLED and len(graph) > BAND_EXACT_UP_TO:
            how += f"For the bands they are followed from {BAND_PIVOTS} nodes, drawn anew for each network. "
        return Outcome((found.table(),), how + found.caption())

    return compute


def _analysis(name: str, score: Score) -> Analysis:
    follows = (*([_PATHS] if name in FOLLOWS_PATHS else []), *([_PIVOTS] if name in SAMPLED else []))
    declared = (PROJECTION, *follows, _ROUNDS, SEED)
    return Analysis(name, "structure", QUESTIONS[name], score, _computed(name), NETWORK, declared)


ANALYSES = tuple(_analysis(name.replace("_", "-"), score) for name, score in SCORES.items())
