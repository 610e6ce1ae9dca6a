"""Countries, languages, and those to whom something may be released."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError, near
from graph.model.countries import AmbiguousCountryError, find_country
from graph.model.marking import EVERYONE
from ingest.shown import quoted
from ingest.values.reading import CellError, Reading
from ingest.values.text import code, listed, refuse_broken

if TYPE_CHECKING:
    from ingest.values.reading import Remark

NOBODY = "NOBODY"
_CODE_LENGTH = 2

_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
    "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is "
    "it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms "
    "mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk "
    "sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu "
)
LANGUAGES = frozenset(_LANGUAGES.split())
"""Two-letter codes of ISO 639-1."""


def _country(cell: str, remarks: list[Remark]) -> str:
    del remarks
    refuse_broken(cell)
    try:
        return find_country(cell).iso2
    except NotFoundError as error:
        raise CellError("country", str(error)) from error


def _language(cell: str, remarks: list[Remark]) -> str:
    del remarks
    found = cell.casefold()
    if found not in LANGUAGES:
        refuse_broken(cell)
        raise CellError(
            "language",
            f"{quoted(cell)} is not a language code of ISO 639-1, such as fr, nl or ar. {near(found, LANGUAGES)}",
        )
    return found


def _release(cell: str, remarks: list[Remark]) -> str:
    if cell == EVERYONE:
        return cell
    written = code(cell, remarks)
    try:
        return find_country(cell).iso2
    except NotFoundError as error:
        if isinstance(error, AmbiguousCountryError) or len(written) == _CODE_LENGTH:
            raise CellError("country", str(error)) from error
        return written


_releases = listed(_release)


def _releasable_to(cell: str, remarks: list[Remark]) -> list[object]:
    if cell.upper() == NOBODY:
        return []
    found = _releases(cell, remarks)
    if NOBODY in found or (EVERYONE in found and len(found) > 1):
        raise CellError(
            "release",
            f"{quoted(cell)} contradicts itself; write '{EVERYONE}' or '{NOBODY}' alone, or name the releases.",
        )
    return found


COUNTRY = Reading("country: ISO 3166-1 code, or its name in en, fr, nl or de", _country)
LANGUAGE = Reading("language codes of ISO 639-1, parted by `;`", listed(_language), many=True)
RELEASES = Reading(
    f"countries or bodies, parted by `;`; `{EVERYONE}` for no restriction, `{NOBODY}` for nobody",
    _releasable_to,
    many=True,
)
