"""The measures that are timed: how ours, igraph, NetworKit and NetworkX are asked for the same."""

from __future__ import annotations

import importlib.util
from copy import copy
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import igraph
import networkx as nx
import numpy as np
from shapes import SHAPES, officers_of

from graph.backend.conversion import from_edges
from graph.backend.edge_numbers import extremes
from graph.backend.interface import SERVED
from graph.kernels.triangles import structural_holes

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.backend.csr_graph import CsrGraph

    Work = Callable[[], Any]

MODULES = (nx, nx.community, nx.bipartite)


@dataclass(frozen=True, slots=True)
class Other:
    """A call of another library, and by what its time is multiplied where it did a part of the work only."""

    work: Work
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One row of the table: our call, and that of each other library that has the measure."""

    name: str
    ours: Work
    igraph: Other | None = None
    networkit: Other | None = None
    networkx: Other | None = None


def _fresh(graph: CsrGraph) -> CsrGraph:
    """Give a graph of the same arrays that remembers no result; what it knows of its weights it may keep."""
    again = copy(graph)
    known = {name: value for name, value in vars(graph)["_kept"].items() if name[0] in {"extremes", "capacities"}}
    vars(again)["_kept"] = known
    for result in ("parts", "by_degree"):
        vars(again).pop(result, None)
    return again


def _all_of(result: Any) -> Any:
    return list(result) if hasattr(result, "__next__") else result


class Network:
    """One network in the form of each library, with the nodes and pairs that are asked for."""

    def __init__(self, nodes: int, pivots: int, shape: str) -> None:
        # What NetworkX calls inside one of its own functions would come to our backend, too.
        nx.config.backend_priority = {"algos": [], "generators": []}  # type: ignore[assignment]
        tails, heads, weights = SHAPES[shape](nodes, 7)
        self.nodes, self.pivots, self.shape = nodes, pivots, shape
        self.ours = from_edges(range(nodes), tails, heads, {"weight": weights})
        _ = self.ours.index
        extremes(self.ours, "weight")
        self.igraph = igraph.Graph(nodes, np.column_stack((tails, heads)))
        self.igraph.es["weight"] = weights.tolist()
        self.networkx: nx.Graph[int] = nx.Graph()
        self.networkx.add_nodes_from(range(nodes))
        self.networkx.add_weighted_edges_from(zip(tails.tolist(), heads.tolist(), weights.tolist(), strict=True))
        self.networkit = None
        if importlib.util.find_spec("networkit"):
            import networkit  # noqa: PLC0415 - not installed everywhere

            networkit.setNumberOfThreads(1)
            self.networkit = networkit
            self.weighted = networkit.GraphFromCoo((weights, (tails, heads)), n=nodes, weighted=True, directed=False)
            self.plain = networkit.GraphFromCoo((tails, heads), n=nodes, weighted=False, directed=False)
            self.indexed = networkit.GraphFromCoo((weights, (tails, heads)), n=nodes, weighted=True, directed=False)
            self.indexed.indexEdges()
        self.some = np.random.default_rng(1).choice(nodes, min(pivots, nodes), replace=False).tolist()

    def call(self, name: str, **arguments: Any) -> Work:
        """Give our call of a function of NetworkX, on a graph that remembers no result."""
        return lambda: _all_of(SERVED[name](_fresh(self.ours), **arguments))

    def original(self, name: str, scale: float = 1.0, **arguments: Any) -> Other:
        """Give NetworkX's own call of one of its functions."""
        function = next(getattr(module, name) for module in MODULES if hasattr(module, name))

        return Other(lambda: _all_of(function(self.networkx, backend="networkx", **arguments)), scale)

    def both(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Give our call and NetworkX's, with the same arguments and all of the work."""
        return {"ours": self.call(name, **arguments), "networkx": self.original(name, **arguments)}

    def kit(self, make: Callable[[Any], Any], scale: float = 1.0) -> Other | None:
        """Give a call of NetworKit, its results as Python has them; None where it is not installed."""
        return None if self.networkit is None else Other(lambda: make(self.networkit), scale)


def _shortest_paths(of: Network) -> list[Measure]:
    """Give the measures that walk from many or all nodes; the others do so from a few, and are scaled up."""
    some, few, least = of.some, of.some[: max(1, len(of.some) // 8)], of.some[:2]
    part, nodes = of.pivots / len(few), of.nodes
    theirs = of.igraph

    def distances() -> None:
        graph = _fresh(of.ours)
        SERVED["closeness_centrality"](graph)
        SERVED["harmonic_centrality"](graph)

    def networkx_distances() -> None:
        for node in least:
            nx.closeness_centrality(of.networkx, node, backend="networkx")
        nx.harmonic_centrality(of.networkx, least, backend="networkx")

    def networkit_distances(kit: Any) -> None:
        for node in few:
            kit.distance.BFS(of.plain, node, storePaths=False).run().getDistances()

    return [
        Measure(
            f"betweenness, {of.pivots} pivots",
            of.call("betweenness_centrality", k=of.pivots, seed=1),
            Other(lambda: theirs.betweenness(sources=few), part),
            of.kit(lambda kit: kit.centrality.EstimateBetweenness(of.plain, len(few)).run().scores(), part),
            of.original("betweenness_centrality", of.pivots / 2, k=2, seed=1),
        ),
        Measure(
            "weighted betweenness, 32 pivots",
            of.call("betweenness_centrality", k=32, seed=1, weight="weight"),
            Other(lambda: theirs.betweenness(sources=some[:8], weights="weight"), 32 / len(some[:8])),
            of.kit(lambda kit: kit.centrality.EstimateBetweenness(of.weighted, 8).run().scores(), 4),
            of.original("betweenness_centrality", 16, k=2, seed=1, weight="weight"),
        ),
        Measure(
            f"edge betweenness, {of.pivots} pivots",
            of.call("edge_betweenness_centrality", k=of.pivots, seed=1),
            Other(lambda: theirs.edge_betweenness(sources=few), part),
            None,
            of.original("edge_betweenness_centrality", of.pivots / 2, k=2, seed=1),
        ),
        Measure(
            "closeness and harmonic, exact",
            distances,
            Other(lambda: (theirs.closeness(few), theirs.harmonic_centrality(few)), nodes / len(few)),
            of.kit(networkit_distances, nodes / len(few)),
            Other(networkx_distances, nodes / len(least)),
        ),
    ]


def _neighbourhoods(of: Network) -> list[Measure]:
    """Give the measures of a node and what surrounds it."""
    theirs, ours = of.igraph, of.ours
    sample = np.random.default_rng(2).choice(of.nodes, min(20, of.nodes), replace=False).tolist()
    pairs = list(zip(of.some[::2], of.some[1::2], strict=False)) * 80

    def holes() -> None:
        graph = _fresh(ours)
        SERVED["constraint"](graph, weight="weight")
        SERVED["effective_size"](graph, weight="weight")

    def networkx_holes() -> None:
        nx.constraint(of.networkx, sample, weight="weight", backend="networkx")
        nx.effective_size(of.networkx, sample, weight="weight", backend="networkx")

    def indices(kit: Any, name: str) -> Any:
        index = getattr(kit.linkprediction, name)(of.plain)
        return index.runOn(pairs)

    return [
        Measure(
            "constraint, effective size: kernel",
            lambda: structural_holes(ours.starts, ours.targets, ours.slot_weights("weight")),
            Other(lambda: theirs.constraint(weights="weight")),
        ),
        Measure(
            "constraint, effective size: calls",
            holes,
            Other(lambda: theirs.constraint(weights="weight")),
            None,
            Other(networkx_holes, of.nodes / len(sample)),
        ),
        Measure(
            "degree",
            igraph=Other(theirs.degree),
            networkit=of.kit(lambda kit: kit.centrality.DegreeCentrality(of.plain).run().scores()),
            **of.both("degree_centrality"),
        ),
        Measure(
            "clustering",
            igraph=Other(theirs.transitivity_local_undirected),
            networkit=of.kit(lambda kit: kit.centrality.LocalClusteringCoefficient(of.plain).run().scores()),
            **of.both("clustering"),
        ),
        Measure("triangles", **of.both("triangles")),
        Measure(
            "transitivity",
            igraph=Other(theirs.transitivity_undirected),
            networkit=of.kit(lambda kit: kit.globals.ClusteringCoefficient.exactGlobal(of.plain)),
            **of.both("transitivity"),
        ),
        Measure(
            "average clustering",
            igraph=Other(theirs.transitivity_avglocal_undirected),
            **of.both("average_clustering"),
        ),
        Measure(
            "k-core",
            igraph=Other(theirs.coreness),
            networkit=of.kit(lambda kit: kit.centrality.CoreDecomposition(of.plain).run().scores()),
            **of.both("core_number"),
        ),
        Measure(
            "PageRank, tol 1e-10",
            igraph=Other(lambda: theirs.pagerank(weights="weight")),
            networkit=of.kit(lambda kit: kit.centrality.PageRank(of.weighted, tol=1e-10).run().scores()),
            **of.both("pagerank", tol=1e-10),
        ),
        Measure(
            "eigenvector",
            igraph=Other(theirs.eigenvector_centrality),
            networkit=of.kit(lambda kit: kit.centrality.EigenvectorCentrality(of.plain).run().scores()),
            **of.both("eigenvector_centrality", max_iter=1000),
        ),
        Measure(
            f"Jaccard, {len(pairs)} pairs",
            igraph=Other(lambda: theirs.similarity_jaccard(pairs=pairs)),
            networkit=of.kit(lambda kit: indices(kit, "JaccardIndex")),
            **of.both("jaccard_coefficient", ebunch=pairs),
        ),
        Measure(
            f"Adamic-Adar, {len(pairs)} pairs",
            networkit=of.kit(lambda kit: indices(kit, "AdamicAdarIndex")),
            **of.both("adamic_adar_index", ebunch=pairs),
        ),
        Measure(
            "degree assortativity",
            igraph=Other(theirs.assortativity_degree),
            **of.both("degree_assortativity_coefficient"),
        ),
        Measure("rich club", **of.both("rich_club_coefficient", normalized=False)),
    ]


def _structure(of: Network) -> list[Measure]:
    """Give the measures of what holds a network together, and its communities."""
    theirs = of.igraph
    return [
        Measure("articulation points", igraph=Other(theirs.articulation_points), **of.both("articulation_points")),
        Measure("bridges", igraph=Other(theirs.bridges), **of.both("bridges")),
        Measure(
            "biconnected components",
            igraph=Other(theirs.biconnected_components),
            networkit=of.kit(lambda kit: kit.components.BiconnectedComponents(of.plain).run().getComponents()),
            **of.both("biconnected_components"),
        ),
        Measure(
            "components",
            igraph=Other(theirs.connected_components),
            networkit=of.kit(lambda kit: kit.components.ConnectedComponents(of.plain).run().getComponents()),
            **of.both("connected_components"),
        ),
        Measure(
            "Louvain",
            igraph=Other(lambda: theirs.community_multilevel("weight")),
            networkit=of.kit(lambda kit: kit.community.PLM(of.weighted, refine=False).run().getPartition()),
            **of.both("louvain_communities", seed=1),
        ),
        Measure(
            "Leiden",
            of.call("leiden_communities", seed=1),
            Other(lambda: theirs.community_leiden("modularity", "weight")),
            of.kit(lambda kit: kit.community.ParallelLeiden(of.weighted).run().getPartition()),
        ),
    ]


def _pairs(of: Network) -> list[Measure]:
    """Give the measures between two nodes."""
    theirs = of.igraph
    one, two = of.some[0], of.some[1]

    def first_ten(function: Any, graph: Any) -> Any:
        return list(islice(function(graph, one, two, "weight"), 10))

    return [
        Measure(
            "one source, weighted",
            igraph=Other(lambda: theirs.distances(one, weights="weight")),
            networkit=of.kit(lambda kit: kit.distance.Dijkstra(of.weighted, one, False).run().getDistances()),
            **of.both("single_source_dijkstra_path_length", source=one),
        ),
        Measure(
            "one pair, weighted",
            igraph=Other(lambda: theirs.get_shortest_path(one, two, "weight")),
            networkit=of.kit(lambda kit: kit.distance.BidirectionalDijkstra(of.weighted, one, two).run().getPath()),
            **of.both("bidirectional_dijkstra", source=one, target=two),
        ),
        Measure(
            "10 shortest paths of a pair",
            lambda: first_ten(SERVED["shortest_simple_paths"], _fresh(of.ours)),
            Other(lambda: theirs.get_k_shortest_paths(one, two, k=10, weights="weight")),
            None,
            Other(lambda: first_ten(partial(nx.shortest_simple_paths, backend="networkx"), of.networkx)),
        ),
        Measure(
            "maximum flow",
            igraph=Other(lambda: theirs.maxflow_value(one, two, "weight")),
            networkit=of.kit(lambda kit: kit.flow.EdmondsKarp(of.indexed, one, two).run().getMaxFlow()),
            **of.both("maximum_flow_value", _s=one, _t=two, capacity="weight"),
        ),
        Measure(
            "minimum cut",
            igraph=Other(lambda: theirs.mincut(one, two, "weight")),
            **of.both("minimum_cut", _s=one, _t=two, capacity="weight"),
        ),
        Measure(
            "node connectivity of a pair",
            igraph=Other(lambda: theirs.vertex_connectivity(one, two)),
            **of.both("node_connectivity", s=one, t=two),
        ),
        Measure(
            "edge connectivity of a pair",
            igraph=Other(lambda: theirs.edge_connectivity(one, two)),
            **of.both("edge_connectivity", s=one, t=two),
        ),
    ]


def measures_of(network: Network) -> list[Measure]:
    """Give every measure of the table, ready to be called."""
    rows = _shortest_paths(network) + _neighbourhoods(network) + _structure(network) + _pairs(network)
    if network.shape == "contacts":
        officers = range(officers_of(network.nodes))
        rows.append(Measure("projection onto officers", **network.both("weighted_projected_graph", nodes=officers)))
    return rows
