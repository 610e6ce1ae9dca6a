"""
Short forms that the library's files use and that expand to plain Cypher.

`visible(a, r, b)` names every node and relationship variable of a pattern, because the ceiling is part of each
question. `valid(a, r)` keeps what holds on the day asked for. The `tie_` forms write the formula of
`graph.model.tie_numbers` once; its numbers arrive as parameters.
"""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from graph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

_OPENING, _CLOSING = "([{", ")]}"


def _readable(variable: str) -> str:
    return (
        f"{variable}.level <= $viewer_level"
        f" AND all(caveat IN {variable}.caveats WHERE caveat IN $viewer_compartments)"
        f" AND any(release IN {variable}.releasable_to WHERE release IN $viewer_releases)"
    )


def _visible(*variables: str) -> str:
    return "\n  AND ".join(_readable(variable) for variable in variables)


def _visible_path(path: str) -> str:
    return (
        f"all(step IN nodes({path}) WHERE {_readable('step')})"
        f"\n  AND all(step IN relationships({path}) WHERE {_readable('step')})"
    )


def _valid_on(day: str, *variables: str) -> str:
    # Not "IS NULL OR": Neo4j 5.26 turns two such alternatives into a sorted union and then loses rows of a hash join.
    return "\n  AND ".join(
        f"coalesce({variable}.valid_from, {day}) <= {day} AND coalesce({variable}.valid_to, {day}) >= {day}"
        for variable in variables
    )


def _valid(*variables: str) -> str:
    return _valid_on("$as_of", *variables)


def _running(posting: str, day: str) -> str:
    # As `graph.analytics.postings` tells it; where the first day is not known the comparison is null, and no row stays.
    return (
        f"{posting}.start_date <= {day} AND coalesce({posting}.end_date, {day}) >= {day}"
        f"\n  AND {_valid_on(day, posting)}"
    )


def _graded(event: str, letter: str, grades: str) -> str:
    return f"coalesce({grades}[coalesce({event}.grade_scheme, '6x6') + ':' + {event}.{letter}], $tie_missing_grade)"


def _tie_term(event: str, day: str, half_life: str) -> str:
    source = _graded(event, "source_grade", "$tie_source_grades")
    info = _graded(event, "info_grade", "$tie_info_grades")
    return (
        f"coalesce($tie_weights[{event}.kind], 0.0)"
        f" * CASE WHEN {event}:Exchange THEN ({source} + {info}) / 2.0 ELSE 1.0 END"
        f" * 2.0 ^ (-1.0 * duration.inDays({event}.date, {day}).days / {half_life})"
    )


def _tie_given(event: str) -> str:
    return f"CASE WHEN {event}.direction = 'given' OR {event}.initiative IN ['own', 'mutual'] THEN 1 ELSE 0 END"


def _tie_received(event: str) -> str:
    return (
        f"CASE WHEN {event}.direction = 'received' OR {event}.initiative IN ['counterpart', 'mutual'] THEN 1 ELSE 0 END"
    )


def _tie_strength(total: str, given: str, received: str, first: str, last: str) -> str:
    less = f"CASE WHEN {given} < {received} THEN {given} ELSE {received} END"
    more = f"CASE WHEN {given} < {received} THEN {received} ELSE {given} END"
    days = f"duration.inDays({first}, {last}).days"
    return (
        f"100.0 * (1.0 - exp(-1.0 * {total}"
        f" * ($tie_one_way + $tie_two_way * CASE WHEN {more} = 0 THEN 0.0 ELSE 1.0 * {less} / {more} END)"
        f" * (1.0 + $tie_span_bonus * CASE WHEN {days} < $tie_span_days"
        f" THEN 1.0 * {days} / $tie_span_days ELSE 1.0 END)"
        " / $tie_saturation))"
    )


MACROS: dict[str, Callable[..., str]] = {
    "visible": _visible,
    "visible_path": _visible_path,
    "valid": _valid,
    "valid_on": _valid_on,
    "running": _running,
    "tie_term": _tie_term,
    "tie_given": _tie_given,
    "tie_received": _tie_received,
    "tie_strength": _tie_strength,
}
_CALL = re.compile(r"(?<![\w.$])(" + "|".join(sorted(MACROS, key=len, reverse=True)) + r")\(")
_COUNTS = {
    name: len(parameters)
    for name, parameters in ((name, inspect.signature(macro).parameters.values()) for name, macro in MACROS.items())
    if all(parameter.kind is not parameter.VAR_POSITIONAL for parameter in parameters)
}


def expand(text: str) -> str:
    """
    Replace every macro by plain Cypher.

    Raises
    ------
    InputError
        A macro is not closed, or has the wrong number of arguments.
    """
    found = _CALL.search(text)
    while found is not None:
        inner, end = _arguments(text, found.end(), found.group(1))
        text = text[: found.start()] + _apply(found.group(1), inner) + text[end:]
        found = _CALL.search(text, found.start())
    return text


def _apply(name: str, arguments: list[str]) -> str:
    wanted = _COUNTS.get(name)
    if (wanted is not None and len(arguments) != wanted) or not all(arguments):
        needed = "at least one argument" if wanted is None else f"{wanted} arguments"
        raise InputError(f"{name}() needs {needed}, not {len([one for one in arguments if one])}.")
    return MACROS[name](*arguments)


def _arguments(text: str, start: int, name: str) -> tuple[list[str], int]:
    """Split what stands between the brackets at its outer commas; also give where it ends."""
    depth, begin, parts = 0, start, []
    for at in range(start, len(text)):
        sign = text[at]
        if sign in _OPENING:
            depth += 1
        elif sign == "," and depth == 0:
            parts.append(text[begin:at].strip())
            begin = at + 1
        elif sign in _CLOSING:
            if depth == 0:
                return [*parts, text[begin:at].strip()], at + 1
            depth -= 1
    raise InputError(f"{name}( is not closed; add the missing bracket.")
