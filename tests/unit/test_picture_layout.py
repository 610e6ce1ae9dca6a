"""Where nodes lie: the same for the same picture, and with room for names."""

from __future__ import annotations

import dataclasses
import math
import random

import pytest
from pictures import crowd, star

from reports.picture.drawing import Picture, PictureEdge, PictureNode
from reports.picture.layout import laid_out
from reports.picture.spacing import box_of


def _places(picture: Picture) -> dict[str, tuple[float | None, float | None]]:
    return {node.id: (node.x, node.y) for node in picture.nodes}


def _shuffled(picture: Picture, seed: int) -> Picture:
    shuffle = random.Random(seed)
    nodes, edges = list(picture.nodes), list(picture.edges)
    shuffle.shuffle(nodes)
    shuffle.shuffle(edges)
    return dataclasses.replace(picture, nodes=tuple(nodes), edges=tuple(edges))


def _meeting(picture: Picture, *, room: float = 1.0) -> int:
    boxes = [box_of(node, node.x or 0.0, node.y or 0.0, room=room) for node in picture.nodes]
    return sum(
        abs(a.x - b.x) < a.half_width + b.half_width - 1
        and a.y - a.above + 1 < b.y + b.below
        and b.y - b.above + 1 < a.y + a.below
        for i, a in enumerate(boxes)
        for b in boxes[:i]
    )


@pytest.mark.parametrize(
    "picture",
    [star(24, beyond=12), dataclasses.replace(star(20), focus=None), crowd(60), crowd(320)],
    ids=["radial", "organic", "parts", "discs"],
)
def test_places_depend_on_the_picture_alone(picture: Picture) -> None:
    expected = _places(laid_out(picture))
    assert _places(laid_out(_shuffled(picture, 1))) == expected
    assert _places(laid_out(laid_out(picture))) == expected


@pytest.mark.parametrize("neighbours", [1, 2, 8, 9, 24, 39])
def test_names_around_a_focus_do_not_meet(neighbours: int) -> None:
    picture = laid_out(star(neighbours))
    assert _meeting(picture) == 0
    assert _places(picture)["Officer:O-1"] == (0, 0)


def test_names_two_steps_out_do_not_meet() -> None:
    assert _meeting(laid_out(star(20, beyond=20))) == 0


def test_names_without_a_focus_do_not_meet() -> None:
    assert _meeting(laid_out(crowd(40))) == 0


def test_expanding_leaves_the_known_ring_where_it_was() -> None:
    before = _places(laid_out(star(24)))
    after = _places(laid_out(star(24, beyond=15)))
    assert {name: after[name] for name in before} == before


def test_neighbours_lie_in_sectors() -> None:
    picture = laid_out(star(24))
    around = sorted(
        (node for node in picture.nodes if node.id != picture.focus),
        key=lambda node: math.atan2(node.y or 0, node.x or 0),
    )
    turns = sum(a.sector != b.sector for a, b in zip(around, around[1:] + around[:1], strict=True))
    assert turns <= 10  # six sectors; pushing names apart may swap a few neighbours


@pytest.mark.parametrize("picture", [Picture(()), Picture((PictureNode("a", "A", "Officer"),))], ids=["none", "one"])
def test_almost_nothing_can_be_laid_out(picture: Picture) -> None:
    assert all(math.isfinite(node.x or 0.0) for node in laid_out(picture).nodes)


def test_what_is_not_linked_to_the_focus_is_still_placed() -> None:
    nodes = (PictureNode("a", "A", "Officer"), PictureNode("b", "B", "Contact"), PictureNode("c", "C", "Contact"))
    picture = laid_out(Picture(nodes, (PictureEdge("1", "a", "b"), PictureEdge("2", "c", "c")), focus="a"))
    assert len(set(_places(picture).values())) == 3


def test_another_focus_may_be_asked_for() -> None:
    picture = laid_out(star(6), focus="Contact:C-1")
    assert picture.focus == "Contact:C-1"
    assert _places(picture)["Contact:C-1"] == (0, 0)


@pytest.mark.parametrize("count", [300, 500])
def test_in_large_pictures_no_two_share_a_place(count: int) -> None:
    places = _places(laid_out(crowd(count)))
    assert len(set(places.values())) == count


@pytest.mark.parametrize("leaves", [6, 20, 30, 38])
def test_all_names_of_a_star_have_room_on_a_canvas_that_shows_them_all(leaves: int) -> None:
    picture = laid_out(star(leaves))
    xs, ys = [node.x or 0.0 for node in picture.nodes], [node.y or 0.0 for node in picture.nodes]
    # A canvas is 820 by 520; where it must show more, names keep their size and so take that much more room.
    assert _meeting(picture, room=max(1.0, (max(xs) - min(xs)) / 820, (max(ys) - min(ys)) / 520)) == 0
