"""What an officer is to each contact: connector, broker or peripheral; each asks for another handover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import organisations
from graph.network.projection import AFFILIATION_STRENGTH
from graph.ties.formula import FORMULA
from graph.ties.wording import worded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.ties.compute import TieTable
    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork

ROLES = {
    "connector": "Others lead to the contact too: introduce the successor to the whole group at once.",
    "broker": "Nobody else leads to the contact: introduce the successor in person, and early.",
    "peripheral": "The tie is weak: write down what the contact is good for, and let the successor decide.",
}
"""What each role asks for, in one sentence."""

WEAK = 0.5
"""A tie below this share of the mean of the officer's active ties is peripheral."""


@dataclass(frozen=True, slots=True)
class Role:
    """What an officer is to a contact; `redundancy` is the share of the constraint that comes through others."""

    role: str
    redundancy: float


@worded
def roles(network: VisibleNetwork, ties: TieTable, met: Encounters, officer: int, *, active: float) -> dict[int, Role]:
    """
    Tell what an officer is to each contact with an active tie.

    Parameters
    ----------
    network, ties, met
        What may be seen, its ties as of a day, and the encounters of that day.
    officer
        Row of the officer.
    active
        Strength from which a tie counts, 0 to 100.

    Returns
    -------
    roles
        By row of the contact; empty for an officer without active ties.

    Notes
    -----
    Formula: in the officer's network of active ties, contacts are joined with strength 50 when they hold a role in the
    same organisation that day, or, if that is more, by 100 * (1 - exp(-E / {saturation})) after E common events. With
    p(i, j) the share of i's strength that goes to j, the constraint on officer i from contact j is (p(i, j) + sum over
    q of p(i, q) p(q, j)) squared, and redundancy is the sum's share of what is squared. Peripheral: the tie is below
    half the mean of the officer's active ties. Broker: no redundancy, and no other officer holds an active tie.
    Connector: the rest.
    Unit: a word, and a share.
    Range: redundancy from 0 to below 1.
    Reading: a broker's leaving cuts the contact off; a connector's leaves other ways to it.
    Cost: quadratic in the officer's contacts.

    References
    ----------
    Parise, Cross and Davenport, Strategies for preventing a knowledge-loss crisis, MIT Sloan Management Review 47(4),
    2006, for the three roles; Burt, Structural Holes, 1992, chapter 2, for constraint. The bounds are Liaison's.
    """
    current = ties.strength >= active
    mine = current & (ties.officer == officer)
    contacts, strength = ties.contact[mine], ties.strength[mine]
    if not len(contacts):
        return {}
    joined = _joined(network, ties, met, contacts)
    direct = strength / strength.sum()
    onward = joined / (strength + joined.sum(axis=1))[:, np.newaxis]
    indirect = direct @ onward
    redundancy = indirect / (direct + indirect)
    holders = np.bincount(ties.contact[current], minlength=network.node_table("Contact").num_rows)[contacts]
    weak = strength < WEAK * strength.mean()
    names = np.where(weak, "peripheral", np.where((redundancy == 0) & (holders == 1), "broker", "connector"))
    rows = zip(contacts.tolist(), names.tolist(), redundancy.tolist(), strict=True)
    return {contact: Role(name, share) for contact, name, share in rows}


def _joined(
    network: VisibleNetwork, ties: TieTable, met: Encounters, contacts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Give the strength between each two of some contacts: of colleagues, and of those who met at events."""
    place = np.full(network.node_table("Contact").num_rows, -1)
    place[contacts] = np.arange(len(contacts))
    colleagues = np.zeros((len(contacts), len(contacts)))
    members: dict[int, list[int]] = {}
    for contact, held in organisations(network, ties.as_of).items():
        if place[contact] >= 0:
            for organisation in held:
                members.setdefault(organisation, []).append(int(place[contact]))
    for rows in members.values():
        colleagues[np.ix_(rows, rows)] = AFFILIATION_STRENGTH
    there = place[met.contact] >= 0
    present = np.unique(met.event[there] * len(contacts) + place[met.contact[there]])
    event, row = np.divmod(present, len(contacts))
    common = np.zeros_like(colleagues)
    starts = np.flatnonzero(np.diff(event, prepend=-1))
    for group in np.split(row, starts[1:]):
        if len(group) > 1:
            common[np.ix_(group, group)] += 1
    joined = np.maximum(colleagues, FORMULA.strength(common))
    np.fill_diagonal(joined, 0.0)
    return joined
