"""A form made from what a question or a measure declares: one typed field for each parameter, its default filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard import state
from graph.model.countries import COUNTRIES
from liaison.app.choices import choices
from queries.spec import ValueKind
from queries.values import REGIONS, read_value
from reports.text import markdown_safe, plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from liaison.app.view import View
    from queries.spec import Parameter

_ACROSS = 3
_BOTH = {"yes": True, "no": False}


@state.cached
def _choices(view: View, label: str) -> dict[str, str] | None:
    return choices(view, label)


def parameter_form(name: str, parameters: Sequence[Parameter], view: View) -> dict[str, object] | None:
    """
    Draw the form of a question or a measure.

    Parameters
    ----------
    name
        Its name; begins the keys of the fields.
    parameters
        One field each.
    view
        What may be chosen from.

    Returns
    -------
    values
        By parameter, as given when the form was sent in this run; fields left empty are left out. None when it was
        not sent. A question without parameters has a button only.
    """
    values: dict[str, object] = {}
    with st.form(key=state.own_key(f"form_{name}"), border=bool(parameters)):
        columns = st.columns(_ACROSS) if parameters else []
        for number, parameter in enumerate(parameters):
            with columns[number % _ACROSS]:
                values[parameter.name] = _field(parameter, view, key=state.own_key(f"{name}_{parameter.name}"))
        sent = st.form_submit_button("Run", type="primary", icon=":material/play_arrow:")
    if not sent:
        return None
    return {given: value for given, value in values.items() if value not in (None, "")}


def _field(parameter: Parameter, view: View, *, key: str) -> object:
    default = _default(parameter, view.as_of)
    label = plain(parameter.name.replace("_", " ").capitalize()) + (" *" if parameter.required else "")
    told = markdown_safe(f"{parameter.description}{f', such as {parameter.example}' if parameter.example else ''}")
    return _FIELDS.get(parameter.kind, _text)(parameter, view, default, {"label": label, "key": key, "help": told})


def _default(parameter: Parameter, day: dt.date) -> Any:
    return None if parameter.required else read_value(parameter, None, as_of=day)


def _text(parameter: Parameter, _: View, default: Any, common: dict[str, Any]) -> object:
    value = "; ".join(default) if isinstance(default, list) else default or ""
    hint = parameter.example or ("separated by ;" if parameter.kind is ValueKind.TEXTS else "optional")
    return st.text_input(value=value, placeholder=hint, **common)


def _integer(parameter: Parameter, _: View, default: Any, common: dict[str, Any]) -> object:
    low, high = (None if bound is None else int(bound) for bound in (parameter.low, parameter.high))
    return st.number_input(min_value=low, max_value=high, value=default, step=1, placeholder="optional", **common)


def _number(parameter: Parameter, _: View, default: Any, common: dict[str, Any]) -> object:
    return st.number_input(
        min_value=parameter.low,
        max_value=parameter.high,
        value=default,
        placeholder="optional",
        format="%.1f",
        **common,
    )


def _date(_: Parameter, __: View, default: Any, common: dict[str, Any]) -> object:
    return st.date_input(value=default, min_value=state.EARLIEST, max_value=state.LATEST, format="YYYY-MM-DD", **common)


def _boolean(_: Parameter, __: View, default: Any, common: dict[str, Any]) -> object:
    index = None if default is None else list(_BOTH.values()).index(default)
    chosen = st.selectbox(options=list(_BOTH), index=index, placeholder="either", **common)
    return None if chosen is None else _BOTH[chosen]


def _among(names: dict[str, str], parameter: Parameter, default: Any, common: dict[str, Any]) -> object:
    options = list(names)
    return st.selectbox(
        options=options,
        index=options.index(default) if default in names else None,
        format_func=lambda key: plain(names.get(key, key)),
        placeholder="choose" if parameter.required else "optional",
        **common,
    )


def _country(parameter: Parameter, _: View, default: Any, common: dict[str, Any]) -> object:
    names = {code: f"{country.name_en} ({code})" for code, country in COUNTRIES.items()}
    return _among(dict(sorted(names.items(), key=lambda item: item[1])), parameter, default, common)


def _region(parameter: Parameter, _: View, default: Any, common: dict[str, Any]) -> object:
    return _among({region: region for region in REGIONS}, parameter, default, common)


def _enum(parameter: Parameter, _: View, default: Any, common: dict[str, Any]) -> object:
    known = parameter.vocabulary.values if parameter.vocabulary else {}
    names = {key: f"{key.replace('_', ' ')}: {meaning}" if meaning else key for key, meaning in known.items()}
    return _among(names, parameter, default, common)


def _key(parameter: Parameter, view: View, default: Any, common: dict[str, Any]) -> object:
    known = _choices(view, parameter.label)
    if known is None:
        return _text(parameter, view, default, common)
    names = {key: key if name == key else f"{name} ({key})" for key, name in known.items()}
    return _among(names, parameter, default, common)


_FIELDS: dict[ValueKind, Callable[[Parameter, View, Any, dict[str, Any]], object]] = {
    ValueKind.INTEGER: _integer,
    ValueKind.NUMBER: _number,
    ValueKind.DATE: _date,
    ValueKind.BOOLEAN: _boolean,
    ValueKind.COUNTRY: _country,
    ValueKind.REGION: _region,
    ValueKind.ENUM: _enum,
    ValueKind.KEY: _key,
}
