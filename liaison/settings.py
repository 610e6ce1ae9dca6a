"""What can be set from outside: each setting declared once, read from the environment, wrong values refused."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from graph.errors import DeclarationError, LiaisonError, SettingsError, near
from graph.model.marking import HIGHEST_LEVEL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PLAIN_SCHEMES = frozenset({"bolt", "neo4j"})
_SAFE_SCHEMES = frozenset({"bolt+s", "neo4j+s"})
_KIBIBYTES = {"k": 1, "m": 1024, "g": 1024 * 1024}
_LEAST_HEAP = 64 * 1024
_LAST_PORT = 65_535
_NOT_SET = "not set"
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")
_NOT_OURS = ("LIAISON_TEST_", "LIAISON_COMPOSE_")
_PREFIXES = ("LIAISON_", "NEO4J_")


@dataclass(frozen=True, slots=True)
class Setting:
    """
    One thing that can be set.

    Attributes
    ----------
    variable
        Name of the environment variable.
    meaning
        What it does, as one line of the documentation.
    default
        Value without it, as text; empty = nothing.
    read
        Turns the text into the value; raises `ValueError` with the remedy.
    secret
        Never shown, written or logged.
    """

    variable: str
    meaning: str
    default: str
    read: Callable[[str], object]
    secret: bool = False

    def __post_init__(self) -> None:
        if not self.variable.startswith(_PREFIXES) or not self.meaning:
            raise DeclarationError(f"The setting {self.variable!r} needs a name in LIAISON_ or NEO4J_ and a meaning.")


def _setting(variable: str, meaning: str, default: str, read: Callable[[str], object], *, secret: bool = False) -> Any:
    spec = Setting(variable, meaning, default, read, secret)
    return field(default=read(default), repr=not secret, metadata={"setting": spec})


def _text(text: str) -> str:
    return text.strip()


def _secret(text: str) -> str:
    return text


def _folder(text: str) -> Path:
    if not text.strip():
        raise ValueError("Name a folder.")
    return Path(text).expanduser()


def _level(text: str) -> int | None:
    if not text.strip():
        return None
    if text.strip() not in {str(level) for level in range(HIGHEST_LEVEL + 1)}:
        raise ValueError(f"Give a level from 0 to {HIGHEST_LEVEL}, or leave it out.")
    return int(text)


def _port(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 1 <= int(text) <= _LAST_PORT:
        raise ValueError(f"Give a port from 1 to {_LAST_PORT}.")
    return int(text)


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    wrong = next((name for name in names if not _HOST.fullmatch(name)), None)
    if wrong is not None:
        raise ValueError(f"{wrong!r} is no name of a host; separate names by commas, without a port or a scheme.")
    return names


def _heap(text: str) -> str:
    size = text.strip().lower()
    if not (size[:-1].isdecimal() and size[-1] in _KIBIBYTES and int(size[:-1]) > 0):
        raise ValueError("Give a number and a unit, such as 512m or 2g.")
    if int(size[:-1]) * _KIBIBYTES[size[-1]] < _LEAST_HEAP:
        raise ValueError("The server does not start with so little; give 64m or more.")
    return size


def _viewer(text: str) -> str:
    if not text.strip():
        raise ValueError("Name a viewer; `liaison viewers` lists them, 'open' always exists.")
    return text.strip()


def _uri(text: str) -> str:
    address = text.strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError as error:
        raise ValueError("Write it as neo4j+s://host:7687, or bolt://127.0.0.1:7687 on this machine.") from error
    if parts.username or parts.password:
        raise ValueError("Put the name into NEO4J_USER and the password into NEO4J_PASSWORD, not into the address.")
    if not host or parts.scheme not in _PLAIN_SCHEMES | _SAFE_SCHEMES:
        raise ValueError("Write it as neo4j+s://host:7687, or bolt://127.0.0.1:7687 on this machine.")
    if parts.scheme in _PLAIN_SCHEMES and host not in _LOOPBACK:
        raise ValueError(f"Plain text is refused outside this machine: use {parts.scheme}+s://.")
    return address


@dataclass(frozen=True, slots=True)
class Settings:
    """
    All settings of one run. Without any, Liaison works with its embedded store under `.liaison`.

    The field of each setting carries its `Setting` as metadata; documentation and `liaison settings` derive from it.
    """

    neo4j_uri: str = _setting(
        "NEO4J_URI", "address of a Neo4j; without it the embedded store under LIAISON_HOME is used", "", _uri
    )
    neo4j_user: str = _setting("NEO4J_USER", "user of the Neo4j", "neo4j", _text)
    neo4j_password: str = _setting("NEO4J_PASSWORD", "password of that user", "", _secret, secret=True)
    neo4j_database: str = _setting("NEO4J_DATABASE", "database of the Neo4j; empty = the user's own", "", _text)
    home: Path = _setting(  # noqa: RUF009 - a path never changes
        "LIAISON_HOME",
        "folder of the embedded store, the snapshots, rejected rows and logs",
        ".liaison",
        _folder,
    )
    viewer: str = _setting(
        "LIAISON_VIEWER", "for whom everything is read; 'open' sees unmarked records", "open", _viewer
    )
    ceiling: int | None = _setting(
        "LIAISON_CEILING",
        "level given to loaded rows without one, 0 to 4, instead of what a source.toml says",
        "",
        _level,
    )
    heap: str = _setting("LIAISON_HEAP", "memory of the embedded store's server", "1g", _heap)
    port: int | None = _setting(
        "LIAISON_PORT", "port of the dashboard; by default the first free one from 8501", "", _port
    )
    hosts: tuple[str, ...] = _setting(
        "LIAISON_HOSTS",
        "names by which browsers may ask for the dashboard beside this machine's own, such as liaison.example.org; a "
        "request for another name is refused wherever the dashboard listens on this machine alone, or this is set",
        "",
        _hosts,
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """
        Read all settings.

        Parameters
        ----------
        environment
            Variables by name; by default those of the process. A variable set to nothing counts as not set.

        Returns
        -------
        settings
            Checked values.

        Raises
        ------
        SettingsError
            A value is malformed or unsafe, a Neo4j is named without its password, or a variable that begins with
            LIAISON_ is unknown (those of tests and of docker-compose.yml apart); the sentence says which
            and how to mend it.
        """
        environment = os.environ if environment is None else environment
        known = {setting.variable for setting in declared()}
        for name in sorted(environment):
            if name.startswith("LIAISON_") and name not in known and not name.startswith(_NOT_OURS):
                raise SettingsError(f"There is no setting {name}. {near(name, known)} `liaison settings` lists them.")
        values = {
            name: _read(setting, environment[setting.variable])
            for name, setting in _by_attribute().items()
            if environment.get(setting.variable)
        }
        settings = cls(**values)  # type: ignore[arg-type]
        if settings.home.exists() and not settings.home.is_dir():
            raise SettingsError(f"LIAISON_HOME is {str(settings.home)!r}, which is a file; name a folder.")
        if settings.neo4j_uri and not settings.neo4j_password:
            raise SettingsError("NEO4J_URI is set but NEO4J_PASSWORD is not; set the password of the Neo4j user.")
        return settings

    @property
    def embedded(self) -> bool:
        """Whether the embedded store is used."""
        return not self.neo4j_uri

    def shown(self) -> tuple[tuple[str, str, str], ...]:
        """Give variable, value as text and meaning of each; a secret only says whether it is set."""
        return tuple(
            (setting.variable, _shown(setting, getattr(self, name)), setting.meaning)
            for name, setting in _by_attribute().items()
        )


def declared() -> tuple[Setting, ...]:
    """Give the declaration of each setting."""
    return tuple(_by_attribute().values())


def _by_attribute() -> dict[str, Setting]:
    return {item.name: item.metadata["setting"] for item in fields(Settings)}


def _read(setting: Setting, text: str) -> object:
    try:
        return setting.read(text)
    except ValueError as error:
        # An address may carry a password by mistake.
        shown = "" if setting.secret or "@" in text else f" ({text!r})"
        raise SettingsError(f"The setting {setting.variable}{shown} cannot be used. {error}") from error


def _shown(setting: Setting, value: object) -> str:
    if setting.secret:
        return "set" if value else _NOT_SET
    return _NOT_SET if value in (None, "") else str(value)


def _check() -> None:
    for setting in declared():
        try:
            setting.read(setting.default)
        except (ValueError, LiaisonError) as error:
            raise DeclarationError(f"The default of {setting.variable} is refused by its own check: {error}") from error


_check()
