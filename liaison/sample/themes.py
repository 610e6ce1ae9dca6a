"""Codes of the subjects on which the fictional unit cooperates. Codes are open: a real unit uses its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of cooperation: its code, and its name in four languages."""

    code: str
    label_en: str
    label_fr: str
    label_nl: str
    label_de: str


SUBJECTS = (
    Subject("terrorism", "Terrorism", "Terrorisme", "Terrorisme", "Terrorismus"),
    Subject("radicalisation", "Radicalisation", "Radicalisation", "Radicalisering", "Radikalisierung"),
    Subject("drugs", "Drugs", "Stupéfiants", "Drugs", "Drogen"),
    Subject("firearms", "Firearms", "Armes à feu", "Vuurwapens", "Schusswaffen"),
    Subject("trafficking", "Trafficking in human beings", "Traite des êtres humains", "Mensenhandel", "Menschenhandel"),
    Subject("smuggling", "Migrant smuggling", "Trafic de migrants", "Mensensmokkel", "Schleusung"),
    Subject("cybercrime", "Cybercrime", "Cybercriminalité", "Cybercriminaliteit", "Cyberkriminalität"),
    Subject("fraud", "Fraud", "Fraude", "Fraude", "Betrug"),
    Subject("laundering", "Money laundering", "Blanchiment", "Witwassen", "Geldwäsche"),
    Subject("corruption", "Corruption", "Corruption", "Corruptie", "Korruption"),
    Subject("fugitives", "Fugitives", "Fugitifs", "Voortvluchtigen", "Flüchtige"),
    Subject("espionage", "Espionage", "Espionnage", "Spionage", "Spionage"),
    Subject("proliferation", "Proliferation", "Prolifération", "Proliferatie", "Proliferation"),
    Subject(
        "environment",
        "Environmental crime",
        "Criminalité environnementale",
        "Milieucriminaliteit",
        "Umweltkriminalität",
    ),
    Subject("cultural_goods", "Cultural goods", "Biens culturels", "Cultuurgoederen", "Kulturgüter"),
    Subject("maritime", "Maritime security", "Sûreté maritime", "Maritieme veiligheid", "Seesicherheit"),
)

KEPT_APART = ("cultural_goods", "maritime")
"""Each of these is worked on by one officer only: that is planted."""
SHARED = tuple(subject.code for subject in SUBJECTS if subject.code not in KEPT_APART)
