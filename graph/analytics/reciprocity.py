"""What was given to a service and what came back: a ledger by period, kind, theme and grade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph.analytics.access import sides
from graph.analytics.divisions import divide
from graph.analytics.results import Column, Table
from graph.errors import InputError
from graph.model.vocabularies import OWN_ORGANISATIONS
from graph.ties.events import day_number
from graph.visible.network import valid_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from graph.visible.network import VisibleNetwork


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """
    Exchanges with one partner service.

    Attributes
    ----------
    partner_id, partner_name, country
        The service, or the body it is part of.
    parts
        Value of each dimension asked for, in that order; None where the exchange does not tell.
    given, received
        Exchanges given to the service and received from it.
    """

    partner_id: str
    partner_name: str
    country: str | None
    parts: tuple[str | None, ...]
    given: int
    received: int

    @property
    def total(self) -> int:
        """Exchanges both ways."""
        return self.given + self.received

    @property
    def net(self) -> int:
        """Given less received: above 0, we gave more."""
        return self.given - self.received

    @property
    def share(self) -> float:
        """Given as a share of both, 0 to 1."""
        return self.given / self.total

    @property
    def balance(self) -> str:
        """The asymmetry in words."""
        if not self.given or not self.received:
            return "given only" if self.given else "received only"
        return "even" if not self.net else "more given" if self.net > 0 else "more received"


@dataclass(frozen=True, slots=True)
class Ledger:
    """
    A ledger up to a day.

    Attributes
    ----------
    first, as_of
        First day, None = from the beginning; last day.
    by
        Dimensions of the rows.
    rows
        By partner, then by the dimensions in their order; groups without exchanges are left out.
    totals
        One row a partner, without dimensions: each exchange counts once.
    """

    first: dt.date | None
    as_of: dt.date
    by: tuple[str, ...]
    rows: tuple[LedgerRow, ...]
    totals: tuple[LedgerRow, ...]

    def caption(self) -> str:
        """Say in one or two sentences what was counted and how the rows add up."""
        since = "" if self.first is None else f"from {self.first.isoformat()} "
        several = [name for name in ("theme", "officer") if name in self.by]
        more = (
            f" An exchange with several {' or '.join(f'{name}s' for name in several)} stands in the row of each, and "
            "once in the totals."
            if several
            else " The rows of a partner add up to its total."
        )
        return (
            f"Exchanges {since}up to {self.as_of.isoformat()}, counted and not weighed; net is given less received, "
            f"share is given of both, and an imbalance is shown as it is.{more}"
        )

    def table(self) -> Table:
        """Give one row a group."""
        dimensions = tuple(Column(name, "", _MEANING[name]) for name in self.by)
        return Table("ledger", (*_PARTNER, *dimensions, *_COUNTS), tuple(_cells(row) for row in self.rows))

    def total_table(self) -> Table:
        """Give one row a partner."""
        return Table("ledger totals", (*_PARTNER, *_COUNTS), tuple(_cells(row) for row in self.totals))


_PARTNER = (
    Column("partner_id", "", "partner service"),
    Column("partner_name", "", "name of the service"),
    Column("country", "", "its country, ISO 3166-1 alpha-2"),
)
_COUNTS = (
    Column("given", "exchanges", "given to the service"),
    Column("received", "exchanges", "received from it"),
    Column("total", "exchanges", "both"),
    Column("net", "exchanges", "given less received"),
    Column("share", "0 to 1", "given of both"),
    Column("balance", "", "given only, more given, even, more received or received only"),
)
_MEANING = {
    "own": "own service on our side",
    "period": "month, quarter or year",
    "kind": "kind of exchange",
    "theme": "code of the theme",
    "grade": "scheme and grade; a part that is missing is a dash",
    "officer": "officer who took part",
}


def _cells(row: LedgerRow) -> tuple[object, ...]:
    counts = (getattr(row, column.name) for column in _COUNTS)
    return (row.partner_id, row.partner_name, row.country, *row.parts, *counts)


def reciprocity(
    network: VisibleNetwork,
    as_of: dt.date,
    *,
    first: dt.date | None = None,
    by: Sequence[str] = ("period",),
    period: str = "quarter",
    partner: str | None = None,
    roll_up: bool = False,
) -> Ledger:
    """
    Keep the ledger of what the own services gave to each partner service and received from it.

    Counted are exchanges whose giver and receiver are visible and whose direction is given or received, as in the
    question q16; the partner is the receiver of what was given and the giver of what was received.

    Parameters
    ----------
    network
        What may be seen.
    as_of
        Last day.
    first
        First day; None = from the beginning.
    by
        Dimensions of `DIMENSIONS` to divide by, in this order; none = one row a partner.
    period
        "month", "quarter" or "year".
    partner
        Identifier of one partner; None = all.
    roll_up
        True to book each service under the topmost body that it is part of on the last day.

    Returns
    -------
    ledger
        Without rows when nothing was exchanged.

    Raises
    ------
    InputError
        A dimension or period is not known, a dimension is named twice, or the days are not in order.
    NotFoundError
        There is no such partner, or not for this viewer.

    Notes
    -----
    Formula: net = given - received; share = given / (given + received).
    Unit: exchanges; share of 1.
    Range: given and received 0 and more, never both 0; share 0 to 1.
    Reading: a share near 1 says that we mostly gave, near 0 that we mostly received; neither is a fault, because
        services trade reach for analysis. A change of share from period to period is what to ask about.
    Cost: n log n in the exchanges; half a second for 100 000, a second when divided by all dimensions.

    References
    ----------
    Sims 2006, "Foreign intelligence liaison: devils, deals, and details": liaison is symmetric or asymmetric, and
    either may serve both.
    """
    chosen = None if partner is None else network.position("Organisation", partner)
    exchanges = network.node_table("Exchange").num_rows
    (giver, gave), (receiver, received) = sides(network)
    gives, receives = (np.bincount(ends, minlength=exchanges) > 0 for ends in (gave, received))
    direction = network.node_table("Exchange")["direction"]
    outward, inward = (
        np.asarray(pc.equal(direction, way).fill_null(fill_value=False)) for way in ("given", "received")
    )
    out, back = (outward & gives)[received], (inward & receives)[gave]
    item = np.concatenate((received[out], gave[back]))
    other = np.concatenate((receiver[out], giver[back]))
    ours = np.full((2, exchanges), network.node_table("Organisation").num_rows)
    np.minimum.at(ours[0], gave, giver)
    np.minimum.at(ours[1], received, receiver)
    if roll_up:
        other = _tops(network, as_of)[other]
    if chosen is not None:
        item, other = item[other == chosen], other[other == chosen]
    own = np.where(outward, ours[0], ours[1])
    return _ledger(network, first, as_of, by, period, item=item, partner=other, given=outward, own=own)


def support(
    network: VisibleNetwork,
    as_of: dt.date,
    *,
    first: dt.date | None = None,
    by: Sequence[str] = ("period",),
    period: str = "quarter",
) -> Ledger:
    """
    Keep the ledger between the own services: support from the police to state security, and context back.

    It is written from the side of the police: given is support, received is context, and the one partner is state
    security. Who gave and who received decides, as in the question q17. Unlike there, an exchange in which no officer
    is named counts as well, so that the rows of any division reconcile with the totals.

    Parameters
    ----------
    network, as_of, first, by, period
        As in `reciprocity`.

    Returns
    -------
    ledger
        Without rows when the own services exchanged nothing, or one of them is not visible.

    Raises
    ------
    InputError
        A dimension or period is not known, a dimension is named twice, or the days are not in order.

    Notes
    -----
    Formula: net = support - context; share = support / (support + context).
    Unit: exchanges; share of 1.
    Range: share 0 to 1.
    Reading: the protocol is an exchange of reach for analysis; a share near 1 says that officers support without
        getting context back.
    Cost: n log n in the exchanges.

    References
    ----------
    The protocol of 10 September 2020 between the Federal Police and State Security.
    """
    exchanges = network.node_table("Exchange").num_rows
    keys = pa.array([OWN_ORGANISATIONS[name] for name in ("federal_police", "state_security")])
    police, security = network.positions("Organisation", keys).tolist()
    (giver, gave), (receiver, received) = sides(network)
    ways = []
    for one, two in ((police, security), (security, police)):
        sent, got = (np.zeros(exchanges, dtype=bool) for _ in range(2))
        sent[gave[giver == one]] = True
        got[received[receiver == two]] = True
        ways.append(sent & got & (min(police, security) >= 0))
    item = np.flatnonzero(ways[0] | ways[1])
    partner = np.full(len(item), security)
    own = np.full(exchanges, police)
    return _ledger(network, first, as_of, by, period, item=item, partner=partner, given=ways[0], own=own)


def _tops(network: VisibleNetwork, day: dt.date) -> NDArray[np.int64]:
    """Give, by row, the topmost body that each organisation is part of; a ring has no top and is cut where entered."""
    start, end, rows = network.links("PART_OF", "Organisation", "Organisation")
    holds = valid_on(rows, day)
    # Of several parents the first by key.
    parent = dict(sorted(zip(start[holds].tolist(), end[holds].tolist(), strict=True), reverse=True))
    top: dict[int, int] = {}
    for row in range(network.node_table("Organisation").num_rows):
        path: dict[int, int] = {}
        at = row
        while at not in top and at not in path and at in parent:
            path[at] = len(path)
            at = parent[at]
        ring = [one for one, place in path.items() if at in path and place >= path[at]]
        top.update((one, one) for one in ring)
        above = top.setdefault(at, at)
        top.update((one, above) for one in path if one not in top)
    return np.array([top[row] for row in range(len(top))], dtype=np.int64)


def _ledger(
    network: VisibleNetwork,
    first: dt.date | None,
    as_of: dt.date,
    by: Sequence[str],
    period: str,
    *,
    item: NDArray[np.int64],
    partner: NDArray[np.int64],
    given: NDArray[np.bool_],
    own: NDArray[np.int64],
) -> Ledger:
    """Book exchanges (`item`, with a partner each); `given` and `own` are by row of the exchanges."""
    if first is not None and first > as_of:
        raise InputError(f"The first day, {first.isoformat()}, must not come after the last, {as_of.isoformat()}.")
    dates = network.node_table("Exchange")["date"].cast(pa.int32())
    day = np.asarray(pc.fill_null(dates, np.iinfo(np.int32).max).to_numpy(), dtype=np.int64)
    booked = (day <= day_number(as_of)) & (first is None or day >= day_number(first or as_of))
    organisations = max(network.node_table("Organisation").num_rows, 1)
    kept = booked[item]
    # An exchange with two receivers that are booked as one body counts once.
    item, partner = np.divmod(np.unique(item[kept] * organisations + partner[kept]), organisations)
    at, codes, labels = divide(network, as_of, item, by=by, period=period, own=own)
    rows = _rows(network, partner[at], codes, labels, given[item[at]])
    return Ledger(first, as_of, tuple(by), rows, _rows(network, partner, [], [], given[item]))


def _rows(
    network: VisibleNetwork,
    partner: NDArray[np.int64],
    codes: list[NDArray[np.int64]],
    labels: list[list[str | None]],
    given: NDArray[np.bool_],
) -> tuple[LedgerRow, ...]:
    sizes = [len(names) for names in labels]
    group = partner
    for code, size in zip(codes, sizes, strict=True):
        group = group * size + code
    groups, number = np.unique(group, return_inverse=True)
    total = np.bincount(number, minlength=len(groups))
    out = np.bincount(number[given], minlength=len(groups))
    parts = []
    for names, size in zip(reversed(labels), reversed(sizes), strict=True):
        groups, code = np.divmod(groups, size)
        parts.append([names[one] for one in code.tolist()])
    keys, titles = network.keys("Organisation").to_pylist(), network.titles("Organisation").to_pylist()
    countries = network.node_table("Organisation")["country"].to_pylist()
    values = zip(*reversed(parts), strict=True) if parts else ((),) * len(groups)
    return tuple(
        LedgerRow(keys[who], titles[who], countries[who], tuple(value), gave, both - gave)
        for who, value, gave, both in zip(groups.tolist(), values, out.tolist(), total.tolist(), strict=True)
    )
