"""ContactGraph is an nx.Graph in every respect that networkx asks for, and lazy."""

import copy
import datetime as dt
import pickle

import networkx as nx
import numpy as np
import pytest
from random_networks import DAY, random_world

from graph.errors import InputError
from graph.model.marking import Marking
from graph.model.viewer import OPEN
from graph.network import Arrays, ContactGraph, contact_graph
from graph.snapshot import snapshot_from_records
from graph.ties import FORMULA, ties
from graph.visible import visible

BUILT = {"_adjacency_built", "_nodes_built"}


def triangle():
    """A triangle a-b-c, d hanging on c, and e alone."""
    first, second = np.array([1, 0, 2, 3]), np.array([0, 2, 1, 2])
    values = {"strength": np.array([1.0, 2.0, 3.0, 4.0]), "distance": np.array([10, 20, 30, 40])}
    arrays = Arrays.from_edges("abcde", first, second, values, {"label": ["Officer", *["Contact"] * 4]})
    return ContactGraph(arrays, projection="test")


def plain():
    graph = nx.Graph(projection="test")
    for node in "abcde":
        graph.add_node(node, label="Officer" if node == "a" else "Contact")
    for one, two, strength in (("a", "b", 1.0), ("a", "c", 2.0), ("b", "c", 3.0), ("c", "d", 4.0)):
        graph.add_edge(one, two, strength=strength, distance=int(strength) * 10)
    return graph


def same(graph, expected):
    assert dict(graph.nodes(data=True)) == dict(expected.nodes(data=True))
    assert graph.adj == expected.adj
    assert graph.graph == expected.graph
    assert (len(graph), graph.number_of_edges()) == (len(expected), expected.number_of_edges())


def test_it_equals_the_plain_graph():
    same(triangle(), plain())
    assert isinstance(triangle(), nx.Graph)
    assert list(triangle().edges) == list(plain().edges)


def test_counting_and_looking_need_no_dictionaries():
    graph = triangle()
    assert (len(graph), graph.order(), graph.number_of_nodes(), graph.number_of_edges()) == (5, 5, 5, 4)
    assert list(graph) == list("abcde")
    assert "a" in graph
    assert graph.has_node("e")
    assert "x" not in graph
    assert [] not in graph
    assert list(graph.neighbors("c")) == ["a", "b", "d"]
    assert list(graph.neighbors("e")) == []
    assert graph.has_edge("d", "c")
    assert not graph.has_edge("a", "d")
    assert not graph.has_edge("a", "x")
    assert not graph.has_edge("x", "a")
    assert nx.density(graph) == nx.density(plain())
    assert not BUILT & set(graph.__dict__)


def test_node_data_does_not_build_the_edges():
    graph = triangle()
    assert graph.nodes["a"] == {"label": "Officer"}
    assert "_adjacency_built" not in graph.__dict__


def test_both_directions_share_one_attribute_dictionary():
    graph = triangle()
    assert graph["a"]["b"] is graph["b"]["a"]


def test_unknown_nodes_raise_as_in_networkx():
    with pytest.raises(nx.NetworkXError):
        triangle().neighbors("x")
    with pytest.raises(KeyError):
        triangle()["x"]
    with pytest.raises(KeyError):
        triangle().row("x")


