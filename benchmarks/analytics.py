"""
Measures beside igraph, NetworKit and networkx on one synthetic network, in CPU seconds of one run.

    python benchmarks/analytics.py --nodes 100000                 every served measure
    python benchmarks/analytics.py --shape core           the same on another shape: core, star, grid, path, random
    python benchmarks/analytics.py --load 10000000                edge rows into arrays: time, peak and kept bytes
    python benchmarks/analytics.py --linear 1000000               the measures whose time is linear, summed
    python benchmarks/analytics.py --units 100000                 second holders and introductions of all officers

CPU seconds are summed over threads; each figure is the best of some runs, after a first one in which kernels are
compiled. Measures from all nodes are scaled up from fewer sources in other libraries; a call of networkx that takes too
long is stopped. igraph is used here and in tests only, NetworKit here only, on one thread, where it is installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import platform
import resource
import signal
import time
import tracemalloc
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import numpy as np
from measures import Network, measures_of
from shapes import SHAPES, contacts, officers_of

from graph.analytics.introductions import suggest_introductions
from graph.analytics.redundancy import redundancy
from graph.backend.compilation import compile_kernels
from graph.backend.conversion import from_edges
from graph.backend.interface import SERVED
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.network import Arrays, ContactGraph
from graph.snapshot import snapshot_from_records
from graph.ties import FORMULA, ties
from graph.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable


def best(work: Callable[[], Any], runs: int = 3) -> float:
    """Give the least CPU time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def building(result: Any) -> Callable[[], Any]:
    """Give a call that builds an equal result, a dictionary by node or sets of nodes, from arrays alone."""
    if isinstance(result, dict) and result and isinstance(next(iter(result.values())), (int, float)):
        keys, values = list(result), np.array(list(result.values()))
        return lambda: dict(zip(keys, values.tolist(), strict=True))
    if isinstance(result, list) and result and isinstance(result[0], set):
        names = list(range(1 + max(map(max, result))))
        parts = [np.array(list(part), np.int32) for part in result]
        return lambda: [{names[number] for number in part.tolist()} for part in parts]
    return lambda: None


def units(n: int) -> None:
    """Print what measures of a whole unit cost, for all officers at once."""
    network = visible(snapshot_from_records({}, {}, marking=Marking()), OPEN)
    tails, heads, weights = contacts(n, 7)
    officers = officers_of(n)
    names = [f"{'Officer' if row < officers else 'Contact'}:{row}" for row in range(n)]
    strength = FORMULA.strength(weights)
    country = [None if row < officers else f"X{row % 90}" for row in range(n)]
    arrays = Arrays.from_edges(names, tails, heads, {"strength": strength}, {"country": country})
    day = ties(network, dt.date(2026, 1, 1))
    for name, measure in (("second holders", redundancy), ("introductions", suggest_introductions)):
        spent = best(lambda measure=measure: measure(network, day, ContactGraph(arrays)), 2)
        print(f"{name:36} {spent:12.2f} CPU s, {officers} officers", flush=True)


class TooLongError(Exception):
    """A call of networkx took more than its seconds."""


def _stop(*_: Any) -> None:
    raise TooLongError


def repeated(work: Callable[[], Any]) -> float:
    """Give the least CPU time of three runs, or of one that takes long."""
    first = best(work, 1)
    return first if first > 2 else min(first, best(work, 2))  # noqa: PLR2004 - said above


def within(seconds: float, work: Callable[[], Any]) -> float | None:
    """
    Give the least CPU time of some runs; None where the first does not end within so many seconds.

    For networkx only: igraph, stopped within a call, was seen to damage the memory of the process.
    """
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)  # a timer of CPU time would make the clock of CPU time coarse
    try:
        first = best(work, 1)
    except TooLongError:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return min(first, best(work, 2)) if first < seconds / 10 else first


def mine(work: Callable[[], Any], runs: int) -> tuple[float, float] | None:
    """Give our CPU time and how much of it goes into the result; None where an iteration does not converge."""
    result: Any = None

    def ask() -> None:
        nonlocal result
        result = work()

    try:
        ours = best(ask, runs)
    except nx.PowerIterationFailedConvergence:
        return None
    return ours, min(ours, best(building(result), 3))


