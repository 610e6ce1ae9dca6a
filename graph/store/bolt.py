"""One store class for every server that speaks Bolt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar
from urllib.parse import urlsplit

import neo4j
import neo4j.exceptions as problems
import neo4j.time

from graph.cypher.schema import product
from graph.errors import LiaisonError, SettingsError, StoreContentError, StoreUnavailableError
from graph.statement import Result, Statement
from graph.store.schema import ensure_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_OLDEST = (5, 26)


class DuplicateKeyError(StoreContentError):
    """A node with that key exists already."""


@dataclass(frozen=True, slots=True)
class Address:
    """
    Where a store is and how to sign in.

    Attributes
    ----------
    uri
        `bolt://`, `neo4j://`, or with `+s` for encryption; plain text only to this machine.
    user, password
        The password never shows in a text of the object.
    database
        Name of the database, None for the server's default.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.uri)
        schemes = {"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}
        if parts.scheme not in schemes or not parts.hostname:
            raise SettingsError(
                f"The address {self.uri!r} is not one of a store; write it like neo4j+s://host:7687 in NEO4J_URI."
            )
        if parts.hostname in _LOOPBACK:
            return
        if not parts.scheme.endswith("+s"):
            raise SettingsError(
                f"The address {self.uri!r} would send passwords and names readably, or to a server that cannot prove "
                "who it is. Use neo4j+s:// or bolt+s:// in NEO4J_URI; without encryption only this machine is allowed."
            )


class BoltStore:
    """
    A Neo4j, or whatever speaks its language.

    Parameters
    ----------
    address
        Where it is.

    Attributes
    ----------
    notifications
        What the server remarked on statements so far (deprecated, unknown label, cartesian product).
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self.notifications: list[str] = []
        self._driver = neo4j.GraphDatabase.driver(
            address.uri,
            auth=(address.user, address.password),
            connection_timeout=10,
            max_transaction_retry_time=30,
            user_agent="liaison",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections."""
        self._driver.close()

    def verify(self) -> str:
        """
        Check that the store answers, lets us in and is new enough; give its name and version.

        Raises
        ------
        StoreUnavailableError
            With one sentence that says which of these failed and what to do.
        """
        with self._translated():
            rows = self.read(product()).rows
        name, versions = rows[0] if rows else ("unknown", ["0"])
        version = str(versions[0] if isinstance(versions, list) else versions)
        if str(name).startswith("Neo4j"):
            numbers = tuple(int(part) for part in version.partition("-")[0].split(".")[:2])
            if numbers < _OLDEST:
                raise StoreUnavailableError(
                    f"The Neo4j at {self.address.uri} is version {version}; Liaison needs 5.26 or later. Upgrade it."
                )
        return f"{name} {version}"

    def ensure_schema(self) -> str:
        """Make constraints and indexes if the store has none yet; give the store's own identifier."""
        return ensure_schema(self)

    def read(self, statement: Statement, *, limit: int | None = None, timeout: float | None = None) -> Result:
        """Run a reading statement in a managed transaction; see `graph.statement.Reader`."""

        def work(transaction: neo4j.ManagedTransaction) -> Result:
            answer = transaction.run(statement.text, dict(statement.parameters))
            columns = tuple(answer.keys())
            if limit is None:
                rows = [_row(record) for record in answer]
                return Result(columns, tuple(rows), truncated=self._note(answer))
            rows = [_row(record) for record in answer.fetch(limit + 1)]
            self._note(answer)
            return Result(columns, tuple(rows[:limit]), truncated=len(rows) > limit)

        if timeout is not None:
            work = neo4j.unit_of_work(timeout=timeout)(work)
        with self._translated(), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(work)

    def stream(self, statement: Statement, *, size: int = 10_000) -> Iterator[Result]:
        """Run a reading statement of any length; give its rows in parts."""
        with (
            self._translated(),
            self._session(neo4j.READ_ACCESS, size) as session,
            session.begin_transaction() as transaction,
        ):
            answer = transaction.run(statement.text, dict(statement.parameters))
            columns = tuple(answer.keys())
            while rows := answer.fetch(size):
                yield Result(columns, tuple(_row(record) for record in rows))
            self._note(answer)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T], *, repeatable: bool = False) -> T:
        """
        Do work in one managed transaction: all of it or nothing, tried again when the store says that may help.

        Auto-commit is never used: on the embedded engine half of a failed statement would stay.

        Parameters
        ----------
        work
            May run more than once; what it does besides running statements must bear that.
        repeatable
            The work itself finds out whether an earlier run of it was committed. So it is run again also when the
            connection broke during the commit and nobody knows; else that ends in an error.
        """
        with self._translated(), self._session(neo4j.WRITE_ACCESS) as session:
            try:
                return session.execute_write(work)
            except problems.IncompleteCommit:
                if not repeatable:
                    raise
                return session.execute_write(work)

    def run(self, statement: Statement) -> None:
        """Run one writing statement in a transaction of its own, such as a constraint."""
        self.write(lambda transaction: self._note(transaction.run(statement.text, dict(statement.parameters))))

    def _session(self, access: str, size: int = 1000) -> neo4j.Session:
        return self._driver.session(database=self.address.database, default_access_mode=access, fetch_size=size)

    def _note(self, answer: neo4j.Result) -> bool:
        summary = answer.consume()
        for remark in summary.gql_status_objects:
            if remark.is_notification:
                self.notifications.append(f"{remark.gql_status} {remark.status_description}")
        return False

    def _translated(self) -> _Translation:
        return _Translation(self.address)


class _Translation:
    """Turn the driver's exceptions into sentences."""

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
            if "DatabaseNotFound" in str(problem.code):
                raise StoreUnavailableError(
                    f"The store at {uri} has no database {self.address.database!r}; correct NEO4J_DATABASE."
                ) from problem
            raise StoreContentError(f"The store at {uri} refused a statement: {problem.message}") from problem
        if isinstance(problem, problems.DriverError):
            raise StoreUnavailableError(f"The connection to the store at {uri} failed: {problem}") from problem


# Tested inline where values are many: a call for each would cost an export more than reading it from the server.
_SIMPLE = frozenset({str, int, float, bool, type(None)})


def _row(record: neo4j.Record) -> tuple[object, ...]:
    return tuple([value if type(value) in _SIMPLE else _plain(value) for value in record.values()])


def _plain(value: object) -> object:
    """Turn the driver's dates and times into Python's; nodes and relationships must not leave the store."""
    if type(value) in _SIMPLE:
        return value
    if isinstance(value, list):
        plain = _SIMPLE.issuperset(map(type, value))
        return value if plain else [item if type(item) in _SIMPLE else _plain(item) for item in value]
    if isinstance(value, neo4j.time.DateTime):
        moment: dt.datetime = value.to_native()
        return moment.replace(tzinfo=dt.UTC) if moment.tzinfo is None else moment.astimezone(dt.UTC)
    if isinstance(value, neo4j.time.Date | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, neo4j.graph.Entity | neo4j.graph.Path):
        raise StoreContentError("A statement returned a node or relationship; name the properties it should return.")
    return value
