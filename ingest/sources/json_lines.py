"""JSON Lines, one object a line; and JSON files that are one array of objects, up to a size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from ingest.sources.lines import Lines
from ingest.sources.sheet import LONGEST_LINE, Block, Spoilt
from ingest.sources.workbook import cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from ingest.sources.encoding import Encoding
    from ingest.values.reading import Remark

LARGEST_ARRAY = 64 << 20
"""Bytes of a JSON array, which must be held in memory as a whole."""
_MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class JsonSheet:
    """A file of objects; the fields are those of a sheet."""

    path: Path
    encoding: Encoding
    header: tuple[str, ...]
    array: bool
    remarks: tuple[Remark, ...] = ()
    name: str = ""
    header_row: int = 0
    delimiter: str = ","
    serial_epoch: None = None

    def blocks(self, size: int) -> Iterator[Block]:
        """Give each object as a row; a missing member is an empty cell."""
        total = max(self.path.stat().st_size, 1)
        for part, done in _parts(self.path, self.encoding, array=self.array, size=size):
            numbers: list[int] = []
            rows: list[list[str]] = []
            spoilt: list[Spoilt] = []
            for number, raw in part:
                try:
                    row = self._row(_object(raw))
                except (ValueError, RecursionError) as error:
                    spoilt.append(_spoilt(number, raw, error))
                    continue
                if any(row):
                    numbers.append(number)
                    rows.append(row)
            yield Block(numbers, rows, tuple(spoilt), min(done / total, 1.0))

    def _row(self, members: dict[str, object]) -> list[str]:
        return [_cell(name, members.get(name)) for name in self.header]


def open_json(path: Path, encoding: Encoding, *, array: bool) -> JsonSheet:
    """
    Collect the names of all members: the header of a file that has none.

    Raises
    ------
    InputError
        It is an array that is too large, or not an array of objects; or has more names than any table.
    """
    if array and path.stat().st_size > LARGEST_ARRAY:
        raise InputError(
            f"{path.name} is one JSON array of more than {LARGEST_ARRAY >> 20} MiB; write one object a line (.jsonl)."
        )
    names: dict[str, None] = {}
    for part, _ in _parts(path, encoding, array=array, size=2_000):
        for _, raw in part:
            try:
                names.update(dict.fromkeys(_object(raw)))
            except (ValueError, RecursionError):
                continue  # told with its row when the rows are read
            if len(names) > _MOST_COLUMNS:
                raise InputError(f"{path.name} has more than {_MOST_COLUMNS} member names; it is no input table.")
    return JsonSheet(path, encoding, tuple(names), array, encoding.remarks)


def _parts(
    path: Path, encoding: Encoding, *, array: bool, size: int
) -> Iterator[tuple[Iterable[tuple[int, object]], int]]:
    with path.open(encoding=encoding.name, errors=encoding.errors, newline="") as file:
        if array:
            try:
                values = json.load(
                    file, parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=_Members
                )
            except (ValueError, RecursionError) as error:
                raise InputError(
                    f"{path.name} is not valid JSON ({error}); mend it, or write one object a line."
                ) from error
            if not isinstance(values, list):
                raise InputError(f"{path.name} is JSON, but not an array of objects; write one object a line (.jsonl).")
            # An element that is no object is written out again, so that it is refused like a line that is none.
            objects = (value if isinstance(value, _Members) else json.dumps(value, default=str) for value in values)
            numbered = list(enumerate(objects, start=2))
            for start in range(0, len(numbered), size):
                yield numbered[start : start + size], path.stat().st_size * (start + size) // max(len(numbered), 1)
            return
        lines = Lines(file)
        while taken := lines.take(size):
            first = lines.next_number - len(taken)
            yield [(first + at, line) for at, line in enumerate(taken) if line.strip()], lines.position()


class _Members(list[tuple[str, object]]):
    """Members of an object, in order and with repetitions."""


def _object(raw: object) -> dict[str, object]:
    if isinstance(raw, str):
        if len(raw) >= LONGEST_LINE:
            raise ValueError(f"is longer than {LONGEST_LINE} characters")
        raw = json.loads(raw, parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=_Members)
    if not isinstance(raw, _Members):
        raise ValueError("is not an object with named members")  # noqa: TRY004 - one kind of error for one kind of row
    members = dict(raw)
    if len(members) != len(raw):
        raise ValueError("names a member twice")
    return members


def _refuse(constant: str) -> object:
    raise ValueError(f"holds {constant}, which is no value")


def _cell(name: str, value: object) -> str:
    if isinstance(value, _Members):
        raise ValueError(f"has an object in '{name}', where a value belongs")  # noqa: TRY004 - as above
    if isinstance(value, list):
        parts = [_cell(name, part) for part in value]
        if any(";" in part or "|" in part for part in parts):
            raise ValueError(f"has ';' or '|' in a value of the list '{name}'")
        return ";".join(parts)
    return cell_text(value)


def _spoilt(number: int, raw: object, error: Exception) -> Spoilt:
    written = raw.strip() if isinstance(raw, str) else json.dumps(raw, default=str)
    if isinstance(error, RecursionError):
        reason = "is nested too deeply"
    elif isinstance(error, json.JSONDecodeError):
        reason = f"is not valid JSON ({error.msg} at character {error.pos + 1})"
    else:
        reason = str(error)
    return Spoilt(
        number,
        (written[:LONGEST_LINE],),
        "json",
        f"The object {reason}; write one flat JSON object, with each name once.",
    )
