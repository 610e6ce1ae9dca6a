"""Where each node lies. A function of the nodes and links drawn and of nothing else, whatever their order."""

from __future__ import annotations

import math
import zlib
from collections import defaultdict, deque
from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from reports.picture.drawing import within
from reports.picture.spacing import Box, box_of, spread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reports.picture.drawing import Picture, PictureNode

    Places = dict[str, tuple[float, float]]

FORCE_NODES = 300
"""Above this the force layout takes longer than a reader waits; a cheaper one is used."""

# A canvas is wider than high, and names are written horizontally: circles are drawn as ellipses.
_ASPECT = 1.55
_RING = 130.0
_STAGGER = 95.0
_NODE_GAP = 78.0
_LINK_LENGTH = 95.0
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
_STAGGER_FROM = 9
_CANVAS = (820.0, 520.0)
_ROOM_ROUNDS = 4
_MOST_ROOM = 1.8
_NAMED_NODES = 40  # above this only those names are written for which there is room


def laid_out(picture: Picture, *, focus: str | None = None) -> Picture:
    """
    Give the picture with a place for every node.

    Parameters
    ----------
    picture
        What is drawn. Nodes that already have a place are placed anew.
    focus
        Node to put in the middle; by default the picture's own. With a focus the layout is radial: direct neighbours
        on two staggered rings in sectors, further ones outside near those they are reached through. Without one it
        is by force up to 300 nodes, and above that one disc for each sector.

    Returns
    -------
    picture
        The same nodes and links; equal input in any order gives equal places. Empty stays empty.
    """
    focus = picture.focus if focus is None else focus
    if focus is not None and focus not in picture.node_ids:
        focus = None
    nodes = sorted(picture.nodes, key=lambda node: node.id)
    if focus is not None:
        places = _radial(nodes, _neighbours(picture), focus)
    elif len(nodes) <= FORCE_NODES:
        places = _organic(picture, nodes)
    else:
        places = _discs(nodes, picture.degrees())
    return replace(picture, nodes=tuple(node.at(*places[node.id]) for node in picture.nodes), focus=focus)


def _neighbours(picture: Picture) -> Mapping[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for edge in picture.edges:
        if edge.source != edge.target:
            found[edge.source].add(edge.target)
            found[edge.target].add(edge.source)
    return {node.id: sorted(found[node.id]) for node in picture.nodes}


def _order(node: PictureNode) -> tuple[str, str, str]:
    return (node.sector, node.kind, node.id)


def _rings(nodes: Sequence[PictureNode], neighbours: Mapping[str, list[str]], focus: str) -> dict[str, int]:
    distance = {focus: 0}
    waiting = deque([focus])
    while waiting:
        here = waiting.popleft()
        for there in neighbours[here]:
            if there not in distance:
                distance[there] = distance[here] + 1
                waiting.append(there)
    outside = max(distance.values()) + 1
    return {node.id: distance.get(node.id, outside) for node in nodes}


def _radial(nodes: Sequence[PictureNode], neighbours: Mapping[str, list[str]], focus: str) -> Places:
    ring_of = _rings(nodes, neighbours, focus)
    by_id = {node.id: node for node in nodes}
    places: Places = {focus: (0.0, 0.0)}
    angles: dict[str, float] = {}
    fixed: list[Box] = [box_of(by_id[focus], 0.0, 0.0)]
    inner = 0.0
    for ring in range(1, max(ring_of.values()) + 1):
        members = [node for node in nodes if ring_of[node.id] == ring]
        if not members:
            continue
        if ring == 1:
            members.sort(key=_order)
        else:
            # Each beside the node it is reached through, so that links to the outer ring do not cross the picture.
            wish = {node.id: _wished_angle(node, neighbours, angles) for node in members}
            members.sort(key=lambda node: (wish[node.id], *_order(node)))
        staggered = len(members) >= _STAGGER_FROM
        rows = 2 if staggered else 1
        need = len(members) / rows * _NODE_GAP / (2 * math.pi)
        radius = max(inner + (_RING if ring == 1 else _RING + _STAGGER * 0.3), need)
        turn = -math.pi / 2 if ring == 1 else _best_turn(members, wish)
        ring_places: list[tuple[float, float]] = []
        for position, node in enumerate(members):
            angle = turn + 2 * math.pi * position / len(members)
            angles[node.id] = angle
            reach = radius + (_STAGGER if staggered and position % 2 else 0.0)
            ring_places.append((reach * math.cos(angle) * _ASPECT, reach * math.sin(angle)))
        # Inner rings stay where they are: expanding a node must not move what is already known.
        ring_places, room = _roomy(members, ring_places, fixed)
        for node, (x, y) in zip(members, ring_places, strict=True):
            places[node.id] = (x, y)
            fixed.append(box_of(node, x, y, room=room))
        inner = radius + (_STAGGER if staggered else 0.0)
    return places


def _wished_angle(node: PictureNode, neighbours: Mapping[str, list[str]], angles: Mapping[str, float]) -> float:
    known = [angles[other] for other in neighbours[node.id] if other in angles]
    if not known:
        return math.pi / 2  # not linked to the focus at all: below
    mean = math.atan2(sum(map(math.sin, known)), sum(map(math.cos, known)))
    return round(mean % (2 * math.pi), 6)


def _best_turn(members: Sequence[PictureNode], wish: Mapping[str, float]) -> float:
    """Turn the evenly filled ring so that its members lie as near as they can to where they wish to be."""
    step = 2 * math.pi / len(members)
    offsets = [wish[node.id] - step * position for position, node in enumerate(members)]
    return math.atan2(sum(map(math.sin, offsets)), sum(map(math.cos, offsets)))


def _organic(picture: Picture, nodes: Sequence[PictureNode]) -> Places:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in nodes)
    for edge in sorted(picture.edges, key=lambda edge: edge.id):
        if edge.source != edge.target:
            graph.add_edge(edge.source, edge.target, weight=1 + within(edge.strength, 0, 100) / 50)
    by_id = {node.id: node for node in nodes}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    return _packed([_by_force(graph, part, by_id) for part in parts])


