"""E-mail addresses and telephone numbers: only their digests leave this module."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from ingest.values.reading import CellError, Reading
from ingest.values.text import refuse_broken

if TYPE_CHECKING:
    from ingest.values.reading import Remark

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE_SIGNS = re.compile(r"[\s()./-]|\u00a0|\u202f")
_PHONE = re.compile(r"\+?\d{5,15}")


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def _email(cell: str, remarks: list[Remark]) -> str:
    del remarks
    refuse_broken(cell)
    address = cell.casefold().removeprefix("mailto:")
    if not _EMAIL.fullmatch(address):
        raise CellError(
            "email", "The cell is not one e-mail address; write it as name@service.example, or leave it empty."
        )
    return _digest(address)


def _phone(cell: str, remarks: list[Remark]) -> str:
    del remarks
    refuse_broken(cell)
    number = _PHONE_SIGNS.sub("", cell.replace("(0)", ""))
    if number.startswith("00"):
        number = "+" + number[2:]
    if not (number.isascii() and _PHONE.fullmatch(number)):
        raise CellError(
            "phone", "The cell is not one telephone number; write it as +32 2 123 45 67, or leave it empty."
        )
    return _digest(number)


EMAIL = Reading("e-mail address; only its digest is kept", _email, personal=True)
PHONE = Reading("telephone number; only its digest is kept", _phone, personal=True)
