"""What the benchmark times: each call runs in every library, and NetworkX gives the value that ours gives."""

import sys
from pathlib import Path

import networkx as nx
import pytest

# At the end: one of the benchmarks bears the name of a package.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from measures import Network, measures_of

OF_CHANCE = {"Louvain", "Leiden"}


@pytest.fixture(scope="module")
def rows():
    priority = nx.config.backend_priority
    yield measures_of(Network(120, 8, "contacts"))
    nx.config.backend_priority = priority


def test_names_are_told_apart(rows):
    assert len({row.name for row in rows}) == len(rows) > 30


def test_igraph_can_be_asked(rows):
    asked = [row.igraph.work() for row in rows if row.igraph is not None]
    assert len(asked) > 20


def test_networkx_is_asked_for_the_same(rows):
    compared = 0
    for row in rows:
        if row.networkx is None or row.networkx.scale != 1 or row.name in OF_CHANCE:
            continue
        ours, theirs = row.ours(), row.networkx.work()
        if isinstance(theirs, (int, float)):
            assert ours == pytest.approx(theirs, rel=1e-9), row.name
            compared += 1
        elif isinstance(theirs, dict):
            assert ours == pytest.approx(theirs, rel=1e-5), row.name
            compared += 1
    assert compared > 10
