"""The ties of a scope, and what a report says of them first: numbers and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from graph.model.countries import COUNTRIES
from liaison.app.days import YEAR, in_last_year
from liaison.app.risk import AT_RISK, RISK_DAYS, at_risk
from liaison.app.scope import contact_countries
from reports.document import Figure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from liaison.app.scope import Scope
    from liaison.app.view import View

STRONG = 60.0
"""Strength from which a tie is called strong."""

STRONG_WORDS = f"strength {STRONG:.0f} or more"


def tie_records(view: View, scope: Scope) -> list[dict[str, Any]]:
    """Give the ties of a scope with the names of their ends, strongest first."""
    return view.once(f"ties of {scope.text}", lambda: _tie_records(view, scope))


def _tie_records(view: View, scope: Scope) -> list[dict[str, Any]]:
    network, table = view.network, view.ties
    rows = np.flatnonzero(scope.ties)
    names = {
        "officer": network.titles("Officer").take(pa.array(table.officer[rows])).to_pylist(),
        "contact": network.titles("Contact").take(pa.array(table.contact[rows])).to_pylist(),
        "country": contact_countries(view).take(pa.array(table.contact[rows])).to_pylist(),
    }
    records: list[dict[str, Any]] = table.to_arrow().take(pa.array(rows)).to_pylist()
    for place, record in enumerate(records):
        record |= {name: values[place] for name, values in names.items()}
        record["country"] = country_name(record["country"])
    return sorted(records, key=lambda record: (-record["strength"], record["officer_id"], record["contact_id"]))


def country_name(code: str | None) -> str:
    """Give the English name of a country code; the code where there is none."""
    return COUNTRIES[code].name_en if code and code in COUNTRIES else code or ""


def figures(view: View, scope: Scope) -> tuple[Figure, ...]:
    """Give the numbers at the top."""
    records = tie_records(view, scope)
    risky = at_risk(view) & {record["contact_id"] for record in records}
    given, received = _year(view, scope)
    return (
        _figure(len({r["officer_id"] for r in records}), "Officers", "with at least one tie in this scope"),
        _figure(len({r["contact_id"] for r in records}), "Contacts", "with at least one tie in this scope"),
        _figure(len(records), "Ties", "pairs with at least one common event"),
        _figure(sum(r["strength"] >= STRONG for r in records), "Strong ties", STRONG_WORDS),
        _figure(sum(r["bridge"] for r in records), "Only holder", "contacts whom one officer alone knows"),
        _figure(len(risky), "At risk", f"their {AT_RISK}"),
        _figure(given, "Given", f"exchanges in the last {YEAR} days"),
        _figure(received, "Received", f"exchanges in the last {YEAR} days"),
    )


def _figure(value: int, title: str, meaning: str) -> Figure:
    return Figure(f"{value:,}".replace(",", "\u202f"), title, meaning)


def summary(view: View, scope: Scope) -> tuple[str, ...]:
    """Say the most important things in sentences."""
    records = tie_records(view, scope)
    if not records:
        return (f"On {view.as_of.isoformat()} this reader sees no ties here. {_remedy(scope)}",)
    officers, contacts = ({record[name] for record in records} for name in ("officer_id", "contact_id"))
    sole = sum(record["bridge"] for record in records)
    risky = at_risk(view) & contacts
    given, received = _year(view, scope)
    first = records[0]
    share = sole / len(contacts)
    countries = {record["country"] for record in records if record["country"]}
    size = (
        f"On {view.as_of.isoformat()}, {_many(len(officers), 'officer')} had {_many(len(records), 'tie')} with "
        f"{_many(len(contacts), 'contact')} in {_many(len(countries), 'country')}."
    )
    strongest = (
        f"The strongest tie is that of {first['officer']} with {first['contact']} "
        f"({first['country'] or 'no country recorded'}), strength {first['strength']:.0f} of 100."
    )
    fragile = (
        f"{_many(sole, 'contact')} ({share:.0%}) {'is' if sole == 1 else 'are'} known to one officer only; "
        f"of these, {len(risky)} would be lost when postings end within {RISK_DAYS} days."
    )
    flow = (
        f"In the last {YEAR} days {_many(given, 'exchange')} {'was' if given == 1 else 'were'} given "
        f"and {received} received{_balance(given, received)}."
    )
    return (size, strongest, fragile, flow)


def _remedy(scope: Scope) -> str:
    return "Choose a later day or a reader with a higher ceiling." + (
        "" if scope.focus is None else " Another scope may have some."
    )


def _balance(given: int, received: int) -> str:
    if not given or not received:
        return ""
    ratio = given / received
    if 0.8 <= ratio <= 1.25:  # noqa: PLR2004 - within a quarter either way
        return ", which is balanced"
    return (
        f", {ratio:.1f} times as much given as received"
        if ratio > 1
        else f", {1 / ratio:.1f} times as much received as given"
    )


def _many(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}".replace(",", "\u202f")


def _year(view: View, scope: Scope) -> tuple[int, int]:
    """Count the exchanges of the last year in which somebody of the scope took part, given and received."""
    table = view.network.node_table("Exchange")
    recent = in_last_year(table["date"], view.as_of)
    if scope.focus is not None:
        recent &= _took_part(view, scope, table.num_rows)
    ways = np.asarray(table["direction"].to_pylist(), dtype=object)[recent]
    return int((ways == "given").sum()), int((ways == "received").sum())


def _took_part(view: View, scope: Scope, size: int) -> NDArray[np.bool_]:
    label = "Officer" if str(scope.focus).startswith("Officer:") else "Contact"
    ends = view.ties.officer if label == "Officer" else view.ties.contact
    people = np.unique(ends[scope.ties])
    person, exchange, _ = view.network.links("TOOK_PART", label, "Exchange")
    found = np.zeros(size, dtype=bool)
    found[exchange[np.isin(person, people)]] = True
    return found
