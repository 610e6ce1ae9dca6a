"""Closed vocabularies. A value outside its vocabulary is rejected, never guessed."""

from __future__ import annotations

from dataclasses import dataclass

from graph.errors import DeclarationError


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    A closed list of allowed values with what each means.

    Attributes
    ----------
    name
        How the data model calls it.
    values
        Meaning by value, in the order in which people expect them.
    basis
        Where the list comes from.
    """

    name: str
    values: dict[str, str]
    basis: str

    def __post_init__(self) -> None:
        if not self.values:
            raise DeclarationError(f"The vocabulary {self.name!r} has no values; declare at least one.")
        for value, meaning in self.values.items():
            if not value or value != value.strip() or not meaning:
                raise DeclarationError(
                    f"The vocabulary {self.name!r} has the value {value!r} without clean text or meaning; give both."
                )

    def __contains__(self, value: object) -> bool:
        return value in self.values

    def some(self, *values: str) -> frozenset[str]:
        """
        Give some of its values, for a rule that holds for them alone.

        Raises
        ------
        DeclarationError
            The vocabulary has no such value.
        """
        for value in values:
            if value not in self:
                raise DeclarationError(f"The vocabulary {self.name!r} has no value {value!r}; name one that it has.")
        return frozenset(values)


PROTOCOL = "the protocol of 10 September 2020"
PRACTICE = "practice of liaison offices"

SERVICE = Vocabulary(
    "service",
    {"federal_police": "Belgian Federal Police", "state_security": "State Security service (VSSE)"},
    PROTOCOL,
)
OWN_ORGANISATIONS = {"federal_police": "BE-FP", "state_security": "BE-VSSE"}
"""The own services as organisations, by service."""
POSTING_KIND = Vocabulary(
    "posting kind",
    {
        "bilateral": "liaison officer in a country",
        "multilateral": "liaison officer at an international organisation",
        "regional": "liaison officer for a region",
        "temporary": "short mission",
    },
    PRACTICE,
)
ACCREDITATION_MODE = Vocabulary(
    "accreditation mode",
    {
        "resident": "the officer lives there",
        "side": "accredited beside the country of residence",
        "benelux_shared": "through an officer shared within the Benelux",
        "partner_on_request": "through a partner's officer, on request",
        "lead_nation": "through the lead nation of a region",
    },
    "Council Decision 2003/170/JHA; Benelux treaty of 2004, articles 16-17",
)
ORG_TYPE = Vocabulary(
    "organisation type",
    {
        "police": "police service",
        "gendarmerie": "gendarmerie",
        "customs": "customs",
        "border": "border guard",
        "coast_guard": "coast guard",
        "intel_civil": "civil intelligence service",
        "intel_military": "military intelligence service",
        "prosecution": "prosecution service",
        "fiu": "financial intelligence unit",
        "prison": "prison service",
        "ministry": "ministry",
        "embassy": "embassy",
        "international_org": "international organisation",
        "other": "other official body",
    },
    PRACTICE,
)
INTELLIGENCE_TYPES = ORG_TYPE.some("intel_civil", "intel_military")
CONTACT_STATUS = Vocabulary(
    "contact status",
    {"active": "in function", "left": "left the function", "dormant": "kept, no exchanges expected"},
    PRACTICE,
)
INTERACTION_KIND = Vocabulary(
    "interaction kind",
    {
        "meeting": "a meeting in person",
        "call": "a telephone or video call",
        "message": "a written message",
        "joint_operation": "work on one operation",
        "training": "training given or followed together",
        "visit": "a visit to a service",
        "social": "a social occasion",
        "introduction": "one introduces another to a contact",
    },
    PRACTICE,
)
INITIATIVE = Vocabulary(
    "initiative",
    {
        "own": "our officer took it",
        "counterpart": "the contact took it",
        "mutual": "both",
        "unknown": "not recorded",
    },
    PRACTICE,
)
EXCHANGE_KIND = Vocabulary(
    "exchange kind",
    {
        "operational_info": "operational information",
        "context_analysis": "context or analysis",
        "logistics_support": "logistic support",
        "expertise": "expertise",
        "verification": "a verification",
        "request": "a request",
        "reply": "a reply to a request",
    },
    PROTOCOL,
)
DIRECTION = Vocabulary(
    "direction",
    {
        "given": "from an own service to a foreign one",
        "received": "from a foreign service to an own one",
        "internal": "between the own services",
    },
    PROTOCOL,
)
CHANNEL = Vocabulary(
    "channel",
    {
        "siena": "Europol SIENA",
        "i247": "Interpol I-24/7",
        "sirene": "SIRENE bureau",
        "lo_bilateral": "liaison officer to service",
        "embassy": "embassy",
        "secure_mail": "secure mail",
        "phone": "telephone",
        "in_person": "in person",
        "vsse": "through VSSE",
        "other": "another channel",
    },
    PRACTICE,
)
HANDLING = Vocabulary(
    "handling code",
    {
        "H0": "for the prevention and combating of crime only",
        "H1": "not in judicial proceedings without permission",
        "H2": "not to be disseminated without permission",
        "H3": "other restrictions, stated as text",
    },
    "Europol handling codes",
)
GRADE_SCHEME = Vocabulary(
    "grade scheme",
    {"6x6": "Admiralty 6x6", "4x4": "Europol 4x4"},
    "Admiralty code; Europol Regulation, article 29",
)
SOURCE_GRADE = Vocabulary(
    "source grade",
    {
        "A": "completely reliable (4x4: no doubt)",
        "B": "usually reliable (4x4: reliable in most instances)",
        "C": "fairly reliable (4x4: unreliable in most instances)",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "cannot be judged",
        "X": "cannot be assessed (4x4)",
    },
    "Admiralty code; Europol Regulation, article 29",
)
INFO_GRADE = Vocabulary(
    "information grade",
    {
        "1": "confirmed (4x4: accuracy not in doubt)",
        "2": "probably true (4x4: known personally to the source)",
        "3": "possibly true (4x4: not known personally, corroborated)",
        "4": "doubtful (4x4: not known personally, not corroborated)",
        "5": "improbable",
        "6": "cannot be judged",
    },
    "Admiralty code; Europol Regulation, article 29",
)
OUTCOME = Vocabulary("outcome", {"used": "of use", "not_used": "of no use", "pending": "not known yet"}, PRACTICE)
REQUEST_STATE = Vocabulary(
    "request state", {"open": "no answer yet", "answered": "answered", "withdrawn": "withdrawn"}, PRACTICE
)
BRIEFING_STAGE = Vocabulary(
    "briefing stage",
    {
        "pre_departure": "exchange of expertise before departure",
        "plus_6m": "feedback six months after departure",
        "end_of_tour": "feedback at the end of the posting",
    },
    "the protocol of 10 September 2020; US DOJ OIG report 04-18, recommendation 1.1",
)
CONSENT_OPERATION = Vocabulary(
    "consent operation",
    {
        "downgrade_declassify": "lower or lift the classification",
        "other_purpose": "use for another purpose",
        "release_third_country_or_io": "release to a third country or international organisation",
        "disclose_outside": "disclose to another party",
        "third_country_contractor": "release to a contractor in a third country",
    },
    "Commission Decision (EU, Euratom) 2019/1961, article 14",
)
CONSENT_STATUS = Vocabulary(
    "consent status",
    {
        "not_required": "no consent is needed",
        "requested": "asked for",
        "granted": "granted",
        "granted_with_conditions": "granted with conditions",
        "refused": "refused",
        "expired": "expired",
        "withdrawn": "withdrawn",
    },
    PRACTICE,
)
MARKING_SYSTEM = Vocabulary(
    "marking system",
    {
        "BE": "Belgian classification",
        "EU": "EU classified information",
        "NATO": "NATO classified information",
        "TLP": "Traffic Light Protocol 2.0",
        "HANDLING": "handling codes and caveats",
    },
    "law of 11 December 1998; Council Decision 2013/488/EU; TLP 2.0",
)
DECISION = Vocabulary(
    "judgement", {"positive": "the same person", "negative": "two persons", "unsure": "not decided"}, PRACTICE
)
ROLE = Vocabulary(
    "viewer role",
    {
        "analyst": "explores networks",
        "coordinator": "coordinates the officers",
        "officer": "a liaison officer",
        "dpo": "data protection officer",
        "auditor": "reads the log",
    },
    PRACTICE,
)
HISTORY_ROLES = ROLE.some("coordinator", "dpo", "auditor")
"""Who may see sums over all rows: they tell of records that the reader may not see."""
