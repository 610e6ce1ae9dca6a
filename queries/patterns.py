"""The variables that a pattern binds, and what kind of node or relationship each is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.model.catalog import node_type, relationship_type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.tokens import Token


@dataclass(slots=True)
class Pattern:
    """
    What one MATCH binds.

    Attributes
    ----------
    nodes, relationships
        Labels, or relationship names, by variable; a node that is written without a label has none.
    paths
        For each path variable the variables in it.
    walked
        Path variables that contain a relationship of variable length.
    beside
        For each node variable the names of the relationships next to it.
    """

    nodes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    relationships: dict[str, tuple[str, ...]] = field(default_factory=dict)
    paths: dict[str, set[str]] = field(default_factory=dict)
    walked: set[str] = field(default_factory=set)
    beside: dict[str, set[str]] = field(default_factory=dict)

    @property
    def variables(self) -> set[str]:
        """All variables, paths left out."""
        return set(self.nodes) | set(self.relationships)


def parse_pattern(words: Sequence[Token]) -> Pattern:
    """
    Read the pattern of one MATCH.

    Raises
    ------
    InputError
        A node or relationship has no variable, a label or relationship is unknown, or it is no plain pattern.
    """
    pattern = Pattern()
    for part in _parts(words):
        _read_part(part, pattern)
    return pattern


def _parts(words: Sequence[Token]) -> list[list[Token]]:
    """Cut at the commas outside of brackets."""
    parts: list[list[Token]] = [[]]
    outer = words[0].depth if words else 0
    for word in words:
        if word.text == "," and word.depth == outer:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts


def _read_part(part: list[Token], pattern: Pattern) -> None:
    path = ""
    minimum = 3
    if len(part) >= minimum and part[1].text == "=":
        path, part = part[0].text, part[2:]
        pattern.paths[path] = set()
    at, node, pending = 0, "", ""
    while at < len(part):
        word = part[at]
        if word.text == "(":
            end = _closing(part, at)
            node = _node(part[at + 1 : end], word, pattern)
            pattern.beside.setdefault(node, set())
            if pending:
                pattern.beside[node].update(pending.split("|"))
                pending = ""
            if path:
                pattern.paths[path].add(node)
        elif word.text == "[":
            end = _closing(part, at)
            pending = _relationship(part[at + 1 : end], word, pattern, path)
            pattern.beside[node].update(pending.split("|"))
        elif word.text in "<->":
            if word.text == "-" and at + 1 < len(part) and part[at + 1].text == "-":
                raise InputError(f"line {word.line}: a relationship without a name; write -[r:NAME]-> and name it.")
            end = at
        else:
            raise InputError(f"line {word.line}: {word.text!r} cannot stand in a pattern here.")
        at = end + 1


def _closing(part: Sequence[Token], at: int) -> int:
    for end in range(at + 1, len(part)):
        if part[end].depth == part[at].depth:
            return end
    raise InputError(f"line {part[at].line}: a bracket of the pattern is not closed.")


def _node(inside: Sequence[Token], opening: Token, pattern: Pattern) -> str:
    if not inside or inside[0].kind != "word":
        raise InputError(f"line {opening.line}: a node without a variable; name it, so that visible() can name it too.")
    labels = _types(inside[1:])
    for label in labels:
        node_type(label)
    known = pattern.nodes.get(inside[0].text, ())
    pattern.nodes[inside[0].text] = labels or known
    return inside[0].text


def _relationship(inside: Sequence[Token], opening: Token, pattern: Pattern, path: str) -> str:
    named = bool(inside) and inside[0].kind == "word"
    names = _types(inside[1:] if named else inside)
    if not names:
        raise InputError(f"line {opening.line}: a relationship without a type; write it after a colon.")
    for name in names:
        relationship_type(name)
    if any(word.text == "*" for word in inside):
        if named or not path:
            raise InputError(
                f"line {opening.line}: a relationship of variable length needs a path, p = (a)-[:R*0..4]->(b), "
                "and none of its own; then visible_path(p) covers each step."
            )
        pattern.walked.add(path)
    elif not named:
        raise InputError(f"line {opening.line}: a relationship without a variable; name it, so that visible() can too.")
    else:
        pattern.relationships[inside[0].text] = names
        if path:
            pattern.paths[path].add(inside[0].text)
    return "|".join(names)


def _types(inside: Sequence[Token]) -> tuple[str, ...]:
    """Read the names after the colon, up to a property map or a length."""
    names = []
    if inside and inside[0].text == ":":
        for word in inside[1:]:
            if word.kind == "word":
                names.append(word.text)
            elif word.text != "|":
                break
    return tuple(names)
