"""Bring a store to the declared schema, once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from graph.cypher import schema
from graph.errors import StoreContentError

if TYPE_CHECKING:
    from graph.store.bolt import BoltStore


def ensure_schema(store: BoltStore) -> str:
    """
    Make constraints and indexes if the store has none yet; give the store's own identifier.

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
                f"The store at {store.address.uri} has schema version {version}, this Liaison knows {schema.VERSION}. "
                "Upgrade Liaison, or point it at another store."
            )
        return str(store_id)
    for statement in (*schema.statements(), *schema.introductions()):
        store.run(statement)
    frozen = store.read(schema.typed_properties()).rows
    if frozen:
        raise StoreContentError(
            f"The store at {store.address.uri} fixes the type of a property ({frozen[0][0]}), which can change values "
            "silently. Load into an empty store."
        )
    store_id = str(uuid.uuid4())
    store.run(schema.mark(store_id))
    store.notifications.clear()
    return store_id
