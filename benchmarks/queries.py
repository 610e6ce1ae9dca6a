"""
Every question of the library on the sample world in a fresh embedded store: best of some runs, in seconds.

    python benchmarks/queries.py --scale 1

The first values of each question are those of the tests; the reader is the world's coordinator, who sees nearly all.
With --home a store that was loaded before is used again.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import sys
import tempfile
import time
from pathlib import Path

# Before the folder of this file, which would otherwise stand for the package `queries`.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from library_oracle.cases import cases
from library_oracle.records import read_world

from graph.model.viewer import Viewer
from graph.store import BoltStore
from graph.store.embedded import find_or_start, stop
from liaison.app import questions
from liaison.app.loading import load
from liaison.app.workspace import Workspace
from liaison.sample import write_world

GOAL = 2.0
MEASURES = {"q02": {}, "q28": {}, "q29": {}, "q30": {}}


def ready(home: Path, scale: float) -> Path:
    """Write the world and load it, unless that was done before; give its folder."""
    folder, done = home / f"world {scale:g}", home / f"loaded {scale:g}"
    if done.exists():
        return folder
    write_world(folder, scale=scale)
    with BoltStore(find_or_start(home / "store", heap="1g")) as store:
        store.ensure_schema()
        begin = time.perf_counter()
        result = load(store, [folder], rejects=home / "rejects")
        print(f"{result.sentence()} {time.perf_counter() - begin:.1f} s")
    done.touch()
    return folder


def values_of(records: dict[str, list[object]]) -> dict[str, dict[str, object]]:
    """Give the values to ask each question with."""
    found = {name: several[0] for name, several in cases(records).items()} | MEASURES
    busiest = cases(records)["q07"][0]["officer"]
    found["q02"] = {"from": busiest, "to": records["contacts"][-1].contact_id}
    return found


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--home", type=Path, help="folder to keep store and world in")
    chosen = parser.parse_args()
    home = chosen.home or Path(tempfile.mkdtemp(prefix="questions "))
    home.mkdir(parents=True, exist_ok=True)
    try:
        folder = ready(home, chosen.scale)
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        values = values_of(read_world(folder, truth))
        caveats = frozenset({"ORCON", "EYES BE", "SOURCE-7"})
        viewer = Viewer("coordinator", "coordinator", 3, caveats, frozenset({"BE"}))
        with Workspace(BoltStore(find_or_start(home / "store", heap="1g")), home) as place:
            begin = time.perf_counter()
            as_of = dt.date.fromisoformat(truth["world_end"])
            exchanges = place.view(viewer, as_of).network.node_table("Exchange").num_rows
            print(f"snapshot {time.perf_counter() - begin:.1f} s, {exchanges} exchanges")
            print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
            print(f"{'question':34} {'first':>7} {'best':>7} {'rows':>7}")
            for spec in questions.list_questions():
                times = []
                for _ in range(chosen.runs):
                    begin = time.perf_counter()
                    answer = questions.run(place, spec.query_id, values[spec.query_id[:3]], viewer=viewer, as_of=as_of)
                    times.append(time.perf_counter() - begin)
                late = "  over the goal" if min(times) > GOAL else ""
                rows = len(answer.table.rows)
                print(f"{spec.query_id:34} {times[0]:7.2f} {min(times):7.2f} {rows:7}{late}", flush=True)
    finally:
        stop(home / "store")


if __name__ == "__main__":
    main()
