"""The files of the project itself, without what was installed, built or made beside them."""

import os
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_MADE = {"build", "dist", "out", "__pycache__", "node_modules"}


@cache
def project_files():
    """Give all files as git sees them, those not committed yet too; where there is no git, all that are not made."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (FileNotFoundError, subprocess.CalledProcessError):
        listed = walked()
    return tuple(sorted(name for name in listed if name and (ROOT / name).is_file()))


def walked():
    """Give the files by walking; hidden folders are made by tools, but for `.ci`."""
    found = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in _MADE and not name.endswith(".egg-info") and (name == ".ci" or not name.startswith("."))
        ]
        found += [str((Path(folder) / name).relative_to(ROOT)) for name in names if not name.endswith((".pyc", ".log"))]
    return found
