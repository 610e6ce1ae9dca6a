"""What is installed is ours, complete, pinned, and under licences we may use."""

import importlib
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from project_files import ROOT, project_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NAME = PROJECT["project"]["name"]
PACKAGES = tuple(pattern.rstrip("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"])
RANGES = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-dev.txt": PROJECT["dependency-groups"]["dev"],
}
COPYLEFT = re.compile(
    r"\b[AL]?GPL|GNU (?:Affero |Lesser |Library )?General Public|\bSSPL\b|\bBUSL\b|Commons Clause", re.IGNORECASE
)


def lines(name):
    kept = (line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines())
    return [line for line in kept if line and not line.startswith("#")]


def pins(name):
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, filter(lambda x: x != "-e .", lines(name)))}


def version(pin):
    return str(pin.specifier).removeprefix("==")


# ---- our six packages


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_belongs_to_this_project_alone(package):
    assert set(metadata.packages_distributions()[package]) == {NAME}
    assert Path(importlib.import_module(package).__file__).resolve() == ROOT / package / "__init__.py"


def test_the_six_packages_are_the_ones_with_contracts():
    assert (
        set(PACKAGES)
        == set(PROJECT["tool"]["importlinter"]["root_packages"])
        == set(PROJECT["tool"]["mypy"]["packages"])
    )


@pytest.mark.parametrize("folder", ["dashboard", "tests"])
def test_nothing_in_a_folder_hides_a_package(folder):
    # Streamlit puts dashboard/ first on the path; a folder of tests can be found as a package of that name.
    assert {path.stem for path in (ROOT / folder).iterdir()} & set(PACKAGES) == set()


@pytest.mark.parametrize("folder", ["dashboard", "tests/support", "tools"])
def test_nothing_on_the_path_hides_a_library(folder):
    # All three are on the path: dashboard/ under Streamlit, the others under pytest.
    names = {path.stem for path in (ROOT / folder).iterdir() if path.suffix == ".py" or path.is_dir()}
    libraries = {name for name, owners in metadata.packages_distributions().items() if set(owners) != {NAME}}
    assert names & (libraries | sys.stdlib_module_names | set(PACKAGES)) - {"__init__", "__pycache__"} == set()


def test_every_folder_of_modules_is_a_package():
    folders = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    entry_scripts = {ROOT / "dashboard" / "views"}
    assert [str(folder) for folder in folders - entry_scripts if not (folder / "__init__.py").exists()] == []


def test_the_command_and_the_backend_are_declared():
    points = metadata.distribution(NAME).entry_points
    assert {point.name: point.value for point in points if point.group == "console_scripts"} == {
        "liaison": "liaison.cli:main"
    }
    assert {point.name for point in points if point.group == "networkx.backends"} == {"contacts"}


@pytest.mark.slow
def test_the_wheel_holds_every_file_of_the_packages(tmp_path):
    source = tmp_path / "source"
    for name in project_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, source / name)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "wheel", source],
        capture_output=True, check=True,
    )  # fmt: skip
    with zipfile.ZipFile(next((tmp_path / "wheel").iterdir())) as wheel:
        shipped = set(wheel.namelist())
    expected = {name for name in project_files() if name.split("/")[0] in PACKAGES and not name.endswith(".md")}
    assert expected - shipped == set(), "declare them in [tool.setuptools.package-data]"
    assert {name.split("/")[0] for name in shipped} - set(PACKAGES) == {
        f"{NAME.replace('-', '_')}-{PROJECT['project']['version']}.dist-info"
    }


# ---- pins


@pytest.mark.parametrize("file", RANGES)
def test_every_range_has_a_pin_within_it(file):
    known = pins("requirements.txt") | pins(file)
    for wanted in map(Requirement, RANGES[file]):
        name = canonicalize_name(wanted.name)
        assert name in known, f"{name} has no pin; run `make lock`"
        assert wanted.specifier.contains(version(known[name]), prereleases=True), f"{name}: run `make lock`"
        assert str(wanted.marker) == str(known[name].marker), f"{name}: run `make lock`"


@pytest.mark.parametrize("file", RANGES)
def test_pins_are_exact_and_name_no_place(file):
    expected = [line for line in lines(file) if line != "-e ."]
    assert [line for line in expected if not re.match(r"[a-z0-9][a-z0-9._-]*==[^*\s]+( ; .+)?$", line)] == []
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")


def test_the_project_itself_comes_last():
    assert lines("requirements.txt")[-1] == "-e ."
    assert lines("requirements.txt").count("-e .") == 1


def test_no_library_is_pinned_twice():
    assert pins("requirements.txt").keys() & pins("requirements-dev.txt").keys() == set()


def closure():
    """Give every distribution that running Liaison here takes, by what is installed."""
    environment = default_environment() | {"extra": ""}
    seen, waiting = {}, [NAME]
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name in seen:
            continue
        seen[name] = metadata.distribution(name)
        needed = map(Requirement, seen[name].requires or [])
        waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate(environment)]
    del seen[NAME]
    return seen


def test_everything_that_runs_is_pinned_and_installed_as_pinned():
    known = pins("requirements.txt")
    installed = {name: distribution.version for name, distribution in closure().items()}
    assert installed == {
        name: version(pin) for name, pin in known.items() if pin.marker is None or pin.marker.evaluate()
    }


# ---- licences


def licence(distribution):
    """Give what a distribution says of its licence: the expression, the classifiers, or the first line of the text."""
    said = distribution.metadata
    classifiers = [line for line in said.get_all("Classifier", []) if line.startswith("License ::")]
    text = (said.get("License") or "").strip().splitlines()
    return said.get("License-Expression") or "; ".join(classifiers) or (text[0] if text else "")


@pytest.mark.parametrize("name", sorted(pins("requirements.txt")))
def test_a_library_that_runs_is_under_a_licence_without_copyleft_for_us(name):
    try:
        said = licence(metadata.distribution(name))
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is not for this machine")
    assert said, f"{name} names no licence"
    assert not COPYLEFT.search(said), f"{name} is under {said}"


def test_copyleft_is_recognised():
    assert COPYLEFT.search(licence(metadata.distribution("igraph"))), "igraph is GPL, and for tests alone"


def test_the_licence_is_the_whole_apache_licence():
    assert PROJECT["project"]["license"] == "Apache-2.0"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.split()) > 1500


def test_data_of_others_brings_its_licence():
    assert PROJECT["project"]["license-files"] == ["LICENSE", "LICENSES/*"]
    assert "LICENSES/" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "COPY LICENSES LICENSES" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


# ---- one oldest Python


def test_the_oldest_python_is_the_same_everywhere():
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{oldest.replace('.', '')}"
    compared = f"sys.version_info < ({oldest.replace('.', ', ')})"
    for name in ("tools/find_python.sh", "Makefile"):
        assert compared in (ROOT / name).read_text(encoding="utf-8")
    assert f"Python {oldest} or newer" in (ROOT / "tools/find_python.sh").read_text(encoding="utf-8")
