"""Every kind of relationship."""

from __future__ import annotations

from graph.model import vocabularies as v
from graph.model.fields import Field, Kind, RelType

HELD_POSTING = RelType("HELD_POSTING", ("Officer",), ("Posting",), "The officer served on the posting.")
SUCCEEDED_BY = RelType("SUCCEEDED_BY", ("Posting",), ("Posting",), "The posting was taken over by the next one.")
ACCREDITED_TO = RelType(
    "ACCREDITED_TO",
    ("Posting",),
    ("Country",),
    "The posting gives access to the country.",
    (Field("mode", Kind.TEXT, "how", v.ACCREDITATION_MODE),),
    key=("mode", "valid_from"),
)
HOLDS_ROLE = RelType(
    "HOLDS_ROLE",
    ("Contact",),
    ("Organisation",),
    "The contact holds or held a function at the organisation.",
    (Field("function", Kind.TEXT, "function"),),
    key=("function", "valid_from"),
)
PART_OF = RelType("PART_OF", ("Organisation",), ("Organisation",), "The organisation is part of another.")
IN_COUNTRY = RelType(
    "IN_COUNTRY",
    ("Organisation", "Contact", "Posting", "Priority"),
    ("Country",),
    "It lies in, works in or is about the country.",
)
TOOK_PART = RelType(
    "TOOK_PART",
    ("Officer", "Contact"),
    ("Interaction", "Exchange"),
    "The person took part.",
)
CARRIED = RelType("CARRIED", ("Interaction",), ("Exchange",), "The exchange happened during the interaction.")
INTRODUCED = RelType("INTRODUCED", ("Officer",), ("Contact",), "The officer introduced the contact to the unit.")
GAVE = RelType("GAVE", ("Organisation",), ("Exchange",), "The organisation gave.")
RECEIVED = RelType("RECEIVED", ("Exchange",), ("Organisation",), "The organisation received.")
ABOUT = RelType("ABOUT", ("Exchange", "Request"), ("Theme",), "It is about the theme.")
CONCERNS = RelType("CONCERNS", ("Exchange",), ("InfoItem",), "The exchange passed the item.")
ORIGINATES = RelType("ORIGINATES", ("Organisation",), ("InfoItem",), "The item is the organisation's information.")
DERIVED_FROM = RelType("DERIVED_FROM", ("InfoItem",), ("InfoItem",), "The item was made from the other.")
COVERED_BY = RelType("COVERED_BY", ("InfoItem",), ("Consent",), "The consent is about the item.")
DECIDED = RelType("DECIDED", ("Organisation",), ("Consent",), "The organisation decided on the consent.")
CONSENTS_TO = RelType("CONSENTS_TO", ("Consent",), ("Organisation",), "The organisation is the consent's recipient.")
BRIEFED_FOR = RelType("BRIEFED_FOR", ("Briefing",), ("Posting",), "The briefing prepared or reviewed the posting.")
ATTENDED = RelType("ATTENDED", ("Officer",), ("Briefing",), "The officer was briefed.")
ANSWERS = RelType("ANSWERS", ("Exchange",), ("Request",), "The exchange answers the request.")
ASKED = RelType("ASKED", ("Organisation",), ("Request",), "The organisation asked.")
ASKED_OF = RelType("ASKED_OF", ("Request",), ("Organisation",), "The organisation was asked.")
HANDLES = RelType("HANDLES", ("Officer",), ("Request",), "The officer handles the request.")
REQUIRES = RelType(
    "REQUIRES",
    ("Country",),
    ("Theme",),
    "Officers who leave for the country must be briefed on the theme.",
    (Field("required", Kind.BOOLEAN, "required, or merely advised"),),
)
MARKED = RelType("MARKED", ("Exchange", "InfoItem"), ("Marking",), "It bears the marking of a system.")
SAME_AS = RelType("SAME_AS", ("Contact",), ("Contact",), "A person judged the two to be one.")
NOT_SAME_AS = RelType("NOT_SAME_AS", ("Contact",), ("Contact",), "A person judged the two to be different.")