def _by_force(graph: nx.Graph[str], part: Sequence[str], by_id: Mapping[str, PictureNode]) -> Places:
    if len(part) == 1:
        return {part[0]: (0.0, 0.0)}
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(part)  # the layout must not depend on the order of its input
    for one, other in sorted((min(ends), max(ends)) for ends in graph.subgraph(part).edges()):
        ordered.add_edge(one, other, weight=graph[one][other]["weight"])
    reach = _LINK_LENGTH * 0.6 * math.sqrt(len(part))
    start = {name: np.array(_seeded(name)) for name in part}
    found = nx.spring_layout(ordered, pos=start, method="force", iterations=120, scale=reach, seed=1)
    places = [(float(found[name][0]) * _ASPECT, float(found[name][1])) for name in part]
    return dict(zip(part, _roomy([by_id[name] for name in part], places, ())[0], strict=True))


def _roomy(
    nodes: Sequence[PictureNode], places: list[tuple[float, float]], fixed: Sequence[Box]
) -> tuple[list[tuple[float, float]], float]:
    """Push nodes apart until their names have room on a canvas that shows them all; give places and that room."""
    room = 1.0
    for _ in range(_ROOM_ROUNDS):
        boxes = [box_of(node, x, y, room=room) for node, (x, y) in zip(nodes, places, strict=True)]
        places = spread(boxes, fixed)
        wanted = min(_shrink([*places, *((box.x, box.y) for box in fixed)]), _MOST_ROOM)
        if wanted <= room or len(nodes) > _NAMED_NODES:
            break
        room = wanted
    return places, room


def _shrink(places: Sequence[tuple[float, float]]) -> float:
    """Tell how many times too large for a canvas the places are; names keep their size, so they need that more room."""
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return max(1.0, (max(xs) - min(xs)) / _CANVAS[0], (max(ys) - min(ys)) / _CANVAS[1])


def _seeded(name: str) -> tuple[float, float]:
    """Give a starting place that depends on the name alone, so that a node starts where it started before."""
    first = zlib.crc32(name.encode("utf-8", "surrogatepass"))
    second = zlib.crc32(b"y" + name.encode("utf-8", "surrogatepass"))
    return (first / 2**31 - 1, second / 2**31 - 1)


def _packed(parts: Sequence[Places]) -> Places:
    """Put separate parts beside one another in rows, largest first."""
    if not parts:
        return {}
    gap = 110.0
    sizes = [_extent(part) for part in parts]
    area = sum((width + gap) * (height + gap) for _, _, width, height in sizes)
    row_width = max(math.sqrt(area * _ASPECT), sizes[0][2])
    placed: Places = {}
    x = y = row_height = 0.0
    for part, (left, top, width, height) in zip(parts, sizes, strict=True):
        if x and x + width > row_width:
            x, y, row_height = 0.0, y + row_height + gap, 0.0
        for name, (px, py) in part.items():
            placed[name] = (px - left + x, py - top + y)
        x += width + gap
        row_height = max(row_height, height)
    return placed


def _extent(part: Places) -> tuple[float, float, float, float]:
    xs = [x for x, _ in part.values()]
    ys = [y for _, y in part.values()]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def _discs(nodes: Sequence[PictureNode], degrees: Mapping[str, int]) -> Places:
    """
    Fill one disc for each sector, best linked nodes in its middle; linear in the number of nodes.

    The sector with the most links lies in the middle and the others around it, so that links run outwards.
    """
    sectors: dict[str, list[PictureNode]] = defaultdict(list)
    for node in nodes:
        sectors[node.sector].append(node)
    ordered = sorted(sectors.items(), key=lambda item: (-sum(degrees[node.id] for node in item[1]), item[0]))
    middle, around = ordered[0][1], sorted(ordered[1:])
    places = _disc(middle, degrees, 0.0, 0.0)
    radii = [_disc_radius(len(members)) for _, members in around]
    reach = max(
        _disc_radius(len(middle)) + max(radii, default=0.0) + _NODE_GAP,
        sum(2 * radius + _NODE_GAP for radius in radii) / (2 * math.pi),
    )
    whole = sum(radius + _NODE_GAP / 2 for radius in radii)
    turn = -math.pi / 2
    for (_, members), radius in zip(around, radii, strict=True):
        half = math.pi * (radius + _NODE_GAP / 2) / whole
        turn += half
        places.update(_disc(members, degrees, reach * math.cos(turn) * _ASPECT, reach * math.sin(turn)))
        turn += half
    return places


def _disc_radius(members: int) -> float:
    return _NODE_GAP * 0.6 * math.sqrt(members)


def _disc(members: Sequence[PictureNode], degrees: Mapping[str, int], x: float, y: float) -> Places:
    ordered = sorted(members, key=lambda node: (-degrees[node.id], node.id))
    return {
        node.id: (
            x + _disc_radius(position) * math.cos(position * _GOLDEN_ANGLE),
            y + _disc_radius(position) * math.sin(position * _GOLDEN_ANGLE),
        )
        for position, node in enumerate(ordered)
    }
