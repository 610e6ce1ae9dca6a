"""What NetworkX asks of a backend: which functions, with which arguments, and how graphs are converted."""

from __future__ import annotations

import inspect
from copy import copy, deepcopy
from functools import wraps
from random import Random
from typing import TYPE_CHECKING, Any

import networkx as nx
from networkx.utils import PythonRandomInterface, PythonRandomViaNumpyBits

from graph.backend import centrality, cohesion, communities, flow, paths, projections, simple_paths, structure
from graph.backend.conversion import from_arrays, from_networkx
from graph.backend.csr_graph import CsrGraph
from graph.backend.edge_numbers import refusal
from graph.backend.engines import note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MODULES = (centrality, cohesion, communities, flow, paths, projections, simple_paths, structure)
NOT_SERVED = {"path_dependencies", "inward_distance_sums", "pair_connectivity"}

# Where results would differ, or nothing would be gained, NetworkX does the call.
UNDIRECTED = {
    "constraint", "effective_size", "core_number", "triangles", "clustering", "average_clustering", "transitivity",
    "connected_components", "number_connected_components", "is_connected", "node_connected_component",
    "articulation_points", "bridges", "has_bridges", "biconnected_components", "biconnected_component_edges",
    "louvain_communities", "leiden_communities", "jaccard_coefficient", "adamic_adar_index",
    "degree_assortativity_coefficient", "rich_club_coefficient",
}  # fmt: skip
WITHOUT_LOOPS = UNDIRECTED - {
    "connected_components", "number_connected_components", "is_connected", "node_connected_component",
    "articulation_points", "biconnected_components", "bridges", "has_bridges",
} | {
    "degree_centrality", "pagerank", "eigenvector_centrality", "projected_graph", "weighted_projected_graph",
}  # fmt: skip
WITHOUT = {
    "betweenness_centrality": ("endpoints",),
    "closeness_centrality": ("distance",),
    "harmonic_centrality": ("distance",),
    "clustering": ("weight",),
    "average_clustering": ("weight",),
    "degree_assortativity_coefficient": ("weight", "nodes"),
    "rich_club_coefficient": ("normalized",),
    "projected_graph": ("multigraph",),
    "maximum_flow_value": ("flow_func",),
    "minimum_cut": ("flow_func",),
    "minimum_cut_value": ("flow_func",),
    "node_connectivity": ("flow_func",),
    "edge_connectivity": ("flow_func", "cutoff"),
}
NEEDED = {
    "jaccard_coefficient": ("ebunch",),
    "adamic_adar_index": ("ebunch",),
    "node_connectivity": ("s", "t"),
    "edge_connectivity": ("s", "t"),
}


def _served() -> dict[str, Callable[..., Any]]:
    found: dict[str, Callable[..., Any]] = {}
    for module in MODULES:
        for name, value in vars(module).items():
            own = inspect.isfunction(value) and value.__module__ == module.__name__
            if own and not name.startswith("_") and name not in NOT_SERVED:
                found[name] = value
    return found


