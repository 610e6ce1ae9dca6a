"""Orders that kernels make in linear time, against those of libraries that sort and walk."""

import networkx as nx
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.backend.conversion import from_networkx
from graph.kernels.branches import branch_order
from graph.kernels.slots import by_row

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


@given(PAIRS)
def test_slots_stand_by_row_and_equal_ones_as_given(pairs):
    tails, heads = np.array(pairs, np.int32).reshape(-1, 2).T
    starts, order = by_row(10, np.ascontiguousarray(tails), np.ascontiguousarray(heads))
    assert order.tolist() == np.lexsort((heads, tails)).tolist()
    assert starts.tolist() == [0, *np.cumsum(np.bincount(tails, minlength=10))]


@given(PAIRS, st.integers(0, 9))
def test_branches_stand_as_a_walk_meets_them(pairs, root):
    graph = nx.empty_graph(10)
    # In this order networkx meets neighbours as rows have them, and the two trees are the same.
    graph.add_edges_from(sorted((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]))
    rows = from_networkx(graph)
    place = branch_order(rows.starts, rows.targets, root)
    reached = nx.node_connected_component(graph, root)
    assert sorted(place[list(reached)]) == list(range(len(reached)))
    assert set(place[sorted(set(graph) - reached)]) <= {10}
    tree = nx.bfs_tree(graph, root)
    for node in tree:
        branch = sorted(place[[node, *nx.descendants(tree, node)]])
        assert branch == list(range(int(place[node]), int(place[node]) + len(branch)))
