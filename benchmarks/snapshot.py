"""
How fast the way from a store to a network is: snapshot, visible part, ties, graph, and a few measures.

Without a store, N exchanges are made in memory as Arrow tables. With `--home`, the snapshot of the embedded store in
that folder (`.liaison` after `liaison load`) is built, saved, opened again, and taken from there.

    python benchmarks/snapshot.py --rows 1000000
    python benchmarks/snapshot.py --home .liaison
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.analytics.communities import communities
from graph.analytics.scores import SCORES, Sampling
from graph.model.projections import PROJECTIONS
from graph.model.viewer import Viewer
from graph.network import contact_graph
from graph.snapshot import folder as saved
from graph.snapshot import open_snapshot, snapshot_from_tables
from graph.snapshot.state import StoreState, model_digest
from graph.ties import ties
from graph.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.snapshot import Snapshot

DAY = dt.date(2026, 1, 1)
ALL_SEEING = Viewer("benchmark", "analyst", 4, frozenset({"K1", "K2"}), frozenset({"BE"}))


@contextmanager
def timed(what: str) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<44}{time.perf_counter() - wall:8.2f} s {time.process_time() - cpu:8.2f} CPU s {peak:8.0f} MB peak")


def keys(letter: str, count: int) -> pa.Array:
    return pa.array([f"{letter}-{number:07d}" for number in range(count)])


def marked(rng: np.random.Generator, table: pa.Table) -> pa.Table:
    """Add markings: most rows open, a tenth of each of three kinds not."""
    count = table.num_rows
    kind = pa.array(rng.choice(4, count, p=[0.7, 0.1, 0.1, 0.1]))
    columns = {
        "level": pa.array([0, 1, 2, 3]),
        "caveats": pa.array([[], [], ["K1"], ["K1", "K2"]], pa.list_(pa.string())),
        "releasable_to": pa.array([["*"], ["*"], ["*"], ["BE", "NL"]]),
        "source_rows": pa.array([["000001/1:7"]] * 4),
    }
    for name, values in columns.items():
        table = table.append_column(name, values.take(kind))
    return table


def in_memory(rows: int, officers: int, contacts: int) -> Snapshot:
    rng = np.random.default_rng(2020)
    people = {"Officer": keys("O", officers), "Contact": keys("C", contacts)}
    events = keys("E", rows)
    # Contacts are met by few officers each, as in life: the officer follows from the contact but for one in five.
    contact = (rng.pareto(1.2, rows) * contacts / 20).astype(np.int64) % contacts
    officer = np.where(rng.integers(0, 5, rows) > 0, contact % officers, rng.integers(0, officers, rows))
    days = pa.array((20_454 - rng.integers(0, 3650, rows)).astype(np.int32)).cast(pa.date32())

    def drawn(*values: str) -> pa.Array:
        return pa.array(values).take(pa.array(rng.integers(0, len(values), rows)))

    exchange = pa.table(
        {
            "exchange_id": events,
            "date": days,
            "kind": drawn("operational_info", "reply", "request", "expertise"),
            "direction": drawn("given", "received"),
            "source_grade": drawn("A", "B", "C", "F"),
            "info_grade": drawn("1", "2", "3", "6"),
        }
    )
    took_part = pa.table(
        {
            "start_label": pa.array(["Officer"] * rows + ["Contact"] * rows),
            "start": pa.concat_arrays(
                [people["Officer"].take(pa.array(officer)), people["Contact"].take(pa.array(contact))]
            ),
            "end_label": pa.array(["Exchange"] * rows * 2),
            "end": pa.concat_arrays([events, events]),
        }
    )
    nodes = {
        "Officer": marked(rng, pa.table({"officer_id": people["Officer"]})),
        "Contact": marked(rng, pa.table({"contact_id": people["Contact"]})),
        "Exchange": marked(rng, exchange),
    }
    return snapshot_from_tables(nodes, {"TOOK_PART": marked(rng, took_part)})


def from_store(home: Path) -> Snapshot:
    from graph.store import BoltStore  # noqa: PLC0415 - only this way needs a server
    from graph.store.embedded import find_or_start  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, BoltStore(find_or_start(home / "store")) as store:
        with timed("build the snapshot from the store"):
            open_snapshot(Path(folder), store)
        with timed("open it again"):
            return open_snapshot(Path(folder), store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="exchanges made in memory")
    parser.add_argument("--officers", type=int, default=60)
    parser.add_argument("--contacts", type=int, default=5_000)
    parser.add_argument("--home", type=Path, help="folder of an embedded store to take the snapshot from")
    asked = parser.parse_args()
    if asked.home is not None:
        snapshot = from_store(asked.home)
    else:
        with timed("make the snapshot in memory"):
            snapshot = in_memory(asked.rows, asked.officers, asked.contacts)
    print(f"{snapshot.size()[0]:,} nodes, {snapshot.size()[1]:,} relationships")
    state = StoreState("benchmark", {}, "", 0, {}, model_digest())
    with tempfile.TemporaryDirectory() as folder:
        with timed("save it as Parquet"):
            saved.save(Path(folder), snapshot, state)
        with timed("load it"):
            saved.load(Path(folder), state.fingerprint())
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
        print(f"{size / 2**20:.1f} MB on disk")
    with timed("visible part"):
        network = visible(snapshot, ALL_SEEING)
    with timed("fingerprint of it"):
        network.fingerprint()
    with timed("ties"):
        table = ties(network, DAY)
    for projection in PROJECTIONS:
        with timed(f"graph: {projection}"):
            graph = contact_graph(network, table, projection)
        print(f"    {len(graph):,} nodes, {graph.number_of_edges():,} ties")
    graph = contact_graph(network, table)
    with timed("dictionaries of the graph"):
        nx.number_connected_components(graph)
    with timed("PageRank, degree, strength"):
        for name in ("pagerank", "degree", "strength"):
            SCORES[name](graph, Sampling())
    with timed("betweenness from 64 pivots"):
        SCORES["betweenness"](graph, Sampling(exact_up_to=0, pivots=64))
    with timed("communities, cores, components"):
        communities(graph)


if __name__ == "__main__":
    main()
