"""Values of parameters, from the text that a person typed or from what a program passed."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from graph.errors import InputError, NotFoundError, near
from graph.model.countries import COUNTRIES, find_country
from graph.model.days import add_months
from queries.spec import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from queries.spec import Parameter

_LONGEST = 200
_RELATIVE = re.compile(r"as_of(?:\s*([+-])\s*(\d{1,4})\s*(day|month|year)s?)?")
_MONTHS_A_YEAR = 12
REGIONS = tuple(sorted({country.region for country in COUNTRIES.values()} | {c.sub_region for c in COUNTRIES.values()}))
"""Regions and sub-regions of UN M49 that a parameter of the type region may name."""


def read_value(parameter: Parameter, value: object, *, as_of: dt.date) -> object:
    """
    Turn one value into what the statement takes.

    Parameters
    ----------
    parameter
        What is wanted.
    value
        Text as typed, or a value of the right type already; None and blank text mean "not given".
    as_of
        Day that a relative date counts from.

    Returns
    -------
    value
        None when nothing was given and the parameter has no default.

    Raises
    ------
    InputError
        The value is missing, of the wrong type, out of bounds or not in its list; the sentence names near ones.
    """
    if isinstance(value, str):
        value = value.strip()
    if value in (None, "", [], ()):
        if parameter.required:
            raise InputError(
                f"The parameter {parameter.name!r} is required: {parameter.description}"
                f"{'' if 'such as' in parameter.description else f', such as {parameter.example}'}."
            )
        if not parameter.default:
            return None
        value = parameter.default
    try:
        return _READERS[parameter.kind](parameter, value, as_of)
    except NotFoundError as error:
        raise InputError(f"The parameter {parameter.name!r} cannot be {_shown(value)}. {error}") from error


def read_values(
    owner: str, parameters: Iterable[Parameter], values: Mapping[str, object], *, as_of: dt.date
) -> dict[str, object]:
    """
    Read the values of all parameters; those not given get their default.

    Parameters
    ----------
    owner
        Whose parameters they are, to begin a sentence with.
    parameters, values, as_of
        See `read_value`.

    Raises
    ------
    InputError
        A parameter is unknown, missing or its value wrong; the sentence names near ones.
    """
    declared = {parameter.name: parameter for parameter in parameters}
    for name in values:
        if name not in declared:
            raise InputError(f"{owner} has no parameter {name[:80]!r}. {near(name, declared)}".strip())
    return {name: read_value(one, values.get(name), as_of=as_of) for name, one in declared.items()}


def _shown(value: object) -> str:
    return repr(str(value)[:80])


def _refuse(parameter: Parameter, value: object, wanted: str) -> InputError:
    return InputError(f"The parameter {parameter.name!r} cannot be {_shown(value)}; {wanted}.")


def _text(parameter: Parameter, value: object, _: dt.date) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        raise _refuse(parameter, value, f"give one line of text of at most {_LONGEST} signs")
    return value


def _texts(parameter: Parameter, value: object, as_of: dt.date) -> list[str]:
    parts = re.split(r"[;|]", value) if isinstance(value, str) else value
    if not isinstance(parts, (list, tuple, set, frozenset)):
        raise _refuse(parameter, value, "give texts separated by ';'")
    return [_text(parameter, part.strip() if isinstance(part, str) else part, as_of) for part in parts if part != ""]


def _integer(parameter: Parameter, value: object, _: dt.date) -> int:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refuse(parameter, value, _bounds(parameter, "whole number"))
    return int(_within(parameter, value))


def _number(parameter: Parameter, value: object, _: dt.date) -> float:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,9}(\.\d{1,9})?", value):
        value = float(value)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _refuse(parameter, value, _bounds(parameter, "number such as 12.5"))
    return float(_within(parameter, value))


def _within(parameter: Parameter, value: float) -> float:
    low, high = parameter.low, parameter.high
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        raise _refuse(parameter, value, _bounds(parameter, "number"))
    return value


def _bounds(parameter: Parameter, what: str) -> str:
    if parameter.low is None or parameter.high is None:
        return f"give a {what}"
    return f"give a {what} from {parameter.low:g} to {parameter.high:g}"


def _date(parameter: Parameter, value: object, as_of: dt.date) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    relative = _RELATIVE.fullmatch(value) if isinstance(value, str) else None
    wanted = "write it as 2024-05-31, or as 'as_of - 12 months'"
    try:
        if relative:
            return _relative(relative, as_of)
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            return dt.date.fromisoformat(value)
    except (ValueError, OverflowError) as error:
        raise _refuse(parameter, value, wanted) from error
    raise _refuse(parameter, value, wanted)


def _relative(found: re.Match[str], as_of: dt.date) -> dt.date:
    sign, count, unit = found.groups()
    if sign is None:
        return as_of
    number = int(count) if sign == "+" else -int(count)
    if unit == "day":
        return as_of + dt.timedelta(days=number)
    return add_months(as_of, number * (_MONTHS_A_YEAR if unit == "year" else 1))


def _boolean(parameter: Parameter, value: object, _: dt.date) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if isinstance(value, str) and value.casefold() in words:
        return words[value.casefold()]
    raise _refuse(parameter, value, "write true or false")


def _country(parameter: Parameter, value: object, as_of: dt.date) -> str:
    return find_country(_text(parameter, value, as_of)).iso2


def _region(parameter: Parameter, value: object, as_of: dt.date) -> str:
    return _among(parameter, _text(parameter, value, as_of), {region: region for region in REGIONS})


def _enum(parameter: Parameter, value: object, as_of: dt.date) -> str:
    vocabulary = parameter.vocabulary.values if parameter.vocabulary else {}
    return _among(parameter, _text(parameter, value, as_of), vocabulary)


def _among(parameter: Parameter, value: str, known: Mapping[str, str]) -> str:
    folded = {name.casefold(): name for name in known}
    if value.casefold() not in folded:
        raise InputError(f"The parameter {parameter.name!r} cannot be {_shown(value)}. {near(value, known, most=8)}")
    return folded[value.casefold()]


_READERS: dict[ValueKind, Callable[[Parameter, object, dt.date], object]] = {
    ValueKind.TEXT: _text,
    ValueKind.TEXTS: _texts,
    ValueKind.INTEGER: _integer,
    ValueKind.NUMBER: _number,
    ValueKind.DATE: _date,
    ValueKind.BOOLEAN: _boolean,
    ValueKind.COUNTRY: _country,
    ValueKind.REGION: _region,
    ValueKind.ENUM: _enum,
    ValueKind.KEY: _text,
}
