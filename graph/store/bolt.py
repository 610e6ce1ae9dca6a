"""One store class for every server that speaks Bolt."""

from __future__ import annotations

import logging
import random
import threading
import time
from typing import TYPE_CHECKING, Self, TypeVar

import neo4j
import neo4j.exceptions as problems

from graph.cypher.schema import product
from graph.errors import StoreContentError, StoreUnavailableError
from graph.statement import Result, Statement
from graph.store.schema import ensure_schema
from graph.store.sentences import Sentences
from graph.store.values import row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.store.address import Address

T = TypeVar("T")
# Remarks and broken connections are dealt with here; without a handler Python would print them between our own lines.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
_OLDEST = (5, 26)
_LOST = (problems.ServiceUnavailable, problems.SessionExpired)
_CONFLICT_PATIENCE = 30.0  # seconds of trying again while writers collide
_LOST_PATIENCE = 5.0  # seconds of trying again while a server that is not ours does not answer
_REVIVALS = 20  # a server that dies more often has a reason that starting it again will not mend


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
        self._revivals = 0
        self._reviving = threading.Lock()
        self._driver = self._connected()

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
        rows = self.read(product()).rows
        if self.is_arcadedb:
            agent = str(self._driver.get_server_info().agent)
            return agent.partition("(")[2].rstrip(")")  # "Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)"
        # The newer ones name the versions of Cypher as a second component.
        kernel = [row for row in rows if str(row[0]).startswith("Neo4j")] or rows or [("unknown", ["0"])]
        name, versions = kernel[0]
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

    @property
    def is_arcadedb(self) -> bool:
        """Whether the embedded engine answers; its full-text indexes and its server settings differ from Neo4j's."""
        return "ArcadeDB" in self._reaching(lambda: str(self._driver.get_server_info().agent))

    def read(self, statement: Statement, *, limit: int | None = None, timeout: float | None = None) -> Result:
        """
        Run a reading statement in a managed transaction; see `graph.statement.Reader`.

        The embedded engine does not know `timeout`; its server ends any statement after ten minutes.
        """

        def work(transaction: neo4j.ManagedTransaction) -> Result:
            answer = transaction.run(statement.text, dict(statement.parameters))
            columns = tuple(answer.keys())
            rows = [row(record) for record in (answer if limit is None else answer.fetch(limit + 1))]
            self._read_only(self._note(answer))
            truncated = limit is not None and len(rows) > limit
            return Result(columns, tuple(rows[:limit]), truncated=truncated)

        if timeout is not None:
            work = neo4j.unit_of_work(timeout=timeout)(work)

        def attempt() -> Result:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(work)

        return self._reaching(attempt)

    def stream(self, statement: Statement, *, size: int = 10_000, as_is: bool = False) -> Iterator[Result]:
        """Run a reading statement of any length; give its rows in parts; see `graph.statement.Reader`."""
        # Not the bound method: the driver is another one after the server was brought back.
        self._reaching(lambda: self._driver.verify_connectivity())  # noqa: PLW0108
        with (
            self._sentences,
            self._session(neo4j.READ_ACCESS, size) as session,
            session.begin_transaction() as transaction,
        ):
            answer = transaction.run(statement.text, dict(statement.parameters))
            columns = tuple(answer.keys())
            while rows := answer.fetch(size):
                yield Result(columns, tuple([tuple(record.values()) if as_is else row(record) for record in rows]))
            self._read_only(self._note(answer))

    def write(self, work: Callable[[neo4j.ManagedTransaction], T], *, repeatable: bool = False) -> T:
        """
        Do work in one managed transaction: all of it or nothing, tried again when that may help.

        Auto-commit is never used: on the embedded engine half of a failed statement would stay.

        Parameters
        ----------
        work
            May run more than once; what it does besides running statements must bear that.
        repeatable
            The work itself finds out whether an earlier run of it was committed. So it is run again also when the
            connection broke during the commit and nobody knows; else that ends in an error.
        """

        def attempt() -> T:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(work)

        return self._reaching(attempt, repeatable=repeatable)

    def run(self, statement: Statement) -> None:
        """Run one writing statement in a transaction of its own, such as a constraint."""
        self.write(lambda transaction: self._note(transaction.run(statement.text, dict(statement.parameters))))

    def _connected(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(
            self.address.uri,
            auth=(self.address.user, self.address.password),
            connection_timeout=10,
            connection_acquisition_timeout=10,  # what listens there but speaks no Bolt says nothing for a minute
            max_transaction_retry_time=0,  # see `_reaching`: the driver's first pause is a whole second
            user_agent="liaison",
        )

    def _reaching(self, attempt: Callable[[], T], *, repeatable: bool = True) -> T:
        """
        Attempt something, again and again while that may help.

        Writers that collide wait a little, each for another while. A server of our own that went away is brought back;
        any other gets five seconds, which outlast a change of leader but do not leave a person waiting.
        """
        began, pause = time.monotonic(), 0.05
        with self._sentences:
            while True:
                driver = self._driver
                try:
                    return attempt()
                except problems.IncompleteCommit:
                    if not repeatable or not (self._revived(driver) or time.monotonic() - began < _LOST_PATIENCE):
                        raise
                except _LOST:
                    if not (self._revived(driver) or time.monotonic() - began < _LOST_PATIENCE):
                        raise
                except (problems.Neo4jError, problems.DriverError) as problem:
                    if not problem.is_retryable() or time.monotonic() - began > _CONFLICT_PATIENCE:
                        raise
                time.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - spreads writers, protects nothing
                pause = min(2 * pause, 2.0)

    def _revived(self, lost: neo4j.Driver) -> bool:
        """Bring our own server back, unless another thread just did."""
        with self._reviving:
            if self._driver is not lost:
                return True
            if self.address.revive is None or self._revivals >= _REVIVALS:
                return False
            self._revivals += 1
            lost.close()
            self.address = self.address.revive()
            self._driver = self._connected()
            return True

    def _session(self, access: str, size: int = 1000) -> neo4j.Session:
        return self._driver.session(database=self.address.database, default_access_mode=access, fetch_size=size)

    def _note(self, answer: neo4j.Result) -> neo4j.ResultSummary:
        summary = answer.consume()
        for remark in summary.gql_status_objects:
            if remark.is_notification:
                self.notifications.append(f"{remark.gql_status} {remark.status_description}")
        return summary

    @staticmethod
    def _read_only(summary: neo4j.ResultSummary) -> None:
        """Fail, and so undo the transaction: the embedded engine lets a reading transaction write."""
        if summary.counters.contains_updates:
            raise StoreContentError("A statement that should only read would have changed the store; it was undone.")

    @property
    def _sentences(self) -> Sentences:
        return Sentences(self.address)
