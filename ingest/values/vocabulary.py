"""Values of closed lists."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from graph.errors import DeclarationError, near
from graph.model import vocabularies as v
from ingest.shown import quoted
from ingest.values.reading import CellError, Reading
from ingest.values.text import listed, refuse_broken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.model.vocabularies import Vocabulary
    from ingest.values.reading import Remark

SPELLINGS: Mapping[str, Mapping[str, str]] = {
    v.SERVICE.name: {
        "federal police": "federal_police",
        "police fédérale": "federal_police",
        "federale politie": "federal_police",
        "föderale polizei": "federal_police",
        "state security": "state_security",
        "vsse": "state_security",
        "sûreté de l'état": "state_security",
        "veiligheid van de staat": "state_security",
        "staatsveiligheid": "state_security",
    },
    v.CHANNEL.name: {"i-24/7": "i247", "i-24-7": "i247"},
    v.ORG_TYPE.name: {"gendarmerie nationale": "gendarmerie", "financial intelligence unit": "fiu"},
}
"""Further spellings by vocabulary, in lower case; anything else must be the value itself."""


def folded(cell: str) -> str:
    """Bring the spellings of one value together: letter case, and blanks or hyphens for underscores, do not matter."""
    return "_".join(unicodedata.normalize("NFC", cell).casefold().replace("-", " ").replace("_", " ").split())


def vocabulary_reading(vocabulary: Vocabulary, *, many: bool = False) -> Reading:
    """Give the reading of one value, or of a list of values, of a closed list."""
    values = {folded(value): value for value in vocabulary.values}
    for spelling, value in SPELLINGS.get(vocabulary.name, {}).items():
        if value not in vocabulary:
            raise DeclarationError(f"The spelling {spelling!r} stands for {value!r}, unknown to {vocabulary.name!r}.")
        values[folded(spelling)] = value

    def convert(cell: str, remarks: list[Remark]) -> str:
        del remarks
        found = values.get(cell) or values.get(folded(cell))
        if found is None:
            refuse_broken(cell)
            raise CellError(
                "vocabulary",
                f"{quoted(cell)} is not a known {vocabulary.name}. {near(cell[:60], vocabulary.values, most=16)}",
            )
        return found

    if many:
        return Reading(f"values of {_reference(vocabulary)}, parted by `;`", listed(convert), many=True)
    return Reading(f"one of {_reference(vocabulary)}", convert)


def _reference(vocabulary: Vocabulary) -> str:
    """Name a list as the documentation does, with a link to the page of the data model, which has its values."""
    return f"[{vocabulary.name}](data-model.md#{vocabulary.name.replace(' ', '-')})"
