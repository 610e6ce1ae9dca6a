"""The NetworkX backend `contacts` against NetworkX itself, and who served each call."""

import logging
import random

import networkx as nx
import numpy as np
import pytest
from backend_calls import CALLS, alike, answers, same, weighted

from graph.backend.interface import BACKEND, SERVED
from graph.kernels.modularity import move_nodes, refine
from graph.network import Arrays, ContactGraph

SHAPES = {
    "empty": nx.empty_graph(0),
    "one node": nx.empty_graph(1),
    "isolates": nx.empty_graph(4),
    "one edge": nx.path_graph(2),
    "path": nx.path_graph(70),
    "star": nx.star_graph(60),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(7, 9)),
    "karate": nx.karate_club_graph(),
    "two parts": nx.disjoint_union(nx.complete_graph(6), nx.cycle_graph(9)),
    "random": nx.gnp_random_graph(80, 0.05, seed=4),
    "les miserables": nx.les_miserables_graph(),
    "florentine": nx.florentine_families_graph(),
    "davis": nx.davis_southern_women_graph(),
    "dense core": nx.lollipop_graph(20, 12),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("name", "kwargs"), CALLS, ids=[f"{name}-{kwargs}" for name, kwargs in CALLS])
def test_values_are_those_of_networkx(shape, name, kwargs):
    assert alike(*answers(weighted(SHAPES[shape]), name, kwargs))


@pytest.mark.slow
@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "empty"])
@pytest.mark.parametrize("weight", [None, "weight"])
def test_structural_holes_are_those_of_networkx_asked_node_by_node(shape, weight):
    # With `nodes` given, networkx 3.6.1 takes the path that is right; without, effective size is wrong there.
    graph = weighted(SHAPES[shape])
    ours = BACKEND.convert_from_nx(graph, edge_attrs={"weight": 1})
    for name in ("constraint", "effective_size"):
        theirs = getattr(nx, name)(graph, nodes=list(graph), weight=weight, backend="networkx")
        assert same(SERVED[name](ours, weight=weight), theirs), name


@pytest.mark.parametrize("shape", SHAPES)
def test_cut_points_bridges_and_blocks(shape):
    graph = SHAPES[shape]
    ours = BACKEND.convert_from_nx(graph)
    assert set(SERVED["articulation_points"](ours)) == set(nx.articulation_points(graph))
    for name in ("bridges", "biconnected_components", "connected_components"):
        theirs = getattr(nx, name)(graph, backend="networkx")
        assert {frozenset(part) for part in SERVED[name](ours)} == {frozenset(part) for part in theirs}, name


def test_components_find_the_edge_that_stands_third_at_both_its_ends():
    """Two edges of each node are looked at first, the others for nodes outside the largest set alone."""
    graph = nx.empty_graph(18)
    graph.add_edges_from([(2, 3), (2, 4), (5, 0), (5, 1), (2, 5)])
    graph.add_edges_from((a, b) for a in range(6, 18) for b in range(6, a))
    assert list(SERVED["connected_components"](BACKEND.convert_from_nx(graph))) == [set(range(6)), set(range(6, 18))]


@pytest.mark.parametrize("name", ["louvain_communities", "leiden_communities"])
def test_communities_are_a_partition_and_repeat_with_the_seed(name):
    graph = nx.connected_caveman_graph(8, 6)
    ours = BACKEND.convert_from_nx(graph)
    found = SERVED[name](ours, seed=7)
    assert found == SERVED[name](ours, seed=7)
    assert nx.community.is_partition(graph, found)
    best = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1, backend="networkx"))
    assert nx.community.modularity(graph, found) >= best - 0.02


def test_leiden_finds_the_best_partition_of_the_karate_club():
    """The optimum is 0.4198: Brandes et al. (2008), "On modularity clustering", table 1."""
    graph = nx.karate_club_graph()
    ours = BACKEND.convert_from_nx(graph)
    found = [SERVED["leiden_communities"](ours, weight=None, seed=seed) for seed in range(10)]
    qualities = [nx.community.modularity(graph, parts, weight=None) for parts in found]
    assert max(qualities) == pytest.approx(0.4198, abs=5e-5)
    assert sum(quality == max(qualities) for quality in qualities) >= 7


