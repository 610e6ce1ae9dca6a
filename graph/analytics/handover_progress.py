"""How far the handover of each contact has come, measured from what was recorded, never from what was ticked off."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics.change import ACTIVE
from graph.analytics.results import Column, Table, table
from graph.errors import InputError
from graph.ties.compute import tie_table
from graph.ties.events import EVENT_LABELS, encounters

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from graph.analytics.handover_plan import HandoverPlan
    from graph.ties.compute import TieTable
    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork

STATUSES = ("not begun", "introduced", "met together", "taken over", "lost")
BEGUN = frozenset(STATUSES[1:4])


@dataclass(frozen=True, slots=True)
class Step:
    """One contact of a plan on a later day; `status` is one of `STATUSES`."""

    rank: int
    contact_id: str
    contact_name: str
    successor_id: str
    successor_name: str
    status: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan has come on a day; `done` is the share of contacts introduced or further, None without any."""

    day: dt.date
    steps: tuple[Step, ...]
    done: float | None

    def table(self) -> Table:
        """Give one row a contact, in the order of the plan."""
        return table("handover progress", _COLUMNS, self.steps)


_COLUMNS = (
    Column("rank", "number", "place in the plan, 1 = first"),
    Column("contact_id", "", "contact"),
    Column("contact_name", "", "name of the contact"),
    Column("successor_id", "", "officer who takes over"),
    Column("successor_name", "", "name of that officer"),
    Column("status", "", ", ".join(STATUSES)),
)


def handover_progress(network: VisibleNetwork, plan: HandoverPlan, day: dt.date, *, active: float = ACTIVE) -> Progress:
    """
    Measure how far a plan has come on a day, before the departure or after it.

    Parameters
    ----------
    network
        What may be seen.
    plan
        Whom to hand over to whom; its officers and contacts must be visible.
    day
        The day of the plan or later.
    active
        Strength from which a tie counts, 0 to 100.

    Returns
    -------
    progress
        One step a contact; none for an empty plan.

    Raises
    ------
    InputError
        The day lies before that of the plan.
    NotFoundError
        Somebody in the plan is not visible here.

    Notes
    -----
    Formula: taken over = the successor holds an active tie, and had an event with the contact that was no introduction
    and to which the leaving officer did not come; else lost = the contact has left its function, as recorded now, or
    the departure is past and nobody but the leaving officer holds an active tie; else met together = an event, no
    introduction, of both officers and the contact; else introduced = an interaction of the kind introduction of
    successor, contact and another officer; else not begun.
    Unit: a word; the share of contacts that are introduced, met together or taken over.
    Range: 0 to 1.
    Reading: a high share before the departure = the network stays; "lost" afterwards = it left with the officer.
    Cost: that of a tie table.

    References
    ----------
    Parise, Cross and Davenport 2006: departures lose whom people know.
    """
    if day < plan.as_of:
        raise InputError(f"The plan is of {plan.as_of.isoformat()}; look at its progress on that day or later.")
    met = encounters(network).on(network, day)
    ties = tie_table(network, met, day)
    leaving = network.position("Officer", plan.officer_id)
    contacts = [network.position("Contact", item.contact_id) for item in plan.items]
    takers = [network.position("Officer", item.successor_id) if item.successor_id else None for item in plan.items]
    found = statuses(network, ties, met, leaving, list(zip(contacts, takers, strict=True)),
                     departed=day > plan.departure, active=active)  # fmt: skip
    steps = tuple(
        Step(item.rank, item.contact_id, item.contact_name, item.successor_id, item.successor_name, status)
        for item, status in zip(plan.items, found, strict=True)
    )
    return Progress(day, steps, share_begun(found))


def share_begun(found: Sequence[str]) -> float | None:
    """Give the share of statuses that are introduced or further; None for none."""
    return sum(status in BEGUN for status in found) / len(found) if found else None


def statuses(
    network: VisibleNetwork,
    ties: TieTable,
    met: Encounters,
    leaving: int,
    pairs: Sequence[tuple[int, int | None]],
    *,
    departed: bool,
    active: float,
) -> list[str]:
    """Give the status of each contact and successor, by rows; a successor of None = nobody."""
    current = ties.strength >= active
    held: defaultdict[int, set[int]] = defaultdict(set)
    for contact, officer in zip(ties.contact[current].tolist(), ties.officer[current].tolist(), strict=True):
        held[contact].add(officer)
    present = _present(network, met, [contact for contact, _ in pairs])
    state = network.node_table("Contact")["status"].to_pylist()
    found = []
    for contact, successor in pairs:
        events = [(people, kind) for people, kind in present[contact] if successor in people]
        met_otherwise = [people for people, kind in events if kind != "introduction"]
        if successor in held[contact] and any(leaving not in people for people in met_otherwise):
            status = "taken over"
        elif state[contact] == "left" or (departed and not held[contact] - {leaving}):
            status = "lost"
        elif any(leaving in people for people in met_otherwise):
            status = "met together"
        elif any(len(people) > 1 for people, kind in events if kind == "introduction"):
            status = "introduced"
        else:
            status = "not begun"
        found.append(status)
    return found


def _present(
    network: VisibleNetwork, met: Encounters, contacts: Sequence[int]
) -> defaultdict[int, list[tuple[set[int], str | None]]]:
    """Give, by contact, the officers and the kind of each event in which it took part."""
    wanted = np.isin(met.contact, np.array(contacts, dtype=np.int64))
    people: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    rows = zip(met.contact[wanted].tolist(), met.event[wanted].tolist(), met.officer[wanted].tolist(), strict=True)
    for contact, event, officer in rows:
        people[contact, event].add(officer)
    kinds = [network.node_table(label)["kind"].to_pylist() for label in EVENT_LABELS]
    found: defaultdict[int, list[tuple[set[int], str | None]]] = defaultdict(list)
    for (contact, event), officers in people.items():
        kind = kinds[int(met.events.label[event])][int(met.events.row[event])]
        found[contact].append((officers, kind))
    return found
