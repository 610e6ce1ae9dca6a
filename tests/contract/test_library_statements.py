"""Statements of the library: no remark of the server, nothing for who may see nothing, plain for cypher-shell."""

import datetime as dt

import pyarrow as pa
import pytest
from postings import DAY as RUNNING_DAY
from postings import POSTINGS, posted_network
from world_fixtures import LoadedStore

from graph.analytics.postings import running_postings
from graph.model.viewer import OPEN, Viewer
from graph.statement import Statement
from queries.catalogue import bind, catalogue
from queries.expand import expanded
from queries.macros import expand
from queries.spec import Engine

pytestmark = [pytest.mark.server, pytest.mark.slow]

CYPHER = [spec for spec in catalogue().list() if spec.engine is Engine.CYPHER]
EVERYTHING = Viewer("all", "auditor", 4, frozenset({"ORCON", "EYES BE", "SOURCE-7"}), frozenset({"BE"}))
DAY = dt.date(2025, 5, 31)
MARKER = "liaison-library-"


def needed(spec):
    return {one.name: one.example for one in spec.parameters if one.required}


def test_an_empty_store_has_no_remark_and_no_rows(store):
    rows = {}
    for spec in CYPHER:
        statement = bind(spec, needed(spec), viewer=OPEN, as_of=DAY)
        store.read(Statement(f"EXPLAIN {statement.text}", statement.parameters))
        rows[spec.query_id] = store.read(statement).rows
        assert store.notifications == [], spec.query_id
    assert not any(rows.values())


def test_a_viewer_of_nothing_gets_nothing(loaded_store, world):
    nobody = Viewer("nobody", "analyst", -1)
    for spec in CYPHER:
        statement = bind(spec, needed(spec), viewer=nobody, as_of=world.as_of)
        assert loaded_store.read(statement).rows == (), spec.query_id


def test_a_posting_runs_for_a_store_as_it_does_for_measures(store):
    store.run(
        Statement("UNWIND $rows AS row CREATE (p:Posting) SET p = row", {"rows": [dict(one) for one in POSTINGS]})
    )
    text = f"MATCH (p:Posting) WHERE {expand('running(p, $day)')} RETURN p.posting_id AS posting_id ORDER BY posting_id"
    found = [key for (key,) in store.read(Statement(text, {"day": RUNNING_DAY})).rows]
    network = posted_network()
    assert found == network.keys("Posting").filter(pa.array(running_postings(network, RUNNING_DAY))).to_pylist()


@pytest.mark.neo4j
@pytest.mark.xdist_group("neo4j")
def test_expanded_text_runs_in_cypher_shell_as_it_is(neo4j_server, neo4j_address, world, tmp_path):
    """Paste all of them after each other, as a person would, and compare the number of lines with the rows."""
    with LoadedStore(neo4j_address, world, tmp_path) as loaded:
        wanted = {
            spec.query_id: loaded.read(bind(spec, needed(spec), viewer=EVERYTHING, as_of=world.as_of)).rows
            for spec in CYPHER
        }
    script = []
    for spec in CYPHER:
        script.append(f"RETURN '{MARKER}{spec.query_id}' AS marker;")
        script.append(expanded(spec, needed(spec), viewer=EVERYTHING, as_of=world.as_of))
    done = neo4j_server.cypher_shell("\n".join(script), arguments=("--fail-fast",))
    assert done.returncode == 0, done.stderr
    found, name = {}, ""
    for line in done.stdout.splitlines():
        if line.startswith(f'"{MARKER}'):
            name = line.strip('"').removeprefix(MARKER)
            found[name] = []
        elif name and line != "marker":
            found[name].append(line)
    for spec in CYPHER:
        lines = found[spec.query_id]
        rows = wanted[spec.query_id]
        header = ", ".join(one.name for one in spec.columns)
        assert lines == [] if not rows else lines[0] == header, spec.query_id
        assert max(0, len(lines) - 1) == len(rows), spec.query_id
    assert sum(bool(rows) for rows in wanted.values()) > len(CYPHER) / 2
