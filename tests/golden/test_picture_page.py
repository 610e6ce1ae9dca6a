"""The structure of the exported page, word for word; a change shows up in the difference."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reports.picture import vis
from reports.picture.drawing import Picture, PictureEdge, PictureNode
from reports.picture.page import PageTable, picture_page

GOLDEN = Path(__file__).with_name("picture_page.html")


def _page() -> str:
    nodes = (
        PictureNode("Officer:O-1", "Peeters, Anna", "Officer", 1.0, ("state security",), "BE", x=0.0, y=0.0),
        PictureNode(
            "Contact:C-1", "<b>Rossi</b>, Ivo", "Contact", 0.5, (), "IT", 4, at_risk=True, level=2, x=10.0, y=-130.0
        ),
    )
    edges = (
        PictureEdge("t1", "Officer:O-1", "Contact:C-1", 62.5, title="tie", lines=("8 exchanges",)),
        PictureEdge("t2", "Officer:O-1", "Contact:C-1", 10.0, dashed=True),
    )
    picture = Picture(nodes, edges, "One officer & one contact.", "LEVEL 2", focus="Officer:O-1")
    rows = [("Peeters, Anna", 0.5), ("Rossi, Ivo", None)]
    table = PageTable("Key people", ("Name", "Betweenness (0-1)"), rows, "Share.")
    return picture_page(
        picture, title="Network of O-1", lead="Lead.", facts=[("As of", "2020-09-10")], tables=[table], footer="Foot."
    )


def _outline(html: str) -> str:
    """Leave out the library, the own scripts and styles, and their hashes: they have tests of their own."""
    html = html.replace(vis.library(), "LIBRARY")
    html = re.sub(r"<style>.*?</style>", "<style>STYLE</style>", html, flags=re.DOTALL)
    html = re.sub(r"<script>(?!LIBRARY).*?</script>", "<script>SCRIPT</script>", html, flags=re.DOTALL)
    return re.sub(r"sha256-[A-Za-z0-9+/=]+", "sha256-HASH", html)


def test_structure_of_the_page() -> None:
    outline = _outline(_page())
    if os.environ.get("LIAISON_GOLDEN") == "write":
        GOLDEN.write_text(outline, encoding="utf-8", newline="\n")
    assert outline == GOLDEN.read_text(encoding="utf-8")