@pytest.mark.parametrize("drawn", [0.001, 0.999])
def test_leiden_joins_the_part_that_gains_most_however_large_the_network_is(drawn):
    """0 is strongly tied to 1 and weakly to 2; of the weight of the whole network either is next to nothing."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 100), (0, 2, 1), (1, 2, 50), (3, 4, 1e9)])
    ours = BACKEND.convert_from_nx(graph, edge_attrs={"weight": 1})
    weights = ours.slot_weights("weight")
    strength = np.bincount(ours.sources, weights=weights)
    community = np.array([0, 0, 0, 1, 1], np.int32)
    part = refine(ours.starts, ours.targets, weights, strength, 1.0, np.arange(5), community, np.full(5, drawn))
    assert part[0] == 1


@pytest.mark.parametrize("name", ["louvain_communities", "leiden_communities"])
def test_the_unit_of_weights_does_not_change_communities(name):
    graph = nx.les_miserables_graph()
    one = SERVED[name](BACKEND.convert_from_nx(graph, edge_attrs={"weight": 1}), seed=3)
    for _, _, data in graph.edges(data=True):
        data["weight"] *= 1024  # a power of 2: nothing is rounded otherwise
    assert SERVED[name](BACKEND.convert_from_nx(graph, edge_attrs={"weight": 1}), seed=3) == one


# Two groups of five, each nearly complete; 10 and 11 hang between, each with one edge to either, and are not joined.
LEFT_BEHIND = nx.empty_graph(12)
LEFT_BEHIND.add_edges_from([(0, 2), (0, 3), (0, 4), (1, 0), (1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)])
LEFT_BEHIND.add_edges_from([(5, 7), (5, 8), (5, 9), (6, 5), (6, 7), (6, 8), (6, 9), (7, 8), (7, 9), (8, 9)])
LEFT_BEHIND.add_edges_from([(0, 10), (8, 10), (2, 11), (8, 11)])


def cliques_and_hangers(chance):
    """Cliques, and nodes that have one neighbour in each: where these go together, they are not joined."""
    many, size = chance.choice((2, 3, 4)), chance.choice((3, 4, 5))
    graph = nx.disjoint_union_all([nx.complete_graph(size)] * many)
    for hanger in range(many * size, many * size + chance.choice((2, 3, 4))):
        graph.add_edges_from((hanger, clique * size + chance.randrange(size)) for clique in range(many))
    return graph


@pytest.mark.parametrize("levels", [None, 1])
def test_a_leiden_community_is_connected(levels):
    chance = random.Random(11)
    graphs = [nx.gnp_random_graph(200, 0.02, seed=2), *(cliques_and_hangers(chance) for _ in range(60))]
    for graph in graphs:
        ours = BACKEND.convert_from_nx(graph)
        for resolution in (1, 1.25, 1.5):
            for seed in range(4):
                for part in SERVED["leiden_communities"](ours, resolution=resolution, max_level=levels, seed=seed):
                    assert nx.is_connected(graph.subgraph(part)), (list(graph.edges), resolution, seed)


def test_a_node_without_a_neighbour_in_its_community_leaves_it_for_none():
    ours = BACKEND.convert_from_nx(LEFT_BEHIND)
    strength = np.diff(ours.starts).astype(np.float64)
    community = np.array([0] * 5 + [1] * 5 + [2] * 2, np.int32)
    moves = move_nodes(ours.starts, ours.targets, ours.unweighted, strength, 1.25, np.arange(12), community)
    # To join a group would lose 1.25 * 2 * 22 / 48 - 1, to stay together 1.25 * 2 * 2 / 48; alone they lose nothing.
    assert moves == 1
    assert len(set(community[10:])) == 2
    assert community[:10].tolist() == [0] * 5 + [1] * 5


@pytest.mark.slow
def test_a_long_path_has_no_depth_limit():
    graph = nx.path_graph(5000)
    ours = SERVED["betweenness_centrality"](BACKEND.convert_from_nx(graph), normalized=False)
    # On a path, the nodes before v times those after it lie on either side of v.
    assert ours[1234] == 1234 * (5000 - 1235)


def test_networkx_finds_the_backend_and_says_who_served(caplog):
    graph = nx.gnp_random_graph(150, 0.05, seed=1)
    with caplog.at_level(logging.DEBUG, logger="networkx"):
        served = nx.betweenness_centrality(graph, backend="contacts")
    assert same(served, nx.betweenness_centrality(graph, backend="networkx"))
    with pytest.raises(NotImplementedError):
        nx.betweenness_centrality(graph, endpoints=True, backend="contacts")


def test_what_is_not_served_falls_back_and_says_why(caplog):
    graph = nx.gnp_random_graph(150, 0.05, seed=1)
    with caplog.at_level(logging.DEBUG, logger="networkx"), nx.config(backend_priority=["contacts"]):
        fallen = nx.betweenness_centrality(graph, endpoints=True)
        assert same(fallen, nx.betweenness_centrality(graph, endpoints=True, backend="networkx"))
    assert "endpoints stays on networkx here" in caplog.text


def test_directed_graphs_and_self_loops():
    graph = nx.gnp_random_graph(60, 0.06, seed=3, directed=True)
    ours = BACKEND.convert_from_nx(graph)
    for name in ("betweenness_centrality", "closeness_centrality", "harmonic_centrality", "pagerank"):
        kwargs = {"tol": 1e-13, "max_iter": 999} if name == "pagerank" else {}
        assert same(SERVED[name](ours, **kwargs), getattr(nx, name)(graph, backend="networkx", **kwargs)), name
    looped = nx.path_graph(4)
    looped.add_edge(1, 1)
    assert BACKEND.can_run("core_number", (looped,), {}) == "self-loops stay on networkx here"
    assert same(
        SERVED["betweenness_centrality"](BACKEND.convert_from_nx(looped)),
        nx.betweenness_centrality(looped, backend="networkx"),
    )


def test_a_contact_graph_is_served_without_building_its_dictionaries(caplog):
    draw = random.Random(3)
    pairs = {tuple(sorted(draw.sample(range(90), 2))) for _ in range(250)}
    ends = np.array(sorted(pairs))
    nodes = [f"n{i}" for i in range(90)]
    strength = np.array([float(draw.randint(1, 9)) for _ in pairs])
    graph = ContactGraph(Arrays.from_edges(nodes, ends[:, 0], ends[:, 1], {"strength": strength}))
    plain = nx.Graph()
    plain.add_nodes_from(nodes)
    plain.add_weighted_edges_from((nodes[a], nodes[b], w) for (a, b), w in zip(ends, strength, strict=True))
    with caplog.at_level(logging.DEBUG, logger="networkx"):
        ranks = nx.pagerank(graph, weight="strength", tol=1e-12, max_iter=500)
        between = nx.betweenness_centrality(graph)
    assert "_adjacency_built" not in graph.__dict__
    assert same(ranks, nx.pagerank(plain, tol=1e-12, max_iter=500, backend="networkx"))
    assert same(between, nx.betweenness_centrality(plain, backend="networkx"))
    graph.add_edge("n1", "n1-new", strength=1.0)
    plain.add_edge("n1", "n1-new", weight=1.0)
    assert same(nx.betweenness_centrality(graph), nx.betweenness_centrality(plain, backend="networkx"))
