"""Parameters that every question may use without declaring them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.tie_numbers import tie_parameters
from graph.model.viewer import OPEN
from graph.model.vocabularies import OWN_ORGANISATIONS

if TYPE_CHECKING:
    import datetime as dt

    from graph.model.viewer import Viewer


def implicit_parameters(viewer: Viewer, as_of: dt.date) -> dict[str, object]:
    """
    Give the values of all of them.

    Parameters
    ----------
    viewer
        For whom the question is asked: `viewer_level`, `viewer_compartments`, `viewer_releases`.
    as_of
        The day: `as_of`.

    Returns
    -------
    parameters
        Also the numbers of the tie formula (`tie_...`), and the own services as organisations: both
        (`own_organisations`), the police (`own_police`) and the intelligence service (`own_intelligence`).
    """
    return {
        "as_of": as_of,
        **viewer.parameters(),
        **tie_parameters(),
        "own_organisations": sorted(OWN_ORGANISATIONS.values()),
        "own_police": OWN_ORGANISATIONS["federal_police"],
        "own_intelligence": OWN_ORGANISATIONS["state_security"],
    }


def _names() -> frozenset[str]:
    return frozenset(
        ["as_of", *OPEN.parameters(), *tie_parameters(), "own_organisations", "own_police", "own_intelligence"]
    )


IMPLICIT = _names()
"""Their names."""
