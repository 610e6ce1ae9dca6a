"""Files to chunks, in the order in which the tables depend on one another."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.model.records import Chunk, Source
from ingest.ahead import ahead
from ingest.chunks import Notice, ReadChunk
from ingest.defaults import SOURCE_FILE, Defaults, defaults_beside
from ingest.guard import unguarded
from ingest.identity import TableKeys
from ingest.recognise import Recognised, column_name, known_columns, recognise
from ingest.rows import RowReader
from ingest.sources.encoding import scan
from ingest.sources.formats import EXTENSIONS, open_sheets
from ingest.tables import TABLES
from ingest.tables.marking import IGNORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.issues import IssueReport
    from ingest.sources.sheet import Sheet

CHUNK_ROWS = 2_000
WHOLE_ROWS = 20_000
"""Rows of a chunk of a table whose rows may refer to later ones: in practice the whole file."""

Progress = Callable[[float, str], None]
"""Called with the share of all files read, 0 to 1, and the name of the file at hand."""

_BESIDE = frozenset({SOURCE_FILE, "readme.txt", "readme.md", "truth.json"})
"""Files that lie in a folder of tables and are none; the last is that of the sample world."""


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet that was recognised, ready to be read."""

    source: Source
    path: Path
    sheet: Sheet
    recognised: Recognised
    defaults: Defaults
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or sheet that cannot be read at all, and why, in a full sentence."""

    file: str
    sheet: str
    message: str


@dataclass(frozen=True, slots=True)
class Preparation:
    """
    What can be read of some files, found before the first row is.

    Attributes
    ----------
    parts
        In the order in which they will be read; numbered from 1.
    refusals
        Files and sheets that were stopped before any of their rows.
    notices
        What to tell about sources that will be read, by file and sheet.
    """

    parts: tuple[Part, ...]
    refusals: tuple[Refusal, ...]
    notices: tuple[tuple[str, str, Notice], ...]


def prepare(paths: Iterable[Path | str], *, ceiling: int | None = None) -> Preparation:
    """
    Look at files and folders, recognise their tables and verify their headers; read no row yet.

    Parameters
    ----------
    paths
        Files, and folders whose files with known endings are taken (not those of folders inside).
    ceiling
        Level of rows without one; None = as the `source.toml` beside a file says, else the highest.

    Returns
    -------
    preparation
        Parts in the order of the tables; files and sheets that cannot be read are refused one by one.

    Raises
    ------
    InputError
        The ceiling is not a level, or a `source.toml` is not valid.
    """
    found: list[tuple[Path, str, Sheet, Recognised, Defaults]] = []
    refusals: list[Refusal] = []
    notices: list[tuple[str, str, Notice]] = []
    for path in _files(paths, refusals, notices):
        try:
            defaults = defaults_beside(path, ceiling=ceiling)
            scanned = scan(path)
            sheets = open_sheets(path, scanned, known_columns)
        except (InputError, OSError) as error:
            refusals.append(Refusal(path.name, "", _sentence(path, error)))
            continue
        if all(not sheet.header for sheet in sheets):
            refusals.append(
                Refusal(path.name, "", f"{path.name} holds no table; write a header and rows, or remove it.")
            )
            continue
        for sheet in sheets:
            if not sheet.header:
                continue
            try:
                recognised = recognise(_where(path, sheet), (sheet.name, path.stem), sheet.header)
            except InputError as error:
                refusals.append(Refusal(path.name, sheet.name, str(error)))
                continue
            notices += [(path.name, sheet.name, Notice(0, "", "", one.rule, one.message)) for one in sheet.remarks]
            found.append((path, scanned.sha256, sheet, recognised, defaults))
    order = {name: at for at, name in enumerate(TABLES)}
    found.sort(key=lambda one: order[one[3].table.name])
    parts = [
        Part(
            Source(number, path.name, sheet.name, recognised.table.name, digest),
            path,
            sheet,
            recognised,
            defaults,
            *_state(path),
        )
        for number, (path, digest, sheet, recognised, defaults) in enumerate(found, start=1)
    ]
    return Preparation(tuple(parts), tuple(refusals), tuple(notices))


def read_chunks(
    paths: Iterable[Path | str] | Preparation,
    *,
    ceiling: int | None = None,
    size: int = CHUNK_ROWS,
    progress: Progress | None = None,
    issues: IssueReport | None = None,
) -> Iterator[ReadChunk]:
    """
    Read files into chunks, streaming: memory does not grow with the files.

    Parameters
    ----------
    paths
        Files and folders, or what `prepare` made of them.
    ceiling
        Level of rows without one; None = as the `source.toml` beside a file says, else the highest. Not used with a
        preparation, which has it already.
    size
        Rows of a chunk at the most. Tables whose rows may refer to later rows of their own come in chunks of up to
        20 000.
    progress
        Told the share read so far.
    issues
        Gets refused files and notices about whole sources. The caller adds rejections and notices of rows, chunk by
        chunk, when their outcome is known.

    Yields
    ------
    chunk
        In the order of the tables. Every row that is not blank is in exactly one chunk, as a record or a rejection.

    Raises
    ------
    InputError
        Nothing can be read; or, when no `issues` were given, any file is refused. Both before the first chunk. Later,
        without `issues`, when a file turns out damaged or changes while it is read.
    """
    ready = paths if isinstance(paths, Preparation) else prepare(paths, ceiling=ceiling)
    if ready.refusals and (issues is None or not ready.parts):
        raise InputError("\n".join(refusal.message for refusal in ready.refusals))
    if not ready.parts:
        raise InputError(f"There is nothing to load; name files with the endings {', '.join(sorted(EXTENSIONS))}.")
    if issues is not None:
        for refusal in ready.refusals:
            issues.refuse(refusal.file, refusal.sheet, refusal.message)
        for file, sheet, notice in ready.notices:
            issues.note(file, sheet, "", (notice,))
    yield from _read(ready.parts, size, progress, issues)


def _read(
    parts: Sequence[Part], size: int, progress: Progress | None, issues: IssueReport | None
) -> Iterator[ReadChunk]:
    total = sum(part.size for part in parts) or 1
    before = 0
    keys = {part.source.table: TableKeys() for part in parts}
    for part in parts:
        try:
            for read, done in ahead(_chunks(part, size, keys[part.source.table])):
                yield read
                if progress is not None:
                    progress((before + part.size * done) / total, part.source.name)
        except (InputError, OSError) as error:
            message = _sentence(part.path, error)
            if issues is None:
                raise InputError(message) from error
            issues.refuse(part.source.name, part.source.sheet, f"{message} What came before stays loaded.")
        before += part.size
        if progress is not None:
            progress(before / total, part.source.name)


def _chunks(part: Part, size: int, keys: TableKeys) -> Iterator[tuple[ReadChunk, float]]:
    table = part.recognised.table
    keys.begin_file(part.source.name)
    rows = RowReader(part.recognised, part.defaults, keys, serial_epoch=part.sheet.serial_epoch)
    guarded = IGNORED.issubset(column_name(cell) for cell in part.sheet.header)
    for block in part.sheet.blocks(max(size, WHOLE_ROWS) if table.whole else size):
        taken = unguarded(block) if guarded else block
        read = rows.read(taken)
        raw = dict(zip(taken.numbers, taken.rows, strict=True))
        raw.update((one.row, one.cells) for one in taken.spoilt)
        if not raw:
            continue
        chunk = Chunk(table.shape, part.source, min(raw), max(raw), read.records, read.rejections)
        yield ReadChunk(chunk, part.sheet.header, part.sheet.delimiter, raw, read.notices), block.done
    if _state(part.path) != (part.size, part.changed):
        raise InputError(f"{part.path.name} changed while it was read; load it again when nobody writes to it.")


def _state(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def _where(path: Path, sheet: Sheet) -> str:
    return f"{path.name}, sheet '{sheet.name}'," if sheet.name else path.name


def _sentence(path: Path, error: Exception) -> str:
    return (
        str(error) if isinstance(error, InputError) else f"{path.name} cannot be read ({error}); check that it exists."
    )


def _files(
    paths: Iterable[Path | str], refusals: list[Refusal], notices: list[tuple[str, str, Notice]]
) -> Iterator[Path]:
    for given in map(Path, paths):
        if given.is_dir():
            yield from _in_folder(given, refusals, notices)
        elif not given.exists():
            refusals.append(Refusal(given.name, "", f"{given} does not exist; check the path."))
        elif not stat.S_ISREG(given.stat().st_mode):
            refusals.append(Refusal(given.name, "", f"{given} is not an ordinary file; name a file or a folder."))
        else:
            yield given


def _in_folder(folder: Path, refusals: list[Refusal], notices: list[tuple[str, str, Notice]]) -> Iterator[Path]:
    inside = folder.resolve()
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")) or path.name.casefold() in _BESIDE or path.is_dir():
            continue
        if path.suffix.casefold() not in EXTENSIONS:
            message = f"{path.name} was left out: its ending is not one of {', '.join(sorted(EXTENSIONS))}."
            notices.append((path.name, "", Notice(0, "", "", "left_out", message)))
        elif inside not in path.resolve().parents:
            message = f"{path.name} is a link to a file outside the folder; name that file itself if it is meant."
            refusals.append(Refusal(path.name, "", message))
        elif not path.is_file():
            refusals.append(Refusal(path.name, "", f"{path.name} is not an ordinary file; remove it from the folder."))
        else:
            yield path
