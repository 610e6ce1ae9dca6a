"""Room for names: nodes with their labels are boxes that must not lie on one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reports.picture.drawing import within
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.picture.drawing import PictureNode

SMALLEST, LARGEST = 8.0, 20.0
"""Radius in pixels of a node of size 0 and of size 1."""

LONGEST_LABEL = 26
"""Signs of a name that are written beside its node; the whole name stands in the tooltip."""

_SIGN_WIDTH = 7.4
_LINE_HEIGHT = 19.0
_MARGIN = 10.0
_ROUNDS = 150
_MOST_BOXES = 200


@dataclass(frozen=True, slots=True)
class Box:
    """A node with the room for its label: middle of the node, half of its width, reach above and below."""

    x: float
    y: float
    half_width: float
    above: float
    below: float


def radius_of(node: PictureNode) -> float:
    """Give the radius of a node in pixels at scale 1."""
    return SMALLEST + (LARGEST - SMALLEST) * within(node.size, 0, 1)


def short_label(node: PictureNode) -> str:
    """Give the name as written beside the node: safe, on one line, not longer than `LONGEST_LABEL`."""
    name = plain(node.label, isolate=False)
    return plain(name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1].rstrip() + "\u2026")


def box_of(node: PictureNode, x: float, y: float, *, room: float = 1.0) -> Box:
    """Give what a node takes at a place; `room` > 1 where names will be that much larger beside the places."""
    radius = radius_of(node)
    half = max(radius, len(short_label(node)) * _SIGN_WIDTH * room / 2)
    return Box(x, y, half + _MARGIN / 2, radius + _MARGIN / 2, radius + _LINE_HEIGHT * room + _MARGIN / 2)


def spread(boxes: Sequence[Box], fixed: Sequence[Box]) -> list[tuple[float, float]]:
    """
    Push boxes apart until none lies on another.

    Parameters
    ----------
    boxes
        May move. Above 200 they stay where they are: names are then shown only where there is room.
    fixed
        Stay where they are.

    Returns
    -------
    places
        Middle of each node, in the order of `boxes`. After 150 rounds an overlap may remain.
    """
    if not boxes or len(boxes) + len(fixed) > _MOST_BOXES:
        return [(box.x, box.y) for box in boxes]
    everything = [*boxes, *fixed]
    x = np.array([box.x for box in everything])
    centre = np.array([(box.below - box.above) / 2 for box in everything])
    y = np.array([box.y for box in everything]) + centre
    half_width = np.array([box.half_width for box in everything])
    half_height = np.array([(box.above + box.below) / 2 for box in everything])
    wide = half_width[:, None] + half_width[None, :]
    high = half_height[:, None] + half_height[None, :]
    movable = np.arange(len(everything)) < len(boxes)
    share = np.where(movable[:, None] & movable[None, :], 0.5, np.where(movable[:, None], 1.0, 0.0))
    tie = np.sign(np.arange(len(everything))[:, None] - np.arange(len(everything))[None, :])
    for _ in range(_ROUNDS):
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        over_x, over_y = wide - np.abs(dx), high - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        sideways = over_x < over_y
        x += np.where(hit & sideways, np.where(dx == 0, tie, np.sign(dx)) * over_x * share, 0.0).sum(axis=1) * 0.6
        y += np.where(hit & ~sideways, np.where(dy == 0, tie, np.sign(dy)) * over_y * share, 0.0).sum(axis=1) * 0.6
    y -= centre
    return [(float(x[i]), float(y[i])) for i in range(len(boxes))]
