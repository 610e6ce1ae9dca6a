"""For any picture at all."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.picture import vis
from reports.picture.drawing import Picture, PictureEdge, PictureNode
from reports.picture.embedding import script_json
from reports.picture.layout import laid_out
from reports.text import plain

NAMES = st.text(alphabet=st.characters(), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | NAMES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
NUMBERS = st.floats() | st.integers()


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    ids = draw(st.lists(NAMES, min_size=1, max_size=8, unique=True))
    nodes = tuple(
        PictureNode(
            name, draw(NAMES), draw(st.sampled_from(["Officer", "Contact", "?"])), draw(NUMBERS), (draw(NAMES),)
        )
        for name in ids
    )
    ends = st.sampled_from(ids)
    edges = tuple(
        PictureEdge(str(number), draw(ends), draw(ends), draw(NUMBERS), title=draw(NAMES))
        for number in range(draw(st.integers(0, 8)))
    )
    return Picture(nodes, edges, focus=draw(st.none() | ends))


@given(JSON)
def test_json_in_a_page_comes_back_and_is_no_markup(value: object) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029") & set(text)
    text.encode("utf-8")


@settings(deadline=None, max_examples=60)
@given(pictures())
def test_every_picture_becomes_data_that_a_page_can_carry(picture: Picture) -> None:
    data = vis.payload(laid_out(picture))
    assert json.loads(script_json(data)) == json.loads(json.dumps(data, allow_nan=False))
    assert [node["id"][2:] for node in data["nodes"]] == [node.id for node in picture.nodes]
    assert len(data["edges"]) == len(picture.edges)
    assert all(math.isfinite(node["x"]) and math.isfinite(node["y"]) for node in data["nodes"])
    for shown, node in zip(data["nodes"], picture.nodes, strict=True):
        assert shown["name"] == (plain(node.label) or "(no name)")


@pytest.mark.slow
@settings(deadline=None, max_examples=60)
@given(pictures(), st.randoms(use_true_random=False))
def test_order_of_input_does_not_move_a_node(picture: Picture, order: object) -> None:
    nodes, edges = list(picture.nodes), list(picture.edges)
    order.shuffle(nodes)  # type: ignore[attr-defined]
    order.shuffle(edges)  # type: ignore[attr-defined]
    other = Picture(tuple(nodes), tuple(edges), focus=picture.focus)
    assert {n.id: (n.x, n.y) for n in laid_out(picture).nodes} == {n.id: (n.x, n.y) for n in laid_out(other).nodes}
