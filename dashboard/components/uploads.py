"""Files that a reader sent: kept for one check or load in a folder of their own, then removed."""

from __future__ import annotations

import hashlib
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNSAFE = re.compile(r"[^\w. ()-]+")
_LONGEST = 120


class Upload(Protocol):
    """A file as the browser sent it."""

    name: str

    def getvalue(self) -> bytes:
        """Give its bytes."""
        ...


def digest(uploads: Sequence[Upload]) -> str:
    """Name some files by their names and bytes."""
    found = hashlib.sha256()
    for upload in uploads:
        found.update(hashlib.sha256(upload.name.encode("utf-8", "backslashreplace")).digest())
        found.update(hashlib.sha256(upload.getvalue()).digest())
    return found.hexdigest()


@contextmanager
def on_disk(uploads: Sequence[Upload]) -> Iterator[list[Path]]:
    """
    Write files to a folder that only this account can read; it is removed afterwards, whatever happens.

    The names come from a browser: only their last part counts, and signs that mean something to a file system become
    underscores. Each file lies in a folder of its own, so that two of the same name do not meet.
    """
    with tempfile.TemporaryDirectory(prefix="liaison-upload-") as folder:
        paths = []
        for number, upload in enumerate(uploads):
            place = Path(folder) / str(number)
            place.mkdir(mode=0o700)
            path = place / safe_name(upload.name)
            path.write_bytes(upload.getvalue())
            paths.append(path)
        yield paths


def safe_name(name: str) -> str:
    """Give a file name that stays in its folder; letters of any script are kept."""
    last = re.split(r"[/\\]", name)[-1]
    safe = _UNSAFE.sub("_", last).lstrip(". ")
    stem, dot, ending = safe.rpartition(".")
    return f"{stem[:_LONGEST]}{dot}{ending[:10]}" if stem else safe[:_LONGEST] or "file"
