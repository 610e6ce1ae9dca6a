"""The one exception tree. Every message is a full sentence that names the thing, the value and the remedy."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class LiaisonError(Exception):
    """
    Anything that Liaison can explain to the person who asked.

    Whoever shows it prints the message alone, without a traceback. `exit_code` is what the command line returns.
    """

    exit_code = 1


class DeclarationError(LiaisonError):
    """A declaration in the code contradicts itself. Raised at import, never by data."""


class SettingsError(LiaisonError):
    """A setting is missing, malformed or unsafe."""

    exit_code = 2


class InputError(LiaisonError):
    """A file, table or value handed in cannot be used."""

    exit_code = 2


class StoreUnavailableError(LiaisonError):
    """The store cannot be reached, started or signed in to."""

    exit_code = 4


class StoreContentError(LiaisonError):
    """The store answers, but holds something that this version cannot use."""

    exit_code = 4


class NotFoundError(LiaisonError):
    """A named thing does not exist, or not for this viewer: the two are told alike on purpose."""

    exit_code = 5


class RefusedError(LiaisonError):
    """A marking, an access rule or a safety rule forbids what was asked."""

    exit_code = 6


class BusyError(LiaisonError):
    """Somebody else holds what this work needs alone, such as the right to load."""

    exit_code = 75


def near(name: str, known: Iterable[str], *, most: int = 5) -> str:
    """
    Say which known names lie near to a mistyped one.

    Parameters
    ----------
    name
        What was asked for.
    known
        The names that exist; may be empty.
    most
        How many to name at the most.

    Returns
    -------
    sentence
        "Did you mean 'a' or 'b'?", or "Known are 'a', 'b', ..." when nothing is near; empty when nothing is known.
    """
    names = sorted(set(known))
    folded = {candidate.casefold(): candidate for candidate in names}
    close = [folded[match] for match in difflib.get_close_matches(name.casefold(), folded, n=most, cutoff=0.5)]
    if close:
        return f"Did you mean {' or '.join(repr(match) for match in close)}?"
    if not names:
        return ""
    listed = ", ".join(repr(candidate) for candidate in names[:most])
    return f"Known are {listed}{', ...' if len(names) > most else ''}."
