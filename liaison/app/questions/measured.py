"""Questions that a measure of the network answers, behind the same columns as those that Cypher answers."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from graph.analytics.brokerage import brokerage
from graph.analytics.change import change
from graph.analytics.communities import communities
from graph.analytics.fragmentation import removal
from graph.analytics.keyplayers import kpp_neg, kpp_pos
from graph.analytics.paths import strongest_paths
from graph.analytics.people import require, who
from graph.analytics.scores import Sampling
from graph.analytics.uncertainty import ROUNDS
from graph.network import contact_graph, node_id
from graph.ties import ties
from liaison.app.analyses.rankings import ranking
from liaison.app.analyses.reach import named
from liaison.app.questions.duplicates import possible_duplicates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from graph.analytics.keyplayers import KeyPlayers
    from graph.network.contact_graph import ContactGraph
    from liaison.app.view import View

Rows = tuple[tuple[object, ...], ...]

SEED = 1
_PAIR = 2


def introduction_paths(view: View, values: Mapping[str, object]) -> Rows:
    """Give the steps of the best ways from an officer to a contact or organisation."""
    graph = view.graph("full")
    source = require(graph, node_id("Officer", str(values["from"])))
    target = named(graph, str(values["to"]), ("Contact", "Organisation"))
    found = strongest_paths(graph, source, target, k=_whole(values["paths"]), max_hops=_whole(values["k"]))
    rows: list[tuple[object, ...]] = []
    for number, path in enumerate(found.paths, start=1):
        lengths = (int(graph[one][two]["distance"]) for one, two in zip(path.nodes, path.nodes[1:], strict=False))
        distances = list(accumulate(lengths, initial=0))
        for step, node in enumerate(path.nodes):
            strength = path.strengths[step - 1] if step else None
            rows.append((number, step, *who(graph, node), strength, distances[step]))
    return tuple(rows)


def brokers(view: View, values: Mapping[str, object]) -> Rows:
    """Rank everybody by betweenness with a band, beside constraint, cut points, bridges and single holders."""
    projection, top = str(values["projection"]), _whole(values["top"])
    ranked = view.once(f"brokers {projection}", lambda: _ranked(view.graph(projection)))
    return tuple(row for place, row in enumerate(ranked) if place < top or row[9])


def _ranked(graph: ContactGraph) -> Rows:
    if not len(graph):
        return ()
    # As the measure of that name ranks by default, so that nobody has two places.
    bands = ranking(graph, "betweenness", Sampling(), rounds=ROUNDS)
    found = brokerage(graph)
    of_node = {broker.node: broker for broker in found.nodes}
    at_ends = Counter(end for bridge in found.bridges for end in (bridge.first, bridge.second))
    alone = Counter(holder.officer for holder in found.single_holders)
    return tuple(
        (
            band.rank,
            band.node,
            band.label,
            band.name,
            of_node[band.node].degree,
            band.value,
            band.best,
            band.worst,
            of_node[band.node].constraint,
            of_node[band.node].cut_point,
            at_ends[band.node],
            alone[band.node],
        )
        for band in sorted(bands.nodes, key=lambda band: (band.rank, band.node))
    )


def key_players(view: View, values: Mapping[str, object]) -> Rows:
    """Find the sets whose loss breaks the network most and that reach most of it; try the loss of chosen people."""
    graph = view.graph(str(values["projection"]))
    if not len(graph):
        return ()
    k = _whole(values["k"])
    rows = [*_set("loss", kpp_neg(graph, k, by="components")), *_set("reach", kpp_pos(graph, k))]
    chosen = values["remove"]
    if isinstance(chosen, list) and chosen:
        nodes = [named(graph, str(one), ("Officer", "Contact", "Organisation")) for one in chosen]
        found = removal(graph, nodes)
        note = (
            f"Parts {found.parts[0]} before, {found.parts[1]} after; largest part {found.largest[0]} before, "
            f"{found.largest[1]} after; ties {found.ties[0]} before, {found.ties[1]} after."
        )
        rows += [
            ("what_if", place, *who(graph, node), *found.fragmentation, None, note)
            for place, node in enumerate(nodes, start=1)
        ]
    return tuple(rows)


def _set(problem: str, found: KeyPlayers) -> Iterator[tuple[object, ...]]:
    people = zip(found.members, found.labels, found.names, strict=True)
    for place, (node, label, name) in enumerate(people, start=1):
        yield problem, place, node, label, name, found.before, found.value, found.exact, found.bound


def changes(view: View, values: Mapping[str, object]) -> Rows:
    """Compare two days; then tell the communities of the later one and contacts who look alike."""
    first, second = values["date1"], values["date2"]
    found = change(view.network, first, second)  # type: ignore[arg-type]
    rows: list[tuple[object, ...]] = [
        (tie.change, tie.officer_id, tie.contact_id, tie.contact_name, tie.before, tie.after, *_NONE[:5])
        for tie in found.ties
    ]
    rows += [
        ("moved", None, move.contact_id, move.contact_name, None, None, move.before, move.after, *_NONE[:3])
        for move in found.moved
    ]
    rows += _communities(view, second)  # type: ignore[arg-type]
    rows += [
        ("possible_duplicate", None, one.first, one.first_name, None, None, None, one.second, None, None, one.evidence)
        for one in possible_duplicates(view.network)
    ]
    return tuple(rows)


_NONE = (None,) * 10


def _communities(view: View, day: dt.date) -> Iterator[tuple[object, ...]]:
    """Set communities against countries: how many contacts of each work in the country of most of them."""
    graph = contact_graph(view.network, ties(view.network, day))
    countries: dict[int, Counter[str]] = {}
    for member in communities(graph, seed=SEED).nodes:
        country = graph.nodes[member.node].get("country")
        if member.label == "Contact" and country:
            countries.setdefault(member.community, Counter())[str(country)] += 1
    for number, counted in sorted(countries.items()):
        size = sum(counted.values())
        if size >= _PAIR:
            country, most = min(counted.items(), key=lambda item: (-item[1], item[0]))
            yield ("community", *_NONE[:6], country, size, most / size, f"community {number}")


def _whole(value: object) -> int:
    return value if isinstance(value, int) else int(str(value))


MEASURES: Mapping[str, Callable[[View, Mapping[str, object]], Rows]] = {
    "introduction_paths": introduction_paths,
    "brokers": brokers,
    "key_players": key_players,
    "changes": changes,
}
"""By the name that the library's files give in `use_case`."""
