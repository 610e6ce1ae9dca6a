"""The architecture, as far as a machine can check it: who imports whom, where Cypher stands, how long files are."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from project_files import ROOT, project_files, walked

CONFIGURATION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = tuple(CONFIGURATION["tool"]["importlinter"]["root_packages"])

LONGEST = 400

# Third-party module -> the places that may import it; () = nobody at run time.
IMPORTERS = {
    "neo4j": ("graph/store/",),
    "arcadedb_embedded": ("graph/store/embedded/",),
    "jpype": ("graph/store/embedded/",),
    "streamlit": ("dashboard/",),
    "altair": ("dashboard/",),
    "pyvis": ("reports/picture/",),
    "typer": ("liaison/cli/",),
    "openpyxl": ("ingest/", "reports/exports/"),
    "numba": ("graph/kernels/",),
    "networkit": (),
    "igraph": (),
    "requests": (),
    "urllib3": (),
    "httpx": (),
}

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "tools", "lib", "core", "base"}

CYPHER = re.compile(
    r"\b(?:MATCH|MERGE|CREATE)\s*\(|\bUNWIND\s+\S+\s+AS\b|\bDETACH\s+DELETE\b|\bCALL\s+(?:db|dbms|apoc|gds)\."
    r"|\bCREATE\s+(?:CONSTRAINT|INDEX)\b|\bLOAD\s+CSV\b"
)
CYPHER_PLACES = ("graph/cypher/",)

# Spelled in pieces, or this file would be the first to break the rule.
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w.$}])/(?:wo" + r"rk|ro" + r"ot|Us" + r"ers|ho" + r"me/\w+)/"),
    "a host of a package registry": re.compile(
        r"(?:pypi|npm" + r"js|crates)\.(?:org|io)\b|python" + r"hosted\.org|repo1?\.mav" + r"en|mav" + r"en\.org"
        r"|deb\.deb" + r"ian\.org|proxy\.gol" + r"ang"
    ),
    "a password or a key": re.compile(
        r"-----BEGIN [A-Z ]*PRIV" + r"ATE KEY|\b(?:AK" + r"IA[0-9A-Z]{16}|gh" + r"p_\w{36})\b"
    ),
}


def sources():
    return tuple(name for name in project_files() if name.endswith(".py") and name.split("/")[0] in PACKAGES)


@cache
def tree(name):
    return ast.parse((ROOT / name).read_text(encoding="utf-8"), name)


@cache
def imports(name):
    """Give the top-level names a module imports anywhere in it, and the line of each."""
    found = []
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found += [(alias.name.split(".")[0], node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append((node.module.split(".")[0], node.lineno))
    return found


def texts(module):
    """Give every string of a module that is no docstring, and its line; parts of an f-string are joined."""
    documentation = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            documentation.update(
                id(part.value)
                for part in node.body
                if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
            )
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            yield (
                "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values),
                node.lineno,
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value, node.lineno


def test_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = CONFIGURATION["tool"]["importlinter"]["contracts"]
    assert f"Contracts: {len(contracts)} kept, 0 broken." in done.stdout


def test_every_package_and_every_part_of_liaison_has_its_layer():
    layers = next(
        contract["layers"]
        for contract in CONFIGURATION["tool"]["importlinter"]["contracts"]
        if "containers" not in contract
    )
    placed = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    parts = {Path(name).parts[1].removesuffix(".py") for name in sources() if name.startswith("liaison/")}
    expected = {f"liaison.{part}" for part in parts - {"__init__", "__main__"}} | set(PACKAGES) - {"liaison"}
    assert expected <= placed


@pytest.mark.parametrize("library", IMPORTERS)
def test_a_library_is_imported_only_where_it_belongs(library):
    allowed = IMPORTERS[library]
    elsewhere = [
        f"{name}:{line}" for name in sources() if not name.startswith(allowed or ("-",))
        for imported, line in imports(name) if imported == library
    ]  # fmt: skip
    assert elsewhere == []


def test_nothing_of_tests_or_tools_is_imported_by_the_product():
    ours = {Path(name).parts[1].removesuffix(".py") for name in project_files() if name.startswith("tools/")}
    ours |= {Path(name).stem for name in project_files() if name.startswith("tests/support/")} | {
        "tests",
        "tools",
        "pytest",
    }
    assert [(name, imported) for name in sources() for imported, _ in imports(name) if imported in ours] == []


@pytest.mark.slow
def test_cypher_stands_only_where_it_belongs():
    elsewhere = [
        f"{name}:{line}: {text[:80]!r}" for name in sources() if not name.startswith(CYPHER_PLACES)
        for text, line in texts(tree(name)) if CYPHER.search(text)
    ]  # fmt: skip
    assert elsewhere == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('x = "MATCH (n) RETURN n"', True),
        ('x = f"MERGE (n:{label})"', True),
        ('x = "UNWIND $rows AS row"', True),
        ('x = f"{a} DETACH DELETE n"', True),
        ('"""Runs MATCH (n)."""', False),
        ('def f():\n    """Runs MATCH (n)."""', False),
        ('x = "No match (yet) for this name."', False),
    ],
)
def test_cypher_is_recognised(source, found):
    assert any(CYPHER.search(text) for text, _ in texts(ast.parse(source))) is found


def test_the_library_of_queries_holds_nothing_but_cypher():
    kept = {Path(name).suffix for name in project_files() if name.startswith("queries/library/")}
    assert kept <= {".cypher"}


def test_no_file_is_longer_than_the_cap():
    ours = [name for name in project_files() if name.endswith((".py", ".js", ".css", ".sh", ".cypher", ".j2"))]
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in ours}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_every_module_is_named_after_a_thing():
    assert [name for name in sources() if VAGUE & {Path(part).stem for part in Path(name).parts}] == []


def test_without_git_the_same_files_are_found():
    tracked = {name for name in project_files() if name.endswith((".py", ".cypher", ".toml", ".md"))}
    assert {name for name in tracked if not name.startswith(".")} <= set(walked())


def test_no_folder_of_tests_is_a_package():
    assert [name for name in project_files() if name.startswith("tests/") and name.endswith("__init__.py")] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    found = []
    for name in project_files():
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another binary file
        found += [
            f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if FORBIDDEN[what].search(line)
        ]  # fmt: skip
    assert found == [], f"each of these lines names {what}"


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a folder of one machine", "open('/ro" + "ot/x')"),
        ("a folder of one machine", "see /ho" + "me/ann/project"),
        ("a host of a package registry", "index-url = https://py" + "pi.org/simple"),
        ("a host of a package registry", "https://repo.mav" + "en.apache.org/x"),
        ("a password or a key", "-----BEGIN PRIV" + "ATE KEY-----"),
    ],
)
def test_what_no_file_may_name_is_recognised(what, line):
    assert FORBIDDEN[what].search(line)
