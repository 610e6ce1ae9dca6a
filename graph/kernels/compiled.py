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

KERNELS: list[Any] = []  # every kernel of the modules imported so far

# Exact division and infinities matter (unreachable nodes), so of the fast-math flags only those that let the compiler
# join a multiplication with an addition.
_compile: Callable[..., Any] = njit(cache=True, nogil=True, fastmath={"contract"}, error_model="numpy")


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function at its first call on a machine; later processes read the result from numba's cache."""
    KERNELS.append(_compile(function))
    return KERNELS[-1]


def cached(compiled: Any) -> bool:
    """Tell whether numba's cache holds the kernel for this processor; reads one small file and compiles nothing."""
    # numba has no public way to ask: its index lists (types, processor, code), nothing if the source changed.
    entries = compiled._cache._cache_file._load_index()  # noqa: SLF001
    return any(key[1] == compiled.targetctx.codegen().magic_tuple() for key in entries)


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
