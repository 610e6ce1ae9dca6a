"""What the store holds under the keys of nodes, asked as long as the answer may be of use."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from graph.cypher import nodes

if TYPE_CHECKING:
    from collections.abc import Collection

    import neo4j

    from graph.model.fields import NodeType


class LookUp:
    """
    Asks for nodes by their keys, during one load.

    Notes
    -----
    Most loads bring new records. So once the store held none of the keys of a chunk, it is taken for granted that it
    holds none of the next ones either. That cannot do harm: the unique key refuses a second node, the transaction of
    the chunk is undone as a whole, and the chunk is written again with the question asked. With each such mistake
    twice as many chunks without a hit are needed before the question is left out again, so mistakes stay rare.
    """

    def __init__(self) -> None:
        self._empty: defaultdict[str, int] = defaultdict(int)
        self._needed: defaultdict[str, int] = defaultdict(lambda: 1)
        self._assumed: set[str] = set()

    def held(
        self, transaction: neo4j.ManagedTransaction, node: NodeType, keys: Collection[str]
    ) -> dict[str, dict[str, Any]]:
        """Give content digest, load, source rows and marking of the nodes that exist, by key."""
        if self._empty[node.label] >= self._needed[node.label]:
            self._assumed.add(node.label)
            return {}
        answer = transaction.run(nodes.state(node), {"keys": list(keys)})
        found = {str(record["key"]): record.data() for record in answer}
        self._empty[node.label] = 0 if found else self._empty[node.label] + 1
        return found

    def mistaken(self) -> bool:
        """Ask again from now on, because a key was there after all; tell whether anything had been assumed."""
        for label in self._assumed:
            self._empty[label] = 0
            self._needed[label] *= 2
        assumed = bool(self._assumed)
        self._assumed.clear()
        return assumed
