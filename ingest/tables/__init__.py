"""The input tables, in the order in which they depend on one another: declared once, the rest derives."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.errors import DeclarationError
from ingest.tables.conditions import CONSENTS, PRIORITIES, THEME_REQUIREMENTS, VIEWERS
from ingest.tables.counterparts import CONTACT_ROLES, CONTACTS, ORGANISATIONS
from ingest.tables.events import EXCHANGES, INTERACTIONS, REQUESTS
from ingest.tables.forbidden import why_forbidden
from ingest.tables.people import ACCREDITATIONS, BRIEFINGS, OFFICERS, POSTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.tables.table import Table

_ORDER = (
    ORGANISATIONS,
    OFFICERS,
    POSTINGS,
    ACCREDITATIONS,
    CONTACTS,
    CONTACT_ROLES,
    REQUESTS,
    INTERACTIONS,
    EXCHANGES,
    BRIEFINGS,
    THEME_REQUIREMENTS,
    PRIORITIES,
    CONSENTS,
    VIEWERS,
)


def _tables() -> dict[str, Table]:
    for table in _ORDER:
        for column in table.columns:
            if why := why_forbidden(column.name):
                raise DeclarationError(f"The table {table.name!r} declares a refused column. {why}")
    return {table.name: table for table in _ORDER}


TABLES: Mapping[str, Table] = MappingProxyType(_tables())
"""By name; a table comes after those that its rows refer to."""


def column_of(table: str, name: str) -> str:
    """
    Give the column of a table that a link of its shape, or an end of its relationship, comes from.

    The store knows links, people know columns. A name that is neither comes back as it is.
    """
    declared = TABLES.get(table)
    if not name or declared is None or any(column.name == name for column in declared.columns):
        return name
    for column in declared.columns:
        if column.link == name:
            return column.name
    return next((made.columns[0] for made in declared.made if made.into == name), name)


__all__ = ["TABLES", "column_of"]
