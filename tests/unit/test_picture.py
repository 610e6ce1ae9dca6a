"""What is drawn, how it looks and how it reaches pyvis."""

from __future__ import annotations

import datetime as dt
import json
import math

import numpy as np
import pytest
from contrast import contrast
from pictures import HOSTILE, crowd, hostile_picture
from pyvis.network import Network

from graph.errors import DeclarationError, InputError
from graph.model.catalog import NODES
from reports.picture import vis
from reports.picture.drawing import MOST_NODES, Picture, PictureEdge, PictureNode, within
from reports.picture.embedding import script_json, source_hash
from reports.picture.kinds import OTHER, STYLES, KindStyle, style_of

A, B = PictureNode("a", "A", "Officer"), PictureNode("b", "B", "Contact")


def test_a_node_twice_is_refused() -> None:
    with pytest.raises(InputError, match="node 'a' twice"):
        Picture((A, A))


def test_a_link_twice_is_refused() -> None:
    with pytest.raises(InputError, match="link 'e' twice"):
        Picture((A, B), (PictureEdge("e", "a", "b"), PictureEdge("e", "b", "a")))


def test_a_link_into_nowhere_is_refused() -> None:
    with pytest.raises(InputError, match=r"'bb', which is not drawn\. Did you mean 'b'"):
        Picture((A, B), (PictureEdge("e", "a", "bb"),))


def test_a_focus_that_is_not_drawn_is_refused() -> None:
    with pytest.raises(InputError, match="focus 'z'"):
        Picture((A,), focus="z")


def test_limits() -> None:
    assert not crowd(150).crowded
    assert crowd(151).crowded
    assert not crowd(MOST_NODES).too_large
    assert crowd(MOST_NODES + 1).too_large


def test_degrees_count_parallel_links_and_loops_once() -> None:
    edges = (PictureEdge("1", "a", "b"), PictureEdge("2", "b", "a"), PictureEdge("3", "a", "a"))
    assert Picture((A, B), edges).degrees() == {"a": 3, "b": 2}


def test_legend_counts_kinds_most_frequent_first() -> None:
    picture = Picture((A, B, PictureNode("c", "C", "Contact"), PictureNode("d", "D", "Nonsense")))
    assert [(entry.style.kind, entry.count) for entry in picture.legend()] == [
        ("Contact", 2),
        ("Officer", 1),
        ("Other", 1),
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(5, 5), (-1, 0), (11, 10), (math.nan, 0), (math.inf, 10), (None, 0), ("7", 0), (np.int64(3), 3), ([], 0)],
)
def test_within(value: object, expected: float) -> None:
    assert within(value, 0, 10) == expected


def test_every_kind_of_the_model_has_its_look() -> None:
    assert {label for label, node in NODES.items() if not node.bookkeeping} <= set(STYLES)
    assert style_of("whatever") is OTHER


def test_no_two_kinds_look_alike() -> None:
    for ground in ("light", "dark"):
        looks = [(style.shape, getattr(style, ground)) for style in STYLES.values()]
        assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("style", STYLES.values(), ids=lambda style: style.kind)
def test_colours_stand_out_from_their_ground(style: KindStyle) -> None:
    assert contrast(style.light, "#ffffff") >= 3
    assert contrast(style.dark, "#111827") >= 3


def test_a_shape_that_would_fetch_an_address_is_refused() -> None:
    with pytest.raises(DeclarationError, match="'image'"):
        KindStyle("X", "Xs", "image", "#000000", "#ffffff")


def test_pyvis_keeps_parallel_links_and_their_widths() -> None:
    edges = (
        PictureEdge("1", "a", "b", 0),
        PictureEdge("2", "b", "a", 100),
        PictureEdge("3", "a", "b", 50, dashed=True),
    )
    network = vis.network_of(Picture((A, B), edges))
    assert isinstance(network, Network)
    assert [edge["width"] for edge in network.edges] == [1.0, 7.0, 4.0]
    assert [edge["dashes"] for edge in network.edges] == [False, False, [6, 5]]
    # Clockwise seen from one end is counter-clockwise seen from the other.
    other_way = {"curvedCW": "curvedCCW", "curvedCCW": "curvedCW", "continuous": "continuous"}
    bends = [
        (edge["smooth"]["type"] if edge["from"] == "n:a" else other_way[edge["smooth"]["type"]])
        for edge in network.edges
    ]
    assert len(set(bends)) == 3


def test_pyvis_takes_numbers_that_json_cannot_write() -> None:
    odd = PictureNode(
        "a",
        "A",
        "Officer",
        size=np.float32("nan"),  # type: ignore[arg-type]
        lines=(dt.date(2020, 9, 10),),  # type: ignore[arg-type]
        hidden_neighbours=np.int64(3),  # type: ignore[arg-type]
        x=math.nan,
        y=math.inf,
    )
    data = vis.payload(Picture((odd, B), (PictureEdge("e", "a", "b", math.nan),)))
    json.dumps(data, allow_nan=False)
    node = data["nodes"][0]
    assert (node["size"], node["badge"], node["x"], node["lines"]) == (8.0, 3, 0.0, ["2020-09-10"])
    assert data["edges"][0]["width"] == 1.0


@pytest.mark.timeout(60)
def test_many_links_are_handed_over_at_once() -> None:
    edges = tuple(PictureEdge(str(number), "a", "b") for number in range(20_000))
    # Comparing each with every other would take minutes.
    assert len(vis.network_of(Picture((A, B), edges)).edges) == 20_000


def test_identifiers_cannot_name_what_every_javascript_object_has() -> None:
    data = vis.payload(hostile_picture())
    assert all(node["id"].startswith("n:") for node in data["nodes"])
    assert all(edge["id"].startswith("e:") and edge["from"].startswith("n:") for edge in data["edges"])
    assert {"n:__proto__", "n:constructor"} <= {node["id"] for node in data["nodes"]}


def test_a_kind_from_data_never_becomes_a_key() -> None:
    assert set(vis.payload(hostile_picture())["palette"]) <= set(STYLES)


def test_the_library_is_the_installed_one_and_asks_for_no_map() -> None:
    file = vis.LIBRARY_FOLDER / vis.LIBRARY_FILE
    text = vis.library()
    assert "@version 9.1.2" in text
    assert "MIT License" in text
    assert "sourceMappingURL" not in text
    assert "\r" not in text
    assert "</script" not in text.lower()
    installed = file.read_bytes().replace(b"\r\n", b"\n")
    assert text.replace("// map: ", "//# sourceMappingURL=").encode() == installed


def test_json_in_a_page_ends_no_script() -> None:
    text = script_json(list(HOSTILE))
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == list(HOSTILE)
    text.encode("utf-8")


@pytest.mark.parametrize("value", [math.nan, math.inf, dt.date(2020, 1, 1), {1, 2}])
def test_json_refuses_what_it_cannot_write(value: object) -> None:
    with pytest.raises(InputError, match="give text or a finite number"):
        script_json({"x": value})


def test_hash_is_that_of_the_specification() -> None:
    # The example of Content Security Policy Level 3, section 6.7.
    assert source_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
