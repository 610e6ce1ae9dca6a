"""What one reader sees on one day: network, ties, graphs, links, each computed once and only when asked for."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast

from graph.network import contact_graph
from graph.ties import ties
from graph.visible.marking import combined_marking
from liaison.app.links import KINDS, Links, links_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    import pyarrow as pa

    from graph.model.marking import Marking
    from graph.network import ContactGraph
    from graph.ties import TieTable
    from graph.visible import VisibleNetwork

T = TypeVar("T")


class View:
    """
    A visible network on a day.

    Everything that is shown is computed from one of these, so that it is a function of what its reader may see. Safe
    to share between threads; equal ceilings see equal views, so it names no person.

    Attributes
    ----------
    network
        What may be seen.
    as_of
        The day.
    ceiling
        Of the reader, as `Viewer.ceiling` names it.
    """

    def __init__(self, network: VisibleNetwork, as_of: dt.date) -> None:
        self.network = network
        self.as_of = as_of
        self.ceiling = network.ceiling
        self._lock = threading.Lock()
        self._locks: dict[str, threading.RLock] = {}
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """
        Give what was made under that name, or make it.

        Other threads that want the same wait rather than make it twice; those that want something else do not wait.
        """
        with self._lock:
            if name in self._made:
                return cast("T", self._made[name])
            mine = self._locks.setdefault(name, threading.RLock())
        with mine:
            if name not in self._made:
                self._made[name] = make()
            return cast("T", self._made[name])

    @property
    def ties(self) -> TieTable:
        """Ties of the day."""
        return self.once("ties", lambda: ties(self.network, self.as_of))

    def graph(self, projection: str = "officer-contact") -> ContactGraph:
        """Give the graph of a projection; never change it, copy it first."""
        return self.once(f"graph {projection}", lambda: contact_graph(self.network, self.ties, projection))

    @property
    def links(self) -> Links:
        """What joins officers, contacts, organisations and countries on the day."""
        return self.once("links", lambda: links_of(self.network, self.ties))

    @property
    def fingerprint(self) -> str:
        """Digest of what the reader sees; 16 hexadecimal digits."""
        return self.once("fingerprint", self.network.fingerprint)

    @property
    def ties_marking(self) -> Marking:
        """Combined marking of the events and relationships that ties and links are computed from."""
        return self.once("ties marking", lambda: combined_marking(_read_for_ties(self.network)))

    def marking_of(self, names: Iterable[str]) -> Marking:
        """Combine the markings of all visible records of some labels and relationships."""
        known = {**self.network.nodes, **self.network.relationships}
        read = [name for name in names if name in known]
        return self.once(f"marking of {' '.join(read)}", lambda: combined_marking(known[name] for name in read))

    @property
    def marking(self) -> Marking:
        """Combined marking of everything that the reader sees: the banner of whatever is computed from it."""
        return self.once("marking", self.network.marking)


def _read_for_ties(network: VisibleNetwork) -> Iterator[pa.Table]:
    yield from (network.node_table(label) for label in ("Exchange", "Interaction", "Posting"))
    for name in ("TOOK_PART", "HELD_POSTING", *KINDS):
        if name in network.relationships:
            yield network.relationship_table(name)
