"""Compile every kernel ahead of time, so that nobody waits for it on a page."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.backend.conversion import from_edges
from graph.backend.interface import SERVED, UNDIRECTED
from graph.kernels.branches import branch_order
from graph.kernels.breadth_first import hops_from
from graph.kernels.compiled import KERNELS, cached
from graph.kernels.hops import least_losses

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.backend.csr_graph import CsrGraph

_ENDS = {"source": 0, "target": 3, "_s": 0, "_t": 3, "s": 0, "t": 3, "n": 0, "ebunch": ((0, 3),), "nodes": (0, 3)}
_WEIGHTS = ("weight", "capacity")


def compile_kernels(progress: Callable[[str, int, int], None] | None = None) -> None:
    """
    Bring the compiled form of every kernel into numba's cache by calling each served function on tiny graphs.

    Parameters
    ----------
    progress
        Called before each function with its name, how many are done and how many there are.

    Notes
    -----
    Cost: about a minute of processor time on a machine that has not compiled them, a second otherwise.
    """
    for done, (name, function) in enumerate(SERVED.items()):
        if progress is not None:
            progress(name, done, len(SERVED))
        for graph, arguments in _calls(name, function):
            result = function(graph, **arguments)
            if isinstance(result, Iterator):
                next(result, None)
    # What measures use beside the functions of NetworkX.
    tiny = _tiny(directed=False)
    losses = np.ones(tiny.targets.size, np.int64)
    branch_order(tiny.starts, tiny.targets, 0)
    hops_from(tiny.starts, tiny.targets, np.array([0]))
    least_losses(tiny.starts, tiny.targets, losses, np.ones(4, np.uint8), np.array([0]), 2, 99)
    if progress is not None:
        progress("", len(SERVED), len(SERVED))


def kernels_compiled() -> bool:
    """Tell whether numba's cache holds every kernel for this processor; compiles nothing."""
    return all(cached(kernel) for kernel in KERNELS)


def _calls(name: str, function: Callable[..., Any]) -> Iterator[tuple[CsrGraph, dict[str, Any]]]:
    """Give the calls of a function: with and without weights, on undirected and directed graphs."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    needed = {
        parameter.name: _ENDS[parameter.name]
        for parameter in parameters
        if parameter.name in _ENDS and (parameter.default is parameter.empty or parameter.name in {"ebunch", "s", "t"})
    }
    weights = [parameter.name for parameter in parameters if parameter.name in _WEIGHTS]
    named: list[str | None] = [None, "weight"] if weights == ["weight"] else ["weight"]
    for directed, attribute in product((False,) if name in UNDIRECTED else (False, True), named):
        yield _tiny(directed=directed), needed | dict.fromkeys(weights, attribute)


def _tiny(*, directed: bool) -> CsrGraph:
    """Draw a triangle with a tail; where edges have directions, both of each."""
    tails, heads = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    if directed:
        tails, heads = np.concatenate((tails, heads)), np.concatenate((heads, tails))
    return from_edges(range(4), tails, heads, {"weight": np.ones(tails.size)}, directed=directed)
