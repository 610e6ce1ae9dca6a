"""
Compiles exact versions: requirements.txt from the ranges of pyproject.toml, requirements-dev.txt from its group dev.

Nothing of this machine gets into them: no index, no host, no folder. `--upgrade` takes the newest versions that the
ranges allow.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"

_HEADS = {
    RUNTIME: "# Exact versions for running Liaison, compiled by `make lock` from pyproject.toml. Do not edit.\n",
    DEVELOPMENT: "# Exact versions for testing Liaison, compiled by `make lock` from the group dev of pyproject.toml. "
    "Do not edit.\n# Installed on top of requirements.txt.\n",
}
_QUIET = (
    "--quiet", "--no-header", "--strip-extras", "--no-emit-index-url", "--no-emit-trusted-host",
    "--no-emit-find-links", "--no-emit-options", "--annotation-style=line", "--allow-unsafe", "--newline=lf",
)  # fmt: skip


def _compiled(source: str, output: Path, *options: str) -> list[str]:
    """Compile a source beside the pins there are, and give the lines without comments on where they come from."""
    command = [sys.executable, "-m", "piptools", "compile", *_QUIET, *options, "--output-file", str(output), source]
    # Versions come from the index alone, never from a folder of this machine.
    environment = {name: value for name, value in os.environ.items() if name != "PIP_FIND_LINKS"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    lines = output.read_text(encoding="utf-8").splitlines()
    return [line.split("  #")[0].rstrip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def main() -> None:
    """Write both files."""
    options = sys.argv[1:]
    group = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]["dev"]
    with tempfile.TemporaryDirectory() as folder:
        pins = Path(folder) / "requirements.txt"
        if RUNTIME.exists():
            kept = [line for line in RUNTIME.read_text(encoding="utf-8").splitlines() if "==" in line]
            pins.write_text("\n".join(kept) + "\n", encoding="utf-8")
        runtime = _compiled("pyproject.toml", pins, *options)
        _write(RUNTIME, [*runtime, "-e ."])

        wanted = Path(folder) / "dev.in"
        constraint = Path(folder) / "constraint.txt"
        constraint.write_text("\n".join(runtime) + "\n", encoding="utf-8")
        wanted.write_text("\n".join([f"-c {constraint}", *group]) + "\n", encoding="utf-8")
        pins = Path(folder) / "requirements-dev.txt"
        if DEVELOPMENT.exists():
            pins.write_text(DEVELOPMENT.read_text(encoding="utf-8"), encoding="utf-8")
        development = _compiled(str(wanted), pins, *options)
        _write(DEVELOPMENT, [line for line in development if line not in runtime])


def _write(path: Path, lines: list[str]) -> None:
    path.write_text(_HEADS[path] + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {path.name} ({len(lines)} lines)")


if __name__ == "__main__":
    main()
