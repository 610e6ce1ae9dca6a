"""How a number came about: definition, formula, parameters, network, reader, engine and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.analytics.results import Table
from graph.errors import NotFoundError
from liaison.app.analyses.catalogue import find, run
from liaison.app.evidence import named_in, source_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from graph.model.marking import Marking
    from liaison.app.analyses.spec import Analysis
    from liaison.app.view import View


@dataclass(frozen=True, slots=True)
class Account:
    """
    Everything behind some numbers of a measure.

    Attributes
    ----------
    analysis
        The measure; its `definition` has formula, unit, range, reading and sources.
    values
        Parameters as they were used.
    as_of
        The day.
    snapshot
        Digest of what the reader sees, from which all of it was computed; 16 hexadecimal digits.
    ceiling
        Of the reader, as `Viewer.ceiling` names it; `ceiling_text` writes it for people.
    engines
        Which engine served each call of networkx, such as "betweenness_centrality: contacts"; empty where the measure
        is computed from the records themselves.
    tables
        The rows that were asked about; tables without any are left out.
    caption
        How they came about.
    source_rows
        Rows of files behind the people, services and events that these rows name, as batch/file:row.
    marking
        Of all of it.
    """

    analysis: Analysis
    values: Mapping[str, object]
    as_of: dt.date
    snapshot: str
    ceiling: str
    engines: tuple[str, ...]
    tables: tuple[Table, ...]
    caption: str
    source_rows: tuple[str, ...]
    marking: Marking


def account(view: View, name: str, who: Sequence[str], values: Mapping[str, object]) -> Account:
    """
    Explain the rows of a measure that name somebody or something.

    Parameters
    ----------
    view
        What may be seen, on which day.
    name
        Which measure.
    who
        Identifiers or values that a row must hold, such as "Officer:O-019" or "O-019"; required parameters of the
        measure that `values` lacks are filled from the first of them. Without any, all rows are explained together.
    values
        Parameters, as for `run`.

    Raises
    ------
    NotFoundError
        There is no such measure, or no row of it holds all of them.
    InputError
        A value is unknown, missing or wrong.
    """
    analysis = find(name)
    words = list(who)
    filled = dict(values)
    for parameter in analysis.parameters:
        if parameter.required and parameter.name not in filled and words:
            filled[parameter.name] = words.pop(0)
    found = run(view, name, filled)
    matching = (
        Table(one.name, one.columns, tuple(row for row in one.rows if all(_holds(row, word) for word in words)))
        for one in found.outcome.tables
    )
    tables = tuple(one for one in matching if one.rows)
    if not tables:
        raise NotFoundError(_nothing(analysis, words))
    named = (node for one in tables for node in named_in(one.names(), one.rows))
    return Account(
        analysis=analysis,
        values=found.values,
        as_of=view.as_of,
        snapshot=view.fingerprint,
        ceiling=view.ceiling,
        engines=found.engines,
        tables=tables,
        caption=found.outcome.caption,
        source_rows=source_rows(view, tuple(dict.fromkeys(named)), analysis.reads),
        marking=found.marking.combine(view.ties_marking),
    )


def _nothing(analysis: Analysis, words: Sequence[str]) -> str:
    if not words:
        return f"The measure {analysis.name!r} gave no row on this day, so there is nothing to explain."
    spelt = " and ".join(repr(word[:80]) for word in words)
    return (
        f"No row of the measure {analysis.name!r} holds {spelt} on this day, or none that you may see; "
        f"`liaison analyze {analysis.name}` shows all rows."
    )


def _holds(row: tuple[object, ...], word: str) -> bool:
    wanted = word.casefold()
    return any(wanted in (text.casefold(), text.casefold().partition(":")[2]) for text in map(str, row))
