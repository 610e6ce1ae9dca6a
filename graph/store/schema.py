"""Bring a store to the declared schema, once."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Protocol, TypeVar

from graph.cypher import schema
from graph.errors import StoreContentError
from graph.store.sentences import DuplicateKeyError

if TYPE_CHECKING:
    from collections.abc import Callable

    import neo4j

    from graph.statement import Result, Statement
    from graph.store.address import Address

T = TypeVar("T")


class Store(Protocol):
    """What bringing a store to its schema needs of it."""

    address: Address
    notifications: list[str]

    @property
    def is_arcadedb(self) -> bool:
        """Tell whether it is the embedded engine."""
        ...

    def read(self, statement: Statement) -> Result:
        """Run a reading statement."""
        ...

    def run(self, statement: Statement) -> None:
        """Run one writing statement in a transaction of its own."""
        ...

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Do work in one managed transaction."""
        ...


def ensure_schema(store: Store) -> str:
    """
    Make constraints and indexes if the store has none yet; give the store's own identifier.

    Raises
    ------
    StoreContentError
        The store was made with another version of the schema, or a property's type is frozen in it.
    """
    found = store.read(schema.version()).rows
    if found:
        store_id, version = found[0]
        if isinstance(version, int) and version > schema.VERSION:
            raise StoreContentError(
                f"The store at {store.address.uri} has schema version {version}, this Liaison knows {schema.VERSION}. "
                "Upgrade Liaison, or point it at another store."
            )
        if version != schema.VERSION:  # what is missing cannot be added later: an index on filled nodes fixes types
            raise StoreContentError(
                f"The store at {store.address.uri} has schema version {version}, this Liaison writes {schema.VERSION}. "
                "Load the files into an empty store: another database, or another LIAISON_HOME."
            )
        _refuse_fixed_types(store)
        return str(store_id)
    # The embedded engine's full-text indexes are made by its server, when it makes the database.
    for statement in (*schema.statements(), *(() if store.is_arcadedb else schema.full_text())):
        store.run(statement)
    _refuse_fixed_types(store)
    for statement in schema.introductions():
        store.run(statement)
    store.notifications.clear()
    return _marked(store)


def _refuse_fixed_types(store: Store) -> None:
    for name, label, fixed in store.read(schema.typed_properties()).rows:
        if not schema.may_be_typed(str(label), str(fixed)):
            raise StoreContentError(
                f"The store at {store.address.uri} fixes the type of {label}.{fixed} (constraint {name}), which can "
                "change values silently. Load into an empty store, or drop that constraint."
            )


def _marked(store: Store) -> str:
    def work(transaction: neo4j.ManagedTransaction) -> str:
        transaction.run(schema.claim().text).consume()
        first = transaction.run(schema.version().text).single()
        if first is not None:
            return str(first["store_id"])
        mark = schema.mark(str(uuid.uuid4()))
        transaction.run(mark.text, dict(mark.parameters)).consume()
        return str(mark.parameters["store_id"])

    try:
        return store.write(work)
    except DuplicateKeyError:  # somebody else made the lock's node in the same moment
        return store.write(work)
