"""Columns that no table takes: human sources and the content of intelligence are not held here."""

from __future__ import annotations

_SOURCE_WORDS = frozenset(
    {
        "informant", "informants", "informer", "informers", "informateur", "informateurs", "informanten", "tipgever",
        "tipgevers", "indicateur", "indicateurs", "humint", "chis", "handler", "codename", "spitzel",
        "vertrauensperson", "gewahrsperson", "aviseur",
    }
)  # fmt: skip
_SOURCES = frozenset(
    {"source", "sources", "source_name", "source_id", "source_identity", "human_source", "agent", "agent_name", "bron",
     "bron_naam", "nom_source", "quelle"}
)  # fmt: skip
_CONTENT = frozenset(
    {
        "content", "contents", "body", "text", "full_text", "message", "message_text", "transcript", "summary",
        "abstract", "report", "report_text", "narrative", "intelligence", "note", "notes",
        "comment", "comments", "remark", "remarks",
        "contenu", "corps", "texte", "resume", "résumé", "remarque", "remarques", "commentaire", "inhoud", "tekst",
        "samenvatting", "opmerking", "opmerkingen", "verslag", "inhalt", "zusammenfassung", "bemerkung",
    }
)  # fmt: skip


def why_forbidden(column: str) -> str:
    """Say why a column is refused, in a full sentence; empty when it is not."""
    if column in _SOURCES or _SOURCE_WORDS.intersection(column.split("_")):
        return (
            f"The column '{column}' names human sources, which are never held here; take it out of the file. Official "
            "counterparts belong in the table 'contacts'."
        )
    if column in _CONTENT:
        return (
            f"The column '{column}' holds content, which is never held here, only the fact of an exchange; take it "
            "out of the file, and give a reference in 'item_ref' where there is one."
        )
    return ""
