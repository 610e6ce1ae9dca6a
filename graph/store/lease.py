"""The right to load, held by one process at a time."""

from __future__ import annotations

import datetime as dt
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from graph.cypher import ledger
from graph.errors import BusyError, StoreContentError
from graph.statement import Statement

if TYPE_CHECKING:
    from graph.store.bolt import BoltStore

_SILENCE = dt.timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Lease:
    """
    A load's number, held since `begin`.

    Attributes
    ----------
    load_id
        Grows by one with each load, six digits.
    """

    load_id: str


def begin(store: BoltStore, title: str, ceiling: int) -> Lease:
    """
    Take the right to load.

    A load that was interrupted holds nothing: if its process is gone from this machine, or another machine's has been
    silent for 90 seconds, the next load follows it.

    Raises
    ------
    BusyError
        Another process loads; the message names it.
    """
    newest = store.read(Statement(ledger.NEWEST)).records()
    last = newest[0] if newest else None
    if last is not None and last["finished_at"] is None and _works(last):
        raise BusyError(
            f"Another load is running: {last['title']!r} by process {last['holder']}. Wait until it has ended, then "
            "load again."
        )
    load_id = f"{int(str(last['load_id'])) + 1 if last else 1:06d}"
    try:
        store.run(
            Statement(
                ledger.BEGIN,
                {"load_id": load_id, "now": now(), "holder": holder(), "title": title, "ceiling": ceiling},
            )
        )
    except StoreContentError as problem:
        # The number is unique, so of two loads that begin at once the second fails here.
        raise BusyError("Another load has just begun. Wait until it has ended, then load again.") from problem
    return Lease(load_id)


def now() -> str:
    """Give the moment as ISO text: the embedded engine would drop the zone of a parameter."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def holder() -> str:
    """Name this process: machine, number, and when it began, since numbers are used again."""
    process = psutil.Process()
    return f"{socket.gethostname()}:{process.pid}:{process.create_time():.0f}"


def _works(batch: dict[str, object]) -> bool:
    machine, pid, created = str(batch["holder"]).rsplit(":", 2)
    if machine == socket.gethostname():
        try:
            return abs(psutil.Process(int(pid)).create_time() - float(created)) < 2.0  # noqa: PLR2004 - clock steps
        except psutil.Error:
            return False
    beat = batch["heartbeat"]
    return isinstance(beat, dt.datetime) and dt.datetime.now(dt.UTC) - beat < _SILENCE
