"""What went wrong between us and a store, told to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import neo4j.exceptions as problems

from graph.errors import LiaisonError, StoreContentError, StoreUnavailableError

if TYPE_CHECKING:
    from graph.store.address import Address


class DuplicateKeyError(StoreContentError):
    """A node with that key exists already."""


class Sentences:
    """Turn the driver's exceptions into sentences, as a context around its calls."""

    def __init__(self, address: Address) -> None:
        self.address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if problem is None or isinstance(problem, LiaisonError):
            return
        uri = self.address.uri
        if isinstance(problem, problems.AuthError):
            raise StoreUnavailableError(
                f"The store at {uri} refused user {self.address.user!r}; check NEO4J_USER and NEO4J_PASSWORD."
            ) from problem
        if isinstance(problem, problems.ServiceUnavailable | problems.SessionExpired):
            raise StoreUnavailableError(
                f"The store at {uri} does not answer; start it, or correct NEO4J_URI, and try again."
            ) from problem
        if isinstance(problem, problems.ConstraintError):
            raise DuplicateKeyError(
                f"The store at {uri} holds a node with that key already: {problem.message}"
            ) from problem
        if isinstance(problem, problems.Neo4jError):
            if "TransactionTimedOut" in str(problem.code):
                raise StoreUnavailableError(
                    f"The store at {uri} gave up after too long. Ask for less: a shorter period, fewer steps."
                ) from problem
            if "DatabaseNotFound" in str(problem.code):
                raise StoreUnavailableError(
                    f"The store at {uri} has no database {self.address.database!r}; correct NEO4J_DATABASE."
                ) from problem
            raise StoreContentError(f"The store at {uri} refused a statement: {problem.message}") from problem
        if isinstance(problem, problems.DriverError):
            raise StoreUnavailableError(f"The connection to the store at {uri} failed: {problem}") from problem