CHANGES = [
    lambda graph: graph.add_edge("a", "d", strength=9.0),
    lambda graph: graph.add_edges_from([("a", "e"), ("x", "y")]),
    lambda graph: graph.add_weighted_edges_from([("a", "e", 2.0)], weight="strength"),
    lambda graph: graph.add_node("z", label="Contact"),
    lambda graph: graph.add_nodes_from(["z"], label="Contact"),
    lambda graph: graph.remove_node("c"),
    lambda graph: graph.remove_nodes_from(["c", "nobody"]),
    lambda graph: graph.remove_edge("a", "b"),
    lambda graph: graph.remove_edges_from([("a", "b"), ("a", "nobody")]),
    lambda graph: graph.update(edges=[("a", "e")]),
    lambda graph: graph.clear_edges(),
    lambda graph: graph.clear(),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("read_before", [False, True])
def test_a_change_drops_the_arrays_and_nothing_else(change, read_before):
    graph, expected = triangle(), plain()
    if read_before:
        assert (graph.adj, graph.degree("c"), len(graph.nodes), len(graph.edges)) == (expected.adj, 3, 5, 4)
    change(graph)
    change(expected)
    assert graph.arrays is None
    same(graph, expected)
    assert dict(graph.degree()) == dict(expected.degree())
    assert list(graph.neighbors("c") if "c" in graph else []) == list(
        expected.neighbors("c") if "c" in expected else []
    )
    assert [node in graph for node in "acxz"] == [node in expected for node in "acxz"]


def test_a_change_empties_the_cache_of_engines():
    graph = triangle()
    graph.__networkx_cache__["backends"] = {"some": {"engine": "copy"}}
    graph.add_edge("a", "d")
    assert len(graph.__networkx_cache__) == 0


@pytest.mark.parametrize("used", [lambda g: g, lambda g: pickle.loads(pickle.dumps(g))])  # noqa: S301
def test_functions_of_networkx_that_write_attributes_end_the_arrays(used):
    graph = used(triangle())
    nx.set_edge_attributes(graph, {("a", "b"): 7.0}, "strength")
    assert graph.arrays is None
    assert nx.to_numpy_array(graph, weight="strength")[0, 1] == 7.0
    graph = used(triangle())
    nx.set_node_attributes(graph, {"a": "A"}, "name")
    assert graph.arrays is None
    assert graph.nodes["a"]["name"] == "A"


def test_attributes_written_after_thawing_count():
    graph = triangle()
    graph.thaw_arrays()
    graph["a"]["b"]["strength"] = 7.0
    assert graph.arrays is None
    assert nx.to_numpy_array(graph, weight="strength")[0, 1] == 7.0


@pytest.mark.parametrize("twin", [lambda g: g.copy(), copy.deepcopy, lambda g: pickle.loads(pickle.dumps(g))])  # noqa: S301
@pytest.mark.parametrize("read_before", [False, True])
def test_copies_are_equal_and_apart(twin, read_before):
    graph = triangle()
    if read_before:
        assert graph["a"]
        assert graph.row("b") == 1
    other = twin(graph)
    assert other.arrays is not None
    other.remove_node("c")
    same(graph, plain())
    assert len(other) == 4


def test_pickles_carry_arrays_not_dictionaries():
    graph = triangle()
    small = len(pickle.dumps(graph))
    assert graph.adj
    assert len(pickle.dumps(graph)) == small


def test_views_and_conversions():
    graph, expected = triangle(), plain()
    part, whole = graph.subgraph("abc"), expected.subgraph("abc")
    assert part.adj == whole.adj
    assert len(part) == 3
    assert list(part) == list("abc")
    assert part.copy().adj == whole.copy().adj
    assert graph.edge_subgraph([("a", "b")]).number_of_edges() == 1
    assert nx.restricted_view(graph, ["c"], []).adj == nx.restricted_view(expected, ["c"], []).adj
    assert graph.to_directed().number_of_edges() == 8
    assert graph.to_undirected().adj == expected.adj
    assert graph.copy(as_view=True).adj == expected.adj
    assert nx.relabel_nodes(graph, str.upper).has_edge("A", "B")
    assert nx.is_frozen(nx.freeze(triangle()))
    assert ContactGraph(expected).adj == expected.adj
    assert len(ContactGraph()) == 0
    assert graph.__class__().number_of_edges() == 0


def test_algorithms_run_on_it():
    graph, expected = triangle(), plain()
    assert nx.pagerank(graph, weight="strength") == pytest.approx(nx.pagerank(expected, weight="strength"))
    assert nx.betweenness_centrality(graph) == nx.betweenness_centrality(expected)
    assert list(nx.connected_components(graph)) == list(nx.connected_components(expected))
    assert nx.dijkstra_path(graph, "a", "d", weight="distance") == ["a", "c", "d"]
    assert nx.core_number(graph) == nx.core_number(expected)


@pytest.mark.parametrize("count", [0, 1])
def test_graphs_without_ties(count):
    none = np.zeros(0, np.int64)
    graph = ContactGraph(Arrays.from_edges("a" * count, none, none, {"strength": none.astype(float)}))
    assert (len(graph), graph.number_of_edges(), list(graph.edges)) == (count, 0, [])
    assert list(nx.connected_components(graph)) == [{"a"}] * count


def test_what_is_no_simple_graph_is_refused():
    with pytest.raises(InputError, match="'b' is joined to itself"):
        Arrays.from_edges("ab", np.array([1]), np.array([1]), {})
    with pytest.raises(InputError, match="Two edges join 'a' and 'b'"):
        Arrays.from_edges("ab", np.array([0, 1]), np.array([1, 0]), {})


def test_arrays_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        triangle().arrays.indices[0] = 1


def test_ends_follow_the_order_of_the_edges():
    arrays = triangle().arrays
    first, second = arrays.ends()
    strengths = arrays.edge_values["strength"].tolist()
    found = dict(
        zip(zip(map("abcde".__getitem__, first), map("abcde".__getitem__, second), strict=True), strengths, strict=True)
    )
    assert found == {("a", "b"): 1.0, ("a", "c"): 2.0, ("b", "c"): 3.0, ("c", "d"): 4.0}


def projected(seed, name):
    world = random_world(seed)
    network = visible(snapshot_from_records(*world, marking=Marking()), OPEN)
    return world, contact_graph(network, ties(network, DAY), name)


@pytest.mark.parametrize("seed", range(5))
def test_shared_contacts_by_hand(seed):
    _, known = projected(seed, "officer-contact")
    _, graph = projected(seed, "officers")
    officers = [node for node in known if node.startswith("Officer")]
    assert list(graph) == officers
    for at, one in enumerate(officers):
        for two in officers[at + 1 :]:
            shared = set(known[one]) & set(known[two])
            total = sum(min(known[one][c]["strength"], known[two][c]["strength"]) / 100 for c in shared)
            assert graph.has_edge(one, two) == bool(shared)
            if shared:
                assert graph[one][two]["strength"] == pytest.approx(100 * (1 - np.exp(-total / 5)))


@pytest.mark.parametrize("seed", range(5))
def test_common_events_by_hand(seed):
    (nodes, links), graph = projected(seed, "contacts")
    present = {row["contact_id"] for row in nodes["Contact"] if f"Contact:{row['contact_id']}" in graph}
    officers = {row["officer_id"] for row in nodes["Officer"]
                if (row.get("valid_from") or DAY) <= DAY <= (row.get("valid_to") or DAY)}  # fmt: skip
    expected = {}
    for label, key in (("Exchange", "exchange_id"), ("Interaction", "interaction_id")):
        for event in nodes[label]:
            people = [row for row in links["TOOK_PART"] if (row["end_label"], row["end"]) == (label, event[key])]
            there = sorted({row["start"] for row in people if row["start_label"] == "Contact"} & present)
            if event["date"] is None or event["date"] > DAY:
                continue
            if not officers & {row["start"] for row in people if row["start_label"] == "Officer"}:
                continue
            for at, one in enumerate(there):
                for two in there[at + 1 :]:
                    expected.setdefault((one, two), []).append(event)
    assert {frozenset(pair) for pair in graph.edges} == {
        frozenset((f"Contact:{one}", f"Contact:{two}")) for one, two in expected
    }


def test_roles_join_contacts_and_organisations_on_the_day():
    roles = [
        {"start": "C1", "end": "G", "function": "a"},
        {"start": "C1", "end": "G", "function": "b"},
        {"start": "C2", "end": "G", "valid_to": DAY},
        {"start": "C3", "end": "G", "valid_to": DAY - dt.timedelta(days=1)},
        {"start": "C4", "end": "H"},
    ]
    nodes = {
        "Contact": [{"contact_id": f"C{i}", "country": "IT"} for i in range(1, 5)],
        "Organisation": [{"org_id": "G"}, {"org_id": "H", "valid_from": DAY + dt.timedelta(days=1)}],
    }
    network = visible(snapshot_from_records(nodes, {"HOLDS_ROLE": roles}, marking=Marking()), OPEN)
    graph = contact_graph(network, ties(network, DAY), "full")
    assert set(graph.edges) == {("Contact:C1", "Organisation:G"), ("Contact:C2", "Organisation:G")}
    assert graph["Contact:C1"]["Organisation:G"] == {"strength": 50.0, "distance": 200, "sureness": 1.0}
    assert graph.nodes["Contact:C1"] == {"label": "Contact", "key": "C1", "name": "C1", "country": "IT"}
    assert graph.graph == {"projection": "full", "as_of": DAY}


def test_edges_carry_strength_and_distance():
    _, graph = projected(1, "officer-contact")
    for _, _, data in graph.edges(data=True):
        assert data["distance"] == FORMULA.distance(np.array([data["strength"]]))[0]


def test_an_unknown_projection_names_the_known_ones():
    with pytest.raises(InputError, match="Did you mean 'officers'"):
        projected(1, "officer")
