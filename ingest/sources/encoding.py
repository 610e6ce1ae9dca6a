"""In which encoding a text file is written, found in one pass that also takes the file's digest."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from ingest.values.reading import Remark

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUL_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Scan:
    """
    A file's digest, first bytes, and what its bytes say about the encoding.

    Attributes
    ----------
    sha256
        Digest of all bytes.
    head
        First bytes, at most 4 096.
    multibyte, broken
        Bytes of characters beyond ASCII that are valid UTF-8 (their first bytes left out), and bytes that are not.
    """

    sha256: str
    head: bytes
    multibyte: int
    broken: int


def scan(path: Path) -> Scan:
    """Read a file once, in bounded memory."""
    digest = hashlib.sha256()
    head = b""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    multibyte = broken = 0
    with path.open("rb") as file:
        while part := file.read(_BLOCK):
            digest.update(part)
            head = head or part[:4096]
            if part.isascii() and not decoder.getstate()[0]:
                continue
            decoded = decoder.decode(part)
            multibyte += len(part) - len(decoded)
            broken += _lost(decoded)
    broken += _lost(decoder.decode(b"", final=True))
    return Scan(digest.hexdigest(), head, multibyte, broken)


def _lost(decoded: str) -> int:
    try:
        decoded.encode()
    except UnicodeEncodeError:
        return sum("\udc80" <= sign <= "\udcff" for sign in decoded)
    return 0


@dataclass(frozen=True, slots=True)
class Encoding:
    """Name and error handler for opening a text file, and what to tell about it."""

    name: str
    errors: str
    remarks: tuple[Remark, ...] = ()


def encoding_of(name: str, scanned: Scan) -> Encoding:
    """
    Tell the encoding: by its mark, else UTF-8 if all bytes are, else cp1252, the encoding of older spreadsheets.

    A file that is mostly UTF-8 with some broken bytes stays UTF-8; the rows with such bytes are refused one by one.

    Raises
    ------
    InputError
        It looks like UTF-16 without a mark, which cannot be told from binary data for certain.
    """
    for mark, encoding in _MARKS:
        if scanned.head.startswith(mark):
            return Encoding(encoding, "surrogateescape" if encoding == "utf-8-sig" else "replace")
    if scanned.head.count(0) > len(scanned.head) * _NUL_SHARE:
        raise InputError(
            f"{name} is not text, or is UTF-16 without a byte order mark; save it as 'CSV UTF-8' and load it again."
        )
    if not scanned.broken:
        return Encoding("utf-8", "strict")
    if scanned.multibyte > scanned.broken:
        remark = Remark(
            "encoding",
            f"The file is UTF-8 with {scanned.broken} broken bytes; rows that hold them are refused. Save it anew.",
        )
        return Encoding("utf-8", "surrogateescape", (remark,))
    remark = Remark(
        "encoding", "The file is not UTF-8; it was read as Windows cp1252. Check accented letters, or save it as UTF-8."
    )
    return Encoding("cp1252", "surrogateescape", (remark,))
