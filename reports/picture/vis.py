"""
The one place that touches pyvis: a picture as its `Network`, and that as data for vis-network, its drawing library.

pyvis is used for its data model and for the copy of vis-network that it brings. Its own pages are not used: they load
scripts from other hosts and let a name from the data become a script.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyvis
from pyvis.network import Network

from reports.picture.drawing import FULL_STRENGTH, within
from reports.picture.kinds import style_of
from reports.picture.spacing import radius_of, short_label
from reports.text import plain

if TYPE_CHECKING:
    from reports.picture.drawing import Picture, PictureEdge, PictureNode

LIBRARY_FOLDER = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2"
LIBRARY_FILE = "vis-network.min.js"

NODE_PREFIX, EDGE_PREFIX = "n:", "e:"
"""Before every identifier: a node called `__proto__` would otherwise replace what JavaScript objects inherit."""

_THINNEST, _WIDEST = 1.0, 7.0
_SMOOTH_NODES = 300
_FARTHEST = 1e6
_NO_NAME = "(no name)"


@cache
def library() -> str:
    """Give the text of vis-network with line ends as a browser reads them, so that its hash can be stated."""
    text = (LIBRARY_FOLDER / LIBRARY_FILE).read_text(encoding="utf-8")
    # A browser would ask for the map beside the file.
    return text.replace("//# sourceMappingURL=", "// map: ")


def network_of(picture: Picture) -> Network:
    """
    Make the pyvis network of a picture.

    Parameters
    ----------
    picture
        Laid out; nodes without a place lie in the middle.

    Returns
    -------
    network
        Its `nodes`, `edges` and `options` hold JSON values only. Parallel links are all kept.
    """
    network = Network(directed=True, cdn_resources="in_line")
    degrees = picture.degrees()
    for node in picture.nodes:
        network.add_node(f"{NODE_PREFIX}{node.id}", **_node(node, degrees[node.id], focus=node.id == picture.focus))
    # Not through add_edge: undirected it compares with every earlier link and drops parallel ones.
    seen: Counter[tuple[str, ...]] = Counter()
    for edge in picture.edges:
        pair = tuple(sorted((edge.source, edge.target)))
        network.edges.append({**_edge(edge), "smooth": _bend(seen[pair], turned=pair[0] != edge.source)})
        seen[pair] += 1
    network.set_options(json.dumps(_options(len(picture.nodes))))
    return network


def payload(picture: Picture) -> dict[str, Any]:
    """Give everything the drawing script needs, as JSON values; keys are those that `network.js` reads."""
    network = network_of(picture)
    legend = picture.legend()
    return {
        "nodes": network.nodes,
        "edges": network.edges,
        "options": network.options,
        "palette": {
            entry.style.kind: {"light": entry.style.light, "dark": entry.style.dark, "shape": entry.style.shape}
            for entry in legend
        },
        "legend": [{"kind": entry.style.kind, "name": entry.style.plural, "count": entry.count} for entry in legend],
        "caption": plain(picture.caption),
        "marking": plain(picture.marking),
        "focus": None if picture.focus is None else f"{NODE_PREFIX}{picture.focus}",
    }


def _node(node: PictureNode, degree: int, *, focus: bool) -> dict[str, Any]:
    style = style_of(node.kind)
    ring = "risk" if node.at_risk else "mark" if node.highlighted else "focus" if focus else ""
    # pyvis shows the identifier where the label is empty, hence the text for no name.
    name = plain(node.label) or _NO_NAME
    return {
        "label": short_label(node).strip() or _NO_NAME,
        "name": name,
        "kind": style.kind,
        "kind_name": plain(node.kind),
        "shape": style.shape,
        "group": style.kind,
        "size": round(radius_of(node), 1),
        "x": round(within(node.x, -_FARTHEST, _FARTHEST, otherwise=0.0), 1),
        "y": round(within(node.y, -_FARTHEST, _FARTHEST, otherwise=0.0), 1),
        "title": "\n".join([name, plain(node.kind), *map(plain, node.lines)]),
        "lines": [plain(line) for line in node.lines],
        "badge": int(within(node.hidden_neighbours, 0, _FARTHEST)),
        "ring": ring,
        "degree": degree,
    }


def _edge(edge: PictureEdge) -> dict[str, Any]:
    share = within(edge.strength, 0, FULL_STRENGTH) / FULL_STRENGTH
    title = plain(edge.title)
    return {
        "id": f"{EDGE_PREFIX}{edge.id}",
        "from": f"{NODE_PREFIX}{edge.source}",
        "to": f"{NODE_PREFIX}{edge.target}",
        "width": round(_THINNEST + (_WIDEST - _THINNEST) * share, 2),
        "dashes": [6, 5] if edge.dashed else False,
        "arrows": "to" if edge.directed else "",
        "name": title,
        "title": "\n".join(filter(None, [title, *map(plain, edge.lines)])),
        "lines": [plain(line) for line in edge.lines],
        "mark": bool(edge.highlighted),
    }


def _bend(earlier: int, *, turned: bool) -> dict[str, Any]:
    """Bend a link away from the earlier ones between the same two nodes, to either side in turn."""
    if not earlier:
        return {"enabled": False, "type": "continuous", "roundness": 0.0}
    side = (earlier % 2 == 1) != turned
    return {
        "enabled": True,
        "type": "curvedCW" if side else "curvedCCW",
        "roundness": round(min(0.14 * ((earlier + 1) // 2), 0.9), 2),
    }


def _options(nodes: int) -> dict[str, Any]:
    heavy = nodes > _SMOOTH_NODES
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": False,
            "tooltipDelay": 180,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": heavy,
            "hideEdgesOnZoom": heavy,
            "keyboard": {"enabled": False},
        },
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 4, "shapeProperties": {"borderRadius": 3}},
        "edges": {"smooth": False, "selectionWidth": 2, "hoverWidth": 0, "arrows": {"to": {"scaleFactor": 0.5}}},
    }
