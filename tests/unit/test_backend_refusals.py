"""What cannot be computed: the exception is that of networkx, the sentence names thing, value and remedy."""

import datetime as dt
import math
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from backend_calls import same

from graph.backend import projections
from graph.backend.engines import engines
from graph.network import Arrays, ContactGraph

assert ContactGraph  # importing the package makes NetworkX prefer the backend


def made(weight=2, loop=None, edge=(3, 4), n=60):
    graph = nx.random_regular_graph(8, n, seed=1)
    graph.add_edge(3, 4)
    nx.set_edge_attributes(graph, 2, "weight")
    graph.edges[edge]["weight"] = weight
    if loop is not None:
        graph.add_edge(5, 5, weight=loop)
    return graph


def use(name, graph, **arguments):
    found = (getattr(nx, name, None) or getattr(nx.community, name, None) or getattr(nx.bipartite, name))(
        graph, **arguments
    )
    return list(found) if hasattr(found, "__next__") else found


FOLLOWING = [
    ("betweenness_centrality", {"weight": "weight"}),
    ("edge_betweenness_centrality", {"weight": "weight", "k": 3, "seed": 1}),
    ("single_source_dijkstra_path_length", {"source": 0}),
    ("single_source_dijkstra_path", {"source": 0}),
    ("dijkstra_path", {"source": 0, "target": 9}),
    ("bidirectional_dijkstra", {"source": 0, "target": 9}),
    ("shortest_simple_paths", {"source": 0, "target": 9, "weight": "weight"}),
]
SUMMING = [
    ("pagerank", {}),
    ("eigenvector_centrality", {"weight": "weight"}),
    ("constraint", {"weight": "weight"}),
    ("effective_size", {"weight": "weight"}),
    ("louvain_communities", {"seed": 1}),
    ("leiden_communities", {"seed": 1}),
]


@pytest.mark.parametrize(("name", "arguments"), FOLLOWING)
@pytest.mark.parametrize("where", [{"weight": -1}, {"loop": -1}])
def test_a_negative_distance(name, arguments, where):
    with pytest.raises(
        ValueError, match=r"distances of 0 or more, and the 'weight' of the edge from (3 to 4|4 to 3|5 to 5) is -1"
    ):
        use(name, made(**where), **arguments)


@pytest.mark.parametrize(("name", "arguments"), FOLLOWING + SUMMING)
def test_what_is_not_a_number(name, arguments):
    with pytest.raises(ValueError, match=r"'weight' of the edge from . to . is nan; correct it"):
        use(name, made(math.nan), **arguments)
    for value in ("heavy", [1, 2], {}):
        with pytest.raises(TypeError, match="which is no number; make it one, or name another attribute"):
            use(name, made(value), **arguments)


@pytest.mark.parametrize("kind", [["employer", "colleague"], [dt.date(2026, 1, 2)] * 2, np.array(["a", "b"])])
def test_texts_and_days_of_a_contact_graph_are_no_numbers_either(kind):
    column = np.asarray(kind, dtype=object if isinstance(kind, list) else None)
    arrays = Arrays.from_edges("abc", np.array([0, 1]), np.array([1, 2]), {"kind": column, "strength": np.ones(2)})
    for name, arguments in (("pagerank", {}), ("dijkstra_path_length", {"source": "a", "target": "c"})):
        with pytest.raises(
            TypeError, match=r"'kind' of the edge from 'a' to 'b' is .*, which is no number; make it one"
        ):
            use(name, ContactGraph(arrays), weight="kind", **arguments)
    assert use("dijkstra_path_length", ContactGraph(arrays), source="a", target="c", weight="strength") == 2


@pytest.mark.parametrize("value", [None, Fraction(1, 3), 2**60 + 1, math.inf])
def test_numbers_that_floats_do_not_hold_are_left_to_networkx(value):
    graph = made(value)
    with engines() as calls:
        found = nx.single_source_dijkstra_path_length(graph, 3)
    assert ("single_source_dijkstra_path_length", "contacts") not in calls
    assert found == nx.single_source_dijkstra_path_length(graph, 3, backend="networkx")


@pytest.mark.parametrize("value", [0, 1e-40])
@pytest.mark.parametrize("name", ["betweenness_centrality", "edge_betweenness_centrality"])
def test_shortest_paths_are_not_counted_along_edges_that_make_them_no_longer(name, value):
    graph = made(value)
    with engines() as calls:
        found = use(name, graph, weight="weight")
    assert (name, "contacts") not in calls
    assert same(found, use(name, graph, weight="weight", backend="networkx"))
    with engines() as calls:
        use("dijkstra_path", graph, source=0, target=9)
    assert calls == [("dijkstra_path", "contacts")]


