"""Which format a file has: told by its first bytes, not by its extension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import InputError
from ingest.sources.delimited import open_delimited
from ingest.sources.encoding import encoding_of
from ingest.sources.json_lines import open_json
from ingest.sources.parquet import open_parquet
from ingest.sources.workbook import open_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ingest.sources.encoding import Scan
    from ingest.sources.sheet import Sheet

EXTENSIONS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".json", ".parquet"})
"""Endings of files that are looked at when a folder is loaded."""

_UNREADABLE: Mapping[bytes, str] = {
    b"\xd0\xcf\x11\xe0": "is an old .xls file or a workbook with a password; save it as .xlsx without a password.",
    b"\x1f\x8b": "is compressed with gzip; unpack it first.",
    b"BZh": "is compressed with bzip2; unpack it first.",
    b"\xfd7zXZ": "is compressed with xz; unpack it first.",
    b"7z\xbc\xaf": "is a 7z archive; unpack it first.",
    b"Rar!": "is a RAR archive; unpack it first.",
    b"%PDF": "is a PDF document; load the table it was made from.",
    b"{\\rtf": "is an RTF document; load the table it was made from.",
}


def open_sheets(path: Path, scanned: Scan, known: Callable[[Sequence[str]], int]) -> Sequence[Sheet]:
    """
    Open a file and give its sheets; any file but a workbook has one.

    Parameters
    ----------
    path, scanned
        The file and what a first pass over it told.
    known
        Counts how many of some column names any table knows.

    Raises
    ------
    InputError
        The file is empty, or of a format that is not read; the message says what to do.
    """
    head = scanned.head
    if not head:
        raise InputError(f"{path.name} is empty; write a header and rows, or remove it.")
    for magic, message in _UNREADABLE.items():
        if head.startswith(magic):
            raise InputError(f"{path.name} {message}")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return open_workbook(path)
    if head.startswith(b"PAR1"):
        return (open_parquet(path),)
    encoding = encoding_of(path.name, scanned)
    start = head.decode(encoding.name, errors="ignore").lstrip("\ufeff \t\r\n")
    if start.startswith(("<!", "<html", "<?xml", "<table")):
        raise InputError(f"{path.name} is HTML or XML, not a table; save it as .csv or .xlsx.")
    if start.startswith("{"):
        return (open_json(path, encoding, array=False),)
    if start.startswith("["):
        return (open_json(path, encoding, array=True),)
    return (open_delimited(path, encoding, known),)
