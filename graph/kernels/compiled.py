"""How kernels are compiled, and how long work is spread over threads."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Kernel = TypeVar("Kernel")
Part = TypeVar("Part")

# Exact division and infinities matter (unreachable nodes), so of the fast-math flags only those that let the compiler
# join a multiplication with an addition.
kernel: Callable[..., Any] = njit(cache=True, nogil=True, fastmath={"contract"}, error_model="numpy")


PARTS = 8  # long work is cut into so many parts on every machine: sums then do not depend on its processors


def workers() -> int:
    """Give the number of threads that long kernels use: the processors this process may run on."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def spread(work: Callable[[Part], Kernel], parts: Sequence[Part]) -> list[Kernel]:
    """
    Run a kernel on every part of its work in threads; give the results in the order of the parts.

    Plain threads around kernels without the interpreter lock, because numba's own threads may not be entered by several
    sessions of a server at once.
    """
    if len(parts) <= 1:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(min(workers(), len(parts)), thread_name_prefix="kernel") as pool:
        return list(pool.map(work, parts))
