"""
Every country of ISO 3166-1, and Kosovo (XK, a user-assigned code), with the names people write.

Sources of `countries.csv`: codes, UN M49 regions and names in four languages from the Unicode Common Locale Data
Repository 48 (LICENSES/Unicode-3.0.txt); alphabetic and numeric codes compared with the package iso3166 (MIT), from
which the formal English names among the aliases come; the other aliases were written for this project.
The sub-region is the finest of UN M49: Western Africa, not Sub-Saharan Africa. Antarctica has no region there and is
its own here.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.errors import DeclarationError, NotFoundError, near
from graph.model.folding import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

_SOURCE = "countries.csv"
_CODE_LENGTH = 3
_FILLERS = frozenset({"and", "et", "en", "und", "the"})
_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "sankt": "saint"}


class AmbiguousCountryError(NotFoundError):
    """
    A name that more than one country bears.

    Attributes
    ----------
    candidates
        The countries it may mean, by code.
    """

    def __init__(self, text: str, candidates: tuple[Country, ...]) -> None:
        listed = " or ".join(f"{country.iso2} ({country.name_en})" for country in candidates)
        super().__init__(
            f"The country {text!r} is ambiguous: it may be {listed}. Write the code of the one that is meant."
        )
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class Country:
    """
    One country.

    Attributes
    ----------
    iso2, iso3, numeric
        Codes of ISO 3166-1; XK and XKX are user-assigned and have no numeric code (None).
    region, sub_region
        UN M49, in English.
    name_en, name_fr, name_nl, name_de
        Short names.
    aliases
        Other names and abbreviations; one may belong to several countries.
    """

    iso2: str
    iso3: str
    numeric: str | None
    region: str
    sub_region: str
    name_en: str
    name_fr: str
    name_nl: str
    name_de: str
    aliases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (re.fullmatch("[A-Z]{2}", self.iso2) and re.fullmatch("[A-Z]{3}", self.iso3)):
            raise DeclarationError(f"The country {self.iso2!r} / {self.iso3!r} needs two and three capital letters.")
        if not all((self.region, self.sub_region, *self.names)):
            raise DeclarationError(f"The country {self.iso2} lacks a region or a name; complete it in {_SOURCE}.")

    @property
    def names(self) -> tuple[str, str, str, str]:
        """The short names in English, French, Dutch and German."""
        return (self.name_en, self.name_fr, self.name_nl, self.name_de)


def _read() -> dict[str, Country]:
    lines = files("graph.model").joinpath(_SOURCE).read_text(encoding="utf-8").splitlines()
    rows = [
        Country(
            **{key: row[key] for key in row if key not in ("numeric", "aliases")},
            numeric=row["numeric"] or None,
            aliases=tuple(filter(None, row["aliases"].split(";"))),
        )
        for row in csv.DictReader(lines)
    ]
    found = {country.iso2: country for country in rows}
    if len(found) != len(rows):
        raise DeclarationError(f"{_SOURCE} holds a country twice; keep one row for each.")
    return found


COUNTRIES: Mapping[str, Country] = MappingProxyType(_read())
"""By ISO 3166-1 alpha-2, in alphabetical order of the codes."""


def fold(text: str) -> str:
    """
    Bring spellings of one name together.

    Letter case, diacritics, punctuation, articles and the words for "and" do not matter, and "St." is "Saint".
    """
    words = folded(text.replace(".", "")).split()
    # AND and ET are codes as well: what consists of nothing else stays.
    kept = [word for word in words if word not in _FILLERS] or words
    return " ".join(_WRITTEN_OUT.get(word, word) for word in kept)


def _spellings() -> dict[str, tuple[Country, ...]]:
    bearers: dict[str, dict[str, Country]] = {}
    for country in COUNTRIES.values():
        for name in (country.iso2, country.iso3, *country.names, *country.aliases):
            bearers.setdefault(fold(name), {})[country.iso2] = country
    return {spelling: tuple(found.values()) for spelling, found in bearers.items()}


_BY_SPELLING = _spellings()


@cache
def _names() -> tuple[str, ...]:
    every = {name for country in COUNTRIES.values() for name in (*country.names, *country.aliases)}
    return tuple(sorted(name for name in every if len(name) > _CODE_LENGTH))


def find_country(text: str) -> Country:
    """
    Find the country that a code or name means.

    Parameters
    ----------
    text
        ISO 3166-1 alpha-2 or alpha-3, a name in English, French, Dutch or German, or a common alias; see `fold` for
        what does not matter.

    Raises
    ------
    AmbiguousCountryError
        Several countries bear the name, such as Congo; the message names them.
    NotFoundError
        No country bears it; the message names near ones.
    """
    found = COUNTRIES.get(text)
    if found is not None:
        return found
    candidates = _BY_SPELLING.get(fold(text), ())
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise AmbiguousCountryError(text, candidates)
    if not text.strip():
        raise NotFoundError("A country is missing; write its ISO 3166-1 code, such as BE.")
    raise NotFoundError(f"The country {text[:80]!r} is not known. {near(text[:80], _names())}")
