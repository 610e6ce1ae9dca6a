"""What a source says about all its rows: the file `source.toml` beside the files, and what the caller says on top."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from graph.errors import InputError, near
from graph.model.marking import EVERYONE, HIGHEST_LEVEL
from ingest.values.places import RELEASES
from ingest.values.text import CODES, IDENTIFIER

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_FILE = "source.toml"


@dataclass(frozen=True, slots=True)
class Defaults:
    """
    Marking of rows that do not state their own.

    Attributes
    ----------
    ceiling
        Level of a row without one, 0 to 4. Without any word of the source the highest: a missing level is never 0.
    originator
        Organisation whose information it is; None when the source does not say.
    caveats, releasable_to
        As in the columns of those names.
    """

    ceiling: int = HIGHEST_LEVEL
    originator: str | None = None
    caveats: tuple[str, ...] = ()
    releasable_to: tuple[str, ...] = (EVERYONE,)

    def __post_init__(self) -> None:
        if (
            isinstance(self.ceiling, bool)
            or not isinstance(self.ceiling, int)
            or not 0 <= self.ceiling <= HIGHEST_LEVEL
        ):
            raise InputError(
                f"The ceiling {self.ceiling!r} is not a level; give a whole number from 0 to {HIGHEST_LEVEL}."
            )


def defaults_beside(path: Path, *, ceiling: int | None = None) -> Defaults:
    """
    Read the `source.toml` in the folder of a file.

    Parameters
    ----------
    path
        The file whose rows the defaults are for.
    ceiling
        Overrides the ceiling of the file; None = as the file says, else the highest level.

    Raises
    ------
    InputError
        The file cannot be read, or has a wrong key or value.
    """
    beside = path.parent / SOURCE_FILE
    found = _read(beside) if beside.is_file() else Defaults()
    return found if ceiling is None else replace(found, ceiling=ceiling)


def _read(path: Path) -> Defaults:
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error}); write lines such as `ceiling = 2`.") from error
    known = [field.name for field in fields(Defaults)]
    for key in stated:
        if key not in known:
            raise InputError(f"{path} has the unknown key {key!r}. {near(key, known)}")
    values: dict[str, object] = {}
    try:
        if "ceiling" in stated:
            values["ceiling"] = stated["ceiling"]
        if "originator" in stated:
            values["originator"] = IDENTIFIER.convert(_text(stated["originator"]), [])
        if "caveats" in stated:
            values["caveats"] = _several(CODES.convert(";".join(_texts(stated["caveats"])), []))
        if "releasable_to" in stated:
            values["releasable_to"] = _several(RELEASES.convert(";".join(_texts(stated["releasable_to"])), []))
        return Defaults(**values)  # type: ignore[arg-type]
    except InputError as error:
        raise InputError(f"{path} is not valid. {error}") from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{value!r} is not a text; put it in quotation marks.")
    return value.strip()


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not value:
        raise InputError(f'{value!r} is not a list of texts; write it as ["A", "B"].')
    return [_text(part) for part in value]


def _several(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list) else ()
