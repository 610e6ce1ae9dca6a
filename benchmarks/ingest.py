"""
How fast exchanges are loaded, against a bare UNWIND loop.

Loads N exchanges from CSV through the whole pipeline (read, validate, look up, write, ledger, sums), and writes another
N with nothing but the same writing statements, their parameters ready in memory. Both go to one fresh embedded store in
alternating parts, so that a growing store and a busy machine strike them alike. Peak memory is of the resident set: of
this process while the pipeline runs, and of the server.

    python benchmarks/ingest.py --rows 100000
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import os
import platform
import random
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import psutil

# Before the folder of this file, which would otherwise stand for the package `ingest`.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from graph.store import BoltStore
from graph.store.comparison import Comparison
from graph.store.created import ensure
from graph.store.embedded import find_or_start, status, stop
from graph.store.lookup import LookUp
from graph.store.references import References
from graph.store.rows import NodeRows
from graph.store.stamp import Stamp
from ingest.pipeline import CHUNK_ROWS, read_chunks
from liaison.app.loading import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.model.records import Chunk

PARTS = 5
WARM_UP = 4_000
OFFICERS, CONTACTS, SERVICES = 60, 3_000, 400
HEADER = [
    *("exchange_id", "date", "from_org", "to_org", "officer_id", "contact_id", "direction", "kind", "theme", "channel"),
    *("grade", "handling", "level", "originator", "item_ref"),
]
THEMES = ("drugs", "terrorism", "cyber", "fraud", "arms", "migration", "espionage", "proliferation")
KINDS = ("operational_info", "context_analysis", "expertise", "verification", "request", "reply")
CHANNELS = ("siena", "i247", "lo_bilateral", "embassy", "secure_mail", "in_person")


def write(path: Path, header: list[str], rows: Iterator[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header])
        csv.writer(file).writerows(rows)
    return path


def reference(folder: Path) -> list[Path]:
    """Write who takes part in the exchanges."""
    own = [["BE-FP", "Federal Police", "police"], ["BE-VSSE", "State Security", "intel_civil"]]
    services = own + [[f"S-{n}", f"Service {n}", "police"] for n in range(SERVICES)]
    return [
        write(folder / "organisations.csv", ["org_id", "name", "org_type"], iter(services)),
        write(
            folder / "officers.csv",
            ["officer_id", "last_name", "service"],
            ([f"O-{n}", f"Officer {n}", "federal_police"] for n in range(OFFICERS)),
        ),
        write(
            folder / "contacts.csv",
            ["contact_id", "last_name", "org_id"],
            ([f"C-{n}", f"Contact {n}", f"S-{n % SERVICES}"] for n in range(CONTACTS)),
        ),
    ]


def exchanges(folder: Path, name: str, first: int, count: int) -> Path:
    """Write believable exchanges; the same numbers give the same rows."""
    chance = random.Random(first)

    def row(number: int) -> list[str]:
        contact = chance.randrange(CONTACTS)
        service, given = f"S-{contact % SERVICES}", chance.choice((True, False))
        return [
            f"E-{number:09}",
            (dt.date(2015, 1, 1) + dt.timedelta(days=chance.randrange(4_000))).isoformat(),
            "BE-FP" if given else service,
            service if given else "BE-FP",
            f"O-{chance.randrange(OFFICERS)}",
            f"C-{contact}",
            "given" if given else "received",
            chance.choice(KINDS),
            ";".join(chance.sample(THEMES, chance.choice((1, 1, 2)))),
            chance.choice(CHANNELS),
            chance.choice(("B2", "A1", "C3", "4x4:B2", "")),
            chance.choice(("", "H1", "H1;H2")),
            chance.choice(("0", "1", "2")),
            service if chance.choice((True, False, False)) else "",
            f"N-{number:09}" if chance.choice((True, False, False)) else "",
        ]

    return write(folder / f"exchanges_{name}.csv", HEADER, (row(n) for n in range(first, first + count)))


class Recorder:
    """Takes writing statements as a transaction would, to be run later, and says that all rows were written."""

    def __init__(self) -> None:
        self.statements: list[tuple[str, dict[str, Any]]] = []
        self._rows = 0

    def run(self, text: str, parameters: dict[str, Any]) -> Recorder:
        self._rows = len(parameters.get("rows", ()))
        if "rows" in parameters:
            self.statements.append((text, parameters))
        return self

    def single(self, *, strict: bool = False) -> dict[str, int]:
        del strict
        return {"written": self._rows}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """A look-up finds nothing: every node that a link needs is new."""
        return iter(())


def bare(store: BoltStore, chunk: Chunk, known: References) -> float:
    """Write a chunk's rows by their statements alone; give the seconds, those of making the parameters left out."""
    recorder: Any = Recorder()
    stamp = Stamp("bare", f"bare/{chunk.source.file_number}", dt.datetime.now(dt.UTC).isoformat())
    rows, compared, learned = NodeRows(chunk.shape, stamp), Comparison(new=list(chunk.records)), set()  # type: ignore[arg-type, var-annotated]
    ensure(recorder, rows.wishes(compared.to_write), stamp, known=known, look_up=LookUp(), learned=learned)
    known.remember(learned)
    rows.write(recorder, compared)
    start = time.perf_counter()
    store.write(lambda transaction: [transaction.run(*statement).consume() for statement in recorder.statements])
    return time.perf_counter() - start


