"""Bring a store to the declared schema, once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Protocol

from graph.cypher import schema
from graph.errors import StoreContentError

if TYPE_CHECKING:
    from graph.statement import Result, Statement


class Store(Protocol):
    """What bringing a store to its schema needs of it."""

    notifications: list[str]

    def read(self, statement: Statement) -> Result:
        """Run a reading statement."""
        ...

    def run(self, statement: Statement) -> None:
        """Run one writing statement in a transaction of its own."""
        ...


def ensure_schema(store: Store, uri: str) -> str:
    """
    Make constraints and indexes if the store has none yet; give the store's own identifier.

    Parameters
    ----------
    store, uri
        The store, and how messages name it.

    Raises
    ------
    StoreContentError
        The store was made by a later version, or a property's type is frozen in it.
    """
    found = store.read(schema.version()).rows
    if found:
        store_id, version = found[0]
        if isinstance(version, int) and version > schema.VERSION:
            raise StoreContentError(
                f"The store at {uri} has schema version {version}, this Liaison knows {schema.VERSION}. "
                "Upgrade Liaison, or point it at another store."
            )
        return str(store_id)
    for statement in (*schema.statements(), *schema.introductions()):
        store.run(statement)
    frozen = store.read(schema.typed_properties()).rows
    if frozen:
        raise StoreContentError(
            f"The store at {uri} fixes the type of a property ({frozen[0][0]}), which can change values "
            "silently. Load into an empty store."
        )
    store_id = str(uuid.uuid4())
    store.run(schema.mark(store_id))
    store.notifications.clear()
    return store_id
