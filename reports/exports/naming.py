"""Names of export files: what it is, of which day, and how it is protected."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from graph.model.marking import Marking

_LONGEST_STEM = 60
_LONGEST = 160


def file_name(stem: str, as_of: dt.date, marking: Marking, suffix: str) -> str:
    """
    Name a file so that its marking is read before it is opened.

    Parameters
    ----------
    stem
        What it is; anything but letters, digits and hyphens becomes a hyphen.
    as_of
        The day it speaks of.
    marking
        Of its content.
    suffix
        Extension without the dot.

    Returns
    -------
    name
        Such as `network_2026-03-01_LEVEL-2_REL-BE-NL.graphml`; ASCII only, the same on every system.
    """
    parts = [_slug(stem)[:_LONGEST_STEM], as_of.isoformat(), *map(_slug, marking.caption().split(" // "))]
    # The level stands first, so that cutting a name never cuts it.
    return f"{'_'.join(parts)[:_LONGEST]}.{suffix}"


def _slug(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_only).strip("-") or "X"
