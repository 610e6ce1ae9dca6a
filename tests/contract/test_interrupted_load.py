"""A load that is killed at any moment and started again leaves the graph of a load that was not."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_fixtures import emptied
from synthetic_rows import chunks

from graph.statement import Statement
from graph.store import Address, BoltStore
from graph.store.writer import Load

EXCHANGES = 1500
SUPPORT = Path(__file__).parents[1] / "support"
LOADER = """
import sys
sys.path.insert(0, sys.argv[1])
from synthetic_rows import chunks
from graph.store import Address, BoltStore
from graph.store.writer import Load
with BoltStore(Address(*sys.argv[2:6])) as store, Load(store, title="killed", ceiling=1) as load:
    for chunk in chunks(int(sys.argv[6])):
        load.add_source(chunk.source)
        load.write(chunk)
        print(chunk.last_row, flush=True)
    load.finish()
"""
NODES = """
MATCH (n) WHERE NOT n:Batch AND NOT n:LedgerPage AND NOT n:SourceFile AND NOT n:SourceRow AND NOT n:Store
AND NOT n:TestDatabase RETURN labels(n) AS labels, properties(n) AS properties
"""
RELATIONSHIPS = """
MATCH (a)-[r]->(b) RETURN type(r) AS kind, properties(r) AS properties,
coalesce(a.org_id, a.contact_id, a.exchange_id, a.item_id) AS start,
coalesce(b.org_id, b.contact_id, b.exchange_id, b.item_id, b.code) AS end
"""
OF_THE_LOAD = ("batch_id", "recorded_at", "source_rows")


def graph(store):
    rows = store.read(Statement(NODES)).records() + store.read(Statement(RELATIONSHIPS)).records()
    for row in rows:
        for name in OF_THE_LOAD:
            row["properties"].pop(name)
    return sorted(repr(sorted(row.items(), key=str)) for row in rows)


def load_all(store):
    with Load(store, title="whole", ceiling=1) as load:
        for chunk in chunks(EXCHANGES):
            load.add_source(chunk.source)
            load.write(chunk)
        return load.finish()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_and_started_again_it_gives_the_graph_of_a_load_in_peace(store, seed):
    summary = load_all(store)
    assert summary.rows_loaded == summary.rows_read == EXCHANGES + 80
    wanted = graph(store)
    emptied(store)
    address: Address = store.address
    who = [address.uri, address.user, address.password, address.database]
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER, str(SUPPORT), *who, str(EXCHANGES)], stdout=subprocess.PIPE, text=True
    )
    chance = random.Random(seed)
    for _ in range(chance.randrange(1, 15)):
        loader.stdout.readline()
    time.sleep(chance.random() * 0.03)
    loader.kill()
    loader.wait()
    ends = store.read(Statement("MATCH (b:Batch) RETURN b.finished_at, b.rows_read, b.rows_loaded")).rows
    assert len(ends) == 1
    assert ends[0][0] is None, "the load ended before it was killed"
    before = ends[0][1]
    assert before == ends[0][2]
    summary = load_all(store)
    assert (summary.rows_read, summary.rows_rejected, summary.rows_updated) == (EXCHANGES + 80, 0, 0)
    assert summary.rows_unchanged >= before
    assert graph(store) == wanted
    # Rows that the killed load wrote keep its number.
    numbers = store.read(Statement("MATCH (e:Organisation) RETURN DISTINCT e.batch_id")).rows
    assert numbers == (("000001",),)


def test_a_chunk_whose_commit_went_unheard_is_not_written_twice(store):
    """The connection breaks after the commit: the work runs again, and must find its own page."""

    class Forgetful(BoltStore):
        def write(self, work, *, repeatable=False):
            result = super().write(work, repeatable=repeatable)
            return super().write(work, repeatable=repeatable) if repeatable else result

    with Forgetful(store.address) as forgetful, Load(forgetful, title="unheard", ceiling=1) as load:
        outcomes = []
        for chunk in chunks(50):
            load.add_source(chunk.source)
            outcomes += load.write(chunk).outcomes.values()
        summary = load.finish()
    assert {outcome.value for outcome in outcomes} == {"L"}
    assert summary.rows_loaded == summary.rows_read == 130
    assert store.read(Statement("MATCH (:Exchange) RETURN count(*)")).rows == ((50,),)
