"""Spellings brought together, so that what is searched is found however it was typed."""

from __future__ import annotations

import re
import unicodedata

_APART = re.compile(r"[^\w]+")
# Letters with a stroke or joined ones, which Unicode does not take apart into a letter and an accent.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "\u0131": "i", "ŧ": "t", "æ": "ae", "œ": "oe"}
)


def folded(text: str) -> str:
    """
    Write a text without case, accents and punctuation, so that 'Kovač-Łęcki' is found by 'KOVAC lecki'.

    Returns
    -------
    words
        In their order, one blank between two; folding them again changes nothing. Letters of other scripts stay.

    >>> folded("  Kovač-Łęcki,  "), folded("Straße"), folded("Ελλάς")
    ('kovac lecki', 'strasse', 'ελλασ')
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join(_APART.sub(" ", letters.casefold().translate(_LETTERS)).split())
