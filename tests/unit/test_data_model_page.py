"""The data-model page names everything that is declared."""

import pytest

from graph.model.catalog import NODES, RELATIONSHIPS
from graph.model.page import render

PAGE = render()


@pytest.mark.parametrize("label", NODES)
def test_every_node_and_property_is_described(label):
    section = PAGE.split(f"\n### {label}\n")[1].split("\n### ")[0]
    for field in NODES[label].fields:
        assert f"| `{field.name}` |" in section


@pytest.mark.parametrize("name", RELATIONSHIPS)
def test_every_relationship_is_described_and_drawn(name):
    assert f"| `{name}` |" in PAGE
    assert f': "{name}"' in PAGE
