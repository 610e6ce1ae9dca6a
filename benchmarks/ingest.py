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
READ_FIRST = 10_000
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


@dataclass
class Clock:
    """Seconds spent between `start` and `stop`: by the wall, of this process, and of the server's process."""

    server: psutil.Process
    wall: float = 0.0
    own_cpu: float = 0.0
    server_cpu: float = 0.0

    def start(self) -> None:
        self._add(-1)

    def stop(self) -> None:
        self._add(1)

    def _add(self, sign: int) -> None:
        used = self.server.cpu_times()
        self.wall += sign * time.perf_counter()
        self.own_cpu += sign * time.process_time()
        self.server_cpu += sign * (used.user + used.system)

    @property
    def cpu(self) -> float:
        return self.own_cpu + self.server_cpu


def bare(store: BoltStore, chunk: Chunk, known: References, clock: Clock) -> None:
    """Write a chunk's rows by their statements alone; the clock does not run while the parameters are made."""
    recorder: Any = Recorder()
    stamp = Stamp("bare", f"bare/{chunk.source.file_number}", dt.datetime.now(dt.UTC).isoformat())
    rows, compared, learned = NodeRows(chunk.shape, stamp), Comparison(new=list(chunk.records)), set()  # type: ignore[arg-type, var-annotated]
    ensure(recorder, rows.wishes(compared.to_write), stamp, known=known, look_up=LookUp(), learned=learned)
    known.remember(learned)
    rows.write(recorder, compared)
    clock.start()
    store.write(lambda transaction: [transaction.run(*statement).consume() for statement in recorder.statements])
    clock.stop()


def write_bare(store: BoltStore, folder: Path, numbers: range, known: References, clock: Clock) -> None:
    """Write exchanges by the bare loop, so many at a time that all are read before the first is written."""
    for at in range(0, len(numbers), READ_FIRST):
        some = numbers[at : at + READ_FIRST]
        path = exchanges(folder, f"bare_{some.start}", some.start, len(some))
        for read in list(read_chunks([path], size=CHUNK_ROWS)):
            bare(store, read.chunk, known, clock)
        path.unlink()


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


def measure(store: BoltStore, folder: Path, rows: int, peaks: Peaks) -> tuple[Clock, Clock]:
    """Give what the pipeline and the bare loop took."""
    load(store, reference(folder), rejects=folder / "rejected", ceiling=2)
    server = psutil.Process(peaks.server_pid)
    clocks = {"pipeline": Clock(server), "bare": Clock(server)}
    known = References()
    sizes = [WARM_UP] + [rows // PARTS] * PARTS
    first = 0
    for part, size in enumerate(sizes):
        if part == 1:
            clocks = {"pipeline": Clock(server), "bare": Clock(server)}  # the warm-up does not count
        before = {way: clock.wall for way, clock in clocks.items()}
        for way in ("pipeline", "bare") if part % 2 else ("bare", "pipeline"):
            if way == "pipeline":
                path = exchanges(folder, f"{part}_{way}", first, size)
                peaks.watching = True
                clocks[way].start()
                result = load(store, [path], rejects=folder / "rejected")
                clocks[way].stop()
                peaks.watching = False
                if result.rows_loaded != size:
                    sys.exit(f"Only {result.rows_loaded} of {size} rows were loaded.\n{result.issues.text()}")
                path.unlink()
            else:
                write_bare(store, folder, range(first, first + size), known, clocks[way])
            first += size
        label = "warm-up" if part == 0 else f"part {part}"
        rates = ", ".join(f"{way} {size / (clock.wall - before[way]):7,.0f} rows/s" for way, clock in clocks.items())
        print(f"  {label:8} {size:9,} rows each: {rates}", flush=True)
    return clocks["pipeline"], clocks["bare"]


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
        for way, clock in (("Pipeline: ", pipeline), ("Bare loop:", loop)):
            print(
                f"{way} {rows / clock.wall:8,.0f} rows/s ({clock.wall:.1f} s for {rows:,} exchanges; CPU s: "
                f"{clock.own_cpu:.1f} here, {clock.server_cpu:.1f} of the server)"
            )
        print(f"Ratio of times: {pipeline.wall / loop.wall:.2f}, of CPU times: {pipeline.cpu / loop.cpu:.2f}")
        print(f"Peak memory: client {peaks.client:,.0f} MiB, server {peaks.server:,.0f} MiB (heap {asked.heap})")
    finally:
        stop(home)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
