"""The store: one Bolt store class for Neo4j and for the embedded server. The only package that imports a driver."""

from graph.store.address import Address
from graph.store.bolt import BoltStore

__all__ = ["Address", "BoltStore"]
