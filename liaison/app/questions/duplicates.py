"""Contacts who may be one person, and about whom nobody has judged yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from graph.model.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.visible import VisibleNetwork

_CROWD = 20
"""A name that more contacts bear says nothing about any two of them."""
# French, English and German write one sound of another alphabet each in their own way.
_SOUNDS = (
    ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("c", "k"), ("q", "k"), ("y", "i"), ("j", "i"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_PARTICLES = {"el": "al", "bin": "ben", "ibn": "ben"}
_INNER_VOWELS = re.compile(r"(?<=\w)[aeiou]+(?=\w)")
_JUDGED = ("SAME_AS", "NOT_SAME_AS")
_EVIDENCE = {
    "email_hash": "same e-mail address",
    "phone_hash": "same telephone number",
    "display_name": "same name in the same country, but for its spelling",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two contacts in the order of their identifiers, and what speaks for their being one."""

    first: str
    first_name: str
    second: str
    evidence: str


def possible_duplicates(network: VisibleNetwork) -> tuple[Pair, ...]:
    """
    Find pairs of contacts with the same e-mail address, telephone number or name, unless a person judged them.

    Returns
    -------
    pairs
        In the order of their identifiers. Of a name, accents, case, order, doubled letters, letters of one sound and
        vowels inside a word do not matter, within one country; spellings in other scripts are not found.
    """
    judged = set(_judged(network))
    found: dict[tuple[str, str], list[str]] = {}
    contacts = network.node_table("Contact").to_pylist()
    for field, evidence in _EVIDENCE.items():
        alike: dict[str, list[str]] = {}
        for contact in contacts:
            if contact[field]:
                alike.setdefault(_same(contact, field), []).append(contact["contact_id"])
        for keys in alike.values():
            if 1 < len(keys) <= _CROWD:
                for pair in combinations(sorted(keys), 2):
                    found.setdefault(pair, []).append(evidence)
    names = {contact["contact_id"]: contact["display_name"] or "" for contact in contacts}
    return tuple(
        Pair(first, names[first], second, ", ".join(evidence))
        for (first, second), evidence in sorted(found.items())
        if (first, second) not in judged
    )


def _same(contact: dict[str, object], field: str) -> str:
    value = str(contact[field])
    return f"{contact['country']}|{_sounding(value)}" if field == "display_name" else value


def _sounding(name: str) -> str:
    """
    Write a name by what sounds of it: al-Rashid and El Rachid are the same.

    Vowels inside a word differ between transcriptions; the first and the last one tell names apart, as of Paula, Paolo.
    """
    return " ".join(sorted(_heard(_PARTICLES.get(word, word)) for word in folded(name).split()))


def _heard(word: str) -> str:
    for spelled, sound in _SOUNDS:
        word = word.replace(spelled, sound)
    return _INNER_VOWELS.sub("", _DOUBLED.sub(r"\1", word))


def _judged(network: VisibleNetwork) -> Iterator[tuple[str, str]]:
    for name in _JUDGED:
        rows = network.relationship_table(name).to_pylist()
        yield from (tuple(sorted((row["start"], row["end"]))) for row in rows)
    for judgement in network.node_table("Judgement").to_pylist():
        first, _, second = str(judgement["pair"]).partition("|")
        yield (first, second)
