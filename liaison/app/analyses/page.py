"""Render the page of measures of the documentation from the docstrings of what computes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison.app.analyses.catalogue import ANALYSES
from queries.spec import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison.app.analyses.spec import Analysis

_INTRODUCTION = """\
<!-- Generated from the docstrings of graph/analytics by `make docs`. Edit these, not this page. -->
# Measures

What `liaison analyze NAME` and the Measures page compute. `liaison explain NAME WHO` tells for any of these numbers its
formula, the parameters and the network it was computed with, the reader, the engine, and the rows of files behind it.
Every number is a function of what its reader may see, on the day that was asked for.
"""


def render() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield _INTRODUCTION
    yield "| measure | question |\n|---|---|"
    yield from (f"| [{one.name}](#{one.name}) | {one.question} |" for one in ANALYSES.values())
    for theme, about in THEMES.items():
        found = [one for one in ANALYSES.values() if one.theme == theme]
        if found:
            yield f"\n## {theme.capitalize()}: {about}\n"
        for one in found:
            yield from _measure(one)


def _measure(analysis: Analysis) -> Iterator[str]:
    what = analysis.definition
    yield f"### {analysis.name}\n\n{analysis.question}\n"
    yield f"{what.summary} {what.meaning}".strip() + "\n"
    yield "| | |\n|---|---|"
    for word in ("formula", "unit", "range", "reading", "degenerate", "cost", "sources"):
        if getattr(what, word):
            yield f"| {word} | {_cell(getattr(what, word))} |"
    yield f"| code | `{what.function}` |"
    if analysis.parameters:
        yield "\n| parameter | type | default | meaning |\n|---|---|---|---|"
        for one in analysis.parameters:
            default = "required" if one.required else one.default
            yield f"| `{one.name}` | {one.kind.value} | {default} | {_cell(one.description)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")
