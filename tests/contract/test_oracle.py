"""Both stores answer as a brute-force reading of the same graph does."""

import pytest
from plain_graph import TEMPLATES, random_graph

from graph.statement import Statement

KEYS = {"Officer": "officer_id", "Contact": "contact_id", "Exchange": "exchange_id", "Organisation": "org_id"}


def fill(store, graph):
    for label in KEYS:
        rows = [node.props for node in graph.of(label)]
        store.run(Statement(f"UNWIND $rows AS row CREATE (n:{label}) SET n = row", {"rows": rows}))
    for kind in ("TOOK_PART", "HOLDS_ROLE"):
        for start, end in (("Officer", "Exchange"), ("Contact", "Exchange"), ("Contact", "Organisation")):
            rows = [
                {"a": link.start.props[KEYS[start]], "b": link.end.props[KEYS[end]], "p": link.props}
                for link in graph.between(kind, start, end)
            ]
            if rows:
                text = (
                    f"UNWIND $rows AS row MATCH (a:{start} {{{KEYS[start]}: row.a}}) "
                    f"MATCH (b:{end} {{{KEYS[end]}: row.b}}) CREATE (a)-[r:{kind}]->(b) SET r = row.p"
                )
                store.run(Statement(text, {"rows": rows}))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_every_template_on_a_random_graph(store, seed):
    graph = random_graph(seed)
    fill(store, graph)
    for name, (text, expected) in TEMPLATES.items():
        found = store.read(Statement(text)).rows
        assert sorted(map(repr, found)) == sorted(repr(tuple(row)) for row in expected(graph)), f"{name}, seed {seed}"
