"""
Measures beside igraph and NetworkX on one synthetic contact network, in CPU seconds of one run.

    python benchmarks/analytics.py --nodes 100000

CPU seconds are summed over threads; each figure is the best of three. igraph is used here and in tests only.
"""

from __future__ import annotations

import argparse
import platform
import time
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import numpy as np

from graph.backend.csr_graph import from_edges
from graph.backend.interface import SERVED

if TYPE_CHECKING:
    from collections.abc import Callable


def synthetic(nodes: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Draw a network with heavy-tailed officers, contacts around them, and groups of contacts who know one another."""
    draw = np.random.default_rng(seed)
    officers = int(np.clip(nodes * 0.03, 20, 800))
    contacts = np.arange(officers, nodes)
    busy = draw.lognormal(0, 1, officers)
    held = draw.choice(officers, int(1.5 * contacts.size), p=busy / busy.sum())
    known = np.concatenate((contacts, draw.choice(contacts, held.size - contacts.size)))
    near = draw.choice(contacts, int(2.4 * nodes))
    far = np.clip(near + draw.geometric(0.1, near.size), officers, nodes - 1)
    tails, heads = np.concatenate((held, near)), np.concatenate((known, far))
    low, high = np.minimum(tails, heads), np.maximum(tails, heads)
    keys = np.unique((low * nodes + high)[low != high])
    return keys // nodes, keys % nodes, np.minimum(draw.zipf(2.0, keys.size), 500).astype(np.float64)


def best(work: Callable[[], Any], runs: int = 3) -> float:
    """Give the least CPU time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--pivots", type=int, default=256)
    chosen = parser.parse_args()
    n, k = chosen.nodes, chosen.pivots
    tails, heads, weights = synthetic(n, 7)
    print(f"{platform.platform()}, {platform.processor() or platform.machine()}, Python {platform.python_version()}")
    print(f"networkx {nx.__version__}, igraph {igraph.__version__}; {n} nodes, {tails.size} edges\n")
    load = best(lambda: from_edges(range(n), tails, heads, {"weight": weights}))
    print(f"load {load / tails.size * 1e6:.2f} us an edge")
    ours = from_edges(range(n), tails, heads, {"weight": weights})
    theirs = igraph.Graph(n, np.column_stack((tails, heads)))
    theirs.es["weight"] = weights.tolist()
    some = np.random.default_rng(1).choice(n, min(k, n), replace=False).tolist()
    few = some[: max(1, len(some) // 8)]

    def of_new_graph(*names: str, **arguments: str) -> None:
        """Serve calls that share a kernel on a graph that remembers nothing; its making is timed with them."""
        graph = from_edges(range(n), tails, heads, {"weight": weights})
        for name in names:
            SERVED[name](graph, **arguments)

    rows: list[tuple[str, Callable[[], Any], Callable[[], Any], float]] = [
        (
            f"betweenness, {k} pivots",
            lambda: SERVED["betweenness_centrality"](ours, k=k, seed=1),
            lambda: theirs.betweenness(sources=few),
            len(some) / len(few),
        ),
        (
            "closeness and harmonic, exact",
            lambda: of_new_graph("closeness_centrality", "harmonic_centrality"),
            lambda: (theirs.closeness(few), theirs.harmonic_centrality(few)),
            n / len(few),
        ),
        (
            "constraint and effective size",
            lambda: of_new_graph("constraint", "effective_size", weight="weight"),
            lambda: theirs.constraint(weights="weight"),
            1,
        ),
        ("clustering", lambda: SERVED["clustering"](ours), theirs.transitivity_local_undirected, 1),
        ("k-core", lambda: SERVED["core_number"](ours), theirs.coreness, 1),
        (
            "PageRank, tol 1e-10",
            lambda: SERVED["pagerank"](ours, tol=1e-10),
            lambda: theirs.pagerank(weights="weight"),
            1,
        ),
        ("articulation points", lambda: list(SERVED["articulation_points"](ours)), theirs.articulation_points, 1),
        ("bridges", lambda: list(SERVED["bridges"](ours)), theirs.bridges, 1),
        ("components", lambda: list(SERVED["connected_components"](ours)), theirs.connected_components, 1),
        (
            "Louvain",
            lambda: SERVED["louvain_communities"](ours, seed=1),
            lambda: theirs.community_multilevel("weight"),
            1,
        ),
        (
            "Leiden",
            lambda: SERVED["leiden_communities"](ours, seed=1),
            lambda: theirs.community_leiden("modularity", "weight"),
            1,
        ),
    ]
    print(f"\n{'measure':34} {'ours, CPU s':>12} {'igraph, CPU s':>14} {'ratio':>7}")
    for name, mine, other, scale in rows:
        mine()  # compiled at the first call on a machine
        a = best(mine, 1 if "exact" in name else 3)
        b = best(other, 1) * scale
        print(f"{name:34} {a:12.4f} {b:14.4f} {b / a:7.1f}")
    print("\nigraph's betweenness and closeness are scaled up from fewer sources; a ratio above 1 is in our favour.")


if __name__ == "__main__":
    main()
