"""Who can reach whom, and who could introduce whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.analytics.introductions import suggest_introductions
from graph.analytics.paths import strongest_paths
from graph.analytics.reach import reach
from graph.errors import InputError, NotFoundError
from graph.model.countries import COUNTRIES
from graph.model.projections import KINDS, NETWORK
from graph.network import node_id
from liaison.app.analyses.parameters import ACTIVE, WIDE_PROJECTION
from liaison.app.analyses.spec import Analysis, Given, Outcome

if TYPE_CHECKING:
    from graph.network import ContactGraph
    from liaison.app.view import View

_READS = (*NETWORK, "Posting", "HELD_POSTING", "ACCREDITED_TO", "Country", "Theme", "Request", "HANDLES")


def named(graph: ContactGraph, name: str, labels: tuple[str, ...]) -> str:
    """
    Find a node by its name, such as Contact:C-0417, or by its key alone.

    Raises
    ------
    NotFoundError
        There is none with any of the labels, or not for this reader.
    InputError
        There are several; the sentence says which.
    """
    if name in graph:
        return name
    found = [node_id(label, name) for label in labels if node_id(label, name) in graph]
    if not found:
        raise NotFoundError(
            f"There is no {name[:80]!r} in this network on this day, or none that you may see. Search for the name to "
            f"find its identifier, and write it as {labels[0]}:KEY."
        )
    if len(found) > 1:
        raise InputError(f"{name!r} may mean {' or '.join(found)}; write which.")
    return found[0]


def _reach(view: View, given: Given) -> Outcome:
    graph, wanted = view.graph("introductions"), given.text("target")
    code = wanted.removeprefix("Country:").upper()
    target = f"Country:{code}" if code in COUNTRIES else named(graph, wanted, ("Contact", "Organisation"))
    found = reach(
        view.network,
        view.ties,
        graph,
        target,
        level=given.whole("level") if given.values["level"] is not None else None,
        accredited=given.yes("accredited"),
        theme=given.text("theme") or None,
        language=given.text("language") or None,
        kinds=given.texts("kinds") or KINDS,
        active=given.number("active"),
        k=given.whole("k"),
        officers=given.whole("officers"),
        max_hops=given.whole("max_hops"),
    )
    return Outcome((found.table(), found.steps_table(), found.refused_table()), found.message)


def _paths(view: View, given: Given) -> Outcome:
    graph = view.graph(given.text("projection"))
    source = named(graph, given.text("source"), ("Officer", "Contact", "Organisation"))
    target = named(graph, given.text("target"), ("Contact", "Officer", "Organisation"))
    found = strongest_paths(graph, source, target, k=given.whole("k"), max_hops=given.whole("max_hops"))
    return Outcome((found.table(),), found.message)


def _introductions(view: View, given: Given) -> Outcome:
    officer = given.text("officer").removeprefix("Officer:") or None
    found = suggest_introductions(
        view.network, view.ties, view.graph("introductions"), officer, active=given.number("active"), top=_ALL
    )
    return Outcome((found.table(),))


_ALL = 1000


ANALYSES = (
    Analysis(
        "reach", "reach", "Which of our officers can reach a person, a service or a country, on which way?",
        reach, _reach, _READS,
        ("target: text, required, such as MA; a country, a contact or a service, such as Organisation:IT-PS",
         "level: integer 0 to 4, optional; level that an officer must be cleared for",
         "accredited: boolean, default no; only officers accredited to the country",
         "theme: text, optional; only officers who have exchanged on it",
         "language: text, optional; only officers who speak it, such as fr",
         "kinds: texts, optional; what a way may consist of: tie; role; event",
         ACTIVE,
         "k: integer 1 to 100, default 3; how many of the strongest ways",
         "officers: integer 0 to 100, default 5; for how many further officers the strongest way of each is added",
         "max_hops: integer 1 to 8, default 4; most ties of a way"),
    ),
    Analysis(
        "paths", "reach", "Which are the strongest paths between two people or services?", strongest_paths, _paths,
        NETWORK,
        ("source: text, required, such as O-001; from whom",
         "target: text, required, such as C-00102; to whom",
         WIDE_PROJECTION,
         "k: integer 1 to 100, default 3; how many",
         "max_hops: integer 1 to 8, default 4; most ties of a path"),
    ),
    Analysis(
        "introductions", "reach", "Which introductions are worth asking for?",
        suggest_introductions, _introductions, (*NETWORK, "Priority"),
        ("officer: key of Officer, optional; for whom, by default for all", ACTIVE),
    ),
)  # fmt: skip