def _rewind(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Callable[[], None]:
    """Give a call that puts the generator of a function's draws back to where it is now."""
    seed = _SIGNATURES[name].bind(*args, **kwargs).arguments.get("seed")
    if isinstance(seed, (PythonRandomInterface, PythonRandomViaNumpyBits)):  # around a generator of numpy
        kept = deepcopy(vars(seed))
        return lambda: vars(seed).update(kept)
    if isinstance(seed, Random):
        state = seed.getstate()
        return lambda: seed.setstate(state)
    return lambda: None


def _noted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Note who did the work: a function that finds that it cannot serve the values leaves them to NetworkX."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        rewind = _rewind(name, args, kwargs)
        try:
            result = function(*args, **kwargs)
        except NotImplementedError:
            note(name, "networkx")
            rewind()  # NetworkX draws what it would have drawn
            raise
        note(name, "contacts")
        return result

    return call


SERVED = _served()
_NOTED = {name: _noted(name, function) for name, function in SERVED.items()}
_SIGNATURES = {name: inspect.signature(function) for name, function in SERVED.items()}


class ContactsBackend:
    """The object behind the entry point `networkx.backends: contacts`."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name in _NOTED:
            return _NOTED[name]
        note(name, "networkx")  # NetworkX asks for every function that it is about to dispatch
        raise AttributeError(name)

    @staticmethod
    def convert_from_nx(graph: Any, *, edge_attrs: Mapping[str, float] | None = None, **_: Any) -> CsrGraph:
        """Convert a graph, with the edge attributes that the call needs."""
        if isinstance(graph, CsrGraph):
            return graph
        arrays = getattr(graph, "arrays", None)
        if arrays is None:
            return from_networkx(graph, edge_attrs)
        for name in edge_attrs or ():
            column = arrays.edge_values.get(name)
            if column is not None and column.dtype.kind not in "biuf":
                nodes, (tails, heads) = arrays.nodes, arrays.ends()
                raise refusal(
                    name, zip([nodes[row] for row in tails], [nodes[row] for row in heads], column, strict=True)
                )
        made = copy(from_arrays(arrays))  # what is said of the graph is its own, what is computed of the arrays is not
        made.graph = graph.graph
        return made

    @staticmethod
    def convert_to_nx(result: Any, **_: Any) -> Any:
        """Give results back: they are plain Python already; a graph becomes a NetworkX graph."""
        if not isinstance(result, CsrGraph):
            return result
        graph: nx.Graph[Any] = nx.DiGraph() if result.directed else nx.Graph()
        graph.add_nodes_from(result.nodes)
        names = list(result.weights)
        columns = [result.weights[name].tolist() for name in names]
        pairs = zip(result.sources.tolist(), result.targets.tolist(), *columns, strict=True)
        graph.add_edges_from(
            (result.nodes[a], result.nodes[b], dict(zip(names, values, strict=True))) for a, b, *values in pairs
        )
        return graph

    @staticmethod
    def can_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
        """Tell whether the call is served; if not, why, for NetworkX's log."""
        try:
            given = _SIGNATURES[name].bind(*args, **kwargs)
        except TypeError as problem:
            return str(problem)
        given.apply_defaults()
        values = given.arguments
        graph = next(iter(values.values()))
        refusal = _refusal(name, graph, values)
        if refusal:
            note(name, "networkx")
        return refusal or True

    @staticmethod
    def should_run(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool | str:
        """Tell that converting pays; graphs below a few hundred edges cost NetworkX nothing."""
        graph = args[0] if args else next(iter(kwargs.values()))
        if isinstance(graph, CsrGraph) or getattr(graph, "arrays", None) is not None:
            return True
        if graph.number_of_edges() >= SMALLEST:
            return True
        note(name, "networkx")
        return "the graph is too small for a conversion to pay"


SMALLEST = 200


def _refusal(name: str, graph: Any, values: Mapping[str, Any]) -> str:  # noqa: PLR0911 - one reason a line
    if graph.is_multigraph():
        return "parallel edges stay on networkx"
    if name in UNDIRECTED and graph.is_directed():
        return "directed graphs stay on networkx here"
    if name in WITHOUT_LOOPS and _has_loops(graph):
        return "self-loops stay on networkx here"
    for argument in WITHOUT.get(name, ()):
        given = values.get(argument)
        if given is not None and given is not False:
            return f"{argument} stays on networkx here"
    for argument in NEEDED.get(name, ()):
        if values.get(argument) is None:
            return f"without {argument} it stays on networkx"
    if name == "node_connectivity" and values["s"] == values["t"]:
        return "the connectivity of a node with itself stays on networkx"
    if any(callable(values.get(argument)) for argument in ("weight", "distance", "capacity")):
        return "a weight that is a function stays on networkx"
    return ""


def _has_loops(graph: Any) -> bool:
    if isinstance(graph, CsrGraph):
        return bool(graph.loops.size)
    # Asking networkx would build the dictionaries of a graph made of arrays, which never has loops.
    return getattr(graph, "arrays", None) is None and nx.number_of_selfloops(graph, backend="networkx") > 0


BACKEND = ContactsBackend()