def test_structural_holes_with_strengths_of_0_and_below():
    graph = made(n=20)
    nodes = list(graph)
    for neighbour in graph[7]:
        graph.edges[7, neighbour]["weight"] = 0
    for name in ("constraint", "effective_size"):
        theirs = use(name, graph, nodes=nodes, weight="weight", backend="networkx")
        assert same(use(name, graph, nodes=nodes, weight="weight"), theirs)
    with engines() as calls:
        nx.constraint(made(-1, n=20), weight="weight")
    assert ("constraint", "contacts") not in calls


def test_adding_up_a_loop():
    graph = made(loop=3)
    assert nx.edge_betweenness_centrality(graph)[5, 5] == 0


@pytest.mark.parametrize("name", ["betweenness_centrality", "edge_betweenness_centrality"])
@pytest.mark.parametrize("k", [61, -1])
def test_more_pivots_than_nodes(name, k):
    with pytest.raises(ValueError, match=f"The sample k={k} is larger than the 60 nodes .* ask for 1 to 60, or"):
        use(name, made(), k=k)


@pytest.mark.parametrize(
    ("name", "arguments", "kind"),
    [
        ("closeness_centrality", {"u": "nobody"}, nx.NodeNotFound),
        ("harmonic_centrality", {"nbunch": 777}, nx.NetworkXError),
        ("harmonic_centrality", {"sources": 777}, nx.NetworkXError),
        ("harmonic_centrality", {"sources": [[1]]}, nx.NetworkXError),
        ("clustering", {"nodes": 777}, nx.NetworkXError),
        ("triangles", {"nodes": 777}, nx.NetworkXError),
        ("average_clustering", {"nodes": 777}, nx.NetworkXError),
        ("bridges", {"root": 777}, nx.NodeNotFound),
        ("jaccard_coefficient", {"ebunch": [(0, 777)]}, nx.NodeNotFound),
        ("single_source_dijkstra_path", {"source": 777}, nx.NodeNotFound),
        ("bidirectional_dijkstra", {"source": 777, "target": 1}, nx.NodeNotFound),
        ("dijkstra_path", {"source": 0, "target": 777}, nx.NetworkXNoPath),
        ("maximum_flow_value", {"_s": 777, "_t": 0, "capacity": "weight"}, nx.NetworkXError),
        ("node_connectivity", {"s": 777, "t": 0}, nx.NetworkXError),
        ("projected_graph", {"nodes": [777]}, KeyError),
    ],
)
def test_an_unknown_node(name, arguments, kind):
    with pytest.raises(kind) as refused:
        use(name, made(), **arguments)
    with pytest.raises(kind):
        use(name, made(), **arguments, backend="networkx")
    assert any(word in str(refused.value) for word in ("777", "nobody", "[[1]]"))


def test_a_node_that_is_a_tuple_is_one_node():
    graph = nx.grid_2d_graph(12, 12)
    for arguments in ({"nbunch": (3, 4)}, {"sources": (3, 4)}):
        theirs = nx.harmonic_centrality(graph, backend="networkx", **arguments)
        assert same(nx.harmonic_centrality(graph, **arguments), theirs)


def test_a_pair_with_itself_and_a_neighbour_that_knows_nobody_else():
    graph = made()
    graph.add_edge(0, "leaf")
    with pytest.raises(ZeroDivisionError, match="The pair of 0 with itself"):
        use("adamic_adar_index", graph, ebunch=[(0, 1), (0, 0)])


def test_no_levels_of_communities():
    with pytest.raises(ValueError, match="must be a positive integer"):
        nx.community.louvain_communities(made(), max_level=0)


def test_paths_of_a_star_end_at_once():
    star = nx.star_graph(3000)
    assert list(nx.shortest_simple_paths(star, 5, 77)) == [[5, 0, 77]]


def test_a_projection_too_large_for_any_machine(monkeypatch):
    monkeypatch.setattr(projections, "MOST_PAIRS", 1000)
    star = nx.star_graph(300)
    with pytest.raises(nx.NetworkXError, match="onto 300 nodes would join more than 1000 pairs"):
        nx.bipartite.projected_graph(star, range(1, 301))
    # No single node is shared by so many, but together they join more: 20 nodes shared by 30 each.
    hubs = nx.Graph((hub, 100 + (hub * 7 + step * 3) % 100) for hub in range(20) for step in range(30))
    with pytest.raises(nx.NetworkXError, match="onto 100 nodes would join more than 1000 pairs"):
        nx.bipartite.weighted_projected_graph(hubs, range(100, 200))
    with pytest.raises(nx.NetworkXAlgorithmError, match="leave none of the graph's 301 to be shared"):
        nx.bipartite.weighted_projected_graph(star, list(star))
