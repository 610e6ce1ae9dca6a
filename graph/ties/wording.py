"""The tie formula in words, made from its numbers: whoever says them to a reader takes them from here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, TypeVar

from graph.model.tie_numbers import TIE_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.model.tie_numbers import TieNumbers

F = TypeVar("F", bound="Callable[..., object]")

_YEAR = 365


@dataclass(frozen=True, slots=True)
class TieWords:
    """
    The tie formula in words.

    Attributes
    ----------
    strength, raw, reciprocity_factor
        Formulas.
    reciprocity_range, span_range
        What the two factors range over.
    span
        What the span is, in a sentence without its end.
    half_life
        The two half-lives, as a sentence.
    saturation
        What `strength` divides by.
    """

    strength: str
    raw: str
    reciprocity_factor: str
    reciprocity_range: str
    span_range: str
    span: str
    half_life: str
    saturation: str


def tie_words(numbers: TieNumbers = TIE_NUMBERS) -> TieWords:
    """Put numbers of the tie formula into words."""
    factor = f"{numbers.one_way:g} + {numbers.two_way:g} * reciprocity"
    return TieWords(
        strength=f"100 * (1 - exp(-raw / {numbers.saturation:g}))",
        raw=f"sum * ({factor}) * span",
        reciprocity_factor=factor,
        reciprocity_range=f"{numbers.one_way:g} to {numbers.one_way + numbers.two_way:g}",
        span_range=f"1 to {1 + numbers.span_bonus:g}",
        span=f"bonus for the time between the first and the last event, full after {_time(numbers.span_days)}",
        half_life=(
            f"{numbers.half_life} days; {numbers.bridge_half_life} days where the officer is the only one who knows "
            "the contact."
        ),
        saturation=f"{numbers.saturation:g}",
    )


def _time(days: int) -> str:
    years, rest = divmod(days, _YEAR)
    return f"{days} days" if rest or not years else f"{years} year{'s' if years > 1 else ''}"


TIE_WORDS = tie_words()


def worded(function: F) -> F:
    """Write `TIE_WORDS` into the docstring of a measure, where it names them in braces."""
    if function.__doc__:
        function.__doc__ = function.__doc__.format_map(asdict(TIE_WORDS))
    return function
