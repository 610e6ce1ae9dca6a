"""The run-length code of a ledger page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from graph.model.records import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping


def encode(outcomes: Mapping[int, Outcome]) -> str:
    """
    Write outcomes by row number as runs, such as 'L2 R1'; rows that were blank are a gap written '-'.

    >>> encode({2: Outcome.LOADED, 3: Outcome.LOADED, 5: Outcome.REJECTED})
    'L2 -1 R1'
    """
    if not outcomes:
        return ""
    first, last = min(outcomes), max(outcomes)
    letters = (outcomes[row].value if row in outcomes else "-" for row in range(first, last + 1))
    return " ".join(f"{letter}{len(list(run))}" for letter, run in groupby(letters))


def decode(first_row: int, text: str) -> dict[int, Outcome]:
    """
    Read the outcomes of a page back, by row number.

    >>> decode(2, "L2 -1 R1")[5]
    <Outcome.REJECTED: 'R'>
    """
    outcomes: dict[int, Outcome] = {}
    row = first_row
    for part in text.split():
        count = int(part[1:])
        if part[0] != "-":
            outcomes.update(dict.fromkeys(range(row, row + count), Outcome(part[0])))
        row += count
    return outcomes
