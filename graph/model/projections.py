"""The networks that can be made of ties, and what joins their nodes."""

from __future__ import annotations

PROJECTIONS = {
    "officer-contact": "officers and contacts, joined by their ties",
    "full": "also organisations, joined to the contacts who hold a role there on the day",
    "contacts": "contacts, joined by the events in which both took part",
    "officers": "officers, joined by the contacts whom both know",
    "introductions": "as full, and contacts also joined by the events in which both took part",
}
"""What each projection holds."""

KINDS = ("tie", "role", "event")
"""What joins two nodes of "introductions": a tie with an officer, a role at a service, common events of contacts."""

TIES = ("Officer", "Contact", "Exchange", "Interaction", "TOOK_PART")
"""Labels and relationships that ties are computed from."""

NETWORK = (*TIES, "Organisation", "HOLDS_ROLE")
"""Labels and relationships that a network of any projection is made of."""
