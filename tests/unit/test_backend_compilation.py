"""Kernels are compiled ahead of time, all of them and for every call."""

import os
import subprocess
import sys

import networkx as nx
import numpy as np
import pytest

from graph.backend.compilation import compile_kernels, kernels_compiled
from graph.backend.interface import BACKEND, SERVED, UNDIRECTED
from graph.kernels.compiled import KERNELS
from graph.network import Arrays, ContactGraph

pytestmark = pytest.mark.slow

ARGUMENTS = {
    "pagerank": [{"alpha": 1, "tol": 1, "max_iter": 7}, {"personalization": {0: 2}, "weight": "strength"}],
    "eigenvector_centrality": [{"max_iter": 900, "tol": 1}, {"weight": "strength", "max_iter": 900}],
    "betweenness_centrality": [{}, {"k": 3, "seed": 1}, {"weight": "strength", "normalized": False}],
    "edge_betweenness_centrality": [{}, {"k": 3, "seed": 1}, {"weight": "strength"}],
    "closeness_centrality": [{}, {"u": 1}, {"wf_improved": False}],
    "harmonic_centrality": [{}, {"nbunch": [1, 2]}, {"sources": [0, 3]}],
    "constraint": [{}, {"nodes": [1, 2]}, {"weight": "strength"}],
    "effective_size": [{}, {"nodes": [1, 2]}, {"weight": "strength"}],
    "clustering": [{}, {"nodes": 1}, {"nodes": [1, 2]}],
    "triangles": [{}, {"nodes": 1}],
    "average_clustering": [{}, {"nodes": [1, 2], "count_zeros": True}],
    "node_connected_component": [{"n": 3}],
    "louvain_communities": [{}, {"resolution": 2, "weight": "strength"}, {"max_level": 1, "seed": 4}],
    "leiden_communities": [{}, {"resolution": 2, "weight": "strength"}, {"max_level": 1, "seed": 4}],
    "jaccard_coefficient": [{"ebunch": [(0, 9)]}, {"ebunch": []}],
    "adamic_adar_index": [{"ebunch": [(0, 9)]}, {"ebunch": []}],
    "rich_club_coefficient": [{"normalized": False}],
    "projected_graph": [{"nodes": [0, 9]}],
    "weighted_projected_graph": [{"nodes": [0, 9]}, {"nodes": [0, 9], "ratio": True}],
    "maximum_flow_value": [{"_s": 0, "_t": 9, "capacity": "strength"}],
    "minimum_cut": [{"_s": 0, "_t": 9, "capacity": "strength"}],
    "minimum_cut_value": [{"_s": 0, "_t": 9, "capacity": "strength"}],
    "node_connectivity": [{"s": 0, "t": 9}],
    "edge_connectivity": [{"s": 0, "t": 9}],
    "single_source_dijkstra_path_length": [{"source": 1}, {"source": 1, "weight": "strength", "cutoff": 3}],
    "single_source_dijkstra_path": [{"source": 1}, {"source": 1, "weight": "strength", "cutoff": 3}],
    "dijkstra_path": [{"source": 1, "target": 9}, {"source": 1, "target": 9, "weight": "strength"}],
    "dijkstra_path_length": [{"source": 1, "target": 9}, {"source": 1, "target": 9, "weight": "strength"}],
    "bidirectional_dijkstra": [{"source": 1, "target": 9}, {"source": 1, "target": 9, "weight": "strength"}],
    "shortest_simple_paths": [{"source": 1, "target": 9}, {"source": 1, "target": 9, "weight": "strength"}],
}


def graphs():
    """Give graphs that came about in different ways: converted, made of arrays, directed."""
    whole = nx.erdos_renyi_graph(20, 0.4, seed=2)
    nx.set_edge_attributes(whole, 3, "strength")
    yield BACKEND.convert_from_nx(whole, edge_attrs={"strength": 1})
    ends = np.array([edge for edge in whole.edges if edge[0] != edge[1]])
    strength = np.arange(1, len(ends) + 1)
    yield BACKEND.convert_from_nx(ContactGraph(Arrays.from_edges(range(20), *ends.T, {"strength": strength})))
    turned = whole.to_directed()
    yield BACKEND.convert_from_nx(turned, edge_attrs={"strength": 1})


def test_no_kernel_compiles_on_a_call_once_all_are_compiled():
    compile_kernels()
    assert kernels_compiled()
    before = {kernel.__name__: list(kernel.signatures) for kernel in KERNELS}
    assert any(before.values())
    for graph in graphs():
        for name, function in SERVED.items():
            if graph.directed and name in UNDIRECTED:
                continue
            for arguments in ARGUMENTS.get(name, [{}]):
                result = function(graph, **arguments)
                if hasattr(result, "__next__"):
                    next(result, None)
    assert {kernel.__name__: list(kernel.signatures) for kernel in KERNELS} == before


def test_progress_counts_every_served_function():
    seen = []
    compile_kernels(lambda name, done, of: seen.append((name, done, of)))
    assert [done for _, done, _ in seen] == list(range(len(SERVED) + 1))
    assert {name for name, _, _ in seen} == {*SERVED, ""}


def test_an_empty_cache_holds_no_kernels(tmp_path):
    asked = "from graph.backend.compilation import kernels_compiled; print(kernels_compiled())"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert not list(tmp_path.rglob("*.nbc"))
