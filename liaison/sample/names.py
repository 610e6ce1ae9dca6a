"""Names of fictional people, in the orders and scripts in which a unit writes them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.sample.namestock import stock_of

if TYPE_CHECKING:
    from liaison.sample.chance import Chance

_BLANK = "&"
# How often each way of writing stands in the two cells; the first is how it should be.
_ORDERS = ("cells",) * 22 + ("surname, first", "SURNAME first", "first surname")
_RESPELLINGS = (
    ("Mohammed", "Muhammad"), ("Youssef", "Yusuf"), ("Rachid", "Rasheed"), ("Al-", "El "), ("El-", "Al "),
    ("Ben ", "Bin "),
    ("ou", "u"), ("kh", "h"), ("skiy", "sky"), ("Ye", "E"), ("Yu", "Iu"), ("sh", "ch"), ("oglou", "oglu"), ("dz", "z"),
    ("w", "v"), ("ie", "y"), ("ck", "k"), ("th", "t"), ("ll", "l"), ("ss", "s"), ("tt", "t"), ("k", "c"), ("i", "y"),
    ("o", "oo"), ("e", "ee"), ("u", "ou"), ("a", "aa"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in Latin letters, and as written in the person's own script (empty when that is Latin)."""

    last: str
    first: str
    native: str = ""


def person_name(chance: Chance, country: str) -> PersonName:
    """Make up a name as people of a country bear it."""
    stock = stock_of(country)
    first, native_first = chance.pick(stock.given)
    head, native_head = chance.pick(stock.heads)
    tail, native_tail = chance.pick(stock.tails)
    last = (head + tail).replace(_BLANK, " ")
    native_last = (native_head + native_tail).replace(_BLANK, " ")
    if (native_last, native_first) == (last, first):
        return PersonName(last, first)
    parts = (native_last, native_first) if stock.surname_first else (native_first, native_last)
    return PersonName(last, first, ("" if stock.joined else " ").join(parts))


def as_cells(chance: Chance, name: PersonName) -> tuple[str, str]:
    """
    Write a name into the cells for surname and first name, as several hands do.

    Returns
    -------
    cells
        Nearly always the two parts; else the whole name in the first cell, in one of three orders.
    """
    match chance.pick(_ORDERS):
        case "surname, first":
            return f"{name.last}, {name.first}", ""
        case "SURNAME first":
            return f"{name.last.upper()} {name.first}", ""
        case "first surname":
            return f"{name.first} {name.last}", ""
        case _:
            return name.last, name.first


def respelled(name: PersonName) -> PersonName:
    """Spell the same person's name as another hand would; always different from the given spelling."""
    last, first = without_marks(name.last), without_marks(name.first)
    for old, new in _RESPELLINGS:
        if (last, first) != (name.last, name.first):
            break
        if old in first:
            first = first.replace(old, new, 1)
        elif old in last:
            last = last.replace(old, new, 1)
    if (last, first) == (name.last, name.first):
        first = first[:1] + "."
    return PersonName(last, first, "")


def without_marks(text: str) -> str:
    """Take the diacritics off, as a plain keyboard does."""
    plain = text.replace("ø", "o").replace("Ø", "O").replace("\N{LATIN SMALL LETTER DOTLESS I}", "i").replace("ł", "l")
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))


def mailbox(name: PersonName) -> str:
    """Write the name as the part of an e-mail address before the sign."""
    signs = without_marks(f"{name.first}.{name.last}").lower()
    return "".join(sign for sign in signs if sign.isascii() and (sign.isalnum() or sign == "."))
