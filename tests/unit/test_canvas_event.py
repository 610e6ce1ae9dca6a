"""What comes back from a browser counts only when it names something that is drawn."""

from __future__ import annotations

import pytest
from pictures import star

from dashboard.network_canvas.event import CanvasEvent, chosen, expanded

PICTURE = star(3)


def test_a_node_and_a_link_of_the_picture_count() -> None:
    assert chosen(PICTURE, "n:Contact:C-1") == CanvasEvent(node="Contact:C-1")
    assert chosen(PICTURE, "e:t1") == CanvasEvent(edge="t1")
    assert expanded(PICTURE, {"id": "n:Contact:C-1", "at": 1}) == "Contact:C-1"


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        3,
        [],
        {},
        {"id": None},
        {"id": {"id": "n:Contact:C-1"}},
        "Contact:C-1",
        "n:Contact:C-3",
        "e:Contact:C-1",
    ],
)
def test_anything_else_is_no_choice(value: object) -> None:
    assert chosen(PICTURE, value) == CanvasEvent()
    assert expanded(PICTURE, value) is None


def test_a_link_is_not_expanded() -> None:
    assert expanded(PICTURE, "e:t1") is None
