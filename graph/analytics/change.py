"""What changed in a network between two days: new, lost and faded ties, contacts who moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.results import Column, Table, table
from graph.errors import InputError
from graph.ties.compute import tie_table
from graph.ties.events import encounters
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from graph.visible.network import VisibleNetwork

ACTIVE = 5.0
"""Strength from which a tie counts as active: about one meeting half a year ago."""

FADED = 0.5
"""Share of its former strength at or below which an active tie has faded."""


@dataclass(frozen=True, slots=True)
class TieChange:
    """
    One tie on two days.

    Attributes
    ----------
    change
        "new", "lost" or "faded".
    officer_id, officer_name, contact_id, contact_name
        Whose tie.
    before, after
        Strength on either day, 0 to 100; 0 = no common event yet.
    """

    change: str
    officer_id: str
    officer_name: str
    contact_id: str
    contact_name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Move:
    """A contact whose organisations differ between the days; names of the organisations, joined by commas."""

    contact_id: str
    contact_name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """
    What changed between two days.

    Attributes
    ----------
    first, second
        The days.
    ties
        Changed ties: new, then lost, then faded; each by strength.
    moved
        Contacts with a role on both days, but not the same organisations.
    """

    first: dt.date
    second: dt.date
    ties: tuple[TieChange, ...]
    moved: tuple[Move, ...]

    def table(self) -> Table:
        """Give one row a changed tie."""
        return table("changed ties", _TIES, self.ties)

    def moved_table(self) -> Table:
        """Give one row a contact who moved."""
        return table("moved contacts", _MOVED, self.moved)


_CONTACT = (Column("contact_id", "", "contact"), Column("contact_name", "", "name of the contact"))
_TIES = (
    Column("change", "", "new, lost or faded"),
    Column("officer_id", "", "officer"),
    Column("officer_name", "", "name of the officer"),
    *_CONTACT,
    Column("before", "0 to 100", "strength on the first day"),
    Column("after", "0 to 100", "strength on the second day"),
)
_MOVED = (
    *_CONTACT,
    Column("before", "", "organisations on the first day"),
    Column("after", "", "organisations on the second day"),
)


def change(
    network: VisibleNetwork, first: dt.date, second: dt.date, *, active: float = ACTIVE, faded: float = FADED
) -> Change:
    """
    Compare the ties and roles of two days.

    New: not active on the first day, active on the second. Lost: the other way round. Faded: active on both, but at
    most `faded` of its strength is left.

    Parameters
    ----------
    network
        What may be seen.
    first, second
        The days, in order.
    active
        Strength from which a tie counts as active, 0 to 100.
    faded
        Share, 0 to 1.

    Raises
    ------
    InputError
        The days are not in order.

    Returns
    -------
    change
        Nothing where neither day has an active tie.

    Notes
    -----
    Formula: new, lost and faded as above; moved = contacts with a role on both days, but not at the same organisations.
    Unit: strength, points.
    Range: 0 to 100.
    Reading: a lost tie had grown weak by itself or its officer or contact is no longer there; a moved contact is the
        most valuable news, because the tie may open another service.
    Cost: that of two tie tables.

    References
    ----------
    Burt, Bridge decay, Social Networks 24, 2002; Ahmad, Porter and Beguerisse 2021 on ties that decay.
    """
    if first >= second:
        raise InputError(f"The first day, {first.isoformat()}, must come before the second, {second.isoformat()}.")
    met = encounters(network)
    contacts = max(network.node_table("Contact").num_rows, 1)
    strengths = []
    for day in (first, second):
        ties = tie_table(network, met.on(network, day), day)
        strengths.append((ties.officer * contacts + ties.contact, ties.strength))
    pairs = np.union1d(strengths[0][0], strengths[1][0])
    before, after = (np.zeros(len(pairs)) for _ in range(2))
    for column, (pair, strength) in zip((before, after), strengths, strict=True):
        column[np.searchsorted(pairs, pair)] = strength
    kinds = {
        "new": (before < active) & (after >= active),
        "lost": (before >= active) & (after < active),
        "faded": (before >= active) & (after >= active) & (after <= faded * before),
    }
    keys = [network.keys(label).to_pylist() for label in ("Officer", "Contact")]
    names = [network.titles(label).to_pylist() for label in ("Officer", "Contact")]
    rows = []
    for kind, mask in kinds.items():
        chosen = np.flatnonzero(mask)
        chosen = chosen[np.argsort(-np.maximum(before, after)[chosen], kind="stable")]
        for at in chosen.tolist():
            officer, contact = divmod(int(pairs[at]), contacts)
            rows.append(
                TieChange(
                    kind,
                    keys[0][officer],
                    names[0][officer],
                    keys[1][contact],
                    names[1][contact],
                    float(before[at]),
                    float(after[at]),
                )
            )
    return Change(first, second, tuple(rows), _moved(network, first, second))


def _moved(network: VisibleNetwork, first: dt.date, second: dt.date) -> tuple[Move, ...]:
    then, now = organisations(network, first), organisations(network, second)
    keys, names = network.keys("Contact").to_pylist(), network.titles("Contact").to_pylist()
    services = network.titles("Organisation").to_pylist()
    return tuple(
        Move(
            keys[contact],
            names[contact],
            ", ".join(sorted(services[row] for row in then[contact])),
            ", ".join(sorted(services[row] for row in now[contact])),
        )
        for contact in sorted(then)
        if contact in now and then[contact] != now[contact]
    )


def organisations(network: VisibleNetwork, day: dt.date) -> dict[int, set[int]]:
    """Give the rows of the organisations at which each contact, by row, held a role on a day."""
    contact, organisation, rows = network.links("HOLDS_ROLE", "Contact", "Organisation")
    held = valid_on(rows, day)
    found: dict[int, set[int]] = {}
    for one, two in zip(contact[held].tolist(), organisation[held].tolist(), strict=True):
        found.setdefault(one, set()).add(two)
    return found
