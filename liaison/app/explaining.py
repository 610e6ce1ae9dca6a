"""A tie's strength as two tables: its factors, and the events they come from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.network import node_id
from graph.statement import Result
from graph.ties.explain import explain

if TYPE_CHECKING:
    from liaison.app.view import View


@dataclass(frozen=True, slots=True)
class Explanation:
    """
    Why a tie is as strong as it is.

    Attributes
    ----------
    strength
        0 to 100.
    factors
        Name, value and meaning of each part of the formula.
    terms
        One row an event, latest first; `source rows` lead to the rows of files.
    """

    strength: float
    factors: Result
    terms: Result


def explanation(view: View, officer: str, contact: str) -> Explanation:
    """
    Explain one tie.

    Parameters
    ----------
    view
        What may be seen.
    officer, contact
        Names such as `Officer:O-001` and `Contact:C-0007`.

    Raises
    ------
    InputError
        The names are not those of an officer and a contact.
    NotFoundError
        There is no such tie on the day, or not for this reader.
    """
    keys = []
    for name, label in ((officer, "Officer"), (contact, "Contact")):
        found, _, key = name.partition(":")
        if found != label or not key:
            raise InputError(f"A tie joins an officer and a contact; {name!r} is no {label.lower()}.")
        keys.append(key)
    why = explain(view.network, view.as_of, *keys)
    who = "only this officer has any event with the contact" if why.bridge else "others know the contact too"
    factors = (
        ("Decayed sum", why.decayed, f"sum over the events; half after {why.half_life} days, because {who}"),
        ("Reciprocity", why.reciprocity_factor, f"0.6 to 1; given {why.given}, received {why.received}"),
        ("Span", why.span, "1 to 1.2; time between the first and the last event, full after two years"),
        ("Raw", why.raw, "product of the three"),
        ("Strength", why.strength, "100 * (1 - exp(-raw / 5))"),
    )
    rows = tuple(
        (
            node_id(term.label, term.key), term.date, term.kind, term.direction, round(term.weight, 2),
            round(term.grade, 2), round(term.decay, 3), round(term.value, 3), "; ".join(term.source_rows),
        )
        for term in reversed(why.terms)
    )  # fmt: skip
    return Explanation(
        why.strength,
        Result(("factor", "value", "meaning"), tuple((name, round(value, 3), text) for name, value, text in factors)),
        Result(("node", "date", "kind", "way", "weight", "grade", "decay", "value", "source rows"), rows),
    )
