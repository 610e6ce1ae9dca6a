"""Where a store is, and what is refused before anything is sent there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from graph.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


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
    revive
        Brings back a server that went away, and says where it is then; None for a server that is not ours.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None
    revive: Callable[[], Address] | None = field(default=None, repr=False, compare=False)

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
