"""One self-contained file that shows a picture: no other file, no other host, nothing from data that could run."""

from __future__ import annotations

import datetime as dt
import numbers
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reports.picture import vis
from reports.picture.embedding import script_json, source_hash
from reports.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from jinja2 import Template

    from reports.picture.drawing import Picture

_UNMARKED = "NO MARKING"


@dataclass(frozen=True, slots=True)
class PageTable:
    """
    A table written on the page.

    Attributes
    ----------
    title
        Heading above it.
    columns
        Names of the columns, with units where there are any.
    rows
        Values; numbers are set right, None is left empty.
    note
        One sentence on what the numbers mean.
    """

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    number: bool


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    number: bool


@dataclass(frozen=True, slots=True)
class _Grid:
    id: str
    title: str
    note: str
    columns: list[_Column]
    rows: list[list[_Cell]]
    open: bool = False


def picture_page(
    picture: Picture,
    *,
    title: str,
    marking: str = "",
    lead: str = "",
    facts: Iterable[tuple[str, object]] = (),
    tables: Iterable[PageTable] = (),
    footer: str = "",
    lang: str = "en",
) -> str:
    """
    Write the page of a picture.

    Parameters
    ----------
    picture
        Laid out. All its nodes and links also stand in two tables below it, for those who do not see the picture.
    title
        Heading and title of the window.
    marking
        Banner at top and bottom; by default the picture's own. Empty in both: "NO MARKING" is written.
    lead
        A paragraph under the heading.
    facts
        Names and values in a block: parameters, as-of date, fingerprint of the data.
    tables
        Written before the picture, in that order.
    footer
        Last line.
    lang
        Language of the page, as BCP 47.

    Returns
    -------
    html
        A whole document. Its policy allows only its own scripts and styles, by their hashes.
    """
    assets = _assets()
    style, network, page = assets["page.css"], assets["network.js"], assets["page.js"]
    scripts = " ".join(source_hash(text) for text in (vis.library(), network, page))
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {source_hash(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    banner = plain(marking or picture.marking) or _UNMARKED
    data = vis.payload(picture)
    data["marking"] = banner
    return _template().render(
        lang=plain(lang),
        policy=policy,
        style=Markup(style),  # noqa: S704 - own file, not data
        title=plain(title),
        marking=banner,
        lead=plain(lead),
        facts=[(plain(name), _text(value)) for name, value in facts],
        tables=[_grid(f"table-{number}", table) for number, table in enumerate(tables, 1)],
        caption=data["caption"],
        spoken=spoken(picture),
        empty=not picture.nodes,
        twins=[_grid("nodes", _nodes(picture), opened=True), _grid("links", _links(picture))],
        footer=plain(footer),
        data=Markup(script_json(data)),  # noqa: S704 - every sign of markup is escaped by script_json
        library=Markup(vis.library()),  # noqa: S704 - the installed library
        network=Markup(network),  # noqa: S704 - own file
        page=Markup(page),  # noqa: S704 - own file
    )


def write_page(path: Path, html: str) -> None:
    """Write a page as UTF-8 with line ends as they are, so that the hashes in its policy hold on every system."""
    path.write_text(html, encoding="utf-8", newline="\n")


def spoken(picture: Picture) -> str:
    """Say what a picture shows and which keys it answers to, for those who hear it."""
    caption = plain(picture.caption)
    sentence = f"{caption} " if caption else ""
    return (
        f"{sentence}{len(picture.nodes)} nodes, {len(picture.edges)} links. "
        "Arrow keys walk along links, Page Down goes to the next name, Enter expands, Escape clears, 0 shows all. "
        "The same content stands in tables."
    )


@cache
def _assets() -> dict[str, str]:
    folder = files("reports.picture") / "assets"
    return {name: (folder / name).read_text(encoding="utf-8") for name in ("page.css", "network.js", "page.js")}


@cache
def _template() -> Template:
    text = (files("reports.picture") / "assets" / "page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True).from_string(text)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Integral):
        return f"{float(value):.4g}"
    return plain(value)


def _is_number(value: object) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _grid(name: str, table: PageTable, *, opened: bool = False) -> _Grid:
    rows = [[_Cell(_text(value), _is_number(value)) for value in row] for row in table.rows]
    filled = [[row[place] for row in rows if row[place].text] for place in range(len(table.columns))]
    right = [bool(cells) and all(cell.number for cell in cells) for cells in filled]
    columns = [_Column(plain(column), right[place]) for place, column in enumerate(table.columns)]
    return _Grid(name, plain(table.title), plain(table.note), columns, rows, opened)


def _nodes(picture: Picture) -> PageTable:
    degrees = picture.degrees()
    rows = [
        (node.label, node.kind, node.sector, degrees[node.id], node.hidden_neighbours, node.level, _joined(node.lines))
        for node in sorted(picture.nodes, key=lambda node: (-degrees[node.id], node.label, node.id))
    ]
    return PageTable("Nodes", ("Name", "Kind", "Sector", "Links", "Not drawn", "Level", "Details"), rows)


def _links(picture: Picture) -> PageTable:
    names = {node.id: node.label for node in picture.nodes}
    rows = [
        (
            names[edge.source],
            names[edge.target],
            edge.title,
            edge.strength,
            "inferred" if edge.dashed else "recorded",
            _joined(edge.lines),
        )
        for edge in sorted(picture.edges, key=lambda edge: (names[edge.source], names[edge.target], edge.id))
    ]
    return PageTable("Links", ("From", "To", "What", "Strength (0-100)", "Basis", "Details"), rows)


def _joined(lines: Iterable[str]) -> str:
    return "; ".join(plain(line, isolate=False) for line in lines)
