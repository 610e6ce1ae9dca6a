"""How the interpreter behaves while rows stream through it."""

from __future__ import annotations

import gc
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SWITCH_SECONDS = 0.0005
"""After how long a thread that reads ahead gives way to the one that talks to the store."""
COLLECT_AFTER = 200_000
"""Containers made before the collector looks for cycles: some ten thousand rows."""


class _Streams:
    """How many streams run in this process, and the settings from before the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running = 0
        self._before = (sys.getswitchinterval(), gc.get_threshold())

    def begin(self) -> None:
        with self._lock:
            if self._running == 0:
                self._before = (sys.getswitchinterval(), gc.get_threshold())
                sys.setswitchinterval(SWITCH_SECONDS)
                gc.set_threshold(COLLECT_AFTER, *gc.get_threshold()[1:])
            self._running += 1

    def end(self) -> None:
        with self._lock:
            self._running -= 1
            if self._running == 0:
                sys.setswitchinterval(self._before[0])
                gc.set_threshold(*self._before[1])


_STREAMS = _Streams()


@contextmanager
def streaming() -> Iterator[None]:
    """
    Let threads change places quickly and the collector rest, as long as any stream of rows runs.

    Notes
    -----
    Rows hold no cycles, yet each thousand of them sets the collector searching through everything that is alive: half
    of the time that a load spends outside the store. And the thread that talks to the store waits up to 5 ms for the
    one that reads ahead, at each of a dozen statements for a chunk. Both settings are the process's, so they are set
    by the first stream and put back by the last.
    """
    _STREAMS.begin()
    try:
        yield
    finally:
        _STREAMS.end()
