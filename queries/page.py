"""Render the page of the documentation that describes every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from queries.catalogue import catalogue
from queries.spec import THEMES, Engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from queries.spec import Parameter, QuerySpec

_INTRODUCTION = """\
<!-- Generated from queries/library by `make docs`. Edit the files there, not this page. -->
# Questions

Each question is one file under `queries/library`, run as it is by the command line, the dashboard and the tests. It is
asked as of a day and for a reader: whatever it counts, follows or compares is what that reader may see.

```
liaison query list
liaison query show q01
liaison query run q01 country=MA
liaison query show q01 country=MA --expanded    # plain Cypher for Neo4j Browser and cypher-shell
```
"""

_FILES = """\
## Writing a question

A file begins with a header of comments, `// key: value`, and holds one statement. When the library is loaded, header
and statement are checked against each other and against the data model: parameters declared and used, columns declared
and returned, labels, relationships and properties known, a fixed order of rows, nothing but reading.

- `visible(a, r, b)`: the reader may see each of them. Every node and relationship variable of a MATCH must be named in
  the WHERE of that same MATCH, in subqueries too; else the library does not load.
- `visible_path(p)`: the reader may see every step of a path of variable length.
- `valid(a, r)` and `valid_on(day, a, r)`: they hold on the day asked for, or on another day.
- `running(p, day)`: the posting had begun by the day and had not ended before it, and its record holds on the day.
- `tie_term`, `tie_given`, `tie_received`, `tie_strength`: the parts of the tie formula; its numbers arrive as
  parameters.

Given to every question, without being declared: `$as_of`, `$viewer_level`, `$viewer_compartments`, `$viewer_releases`,
`$own_organisations`, `$own_police`, `$own_intelligence`, and the numbers of the tie formula as `$tie_...`.
"""


def render() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    yield _INTRODUCTION
    yield "| question | | answered by |\n|---|---|---|"
    for spec in catalogue().list():
        yield f"| [{spec.query_id[:3].upper()}](#{spec.query_id}) | {_cell(spec.question)} | {_engine(spec)} |"
    yield ""
    for theme, about in THEMES.items():
        yield f"## {theme.capitalize()}: {about}\n"
        for spec in catalogue().list(theme):
            yield from _question(spec)
    yield _FILES


def _engine(spec: QuerySpec) -> str:
    return "Cypher" if spec.engine is Engine.CYPHER else f"measure `{spec.use_case}`"


def _question(spec: QuerySpec) -> Iterator[str]:
    yield f"### {spec.query_id}\n\n**{spec.question}** Answered by {_engine(spec)}; since {spec.since}.\n"
    if spec.parameters:
        yield "| parameter | type | without it | meaning |\n|---|---|---|---|"
        for parameter in spec.parameters:
            cells = (f"`{parameter.name}`", _type(parameter), _without(parameter), _cell(parameter.description))
            yield f"| {' | '.join(cells)} |"
        yield ""
    yield "| column | type | meaning |\n|---|---|---|"
    for column in spec.columns:
        unit = f", {column.unit}" if column.unit else ""
        yield f"| `{column.name}` | {column.kind.value}{unit} | {_cell(column.meaning)} |"
    reads = ", ".join(f"`{kind}`" for kind in spec.reads)
    yield f"\nEmpty: {spec.empty}\n\nReads: {reads}. Marking: {spec.marking}\n"


def _type(parameter: Parameter) -> str:
    if parameter.vocabulary is not None:
        return "one of " + ", ".join(f"`{value}`" for value in parameter.vocabulary.values)
    if parameter.label:
        return f"key of {parameter.label}"
    if parameter.low is not None and parameter.high is not None:
        return f"{parameter.kind.value} {parameter.low:g} to {parameter.high:g}"
    return parameter.kind.value


def _without(parameter: Parameter) -> str:
    if parameter.required:
        return f"required, such as `{parameter.example}`"
    return f"`{parameter.default}`" if parameter.default else "all"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
