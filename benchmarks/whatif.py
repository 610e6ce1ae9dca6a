"""
What-if at scale: the busiest officer leaves; and how near estimates of the change come with pivots drawn either way.

    python benchmarks/whatif.py --nodes 100000 --small 10000

Wall and CPU seconds are the best of three; CPU is summed over threads. The comparison with exact values takes a minute.
"""

from __future__ import annotations

import argparse
import platform
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import spearmanr
from shapes import contacts, officers_of

from graph.analytics.people import labels
from graph.analytics.pivots import Pair, betweenness, draw, everybody
from graph.analytics.scenario import Scenario, changed_arrays
from graph.analytics.shifts import standings
from graph.analytics.whatif import what_if
from graph.backend.conversion import from_arrays
from graph.kernels.compiled import workers
from graph.network import Arrays, ContactGraph
from graph.ties import FORMULA

if TYPE_CHECKING:
    from collections.abc import Callable


def network(nodes: int) -> tuple[ContactGraph, Scenario]:
    """Make a network, and the scenario that its busiest officer leaves."""
    tails, heads, weights = contacts(nodes, 7)
    officers = officers_of(nodes)
    names = [f"{'Officer' if row < officers else 'Contact'}:{row}" for row in range(nodes)]
    strength = FORMULA.strength(weights)
    values = {
        "label": [name.partition(":")[0] for name in names],
        "name": names,
        "country": [f"X{row % 90}" for row in range(nodes)],
    }
    edges = {"strength": strength, "distance": FORMULA.distance(strength)}
    arrays = Arrays.from_edges(names, tails, heads, edges, values)
    busiest = int(np.diff(arrays.indptr)[:officers].argmax())
    return ContactGraph(arrays), Scenario((names[busiest],))


def timed(name: str, work: Callable[[], Any], runs: int = 3) -> Any:
    """Print the least wall and CPU time of some runs."""
    best = [np.inf, np.inf]
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        best = [min(best[0], time.perf_counter() - wall), min(best[1], time.process_time() - cpu)]
    print(f"{name:44} {best[0]:8.3f} {best[1]:8.3f}", flush=True)
    return result


def lined_up(graph: ContactGraph, scenario: Scenario) -> tuple[Pair, np.ndarray]:
    after, place = changed_arrays(graph, scenario)
    focus = np.array([graph.row(node) for node in graph.neighbors(scenario.removed[0])])
    return Pair(from_arrays(graph.arrays), from_arrays(after), place), focus


def steps(nodes: int) -> None:
    graph, scenario = network(nodes)
    print(f"\n{nodes} nodes, {graph.number_of_edges()} ties; {graph.degree(scenario.removed[0])} ties leave")
    print(f"{'step':44} {'wall s':>8} {'CPU s':>8}")
    firsts = iter([ContactGraph(replace(graph.arrays)) for _ in range(3)])  # arrays of their own remember nothing
    timed("whole answer, 64 pivots, asked first", lambda: what_if(next(firsts), scenario, pivots=64))
    for pivots in (64, 128):
        timed(f"whole answer, {pivots} pivots, again", lambda pivots=pivots: what_if(graph, scenario, pivots=pivots))
    timed("graph without the officer", lambda: changed_arrays(graph, scenario))
    timed("rows for the kernels, both", lambda: lined_up(graph, scenario))
    pair, focus = lined_up(graph, scenario)
    groups = draw(pair, focus, 64, 1)
    timed("betweenness before and after, 64 pivots", lambda: betweenness(pair, groups, exact=False))
    timed("PageRank (warm), k-core, constraint, both", lambda: standings(Pair(pair.before, pair.after, pair.place)))
    timed("labels", lambda: labels(graph.arrays))
    few = everybody(pair)[:8]
    start = time.process_time()
    betweenness(pair, few, exact=True)
    exact = (time.process_time() - start) * pair.place.size / sum(len(group.before) for group in few)
    print(f"exact betweenness before and after, scaled up from {8 * len(few)} nodes: {exact:.0f} CPU s")


def accuracy(nodes: int) -> None:
    graph, scenario = network(nodes)
    pair, focus = lined_up(graph, scenario)
    start = time.process_time()
    truth = betweenness(pair, everybody(pair), exact=True)
    print(f"\n{nodes} nodes: exact before and after {time.process_time() - start:.1f} CPU s")
    common, place = pair.common, pair.place[pair.common]
    change = truth.after[place] - truth.before[common]
    officers = np.array(labels(graph.arrays), dtype=object)[common] == "Officer"
    nobody = np.zeros(0, dtype=np.int64)
    print(f"{'rank correlation of the change, 5 seeds':44} {'officers':>9} {'all':>8}")
    for pivots in (64, 128, 256):
        for name, near in (("evenly", nobody), ("half of them near", focus)):
            found = []
            for seed in range(5):
                one = betweenness(pair, draw(pair, near, pivots, seed), exact=False)
                told = one.after[place] - one.before[common]
                found.append((spearmanr(told[officers], change[officers])[0], spearmanr(told, change)[0]))
            means = np.mean(found, axis=0)
            print(f"{f'{pivots} pivots, {name}':44} {means[0]:9.3f} {means[1]:8.3f}", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--small", type=int, default=10_000)
    chosen = parser.parse_args()
    print(f"{platform.platform()}, {platform.machine()}, {workers()} threads, Python {platform.python_version()}")
    what_if(*network(3000), pivots=64)  # compiled at the first call on a machine
    steps(chosen.nodes)
    accuracy(chosen.small)


if __name__ == "__main__":
    main()
