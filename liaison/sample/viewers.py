"""Who reads the sample world: profiles that see clearly different networks."""

from __future__ import annotations

from liaison.sample.markings import COMPARTMENTS, ORIGINATOR_CONTROLLED

_ALL = ";".join(COMPARTMENTS)

ROWS: tuple[tuple[str, str, str, str, str], ...] = (
    ("analyst", "analyst", "1", "", ""),
    ("coordinator", "coordinator", "3", _ALL, "BE"),
    ("officer", "officer", "2", ORIGINATOR_CONTROLLED, "BE"),
    ("benelux", "analyst", "1", "", "BE;NL;LU"),
    ("dpo", "dpo", "3", _ALL, "BE"),
    ("auditor", "auditor", "3", _ALL, "BE"),
    ("trainee", "analyst", "0", "", ""),
)
"""Rows of `viewers`: sign-in name, role, level, compartments, countries in whose name they read."""
