"""Every key under which the pages keep something in a session, found in their source."""

import ast
from pathlib import Path

DASHBOARD = Path(__file__).parents[2] / "dashboard"
_READ = {"get", "pop", "setdefault"}


def session_keys():
    """Give the keys, each part that is only known when a page runs as `X`."""
    return {key for path in sorted(DASHBOARD.rglob("*.py")) for key in _of_module(ast.parse(path.read_text("utf-8")))}


def _of_module(tree):
    known = {name: text for statement in tree.body for name, text in _assigned(statement, {})}
    for place in _with_function(tree, None):
        node, function = place
        names = dict(known)
        for statement in ast.walk(function) if function else ():
            names.update(_assigned(statement, names))
        for key in _used(node):
            if not _parameter(key, function):
                yield _text(key, names)


def _with_function(node, function):
    for child in ast.iter_child_nodes(node):
        yield child, function
        # What is nested sees the names of the outermost function.
        yield from _with_function(child, function or (child if isinstance(child, ast.FunctionDef) else None))


def _assigned(statement, names):
    if not isinstance(statement, ast.Assign):
        return
    (target,) = statement.targets[-1:]
    pairs = zip(target.elts, statement.value.elts, strict=True) if isinstance(target, ast.Tuple) and isinstance(
        statement.value, ast.Tuple) else [(target, statement.value)]  # fmt: skip
    for name, value in pairs:
        if isinstance(name, ast.Name) and isinstance(value, ast.Constant | ast.JoinedStr | ast.Call):
            try:
                yield name.id, _text(value, names)
            except LookupError:
                continue


def _used(node):
    if isinstance(node, ast.Subscript) and _session(node.value):
        yield node.slice
    elif isinstance(node, ast.Compare) and any(_session(one) for one in node.comparators):
        yield node.left
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _READ and _session(node.func.value):
            yield node.args[0]
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "update" and _session(node.func.value):
            yield from node.args[0].keys
        elif getattr(node.func, "id", "") not in ("sorted", "min", "max"):
            yield from (word.value for word in node.keywords if word.arg == "key" and not _order(word.value))


def _session(node):
    return isinstance(node, ast.Attribute) and node.attr == "session_state"


def _order(node):
    """Tell whether a `key` says how something is sorted."""
    return isinstance(node, ast.Lambda | ast.Attribute)


def _parameter(key, function):
    """Tell whether a key was handed over by a caller, whose own text is found there."""
    if isinstance(key, ast.Call) and getattr(key.func, "attr", "") == "own_key":
        key = key.args[0]
    if not isinstance(key, ast.Name) or function is None:
        return False
    arguments = [
        one.arg
        for inner in ast.walk(function)
        if isinstance(inner, ast.FunctionDef)
        for one in (*inner.args.args, *inner.args.kwonlyargs)
    ]
    loops = [one.target.id for one in ast.walk(function) if isinstance(one, ast.For | ast.comprehension)
             and isinstance(one.target, ast.Name)]  # fmt: skip
    return key.id in {*arguments, *loops}


def _text(node, names):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, names) if isinstance(part, ast.Constant) else _piece(part, names)
                       for part in node.values)  # fmt: skip
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "own_key":
        return _text(node.args[0], names)
    raise LookupError(ast.unparse(node))


def _piece(part, names):
    inner = part.value
    return names.get(inner.id, "X") if isinstance(inner, ast.Name) else "X"
