"""Which people become nodes, and what joins them: five projections of the same ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from graph.errors import InputError, near
from graph.model.projections import KINDS, PROJECTIONS
from graph.network.contact_graph import Arrays, ContactGraph
from graph.ties.events import encounters
from graph.ties.formula import FORMULA
from graph.ties.sureness import sureness
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from graph.ties.compute import TieTable
    from graph.visible.network import VisibleNetwork

    Edges = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]

AFFILIATION_STRENGTH = 50.0
"""Strength of 'holds a role at': who knows somebody in a service can probably be led further, but does not know it."""


def node_id(label: str, key: str) -> str:
    """Name a node of a graph: keys of different labels may coincide."""
    return f"{label}:{key}"


def contact_graph(network: VisibleNetwork, ties: TieTable, projection: str = "officer-contact") -> ContactGraph:
    """
    Make a graph from ties.

    Parameters
    ----------
    network
        What may be seen; the ties must have been computed from it.
    ties
        Ties as of a day; the graph is of that day.
    projection
        One of `PROJECTIONS`. Officers and contacts valid on the day are nodes even without a tie (isolates).
        "full": a role on the day joins contact and organisation with strength 50, distance 200. Countries are no
        nodes, because paths through a country are no introductions.
        "contacts": strength 100 * (1 - exp(-S / 5)), where S sums weight * grade * decay (half-life 180 days) over the
        events in which both contacts took part; reciprocity and span are properties of ties with officers.
        "officers": strength 100 * (1 - exp(-T / 5)), where T sums, over shared contacts, the weaker of the two ties
        as a share of 100.
        "introductions": the edges of "full" and of "contacts" together.

    Returns
    -------
    graph
        Nodes are named "Officer:O-001" and carry `label, key, name, country` (None for officers); edges carry
        `strength` (0 to 100) and `distance` (whole number, see `Formula.distance`); in "officer-contact" and "full"
        also `sureness` (0 to 1, see `graph.ties.sureness`; 1 for a role); in "introductions" also `kind`,
        one of `KINDS`, and `last`, the day of the last event (None for roles). `graph.graph` holds
        `projection` and `as_of`.

    Raises
    ------
    InputError
        There is no such projection.

    Notes
    -----
    Cost: linear in nodes and edges for the first two; the others also in the pairs of participants per event, and of
    officers per contact.
    """
    if projection not in PROJECTIONS:
        raise InputError(f"There is no projection {projection!r}. {near(projection, PROJECTIONS)}")
    labels = {
        "officer-contact": ("Officer", "Contact"),
        "full": ("Officer", "Contact", "Organisation"),
        "contacts": ("Contact",),
        "officers": ("Officer",),
        "introductions": ("Officer", "Contact", "Organisation"),
    }[projection]
    more: dict[str, NDArray[Any]] = {}
    if projection == "contacts":
        first, second, strength, _ = _together(network, ties.as_of)
    elif projection == "officers":
        first, second, strength = _sharing(network, ties)
    else:
        officers = network.node_table("Officer").num_rows
        first, second, strength = ties.officer, ties.contact + officers, ties.strength
        sure = sureness(network, ties)
        if projection != "officer-contact":
            contact, organisation = _roles(network, ties.as_of)
            first = np.concatenate((first, contact + officers))
            second = np.concatenate((second, organisation + officers + network.node_table("Contact").num_rows))
            strength = np.concatenate((strength, np.full(len(contact), AFFILIATION_STRENGTH)))
            sure = np.concatenate((sure, np.ones(len(contact))))
        more["sureness"] = sure
        if projection == "introductions":
            one, two, common, day = _together(network, ties.as_of)
            kind = np.repeat(KINDS, (len(ties), len(strength) - len(ties), len(common)))
            last = np.full(len(kind), np.datetime64("NaT"), dtype="datetime64[D]")
            last[kind == "tie"], last[kind == "event"] = (_dates(days) for days in (ties.last_day, day))
            more = {"kind": kind, "last": last}
            first, second = np.concatenate((first, one + officers)), np.concatenate((second, two + officers))
            strength = np.concatenate((strength, common))
    graph = _arrays(network, ties.as_of, labels, (first, second, strength), more)
    return ContactGraph(graph, projection=projection, as_of=ties.as_of)


def _arrays(
    network: VisibleNetwork,
    as_of: dt.date,
    labels: tuple[str, ...],
    edges: Edges,
    more: Mapping[str, NDArray[Any]],
) -> Arrays:
    keep = np.concatenate([valid_on(network.node_table(label), as_of) for label in labels])
    place = np.cumsum(keep) - 1
    first, second, strength = edges
    there = keep[first] & keep[second]
    first, second, strength = place[first[there]], place[second[there]], strength[there]
    mask = pa.array(keep)
    columns = {
        "label": pa.concat_arrays([pa.array([label] * len(network.keys(label)), pa.string()) for label in labels]),
        "key": pa.concat_arrays([network.keys(label) for label in labels]),
        "name": pa.concat_arrays([network.titles(label) for label in labels]),
        "country": pa.concat_arrays([_countries(network, label) for label in labels]),
    }
    values = {name: column.filter(mask).to_pylist() for name, column in columns.items()}
    nodes = tuple(map(node_id, values["label"], values["key"]))
    of_edge = {"strength": strength, "distance": FORMULA.distance(strength)}
    of_edge |= {name: column[there] for name, column in more.items()}
    return Arrays.from_edges(nodes, first, second, of_edge, values)


def _countries(network: VisibleNetwork, label: str) -> pa.Array:
    table = network.node_table(label)
    if "country" not in table.column_names:
        return pa.nulls(table.num_rows, pa.string())
    return table["country"].combine_chunks()


def _roles(network: VisibleNetwork, as_of: dt.date) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give contact and organisation rows of the roles held on the day, each pair once."""
    contact, organisation, rows = network.links("HOLDS_ROLE", "Contact", "Organisation")
    held = valid_on(rows, as_of)
    width = max(network.node_table("Organisation").num_rows, 1)
    pairs = np.unique(contact[held] * width + organisation[held])
    contact, organisation = np.divmod(pairs, width)
    return contact, organisation


