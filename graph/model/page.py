"""Render the data-model page of the documentation from the declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.model.catalog import NODES, RELATIONSHIPS
from graph.model.fields import COMMON, Field
from graph.model.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.model.fields import NodeType, RelType
    from graph.model.vocabularies import Vocabulary

_INTRODUCTION = """\
<!-- Generated from graph/model by `make docs`. Edit the declarations, not this page. -->
# Data model

Liaison holds official counterparts and the fact of exchanges: never informants, never the content of intelligence.
A dated fact is a node, so it has its own marking, its own dates and its own source rows. Ties between an officer and
a contact are not stored: they are computed for a reader and a day.
"""

_AXES = """\
Two time axes make "as of" honest. `valid_from` and `valid_to` say when something was true in the world, both days
included. `recorded_at` and `batch_id` say when Liaison learned it. Marking: a reader needs the level, every caveat and
one of the releases. A row that comes without a level gets the ceiling of its source, never 0.
"""


def render() -> str:
    """Give the whole page as Markdown."""
    return "\n".join(_page())


def _page() -> Iterator[str]:
    network = [node for node in NODES.values() if not node.bookkeeping]
    bookkeeping = [node for node in NODES.values() if node.bookkeeping]
    yield _INTRODUCTION
    yield from _diagram()
    yield "## What every node and relationship carries\n"
    yield _AXES
    yield from _table(COMMON)
    yield "## Nodes\n"
    for node in network:
        yield from _node(node)
    yield "## Bookkeeping\n\nWhat Liaison records about loading and reading; never part of a network.\n"
    for node in bookkeeping:
        yield from _node(node)
    yield "## Relationships\n"
    yield "| relationship | from | to | meaning | properties | told apart by |\n|---|---|---|---|---|---|"
    for relationship in RELATIONSHIPS.values():
        yield _relationship(relationship)
    yield "\n## Vocabularies\n"
    for vocabulary in _vocabularies():
        yield f"### {vocabulary.name}\n\nBasis: {vocabulary.basis}.\n\n| value | meaning |\n|---|---|"
        yield from (f"| `{value}` | {meaning} |" for value, meaning in vocabulary.values.items())
        yield ""
    yield "## Classification levels\n\nDated data: only the rank is ever compared.\n"
    yield "| system | code | rank | in force | basis |\n|---|---|---|---|---|"
    for level in LEVELS:
        since = level.valid_from.isoformat() if level.valid_from else ""
        until = level.valid_to.isoformat() if level.valid_to else ""
        period = f"{since} to {until}".strip() if since or until else "always"
        yield f"| {level.system} | {' / '.join(level.codes)} | {level.rank} | {period} | {level.basis} |"
    yield ""


def _diagram() -> Iterator[str]:
    yield "```mermaid\nerDiagram"
    for relationship in RELATIONSHIPS.values():
        for start in relationship.starts:
            for end in relationship.ends:
                yield f'  {start} }}o--o{{ {end} : "{relationship.name}"'
    yield "```\n"


def _node(node: NodeType) -> Iterator[str]:
    yield f"### {node.label}\n\n{node.description} Key: `{node.key}`.\n"
    if indexed := [f"`{field.name}`" for field in node.fields if field.indexed]:
        yield f"Indexed: {', '.join(indexed)}.\n"
    if node.search:
        words = ", ".join(f"`{name}`" for name in node.search)
        yield f"Full-text index `{node.text_index}` (`db.index.fulltext.queryNodes`): words of {words}.\n"
    yield from _table(node.fields)


def _table(fields: Iterable[Field]) -> Iterator[str]:
    yield "| property | type | meaning |\n|---|---|---|"
    for field in fields:
        yield f"| `{field.name}` | {_kind(field)} | {field.description} |"
    yield ""


def _kind(field: Field) -> str:
    if field.vocabulary is not None:
        return f"{field.kind.value}: [{field.vocabulary.name}](#{field.vocabulary.name.replace(' ', '-')})"
    if field.low is not None:
        return (
            f"{field.kind.value}, {field.low} to {field.high}" if field.high is not None else f"{field.kind.value} >= 0"
        )
    return field.kind.value


def _relationship(relationship: RelType) -> str:
    own = ", ".join(f"`{field.name}`" for field in relationship.fields)
    key = ", ".join(f"`{name}`" for name in relationship.key) or "its ends"
    starts, ends = ", ".join(relationship.starts), ", ".join(relationship.ends)
    return f"| `{relationship.name}` | {starts} | {ends} | {relationship.description} | {own} | {key} |"


def _vocabularies() -> Iterator[Vocabulary]:
    seen: set[str] = set()
    own = [declared.fields for declared in NODES.values()] + [declared.fields for declared in RELATIONSHIPS.values()]
    for fields in own:
        for field in fields:
            if field.vocabulary is not None and field.vocabulary.name not in seen:
                seen.add(field.vocabulary.name)
                yield field.vocabulary
