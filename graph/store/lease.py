"""The right to load, held by one process at a time."""

from __future__ import annotations

import datetime as dt
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

from graph.cypher import ledger
from graph.errors import BusyError
from graph.store.sentences import DuplicateKeyError

if TYPE_CHECKING:
    import neo4j

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
    holder
        Stands in the load's node as long as nobody took the lease over.
    """

    load_id: str
    holder: str


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
    mine = holder()

    def work(transaction: neo4j.ManagedTransaction) -> str:
        last = transaction.run(ledger.NEWEST).single()
        if last is None:
            load_id = f"{1:06d}"
        else:
            load_id = f"{int(last['load_id']) + 1:06d}"
            if last["finished_at"] is None:
                if _works(last):
                    raise BusyError(
                        f"Another load is running: {last['title']!r} by process {last['holder']}. Wait until it has "
                        "ended, then load again."
                    )
                transaction.run(ledger.FENCE, {"load_id": last["load_id"]}).consume()
        values = {"load_id": load_id, "now": now(), "holder": mine, "title": title, "ceiling": ceiling}
        transaction.run(ledger.BEGIN, values).consume()
        return load_id

    try:
        return Lease(store.write(work), mine)
    except DuplicateKeyError as problem:
        # The number is unique, so of two loads that begin at once the second fails here.
        raise BusyError("Another load has just begun. Wait until it has ended, then load again.") from problem


def now() -> str:
    """Give the moment as ISO text: the embedded engine would drop the zone of a parameter."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def holder() -> str:
    """Name this process: machine, number, and when it began, since numbers are used again."""
    process = psutil.Process()
    return f"{socket.gethostname()}:{process.pid}:{process.create_time():.0f}"


def _works(batch: neo4j.Record) -> bool:
    if not batch["holder"]:
        return False
    machine, pid, created = str(batch["holder"]).rsplit(":", 2)
    if machine == socket.gethostname():
        try:
            return abs(psutil.Process(int(pid)).create_time() - float(created)) < 2.0  # noqa: PLR2004 - clock steps
        except psutil.Error:
            return False
    beat = batch["heartbeat"]
    if beat is None:
        return False
    moment: dt.datetime = beat.to_native()
    moment = moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment
    return dt.datetime.now(dt.UTC) - moment < _SILENCE
