"""
Measures beside igraph and NetworKit on one synthetic network, in CPU seconds of one run.

    python benchmarks/analytics.py --nodes 100000                 every served measure
    python benchmarks/analytics.py --shape core           the same on another shape: core, star, grid, path, random
    python benchmarks/analytics.py --load 10000000                edge rows into arrays: time, peak and kept bytes
    python benchmarks/analytics.py --linear 1000000               the measures whose time is linear, summed
    python benchmarks/analytics.py --units 100000                 second holders and introductions of all officers

CPU seconds are summed over threads; each figure is the best of some runs, after a first one in which kernels are
compiled. Measures from all nodes are scaled up from fewer sources in other libraries. igraph is used here and in tests
only, NetworKit here only and only where it is installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import platform
import resource
import time
import tracemalloc
from itertools import islice
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import numpy as np
from shapes import SHAPES, contacts, officers_of

from graph.analytics.introductions import suggest_introductions
from graph.analytics.redundancy import redundancy
from graph.backend.compilation import compile_kernels
from graph.backend.csr_graph import CsrGraph, from_edges
from graph.backend.interface import SERVED
from graph.kernels.triangles import structural_holes
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


Row = tuple[str, "Callable[[], Any]", "Callable[[], Any] | None", "Callable[[], Any] | None", float]


def fresh(graph: CsrGraph) -> CsrGraph:
    """Give a graph of the same arrays that remembers no result."""
    again = CsrGraph(graph.nodes, graph.starts, graph.targets, graph.weights)
    again.index = graph.index
    return again


def measures(n: int, k: int, shape: str) -> tuple[list[Row], Any]:
    """Give the rows of the table: name, ours, igraph's, NetworKit's, and what the last two are scaled by."""
    tails, heads, weights = SHAPES[shape](n, 7)
    ours = from_edges(range(n), tails, heads, {"weight": weights})
    _ = ours.index
    theirs = igraph.Graph(n, np.column_stack((tails, heads)))
    theirs.es["weight"] = weights.tolist()
    nk, kit, plain = None, None, None
    if importlib.util.find_spec("networkit"):
        import networkit as nk  # noqa: PLC0415 - not installed everywhere

        nk.setNumberOfThreads(1)
        kit = nk.GraphFromCoo((weights, (tails, heads)), n=n, weighted=True, directed=False)
        plain = nk.GraphFromCoo((tails, heads), n=n, weighted=False, directed=False)
    some = np.random.default_rng(1).choice(n, min(k, n), replace=False).tolist()
    few = some[: max(1, len(some) // 8)]
    one, two = some[0], some[1]
    pairs = list(zip(some[::2], some[1::2], strict=False)) * 80
    scale, all_nodes = len(some) / len(few), n / len(few)

    def of(name: str, **arguments: Any) -> Callable[[], Any]:
        def call() -> Any:
            result = SERVED[name](fresh(ours), **arguments)
            return list(result) if hasattr(result, "__next__") else result

        return call

    def ran(make: Callable[[], Any]) -> Callable[[], Any] | None:
        return (lambda: make().run()) if kit is not None else None

    def holes() -> None:
        graph = fresh(ours)
        SERVED["constraint"](graph, weight="weight")
        SERVED["effective_size"](graph, weight="weight")

    def distances() -> None:
        graph = fresh(ours)
        SERVED["closeness_centrality"](graph)
        SERVED["harmonic_centrality"](graph)

    rows: list[Row] = [
        (f"betweenness, {k} pivots", of("betweenness_centrality", k=k, seed=1),
         lambda: theirs.betweenness(sources=few), None, scale),
        ("weighted betweenness, 32 pivots", of("betweenness_centrality", k=32, seed=1, weight="weight"),
         lambda: theirs.betweenness(sources=some[:8], weights="weight"), None, 32 / len(some[:8])),
        (f"edge betweenness, {k} pivots", of("edge_betweenness_centrality", k=k, seed=1),
         lambda: theirs.edge_betweenness(sources=few), None, scale),
        ("closeness and harmonic, exact", distances,
         lambda: (theirs.closeness(few), theirs.harmonic_centrality(few)), None, all_nodes),
        ("constraint, effective size: kernel",
         lambda: structural_holes(ours.starts, ours.targets, ours.slot_weights("weight")),
         lambda: theirs.constraint(weights="weight"), None, 1),
        ("constraint, effective size: calls", holes, lambda: theirs.constraint(weights="weight"), None, 1),
        ("degree", of("degree_centrality"), theirs.degree, ran(lambda: nk.centrality.DegreeCentrality(plain)), 1),
        ("clustering", of("clustering"), theirs.transitivity_local_undirected,
         ran(lambda: nk.centrality.LocalClusteringCoefficient(plain)), 1),
        ("triangles", of("triangles"), None, None, 1),
        ("transitivity", of("transitivity"), theirs.transitivity_undirected, None, 1),
        ("average clustering", of("average_clustering"), theirs.transitivity_avglocal_undirected, None, 1),
        ("k-core", of("core_number"), theirs.coreness, ran(lambda: nk.centrality.CoreDecomposition(plain)), 1),
        ("PageRank, tol 1e-10", of("pagerank", tol=1e-10), lambda: theirs.pagerank(weights="weight"),
         ran(lambda: nk.centrality.PageRank(kit, tol=1e-10)), 1),
        ("eigenvector", of("eigenvector_centrality", max_iter=1000), theirs.eigenvector_centrality,
         ran(lambda: nk.centrality.EigenvectorCentrality(plain)), 1),
        ("articulation points", of("articulation_points"), theirs.articulation_points, None, 1),
        ("bridges", of("bridges"), theirs.bridges, None, 1),
        ("biconnected components", of("biconnected_components"), theirs.biconnected_components,
         ran(lambda: nk.components.BiconnectedComponents(plain)), 1),
        ("components", of("connected_components"), theirs.connected_components,
         ran(lambda: nk.components.ConnectedComponents(plain)), 1),
        ("one source, weighted", of("single_source_dijkstra_path_length", source=one),
         lambda: theirs.distances(one, weights="weight"), ran(lambda: nk.distance.Dijkstra(kit, one)), 1),
        ("one pair, weighted", of("bidirectional_dijkstra", source=one, target=two),
         lambda: theirs.get_shortest_path(one, two, "weight"),
         ran(lambda: nk.distance.BidirectionalDijkstra(kit, one, two)), 1),
        ("10 shortest paths of a pair",
         lambda: list(islice(SERVED["shortest_simple_paths"](fresh(ours), one, two, "weight"), 10)),
         lambda: theirs.get_k_shortest_paths(one, two, k=10, weights="weight"), None, 1),
        ("maximum flow", of("maximum_flow_value", _s=one, _t=two, capacity="weight"),
         lambda: theirs.maxflow_value(one, two, "weight"), None, 1),
        ("minimum cut", of("minimum_cut", _s=one, _t=two, capacity="weight"),
         lambda: theirs.mincut(one, two, "weight"), None, 1),
        ("node connectivity of a pair", of("node_connectivity", s=one, t=two),
         lambda: theirs.vertex_connectivity(one, two), None, 1),
        ("edge connectivity of a pair", of("edge_connectivity", s=one, t=two),
         lambda: theirs.edge_connectivity(one, two), None, 1),
        ("Louvain", of("louvain_communities", seed=1), lambda: theirs.community_multilevel("weight"),
         ran(lambda: nk.community.PLM(kit, refine=False)), 1),
        ("Leiden", of("leiden_communities", seed=1), lambda: theirs.community_leiden("modularity", "weight"),
         ran(lambda: nk.community.ParallelLeiden(kit)), 1),
        (f"Jaccard, {len(pairs)} pairs", of("jaccard_coefficient", ebunch=pairs),
         lambda: theirs.similarity_jaccard(pairs=pairs), None, 1),
        (f"Adamic-Adar, {len(pairs)} pairs", of("adamic_adar_index", ebunch=pairs), None, None, 1),
        ("degree assortativity", of("degree_assortativity_coefficient"), theirs.assortativity_degree, None, 1),
        ("rich club", of("rich_club_coefficient", normalized=False), None, None, 1),
    ]  # fmt: skip
    if shape == "contacts":
        projection = of("weighted_projected_graph", nodes=range(officers_of(n)))
        rows.append(("projection onto officers", projection, None, None, 1))
    return rows, nk


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


def table(n: int, k: int, first: str, shape: str) -> None:
    """Print every measure, or those from a name on, beside the other libraries."""
    rows, nk = measures(n, k, shape)
    print(
        "NetworKit is not installed: its column is missing." if nk is None else f"NetworKit {nk.__version__}, 1 thread"
    )
    print(
        f"\n{'measure':36} {'ours, CPU s':>12} {'of it result':>13} "
        f"{'igraph':>11} {'NetworKit':>11} {'best / ours':>12}"
    )
    at = next((place for place, row in enumerate(rows) if row[0].startswith(first)), 0)
    for name, mine, igraphs, networkits, scale in rows[at:]:
        ours = best(mine, 1 if "exact" in name else 5)
        others = [
            best(work, 1 if scale > 1 else 3) * scale if work is not None else None for work in (igraphs, networkits)
        ]
        known = [value for value in others if value is not None]
        figures = "".join(f" {'-' if value is None else format(value, '.4f'):>11}" for value in others)
        result = min(ours, best(building(mine()), 3))
        print(
            f"{name:36} {ours:12.4f} {result:13.4f}{figures} {min(known) / ours if known else float('nan'):12.2f}",
            flush=True,
        )
    print("\n'of it result' is what it takes to build an equal result of NetworkX's type from arrays of numbers.")
    print("A ratio above 1 is in our favour. igraph's figures from all nodes are scaled up from fewer sources.")


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
        table(chosen.nodes, chosen.pivots, chosen.start, chosen.shape)


if __name__ == "__main__":
    main()
