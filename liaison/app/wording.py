"""Codes as people read them."""

from __future__ import annotations

from graph.model.countries import COUNTRIES

_CODED = frozenset({"service", "org_type"})


def in_words(field: str, value: object) -> str:
    """
    Write the value of a property in words.

    Parameters
    ----------
    field
        Name of the property; `country` and `iso2` hold codes of countries.
    value
        None gives an empty text, the code of a country its name in English, any other code its words; what is no code
        stays as it was written.
    """
    if value in (None, ""):
        return ""
    if field in ("country", "iso2"):
        country = COUNTRIES.get(str(value))
        return str(value) if country is None else country.name_en
    return str(value).replace("_", " ") if field in _CODED else str(value)
