"""Why a tie is as strong as it is, term by term, down to the source rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.errors import NotFoundError
from graph.model.catalog import node_type
from graph.ties.compute import terms, tie_table
from graph.ties.events import EVENT_LABELS, encounters
from graph.ties.formula import FORMULA

if TYPE_CHECKING:
    import datetime as dt

    from graph.visible.network import VisibleNetwork


@dataclass(frozen=True, slots=True)
class TieTerm:
    """
    What one event adds to a tie.

    Attributes
    ----------
    label, key
        The event.
    date, kind
        Its day and kind.
    direction
        `direction` of an exchange, `initiative` of an interaction.
    weight, grade, decay
        Factors.
    age
        Days before the as-of day.
    value
        Their product.
    source_rows
        Rows that it comes from, as batch/file:row.
    """

    label: str
    key: str
    date: dt.date
    kind: str | None
    direction: str | None
    weight: float
    grade: float
    decay: float
    age: int
    value: float
    source_rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TieExplanation:
    """
    A tie with everything that went into it.

    Attributes
    ----------
    officer_id, contact_id, as_of
        Which tie, when.
    strength, distance
        Score 0 to 100 and distance for paths, equal to those of `ties`.
    raw, decayed, reciprocity, reciprocity_factor, span
        The formula's parts; `decayed` is the sum of the terms' values in their order.
    half_life, bridge
        Half-life in days that was used, and whether it is that of a bridge.
    given, received
        Numbers of events that count each way; a mutual one counts both ways.
    terms
        One per event, oldest first.
    """

    officer_id: str
    contact_id: str
    as_of: dt.date
    strength: float
    distance: int
    raw: float
    decayed: float
    reciprocity: float
    reciprocity_factor: float
    span: float
    half_life: int
    bridge: bool
    given: int
    received: int
    terms: tuple[TieTerm, ...]


def explain(network: VisibleNetwork, as_of: dt.date, officer_id: str, contact_id: str) -> TieExplanation:
    """
    Explain one tie.

    Raises
    ------
    NotFoundError
        The officer, the contact or any common event up to the day does not exist, or not for this viewer.
    """
    officer, contact = network.position("Officer", officer_id), network.position("Contact", contact_id)
    met = encounters(network).on(network, as_of, contacts=np.array([contact]))
    table = tie_table(network, met, as_of)
    found = (table.officer == officer).nonzero()[0]
    if not len(found):
        raise NotFoundError(
            f"The officer {officer_id!r} and the contact {contact_id!r} have no common event up to "
            f"{as_of.isoformat()}; choose a later day or another pair."
        )
    tie = int(found[0])
    bridge = bool(table.bridge[tie])
    event = met.event[met.officer == officer]
    weight, grade, decay, value = terms(met, event, table.bridge[[tie] * len(event)], as_of)
    rows = []
    for place, element in enumerate(event.tolist()):
        label = EVENT_LABELS[int(met.events.label[element])]
        record = network.node_table(label).slice(int(met.events.row[element]), 1).to_pylist()[0]
        rows.append(
            TieTerm(
                label=label,
                key=record[node_type(label).key],
                date=record["date"],
                kind=record["kind"],
                direction=record["direction" if label == "Exchange" else "initiative"],
                weight=float(weight[place]),
                grade=float(grade[place]),
                decay=float(decay[place]),
                age=(as_of - record["date"]).days,
                value=float(value[place]),
                source_rows=tuple(record["source_rows"] or ()),
            )
        )
    reciprocity = float(table.reciprocity[tie])
    return TieExplanation(
        officer_id=officer_id,
        contact_id=contact_id,
        as_of=as_of,
        strength=float(table.strength[tie]),
        distance=int(table.distance[tie]),
        raw=float(table.raw[tie]),
        decayed=float(table.decayed[tie]),
        reciprocity=reciprocity,
        reciprocity_factor=FORMULA.one_way + FORMULA.two_way * reciprocity,
        span=float(table.span[tie]),
        half_life=FORMULA.bridge_half_life if bridge else FORMULA.half_life,
        bridge=bridge,
        given=int(table.given[tie]),
        received=int(table.received[tie]),
        terms=tuple(rows),
    )
