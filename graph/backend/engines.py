"""Which engine did the work: this backend, or NetworkX itself."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    Calls = list[tuple[str, str]]

_open: ContextVar[tuple[Calls, ...]] = ContextVar("engines", default=())


@contextmanager
def engines() -> Iterator[Calls]:
    """
    Collect who serves the `nx.*` calls made in this context.

    Returns
    -------
    calls
        Pairs of a function's name and its engine, "contacts" or "networkx", each pair once, in the order of the calls;
        filled while the context is open. Calls that NetworkX makes on its own way are among them; calls with an
        explicit `backend="networkx"` are not, and neither are those of threads started inside.

    Examples
    --------
    >>> with engines() as calls:
    ...     nx.betweenness_centrality(graph)
    >>> calls
    [('betweenness_centrality', 'contacts')]
    """
    calls: Calls = []
    token = _open.set((*_open.get(), calls))
    try:
        yield calls
    finally:
        _open.reset(token)


def note(name: str, engine: str) -> None:
    """Tell the open collections that an engine takes a call."""
    for calls in _open.get():
        if (name, engine) not in calls:
            calls.append((name, engine))
