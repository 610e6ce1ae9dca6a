"""The two commands of a newcomer, and what they say when the machine lacks something."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import prerequisites
import pytest
from prerequisites import Part

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PHONY = re.findall(r"^\.PHONY: (\S+)$", MAKEFILE, re.MULTILINE)
PROMISED = {
    "demo", "test", "setup", "serve", "check", "test-fast", "neo4j", "lock", "docs", "screenshots", "clean",
}  # fmt: skip


def make(*arguments, **environment):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *arguments], cwd=ROOT, env={**inherited, **environment}, capture_output=True, text=True, check=False
    )


def test_a_bare_make_lists_every_target_with_its_meaning():
    listed = dict(re.findall(r"^  make (\S+) +(\S.+)$", make().stdout, re.MULTILINE))
    assert set(listed) == set(PHONY)
    assert set(listed) >= PROMISED


def test_serve_0_stops_the_demo_before_serving():
    assert "--no-serve" in make("-n", "demo", "SERVE=0").stdout
    assert "--no-serve" not in make("-n", "demo").stdout


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_pages_name_only_targets_that_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:`|^)make ([a-z0-9-]+)", text, re.MULTILINE))
    assert named <= set(PHONY)


def fake_python(folder, name, version, *, venv=True):
    """Put a program on a path that answers like a Python of that version."""
    path = folder / name
    enough = 0 if version >= (3, 11) else 1
    dotted = ".".join(map(str, version))
    path.write_text(
        "#!/bin/sh\n"
        f'case "$*" in --version) echo "Python {dotted}.1" ;; *ensurepip*) exit {0 if venv else 1} ;;\n'
        f'*"%d.%d"*) echo {dotted} ;; *version_info*) exit {enough} ;; esac\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


def find_python(folder, **environment):
    script = ROOT / "tools/find_python.sh"
    return subprocess.run(
        ["/bin/sh", script], env={"PATH": str(folder), **environment}, capture_output=True, text=True, check=False
    )


def test_a_newer_python_is_found_when_python3_is_too_old(tmp_path):
    fake_python(tmp_path, "python3", (3, 9))
    newer = fake_python(tmp_path, "python3.12", (3, 12))
    assert find_python(tmp_path).stdout == f"{newer}\n"


def test_a_python_without_venv_is_passed_over_and_named_with_the_remedy(tmp_path):
    first = fake_python(tmp_path, "python3", (3, 12), venv=False)
    found = find_python(tmp_path)
    assert found.returncode == 1
    assert str(first) in found.stderr
    assert "apt-get install python3.12-venv" in found.stderr
    second = fake_python(tmp_path, "python3.13", (3, 13))
    assert find_python(tmp_path).stdout == f"{second}\n"


def test_only_an_old_python_is_named_with_the_remedy(tmp_path):
    fake_python(tmp_path, "python3", (3, 9))
    found = find_python(tmp_path)
    assert (found.returncode, found.stdout) == (1, "")
    assert "needs Python 3.11 or newer, and python3 is Python 3.9.1." in found.stderr


def test_no_python_at_all_is_one_sentence(tmp_path):
    found = find_python(tmp_path)
    assert found.returncode == 1
    assert "there is no python3." in found.stderr


def test_a_python_that_was_named_is_the_only_one_tried(tmp_path):
    fake_python(tmp_path, "python3", (3, 12))
    named = fake_python(tmp_path, "my python", (3, 11))
    assert find_python(tmp_path, PYTHON=str(named)).stdout == f"{named}\n"
    assert find_python(tmp_path, PYTHON="/nowhere/python").returncode == 1


def missing():
    raise LookupError("there is none on this machine")


HERE = Part("Anything", "nothing", lambda: "/usr/bin/anything", list)
LACKING = Part("Something", "nothing that needs it", missing, list)


def test_a_missing_part_is_one_loud_line_on_a_desk_and_a_failure_in_ci(capsys):
    assert prerequisites.main([HERE, LACKING], {}) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Anything: /usr/bin/anything"
    assert lines[1:] == [
        "NOT TESTED: nothing that needs it. Something is missing: there is none on this machine"
    ]  # fmt: skip
    assert prerequisites.main([HERE, LACKING], {"CI": "true"}) == 1
    assert prerequisites.main([HERE], {"CI": "true"}) == 0
    assert prerequisites.main([replace(LACKING, required=False)], {"CI": "true"}) == 0


def test_the_newest_neo4j_is_proved_by_make_test():
    written = make("-n", "test").stdout
    assert "NEO4J_VERSION=newest" in written
    assert all((ROOT / name).is_file() for name in re.findall(r"tests/contract/\w+\.py", written))


def test_nothing_is_installed_when_that_is_declined():
    assert prerequisites.may_install({"LIAISON_TEST_INSTALL": "no"}) is False


@pytest.mark.slow
def test_a_browser_that_was_named_but_is_not_there_is_said(monkeypatch):
    monkeypatch.setenv("LIAISON_TEST_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(LookupError, match="/nowhere/chromium"):
        prerequisites.find_browser()


@pytest.fixture
def recording_make(tmp_path):
    """Put a `make` first on the path that tells how it was called."""
    path = tmp_path / "make"
    path.write_text('#!/bin/sh\necho "make $1 in $(pwd) with CI=$CI"\ncat\n', encoding="utf-8")
    path.chmod(0o755)
    return tmp_path


def test_ci_runs_make_test_as_ci_from_the_checkout_without_asking_anything(recording_make, tmp_path):
    script = ROOT / ".ci/run"
    assert os.access(script, os.X_OK)
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment["PATH"] = f"{recording_make}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        [shutil.which("bash"), script],
        cwd=tmp_path, env=environment, input="typed\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"make test in {ROOT} with CI=true\n"


def test_ci_stops_at_the_first_failure():
    assert "set -euo pipefail" in (ROOT / ".ci/run").read_text(encoding="utf-8")