def table(network: Network, first: str, most: float) -> None:
    """Print every measure, or those from a name on, beside the other libraries."""
    kit = network.networkit
    print("NetworKit is not installed: its column is empty." if kit is None else f"NetworKit {kit.__version__}")
    print(
        f"{network.shape}: {network.nodes} nodes, {network.ours.targets.size // 2} edges; CPU s\n\n"
        f"{'measure':36} {'ours':>9} {'of it result':>13} {'igraph':>10} {'NetworKit':>10} {'networkx':>10} "
        f"{'best / ours':>12}"
    )
    rows = measures_of(network)
    at = next((place for place, row in enumerate(rows) if row.name.startswith(first)), 0)
    for row in rows[at:]:
        ours = mine(row.ours, 1 if "exact" in row.name else 5)
        if ours is None:
            print(f"{row.name:36} does not converge, as it does not in networkx")
            continue
        spent = {
            "igraph": repeated(row.igraph.work) * row.igraph.scale if row.igraph else None,
            "NetworKit": repeated(row.networkit.work) * row.networkit.scale if row.networkit else None,
        }
        figures = "".join(f" {'-' if value is None else format(value, '.4f'):>10}" for value in spent.values())
        known = [value for value in spent.values() if value is not None]
        last = "-"
        if row.networkx:
            first = within(most, row.networkx.work)
            last = f"> {most:.0f}" if first is None else format(first * row.networkx.scale, ".4f")
            known += [] if first is None else [first * row.networkx.scale]
        ratio = format(min(known) / ours[0], ".2f") if known else "-"
        print(f"{row.name:36} {ours[0]:9.4f} {ours[1]:13.4f}{figures} {last:>10} {ratio:>12}", flush=True)
    print("\n'of it result' is what it takes to build an equal result of NetworkX's type from arrays of numbers.")
    print("A ratio above 1 is in our favour. The others' figures from many nodes are scaled up from a few of them.")


def load(rows: int) -> None:
    """Print what it costs to make arrays of so many edge rows."""
    draw = np.random.default_rng(3)
    n = max(2, rows // 4)
    keys = np.unique(draw.integers(0, n * (n - 1) // 2, int(rows * 1.02)))[:rows]
    heads = np.floor((1 + np.sqrt(1 + 8 * keys.astype(np.float64))) / 2).astype(np.int64)
    tails = keys - heads * (heads - 1) // 2
    weights = draw.integers(1, 9, keys.size)
    nodes = range(n)
    del keys
    start = time.process_time()
    graph = from_edges(nodes, tails, heads, {"weight": weights})
    spent = time.process_time() - start
    kept = graph.starts.nbytes + graph.targets.nbytes + sum(values.nbytes for values in graph.weights.values())
    tracemalloc.start()
    del graph
    from_edges(nodes, tails, heads, {"weight": weights})
    peak = tracemalloc.get_traced_memory()[1]
    print(f"{tails.size} rows: {spent / tails.size * 1e6:.2f} us, {kept / tails.size:.1f} bytes kept in arrays, "
          f"{peak / tails.size:.0f} bytes at the peak, an edge")  # fmt: skip
    print(f"largest size of the process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GB")


def linear(n: int) -> None:
    """Print the measures whose time is linear in the size of the network, and their sum."""
    tails, heads, weights = contacts(n, 7)
    graph = from_edges(range(n), tails, heads, {"weight": weights})
    _ = graph.index
    total = 0.0
    for name, arguments in (
        ("degree_centrality", {}),
        ("connected_components", {}),
        ("core_number", {}),
        ("pagerank", {"tol": 1e-10}),
        ("clustering", {}),
        ("constraint", {"weight": "weight"}),
        ("effective_size", {"weight": "weight"}),
        ("articulation_points", {}),
        ("bridges", {}),
        ("biconnected_components", {}),
        ("louvain_communities", {"seed": 1}),
    ):
        start = time.process_time()
        result = SERVED[name](graph, **arguments)
        _ = list(result) if hasattr(result, "__next__") else result
        spent = time.process_time() - start
        total += spent
        print(f"{name:28} {spent:8.3f}", flush=True)
    print(f"{'together':28} {total:8.3f} CPU s at {n} nodes, {tails.size} edges")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--shape", choices=SHAPES, default="contacts", help="of the network, see benchmarks/shapes.py")
    parser.add_argument("--pivots", type=int, default=256)
    parser.add_argument("--start", default="", metavar="NAME", help="leave out the rows before this one")
    parser.add_argument("--most", type=float, default=60, metavar="SECONDS", help="of a call of networkx")
    parser.add_argument("--load", type=int, metavar="ROWS")
    parser.add_argument("--linear", type=int, metavar="NODES")
    parser.add_argument("--units", type=int, metavar="NODES")
    chosen = parser.parse_args()
    print(f"{platform.platform()}, {platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"networkx {nx.__version__}, igraph {igraph.__version__}")
    compile_kernels()
    if chosen.load:
        load(chosen.load)
    elif chosen.linear:
        linear(chosen.linear)
    elif chosen.units:
        units(chosen.units)
    else:
        table(Network(chosen.nodes, chosen.pivots, chosen.shape), chosen.start, chosen.most)


if __name__ == "__main__":
    main()
