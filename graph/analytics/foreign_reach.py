"""Which foreign services the police and state security reach on a day, by ties and by own exchanges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.access import functions, sides
from graph.model.days import add_months
from graph.model.vocabularies import OWN_ORGANISATIONS
from graph.ties.compute import tie_table
from graph.ties.events import day_number, encounters
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from graph.ties.events import Encounters
    from graph.visible.network import VisibleNetwork

_POLICE, _SECURITY = "federal_police", "state_security"


@dataclass(frozen=True, slots=True)
class ForeignServices:
    """
    Foreign services of some types, with what does not change from day to day.

    Attributes
    ----------
    chosen
        By row of the organisations: foreign, and of a type asked for.
    country, countries
        Position of each organisation's country in the list of countries, in which None is the last.
    met, contacts
        All encounters, and the contacts who ever held a function in a chosen service.
    exchanged, exchanged_on
        Organisation and day of each exchange that state security itself gave or received.
    """

    chosen: NDArray[np.bool_]
    country: NDArray[np.int64]
    countries: list[str | None]
    met: Encounters
    contacts: NDArray[np.int64]
    exchanged: NDArray[np.int64]
    exchanged_on: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reach:
    """By row of the organisations: whether it counts on the day, strongest ties, and own exchanges."""

    counts: NDArray[np.bool_]
    police: NDArray[np.float64]
    security: NDArray[np.float64]
    own: NDArray[np.int64]


def foreign_services(network: VisibleNetwork, kinds: tuple[str, ...]) -> ForeignServices:
    """Find the foreign services of some types, and what their reach rests on."""
    services = network.node_table("Organisation")
    ours = pc.is_in(services["org_id"], value_set=pa.array(sorted(OWN_ORGANISATIONS.values())))
    wanted = pc.is_in(services["org_type"], value_set=pa.array(kinds, pa.string()))
    chosen = np.asarray(pc.and_not(wanted, ours).to_numpy(), dtype=bool)
    codes = services["country"].combine_chunks()
    countries = sorted(pc.unique(codes.drop_null()).to_pylist())
    at = pc.fill_null(pc.index_in(codes, value_set=pa.array(countries, pa.string())), len(countries))
    contact, organisation, _ = network.links("HOLDS_ROLE", "Contact", "Organisation")
    return ForeignServices(
        chosen,
        np.asarray(at.to_numpy(), dtype=np.int64),
        [*countries, None],
        encounters(network),
        np.unique(contact[chosen[organisation]]),
        *_own_exchanges(network),
    )


def _own_exchanges(network: VisibleNetwork) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the other organisation and the day of each exchange of state security, each once."""
    (giver, gave), (receiver, received) = sides(network)
    security = network.positions("Organisation", pa.array([OWN_ORGANISATIONS[_SECURITY]]))
    dates = network.node_table("Exchange")["date"]
    by_it, to_it = (np.zeros(len(dates), dtype=bool) for _ in range(2))
    by_it[gave[np.isin(giver, security)]] = True
    to_it[received[np.isin(receiver, security)]] = True
    other = np.concatenate((receiver[by_it[received]], giver[to_it[gave]]))
    exchange = np.concatenate((received[by_it[received]], gave[to_it[gave]]))
    count = max(len(dates), 1)
    other, exchange = np.divmod(np.unique(other * count + exchange), count)
    # One without a day lies after every day.
    day = pc.fill_null(dates.cast(pa.int32()), np.iinfo(np.int32).max)
    return other, np.asarray(day.to_numpy(), dtype=np.int64)[exchange]


def reach_on(network: VisibleNetwork, foreign: ForeignServices, day: dt.date, window: int) -> Reach:
    """Tell how each service is reached on a day; own exchanges count for so many months up to it."""
    counts = foreign.chosen & valid_on(network.node_table("Organisation"), day)
    held = tie_table(network, foreign.met.on(network, day, contacts=foreign.contacts), day)
    contact, organisation = functions(network, day)
    contact, organisation = contact[counts[organisation]], organisation[counts[organisation]]

    def strongest(service: str) -> NDArray[np.float64]:
        theirs = pc.fill_null(pc.equal(network.node_table("Officer")["service"], service), fill_value=False)
        mine = np.asarray(theirs.to_numpy(), dtype=bool)[held.officer]
        best, reached = np.zeros(network.node_table("Contact").num_rows), np.zeros(len(counts))
        np.maximum.at(best, held.contact[mine], held.strength[mine])
        np.maximum.at(reached, organisation, best[contact])
        return reached

    since, until = day_number(add_months(day, -window)), day_number(day)
    lately = (foreign.exchanged_on > since) & (foreign.exchanged_on <= until)
    own = np.bincount(foreign.exchanged[lately], minlength=len(counts))
    return Reach(counts, strongest(_POLICE), strongest(_SECURITY), own)
