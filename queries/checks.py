"""What a question's Cypher must keep to: it reads only, and looks at nothing that its viewer may not see."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.model.catalog import node_type, relationship_type
from queries.patterns import Pattern, parse_pattern
from queries.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from queries.tokens import Token

_CLAUSES = frozenset({"MATCH", "WHERE", "WITH", "UNWIND", "RETURN", "ORDER", "CALL", "UNION", "LIMIT", "SKIP"})
_WRITING = frozenset(
    {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "LOAD", "DROP", "USE", "YIELD"}
)
_SUBQUERIES = frozenset({"EXISTS", "COUNT", "COLLECT"})


@dataclass(slots=True)
class Structure:
    """
    What a statement says about itself.

    Attributes
    ----------
    parameters
        Names of the parameters it uses, before macros are expanded.
    columns
        Names that it returns, in order.
    reads
        Labels and relationship names that its patterns look at.
    """

    parameters: set[str] = field(default_factory=set)
    columns: tuple[str, ...] = ()
    reads: set[str] = field(default_factory=set)
    kinds: dict[str, set[str]] = field(default_factory=dict)


def check_statement(text: str) -> Structure:
    """
    Check a statement and tell its parameters, columns and what it reads.

    Parameters
    ----------
    text
        As in the file, macros not yet expanded.

    Raises
    ------
    InputError
        It could write, returns without order or without names, or binds a variable that its own WHERE does not name in
        visible(). The sentence begins with the line.
    """
    words = tokens(text)
    structure = Structure({word.text for word in words if word.kind == "parameter"})
    for word in words:
        if word.upper in _WRITING:
            raise InputError(f"line {word.line}: {word.text} has no place in a question; questions only read.")
    _check_query(words, set(), structure)
    _check_properties(words, structure)
    structure.columns = _columns(words)
    return structure


def _check_query(words: Sequence[Token], scope: set[str], structure: Structure) -> None:
    clauses = list(_clauses(words))
    for number, (name, body) in enumerate(clauses):
        if name == "MATCH":
            following = clauses[number + 1] if number + 1 < len(clauses) else ("", [])
            where = following[1] if following[0] == "WHERE" else []
            scope |= _check_match(body, where, scope, structure)
            continue
        _no_pattern(body)
        for inner, carried in _subqueries(name, body, scope):
            _check_query(inner, carried, structure)
        if name == "WITH":
            scope &= _carried(body)
        elif name == "UNION":
            raise InputError(f"line {body[0].line if body else 1}: UNION is not used; put it into one MATCH or CALL.")


def _clauses(words: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    outer = words[0].depth if words else 0
    name = ""
    body: list[Token] = []
    for at, word in enumerate(words):
        starts = word.depth == outer and word.upper in _CLAUSES and not _is_comparison(words, at)
        if starts:
            if name:
                yield name, body
            name, body = word.upper, []
        elif word.depth == outer and word.upper == "OPTIONAL":
            continue
        elif name:
            body.append(word)
        else:
            raise InputError(
                f"line {word.line}: a question begins with MATCH, WITH, UNWIND or CALL, not {word.text!r}."
            )
    if name:
        yield name, body


def _is_comparison(words: Sequence[Token], at: int) -> bool:
    """Tell whether WITH is the second word of STARTS WITH or ENDS WITH."""
    return at > 0 and words[at].upper == "WITH" and words[at - 1].upper in ("STARTS", "ENDS")


def _check_match(body: list[Token], where: list[Token], scope: set[str], structure: Structure) -> set[str]:
    line = body[0].line if body else 1
    pattern = parse_pattern(body)
    _note_reads(pattern, structure)
    named, paths = _named_visible(where)
    for path in pattern.walked - paths:
        raise InputError(f"line {line}: the path {path!r} has steps without a name; add visible_path({path}) to WHERE.")
    covered = set().union(*(pattern.paths.get(path, set()) for path in paths))
    missing = pattern.variables - scope - named - covered
    if missing:
        raise InputError(
            f"line {line}: {', '.join(sorted(missing))} can be seen by nobody knows whom; name every variable of the "
            "pattern in a visible() that stands in the WHERE of the same MATCH, joined by AND."
        )
    return pattern.variables


def _note_reads(pattern: Pattern, structure: Structure) -> None:
    for variable, names in pattern.relationships.items():
        structure.reads.update(names)
        structure.kinds.setdefault(variable, set()).update(names)
    for variable, written in pattern.nodes.items():
        # A node without a label is of any kind that stands at the ends of its relationships.
        found = set(written) or {
            label
            for name in pattern.beside[variable]
            for label in relationship_type(name).ends
            if not structure.kinds.get(variable)
        }
        structure.reads.update(found)
        structure.kinds.setdefault(variable, set()).update(found)
    for beside in pattern.beside.values():
        structure.reads.update(beside)


def _named_visible(where: Sequence[Token]) -> tuple[set[str], set[str]]:
    """Collect the variables of visible() and the paths of visible_path() that are required, not merely possible."""
    named: set[str] = set()
    paths: set[str] = set()
    outer = where[0].depth if where else 0
    for at, word in enumerate(where):
        if word.depth != outer:
            continue
        if word.upper in ("OR", "XOR"):
            raise InputError(f"line {word.line}: {word.text} beside visible() would weaken it; put brackets around it.")
        if word.text in ("visible", "visible_path"):
            if at and where[at - 1].upper != "AND":
                raise InputError(f"line {word.line}: {word.text}() must be joined by AND.")
            inside = (one.text for one in _inside(where, at + 1) if one.kind == "word")
            (named if word.text == "visible" else paths).update(inside)
    return named, paths


def _inside(words: Sequence[Token], opening: int) -> list[Token]:
    depth = words[opening].depth
    end = next(at for at in range(opening + 1, len(words)) if words[at].depth == depth)
    return list(words[opening + 1 : end])


def _no_pattern(body: Sequence[Token]) -> None:
    for word, following in pairwise(body):
        pair = word.text + following.text
        if pair in ("-[", "--", "<-") and following.kind == "sign" and not _in_subquery(body, word):
            raise InputError(
                f"line {word.line}: a pattern outside of MATCH; write EXISTS {{ MATCH ... WHERE visible() }}."
            )


def _in_subquery(body: Sequence[Token], word: Token) -> bool:
    return any(word in inner for inner, _ in _subqueries("", body, set()))


def _subqueries(clause: str, body: Sequence[Token], scope: set[str]) -> Iterator[tuple[list[Token], set[str]]]:
    """Give the inner statements with the variables that are known in them."""
    at, carried = 0, scope
    if clause == "CALL":
        if not body or body[0].text != "(":
            raise InputError(f"line {body[0].line if body else 1}: write CALL (a, b) {{ ... }} with what goes in.")
        imported = _inside(body, 0)
        carried = scope & {word.text for word in imported}
        at = len(imported) + 2
        yield _inside(body, at), set(carried)
        at += 1
    while at < len(body):
        if body[at].upper in _SUBQUERIES and at + 1 < len(body) and body[at + 1].text == "{":
            inner = _inside(body, at + 1)
            yield inner, set(scope)
            at += len(inner) + 2
        at += 1


def _carried(body: Sequence[Token]) -> set[str]:
    """Give the variables that a WITH passes on under their own name."""
    items = _items(body)
    lone = {item[0].text for item in items if len(item) == 1 and item[0].kind == "word"}
    return lone | {item[1].text for item in items if [item[0].upper, len(item)] == ["DISTINCT", 2]}


def _items(body: Sequence[Token]) -> list[list[Token]]:
    outer = body[0].depth if body else 0
    items: list[list[Token]] = [[]]
    for word in body:
        if word.depth == outer and word.text == ",":
            items.append([])
        else:
            items[-1].append(word)
    return [item for item in items if item]


def _columns(words: Sequence[Token]) -> tuple[str, ...]:
    clauses = [clause for clause in _clauses(words) if clause[0] not in ("LIMIT", "SKIP")]
    if [name for name, _ in clauses[-2:]] != ["RETURN", "ORDER"]:
        raise InputError(
            f"line {words[-1].line}: a question ends with RETURN ... ORDER BY, so that its rows have an order."
        )
    columns = []
    as_and_name = 2
    for item in _items(clauses[-2][1]):
        if len(item) <= as_and_name or item[-2].upper != "AS":
            raise InputError(f"line {item[0].line}: each returned value needs a name: expression AS name.")
        columns.append(item[-1].text)
    return tuple(columns)


def _check_properties(words: Sequence[Token], structure: Structure) -> None:
    """Check that every property read from a pattern's variable is declared for its kind."""
    for at in range(len(words) - 2):
        variable, dot, name = words[at : at + 3]
        if dot.text != "." or variable.kind != "word" or name.kind != "word" or (at and words[at - 1].text == "."):
            continue
        kinds = structure.kinds.get(variable.text)
        if kinds and not any(name.text in _properties(kind) for kind in kinds):
            raise InputError(
                f"line {name.line}: {variable.text}.{name.text} is no property of {' or '.join(sorted(kinds))}."
            )


def _properties(kind: str) -> set[str]:
    declared = relationship_type(kind) if kind.isupper() else node_type(kind)
    return {one.name for one in declared.all_fields}