@dataclass
class Peaks:
    """Peak resident memory in MiB of this process, while `watching`, and of the server."""

    server_pid: int
    watching: bool = False
    client: float = 0.0
    server: float = 0.0
    _stopped: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()

    def _watch(self) -> None:
        client, server = psutil.Process(), psutil.Process(self.server_pid)
        while not self._stopped.wait(0.05):
            self.server = max(self.server, server.memory_info().rss / 2**20)
            if self.watching:
                self.client = max(self.client, client.memory_info().rss / 2**20)


def measure(store: BoltStore, folder: Path, rows: int, peaks: Peaks) -> tuple[float, float]:
    """Give the seconds of the pipeline and of the bare loop."""
    load(store, reference(folder), rejects=folder / "rejected", ceiling=2)
    pipeline = loop = 0.0
    known = References()
    sizes = [WARM_UP] + [rows // PARTS] * PARTS
    first = 0
    for part, size in enumerate(sizes):
        spent = {"pipeline": 0.0, "bare": 0.0}
        for way in ("pipeline", "bare") if part % 2 else ("bare", "pipeline"):
            path = exchanges(folder, f"{part}_{way}", first, size)
            first += size
            if way == "pipeline":
                peaks.watching = True
                start = time.perf_counter()
                result = load(store, [path], rejects=folder / "rejected")
                spent[way] = time.perf_counter() - start
                peaks.watching = False
                if result.rows_loaded != size:
                    sys.exit(f"Only {result.rows_loaded} of {size} rows were loaded.\n{result.issues.text()}")
            else:
                spent[way] = sum(bare(store, read.chunk, known) for read in read_chunks([path], size=CHUNK_ROWS))
            path.unlink()
        label = "warm-up" if part == 0 else f"part {part}"
        rates = ", ".join(f"{way} {size / seconds:7,.0f} rows/s" for way, seconds in spent.items())
        print(f"  {label:8} {size:9,} rows each: {rates}", flush=True)
        if part:
            pipeline += spent["pipeline"]
            loop += spent["bare"]
    return pipeline, loop


def reading_alone(folder: Path, rows: int) -> float:
    """Give the seconds of reading and validating alone, without a store."""
    path = exchanges(folder, "alone", 0, rows)
    start = time.perf_counter()
    for _ in read_chunks([path]):
        pass
    seconds = time.perf_counter() - start
    path.unlink()
    return seconds


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    return (
        f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f}; {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines() if Path(path).exists() else []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000, help="exchanges loaded each way (default 100000)")
    parser.add_argument("--heap", default="1g", help="memory of the server's Java machine (default 1g)")
    asked = parser.parse_args()
    rows = max(asked.rows - asked.rows % PARTS, PARTS)
    print(f"Machine: {machine()}")
    folder = Path(tempfile.mkdtemp(prefix="liaison-benchmark-"))
    home = folder / "home"
    try:
        alone = reading_alone(folder, rows)
        print(f"Reading and validating alone: {rows / alone:,.0f} rows/s")
        with BoltStore(find_or_start(home, heap=asked.heap)) as store:
            running = status(home)
            if running is None:
                sys.exit("The server went away.")
            with Peaks(running.pid) as peaks:
                pipeline, loop = measure(store, folder, rows, peaks)
        print(f"Pipeline:  {rows / pipeline:8,.0f} rows/s ({pipeline:.1f} s for {rows:,} exchanges)")
        print(f"Bare loop: {rows / loop:8,.0f} rows/s ({loop:.1f} s)")
        print(f"Ratio of times: {pipeline / loop:.2f}")
        print(f"Peak memory: client {peaks.client:,.0f} MiB, server {peaks.server:,.0f} MiB (heap {asked.heap})")
    finally:
        stop(home)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
