"""Columns of the input tables that the sample world writes, in the order of the files."""

from __future__ import annotations

COLUMNS: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "organisations": "org_id name native_name country org_type parent_org_id level",
        "officers": "officer_id last_name first_name service languages clearance clearance_until level",
        "postings": "posting_id officer_id city country start planned_end end kind predecessor_posting_id level",
        "accreditations": "posting_id country mode from to level",
        "contacts": "contact_id last_name first_name native_name org_id function country email phone known_since "
        "level introduced_by status retention_until caveats releasable_to",
        "contact_roles": "contact_id org_id function from to level",
        "requests": "request_id opened due closed asking_org asked_org officer_id theme mandate_basis state",
        "interactions": "date officer_id contact_ids kind initiative minutes place level interaction_id caveats",
        "exchanges": "exchange_id date from_org to_org officer_id contact_id direction kind theme channel grade "
        "handling level originator item_ref derived_from request_id interaction_id purpose caveats releasable_to",
        "briefings": "briefing_id officer_id posting_id date stage given_by themes_covered",
        "theme_requirements": "country theme required",
        "priorities": "country org_type priority",
        "consents": "consent_id originator item_ref operation recipient purpose status granted_on valid_until "
        "written_ref level",
        "viewers": "user_id role level compartments countries",
    }.items()
}
