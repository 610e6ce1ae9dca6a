"""A report as one self-contained HTML file: opens from any disk, asks no host for anything, runs nothing from data."""

from __future__ import annotations

import datetime as dt
import numbers
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from reports.levels import LEVEL_COLOURS
from reports.picture import vis
from reports.picture.drawing import spoken
from reports.picture.embedding import script_json, source_hash
from reports.text import plain

if TYPE_CHECKING:
    from jinja2 import Template

    from graph.analytics.results import Column
    from reports.document import Document, Section, SectionTable

_FULL = 100.0
_BAR = 64
_MANY_COLUMNS = 9
_SMALL, _TINY = 10.0, 0.01


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    kind: str = ""
    bar: float | None = None


def html(document: Document) -> str:
    """
    Write a report.

    Parameters
    ----------
    document
        What it says.

    Returns
    -------
    text
        A whole HTML document. The same report gives the same text, byte for byte: there is no clock in it. Names from
        the data are text wherever they stand; the page's policy allows its own scripts and style only, by their hashes.
    """
    banner = plain(document.facts.marking.caption())
    level = LEVEL_COLOURS[document.facts.marking.level]
    style = (
        f".banner {{ background: {level.ground}; color: {level.ink}; }}\n"
        f"{_asset('reports', 'templates/report.css')}\n{_print(banner)}"
    )
    scripts = {"page": Markup(_asset("reports", "templates/report.js"))}  # noqa: S704 - own file
    data: dict[str, Any] = {}
    if document.picture is not None:
        data = vis.payload(document.picture)
        data["marking"] = banner
        scripts["library"] = Markup(vis.library())  # noqa: S704 - the installed library
        scripts["network"] = Markup(_asset("reports.picture", "assets/network.js"))  # noqa: S704 - own file
    hashes = " ".join(source_hash(str(script)) for script in scripts.values())
    return _template().render(
        policy=(
            f"default-src 'none'; script-src {hashes}; style-src {source_hash(style)}; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'"
        ),
        style=Markup(style),  # noqa: S704 - own files, and the marking as a CSS string of hexadecimal escapes
        banner=banner,
        title=plain(document.facts.title),
        subtitle=plain(document.subtitle),
        facts=[(plain(name.replace("_", " ")), plain(text)) for name, text in document.facts.rows()],
        summary=[plain(sentence) for sentence in document.summary],
        figures=[(plain(one.title), plain(one.value), plain(one.meaning)) for one in document.figures],
        sections=[_section(section) for section in document.sections],
        glossary=[(plain(word), plain(meaning)) for word, meaning in document.glossary],
        picture=document.picture is not None,
        caption=data.get("caption", ""),
        spoken=spoken(document.picture) if document.picture is not None else "",
        data=Markup(script_json(data)) if data else "",  # noqa: S704 - script_json escapes every sign of markup
        scripts=scripts,
    )


def _section(section: Section) -> dict[str, object]:
    return {
        "anchor": section.anchor,
        "title": plain(section.title),
        "paragraphs": [plain(text) for text in section.paragraphs],
        "tables": [_table(section, number, item) for number, item in enumerate(section.tables, 1)],
        "picture": section.picture,
    }


def _table(section: Section, number: int, item: SectionTable) -> dict[str, object]:
    columns = item.table.columns
    rows = [
        [_cell(value, bar=column.name in item.bars) for column, value in zip(columns, row, strict=True)]
        for row in item.table.rows
    ]
    right = [
        bool(rows) and all(row[place].kind == "number" or not row[place].text for row in rows)
        for place in range(len(columns))
    ]
    return {
        "id": f"{section.anchor}-{number}",
        "heading": plain(item.heading),
        "spoken": plain(item.heading or section.title),
        "note": plain(item.note),
        "folded": item.folded,
        "many": len(columns) > _MANY_COLUMNS,
        "columns": [{"name": _title(one), "number": numeric} for one, numeric in zip(columns, right, strict=True)],
        "rows": rows,
        "meanings": [(_title(column), plain(_meaning(column))) for column in columns if column.meaning],
        "left_out": item.left_out,
        "empty": plain(item.empty),
    }


def _title(column: Column) -> str:
    return plain(column.name.replace("_", " "))


def _meaning(column: Column) -> str:
    return f"{column.meaning} ({column.unit})" if column.unit and column.unit != "1" else column.meaning


def _cell(value: object, *, bar: bool) -> _Cell:
    if isinstance(value, bool):
        return _Cell("yes" if value else "no")
    if isinstance(value, numbers.Real):
        share = min(max(float(value) / _FULL, 0.0), 1.0)
        return _Cell(_number(value), "number", round(share * _BAR, 1) if bar else None)
    if isinstance(value, dt.date):
        return _Cell(value.isoformat(), "date")
    return _Cell(plain(value))


def _number(value: numbers.Real) -> str:
    if isinstance(value, numbers.Integral):
        return f"{int(value):,}".replace(",", "\u202f")
    amount = float(value)
    if amount == 0 or abs(amount) >= _SMALL:
        return f"{amount:.0f}"
    return f"{amount:.2f}" if abs(amount) >= _TINY else f"{amount:.1e}"


def _print(banner: str) -> str:
    """Put the marking and the page number on every printed page."""
    marking = css_string(banner)
    return (
        "@page { size: A4; margin: 20mm 14mm 18mm; "
        f"@top-center {{ content: {marking}; font: 700 9pt system-ui, sans-serif; }} "
        f"@bottom-center {{ content: {marking}; font: 700 9pt system-ui, sans-serif; }} "
        '@bottom-right { content: counter(page) "/" counter(pages); font: 9pt system-ui, sans-serif; } }'
    )


def css_string(text: str) -> str:
    """Write a text as a string of CSS that holds letters, digits and hexadecimal escapes only."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text) + '"'


@cache
def _asset(package: str, name: str) -> str:
    text = (files(package) / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("reports", "templates/report.html.j2"))