def _together(
    network: VisibleNetwork, as_of: dt.date
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Join contacts by common events; give also the day of the last one."""
    met = encounters(network).on(network, as_of)
    people = max(network.node_table("Contact").num_rows, 1)
    once = np.unique(met.event * people + met.contact)
    event, contact = np.divmod(once, people)
    day = met.events.day[event]
    age = np.datetime64(as_of, "D").astype(np.int64) - day
    value = met.events.weight[event] * met.events.grade[event] * np.exp2(-age / FORMULA.half_life)
    left, right = _meetings(event)
    pairs = contact[left] * people + contact[right]
    last = np.full(len(np.unique(pairs)), np.iinfo(np.int64).min)
    np.maximum.at(last, np.unique(pairs, return_inverse=True)[1], day[left])
    return *_joined(event, contact, value, people), last


def _dates(days: NDArray[np.int64]) -> NDArray[Any]:
    return days.astype("datetime64[D]")


def _sharing(network: VisibleNetwork, ties: TieTable) -> Edges:
    people = max(network.node_table("Officer").num_rows, 1)
    by_contact = np.lexsort((ties.officer, ties.contact))
    return _joined(ties.contact[by_contact], ties.officer[by_contact], ties.strength[by_contact] / 100, people)


def _joined(group: NDArray[np.int64], member: NDArray[np.int64], value: NDArray[np.float64], people: int) -> Edges:
    """Join all members of each group pairwise by the lesser of their values, and sum over groups; both sorted."""
    left, right = _meetings(group)
    pair, edge = np.unique(member[left] * people + member[right], return_inverse=True)
    total = np.bincount(edge, weights=np.minimum(value[left], value[right]), minlength=len(pair))
    first, second = np.divmod(pair, people)
    return first, second, FORMULA.strength(total.astype(np.float64))


def _meetings(group: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the places of all pairs of elements of the same group; groups are sorted."""
    size = np.bincount(group) if len(group) else np.zeros(0, np.int64)
    # Element i meets those that follow it in its group.
    end = np.cumsum(size)[group] if len(group) else group
    copies = end - np.arange(len(group)) - 1
    left = np.repeat(np.arange(len(group)), copies)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(copies) - copies, copies)
    return left, right
