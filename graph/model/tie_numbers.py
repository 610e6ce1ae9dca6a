"""
The numbers of the tie formula, declared once.

For an officer and a contact on day t, over the exchanges and interactions in which both took part, dated t or earlier:

    S           = sum of  weight(kind) * grade * 2 ** (-(t - day) / half-life)
    reciprocity = min(given, received) / max(given, received), 0 when neither was counted
    span        = 1 + 0.2 * min(1, (last day - first day) / 730)
    raw         = S * (0.6 + 0.4 * reciprocity) * span
    strength    = 100 * (1 - exp(-raw / 5))

Why this form: ties decay exponentially while interactions do not (Ahmad, Porter and Beguerisse 2021); direction,
reciprocity and age predict whether a tie persists (Raeder and others 2011); bridges decay faster than other ties,
"nine in ten bridges this year are gone next year" (Burt, Bridge decay, 2001), hence their shorter half-life. The curve
is fixed and not a rank, so a score never moves because another tie moved. The weights are the unit's judgement and are
meant to be argued about here, in one place.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import DeclarationError
from graph.model import vocabularies as v

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class TieNumbers:
    """
    The numbers of the tie formula.

    Attributes
    ----------
    weights
        What one event of a kind counts, 0 or more; kinds of interactions and of exchanges together.
    source_grades, info_grades
        Factor 0 to 1 by scheme and letter or digit, "6x6:B"; the factor of an exchange is the mean of the two.
    missing_grade
        Factor of a part that was not graded; interactions are not graded at all and count 1.
    half_life, bridge_half_life
        Days after which an event counts half; the second for a tie whose officer alone has events with the contact.
    one_way, two_way
        Factor is `one_way + two_way * reciprocity`.
    span_bonus, span_days
        Bonus for a long acquaintance, and the days at which it is full.
    saturation
        `raw` at which the strength is 63 of 100.
    longest
        Strengths below it are taken as this when turned into a distance.
    """

    weights: Mapping[str, float]
    source_grades: Mapping[str, float]
    info_grades: Mapping[str, float]
    missing_grade: float
    half_life: int
    bridge_half_life: int
    one_way: float
    two_way: float
    span_bonus: float
    span_days: int
    saturation: float
    longest: float

    def __post_init__(self) -> None:
        kinds = set(v.INTERACTION_KIND.values) | set(v.EXCHANGE_KIND.values)
        if set(self.weights) != kinds:
            odd = min(set(self.weights) ^ kinds)
            raise DeclarationError(f"The tie formula and the vocabularies disagree on {odd!r}; weigh each kind once.")
        if min(self.weights.values()) < 0:
            raise DeclarationError("The tie formula has a negative weight; an event cannot weaken a tie.")
        for grades, letters in ((self.source_grades, v.SOURCE_GRADE), (self.info_grades, v.INFO_GRADE)):
            for name, factor in grades.items():
                scheme, _, letter = name.partition(":")
                if scheme not in v.GRADE_SCHEME or letter not in letters or not 0 <= factor <= 1:
                    raise DeclarationError(f"The grade {name!r} of the tie formula is no scheme:letter from 0 to 1.")
        if not 0 < self.bridge_half_life <= self.half_life:
            raise DeclarationError("The tie formula needs 0 < half-life of bridges <= half-life.")
        if not math.isclose(self.one_way + self.two_way, 1):
            raise DeclarationError("The two parts of the reciprocity factor must sum to 1.")
        if min(self.saturation, self.span_days, self.longest) <= 0:
            raise DeclarationError("Saturation, span and the longest distance of the tie formula must be positive.")


TIE_NUMBERS = TieNumbers(
    weights={
        "meeting": 1.0,
        "call": 0.5,
        "message": 0.3,
        "joint_operation": 2.0,
        "training": 1.2,
        "visit": 1.0,
        "social": 0.6,
        "introduction": 0.8,
        "operational_info": 1.5,
        "context_analysis": 1.2,
        "logistics_support": 1.0,
        "expertise": 1.2,
        "verification": 0.8,
        "request": 0.5,
        "reply": 0.7,
    },
    source_grades={
        "6x6:A": 1.0,
        "6x6:B": 0.9,
        "6x6:C": 0.8,
        "6x6:D": 0.6,
        "6x6:E": 0.4,
        "6x6:F": 0.7,
        "4x4:A": 1.0,
        "4x4:B": 0.9,
        "4x4:C": 0.6,
        "4x4:X": 0.7,
    },
    info_grades={
        "6x6:1": 1.0,
        "6x6:2": 0.95,
        "6x6:3": 0.9,
        "6x6:4": 0.7,
        "6x6:5": 0.5,
        "6x6:6": 0.7,
        "4x4:1": 1.0,
        "4x4:2": 0.95,
        "4x4:3": 0.85,
        "4x4:4": 0.7,
    },
    missing_grade=0.7,
    half_life=180,
    bridge_half_life=120,
    one_way=0.6,
    two_way=0.4,
    span_bonus=0.2,
    span_days=730,
    saturation=5.0,
    longest=0.01,
)


def tie_parameters() -> dict[str, object]:
    """
    Give the numbers as parameters of Cypher questions, so that no question writes them again.

    Returns
    -------
    parameters
        `tie_weights`, `tie_source_grades`, `tie_info_grades` are maps (grades by "scheme:letter"); the others, each
        with the prefix `tie_`, are numbers named as the attributes of `TieNumbers`.
    """
    return {
        "tie_weights": dict(TIE_NUMBERS.weights),
        "tie_source_grades": dict(TIE_NUMBERS.source_grades),
        "tie_info_grades": dict(TIE_NUMBERS.info_grades),
        "tie_missing_grade": TIE_NUMBERS.missing_grade,
        "tie_half_life": TIE_NUMBERS.half_life,
        "tie_bridge_half_life": TIE_NUMBERS.bridge_half_life,
        "tie_one_way": TIE_NUMBERS.one_way,
        "tie_two_way": TIE_NUMBERS.two_way,
        "tie_span_bonus": TIE_NUMBERS.span_bonus,
        "tie_span_days": TIE_NUMBERS.span_days,
        "tie_saturation": TIE_NUMBERS.saturation,
        "tie_longest": TIE_NUMBERS.longest,
    }
