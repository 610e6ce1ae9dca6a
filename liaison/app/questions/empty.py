"""Why an answer has no rows, told from visible records only: hidden and missing ones are told alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import NotFoundError, near
from queries.spec import ValueKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from liaison.app.view import View
    from queries.spec import QuerySpec

_FEW = 5_000


def why_empty(spec: QuerySpec, values: Mapping[str, object], view: View) -> str:
    """
    Say why a question may have given nothing.

    Parameters
    ----------
    spec, values
        The question and its parameters as used.
    view
        What the reader sees; the sentence is a function of it and of the question.

    Returns
    -------
    sentences
        That a node named in a parameter is not visible; or that no record of some kind is; or that the values leave
        nothing over.
    """
    for parameter in spec.parameters:
        key = values.get(parameter.name)
        if parameter.kind is ValueKind.KEY and isinstance(key, str) and not _seen(view, parameter.label, key):
            known = view.network.keys(parameter.label)
            hint = near(key, map(str, known.to_pylist())) if len(known) <= _FEW else ""
            return f"There is no {parameter.label} {key[:80]!r}, or none that you may see. {hint}".strip()
    unseen = [kind for kind in spec.reads if not _count(view, kind)]
    if unseen:
        return (
            f"You can see no record of the kind {', '.join(unseen)}: none was loaded, or none that your level, "
            "compartments and releases allow."
        )
    given = [f"{name} = {_shown(value)}" for name, value in values.items() if value is not None]
    asked = f" with {', '.join(given)}" if given else ""
    return f"You can see records of each kind that is read, but none fits on {_shown(view.as_of)}{asked}. {spec.empty}"


def _seen(view: View, label: str, key: str) -> bool:
    try:
        view.network.position(label, key)
    except NotFoundError:
        return False
    return True


def _count(view: View, kind: str) -> int:
    known = {**view.network.nodes, **view.network.relationships}
    return int(known[kind].num_rows) if kind in known else 0


def _shown(value: object) -> str:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat()) if callable(isoformat) else _plain(value)


def _plain(value: object | dt.date) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
